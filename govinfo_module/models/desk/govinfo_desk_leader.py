"""How the county stands, for the leaders of its office: instructions, the quarter against last year."""

from odoo import _, api, models
from odoo.tools import date_utils

from ..item.govinfo_item import WITH_OFFICE

HANDLED = 5


class GovinfoDesk(models.AbstractModel):
    """Blocks of leaders of the county office."""

    _inherit = "govinfo.desk"

    @api.model
    def _leader_blocks(self, reader):
        return [self._instructions(reader), self._against_last_year(reader)]

    @api.model
    def _instructions(self, reader):
        """Instructions that units are handling, the overdue first, then the newest."""
        instructions = self.env["govinfo.instruction"].search(
            [
                ("company_id", "=", reader.company.id),
                ("state", "=", "registered"),
                ("progress", "in", ("open", "overdue")),
            ],
            order="progress desc, date desc, id desc",
            limit=HANDLED,
        )
        labels = dict(instructions._fields["progress"]._description_selection(self.env))
        rows = [
            {
                "model": "govinfo.instruction",
                "id": instruction.id,
                "title": instruction.label,
                "about": labels[instruction.progress],
                "alarm": instruction.progress == "overdue",
                "when": self._day(instruction.date, reader),
            }
            for instruction in instructions
        ]
        return rows and {
            "kind": "list",
            "title": _("Instructions being handled"),
            "rows": rows,
            "action": "govinfo_module.govinfo_instruction_action",
        }

    @api.model
    def _against_last_year(self, reader):
        """This quarter so far against the same days a year ago."""
        spans = [
            (
                date_utils.subtract(reader.first, years=ago),
                date_utils.subtract(reader.today, years=ago),
            )
            for ago in (1, 0)
        ]
        facts = [("company_id", "=", reader.company.id), ("state", "=", "registered")]
        counted = [
            (
                _("Items received"),
                self._in_spans(
                    "govinfo.item", [("state", "in", WITH_OFFICE)], "submitted_at", spans, reader
                ),
            ),
            (_("Sent upward"), self._in_spans("govinfo.upload", [], "date", spans, reader)),
            (
                _("Adopted above"),
                self._in_spans(
                    "govinfo.adoption", facts + [("level", "!=", "county")], "date", spans, reader
                ),
            ),
            (
                _("Instructions"),
                self._in_spans("govinfo.instruction", facts, "date", spans, reader),
            ),
        ]
        if not any(count for _label, counts in counted for count in counts):
            return False
        return {
            "kind": "chart",
            "title": _("This quarter against the same days last year"),
            "labels": [label for label, _counts in counted],
            "series": [
                {"label": _("last year"), "values": [counts[0] for _label, counts in counted]},
                {"label": _("this year"), "values": [counts[1] for _label, counts in counted]},
            ],
        }

    @api.model
    def _in_spans(self, model, domain, date, spans, reader):
        """How many records of ``model`` have their ``date`` in each of the ``spans`` of local days."""
        moments = self.env[model]._fields[date].type == "datetime"
        utc = reader.company.govinfo_utc
        within = []
        for first, last in spans:
            if moments:
                first, last = utc(first), utc(date_utils.add(last, days=1))
            within.append([(date, ">=", first), (date, "<" if moments else "<=", last)])
        rows = (
            self.env[model]
            .with_context(tz=reader.company.govinfo_tz)
            ._read_group(
                domain
                + [("company_id", "=", reader.company.id), "|", "&", *within[0], "&", *within[1]],
                ["%s:year" % date],
                ["__count"],
            )
        )
        counts = {year.year: count for year, count in rows}
        return [counts.get(first.year, 0) for first, _last in spans]
