"""How a unit stands: its year in a picture, what became of its items, what its leader is asked."""

from datetime import timedelta

from odoo import _, api, models
from odoo.tools import date_utils

from ..item.govinfo_item import WITH_OFFICE

NEWS, PIECES = 5, 4
PIECE_DAYS = timedelta(days=14)
MONTHS = 12


class GovinfoDesk(models.AbstractModel):
    """Blocks of officers and leaders in charge."""

    _inherit = "govinfo.desk"

    @api.model
    def _unit_blocks(self, reader):
        own = [("unit_id", "in", reader.units.ids)]
        sent = self._months(
            "govinfo.item", own + [("state", "in", WITH_OFFICE)], "submitted_at", reader
        )
        adoptions = own + [("state", "=", "registered")]
        adopted = self._months("govinfo.adoption", adoptions, "date", reader)
        return [
            self._unit_figures(reader, own, sent, adopted),
            self._unit_picture(reader, own, sent, adopted),
            self._own_part(reader),
            self._pieces(reader),
            self._honors(reader),
            self._news(reader),
        ]

    # -- the quarter -------------------------------------------------------------------------

    @api.model
    def _unit_figures(self, reader, own, sent, adopted):
        """This quarter so far: sent, adopted, instructions; points where the county shows them."""
        months = [(reader.first.year, reader.first.month + number) for number in range(3)]
        quarter = own + [("date", ">=", reader.first), ("state", "=", "registered")]
        cells = [
            self._cell(
                _("Items sent"),
                sum(sent.get(month, 0) for month in months),
                action="govinfo_module.govinfo_item_action_mine",
            ),
            self._cell(
                _("Adopted"),
                sum(adopted.get(month, 0) for month in months),
                action="govinfo_module.govinfo_adoption_action",
            ),
            self._cell(
                _("Instructions"),
                self.env["govinfo.instruction"].search_count(quarter),
                action="govinfo_module.govinfo_instruction_action",
            ),
        ]
        return {
            "kind": "figures",
            "title": _("%s this quarter", "、".join(reader.units.mapped("name"))),
            "cells": cells + (self._points_so_far(reader) if reader.ranks else []),
        }

    @api.model
    def _points_so_far(self, reader):
        """The running quarter's points of each unit, as the last night's reckoning found them."""
        provisional = self.env["govinfo.score.provisional"]
        own = [("unit_id", "in", reader.units.ids), ("date", ">=", reader.first)]
        return [
            self._cell(
                self.env._("Points so far (provisional)"),
                round(score.total, 2),
                action="govinfo_module.govinfo_score_entry_action",
                points=True,
            )
            for score in provisional.search(own)
        ]

    # -- the year ----------------------------------------------------------------------------

    @api.model
    def _unit_picture(self, reader, own, sent, adopted):
        """Items, adoptions and points by month, of the last twelve."""
        first = reader.today.year * 12 + reader.today.month - MONTHS
        months = [((first + n) // 12, (first + n) % 12 + 1) for n in range(MONTHS)]
        series = [
            {"label": _("Items sent"), "values": [sent.get(month, 0) for month in months]},
            {"label": _("Adopted"), "values": [adopted.get(month, 0) for month in months]},
        ]
        if reader.ranks:
            earned = own + [("personal", "=", False)]
            points = self._months("govinfo.score.entry", earned, "date", reader, total="points:sum")
            points = [points.get(month) for month in months]
            series.append({"label": _("Points"), "values": points, "points": True})
        if not any(value for one in series for value in one["values"]):
            return False
        return {
            "kind": "chart",
            "title": _("Our items by month"),
            "labels": [self.env._("Month %s", month) for _year, month in months],
            "series": series,
        }

    # -- everyone has a task -----------------------------------------------------------------

    @api.model
    def _own_part(self, reader):
        """What the person sent this quarter; where the county ranks, what the last one came to."""
        since = reader.company.govinfo_utc(reader.first)
        rows = self.env["govinfo.item"]._read_group(
            [
                ("author_id", "=", self.env.uid),
                ("submitted_at", ">=", since),
                ("state", "in", WITH_OFFICE),
            ],
            ["is_adopted"],
            ["__count"],
        )
        counts = dict(rows)
        score = self._own_score() if reader.ranks else self.env["govinfo.score.person"]
        if not (counts or score):
            return False
        cells = [
            self._cell(_("Items sent"), sum(counts.values())),
            self._cell(_("Of these adopted"), counts.get(True, 0)),
        ]
        if score:
            period = score.period_id
            running = period.date_from <= reader.first <= period.date_to  # the title says so
            points = _("Points") if running else _("Points, %s", period.name)
            cells.append(self._cell(points, round(score.total, 2), points=True))
            if score.rank:
                rank = _("Rank") if running else _("Rank, %s", period.name)
                cells.append(self._cell(rank, score.rank, points=True))
        return {
            "kind": "figures",
            "title": _("My own part this quarter"),
            "cells": cells,
            "note": (score.shortfall_reason if score.shortfall else score.task_words) or "",
            "action": bool(score) and "govinfo_module.govinfo_score_person_action",
        }

    @api.model
    def _own_score(self):
        """The person's score of the last quarter that was computed."""
        own = [("user_id", "=", self.env.uid), ("period_id.kind", "=", "quarter")]
        # periods are listed from the latest on
        return self.env["govinfo.score.person"].search(own, order="period_id", limit=1)

    # -- honours -----------------------------------------------------------------------------

    @api.model
    def _honors(self, reader):
        """What the units, the person and their pieces were commended for in the last year."""
        honors = self.env["govinfo.honor"].search(
            [
                ("state", "=", "approved"),
                ("date_to", ">=", date_utils.subtract(reader.today, years=1)),
                "|",
                "|",
                ("unit_id", "in", reader.units.ids),
                ("user_id", "=", self.env.uid),
                ("item_id.unit_id", "in", reader.units.ids),
            ],
            order="date_to desc, kind, id",
            limit=NEWS,
        )
        kinds = dict(honors._fields["kind"]._description_selection(self.env))
        rows = [
            {
                "model": "govinfo.item" if honor.item_id else "govinfo.honor",
                "id": honor.item_id.id or honor.id,
                "title": honor.label,
                "about": "%s%s" % (honor.span_label, kinds[honor.kind]),
            }
            for honor in honors
        ]
        return rows and {
            "kind": "list",
            "title": _("Honours"),
            "rows": rows,
            "action": "govinfo_module.govinfo_honor_action",
        }

    # -- feedback ----------------------------------------------------------------------------

    @api.model
    def _news(self, reader):
        """The newest adoptions and instructions of the unit's items, each a way to the item."""
        own = [
            ("state", "=", "registered"),
            "|",
            ("unit_id", "in", reader.units.ids),
            ("item_id.joint_unit_ids", "in", reader.units.ids),
        ]
        adoptions = self.env["govinfo.adoption"].search(own, limit=NEWS)
        instructions = self.env["govinfo.instruction"].search(own, limit=NEWS)
        items = adoptions.item_id | instructions.item_id
        points = {item: item.points for item in items} if reader.ranks else {}
        news = [
            (fact.date, fact.item_id, self.env._("adopted by %s", fact.publication_id.name))
            for fact in adoptions
        ]
        news += [
            (fact.date, fact.item_id, self.env._("instruction by %s", fact.leader_name))
            for fact in instructions
        ]
        rows = [
            {
                "model": "govinfo.item",
                "id": item.id,
                "title": item.name,
                "about": about,
                "when": self._day(day, reader),
                "points": self.env._("%s points so far", "%g" % points[item])
                if points.get(item)
                else "",
            }
            for day, item, about in sorted(news, key=lambda one: one[0], reverse=True)[:NEWS]
        ]
        return rows and {"kind": "list", "title": _("What became of our items"), "rows": rows}

    # -- what readers say --------------------------------------------------------------------

    @api.model
    def _pieces(self, reader):
        """The newest pieces of issues a leader in charge has not answered on yet."""
        if not reader.led:
            return False
        pieces = self.env["govinfo.issue.line"].search(
            [
                ("issue_id.state", "=", "published"),
                ("issue_id.unit_ids", "in", reader.led.ids),
                ("issue_id.date", ">", reader.today - PIECE_DAYS),
            ],
            order="id desc",
            limit=PIECES * 4,
        )
        answered = pieces._given(reader.led).issue_line_id
        rows = [
            {
                "model": "govinfo.issue.line",
                "id": piece.id,
                "title": piece.name,
                "about": piece.issue_id.label,
                "opens": {"model": "govinfo.issue", "id": piece.issue_id.id},
            }
            for piece in pieces
            if piece not in answered and piece._answering(reader.led)
        ]
        return rows and {
            "kind": "pieces",
            "title": _("Was this piece of use to you?"),
            "action": "govinfo_module.govinfo_issue_line_action_respond",
            "rows": rows[:PIECES],
            "answers": [
                {"method": "action_respond_useful", "label": _("Useful")},
                {"method": "action_respond_some", "label": _("Of some use")},
                {"method": "action_respond_none", "label": _("Of no use")},
            ],
        }
