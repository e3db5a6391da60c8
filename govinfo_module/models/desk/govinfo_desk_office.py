"""How the county office stands: the day's upward reports, the week's inflow, who is silent."""

from datetime import timedelta

from odoo import _, api, models

from ..county.govinfo_unit import STANDING
from ..item.govinfo_item import WITH_OFFICE

NAMED = 12


class GovinfoDesk(models.AbstractModel):
    """Blocks of editors."""

    _inherit = "govinfo.desk"

    @api.model
    def _office_blocks(self, reader):
        return [self._inflow(reader), self._silent_units(reader), self._gaps(reader)]

    @api.model
    def _upward_today(self, reader):
        """What was sent upward today, against the target; nothing on a day off without reports."""
        company = reader.company
        sent, target = company.govinfo_today_sent, company.govinfo_today_target
        if not (sent or target):
            return False
        return {
            "kind": "target",
            "title": _("Sent upward today"),
            "value": sent,
            "target": target,
            "missing": company.govinfo_today_missing,
            "action": "govinfo_module.govinfo_upload_day_action",
            "choose": reader.is_one_of("reviewer") and "govinfo_module.govinfo_item_action_unsent",
        }

    # -- the week ----------------------------------------------------------------------------

    @api.model
    def _inflow(self, reader):
        """The items of the last seven days by category."""
        since = reader.company.govinfo_utc(reader.today - timedelta(days=6))
        rows = self._by_category([("submitted_at", ">=", since)])
        if not rows:
            return False
        return {
            "kind": "chart",
            "title": _("Received in seven days, by category"),
            "across": True,
            "labels": [
                category.name or self.env._("Without a category") for category, _count in rows
            ],
            "series": [{"label": _("Items"), "values": [count for _category, count in rows]}],
        }

    @api.model
    def _by_category(self, domain):
        rows = self.env["govinfo.item"]._read_group(
            domain + [("state", "in", WITH_OFFICE)], ["category_id"], ["__count"]
        )
        return sorted(rows, key=lambda row: -row[1])

    # -- gaps --------------------------------------------------------------------------------

    @api.model
    def _silent_units(self, reader):
        """Units that have sent nothing in this quarter so far."""
        silent = self.env["govinfo.unit"].search(
            [
                ("company_id", "=", reader.company.id),
                *STANDING,
                ("id", "not in", self._units_that_sent(reader)),
            ]
        )
        return silent and {
            "kind": "names",
            "title": _("%s units have sent nothing this quarter", len(silent)),
            "model": "govinfo.unit",
            "names": [{"id": unit.id, "name": unit.name} for unit in silent[:NAMED]],
            "more": len(silent) - NAMED,
            "action": "govinfo_module.govinfo_analysis_unit_action",
        }

    @api.model
    def _units_that_sent(self, reader):
        since = reader.company.govinfo_utc(reader.first)
        # sudo: whether a unit sent anything, also a work secret; not what
        items = self.env["govinfo.item"].sudo()
        rows = items._read_group(
            [
                ("company_id", "=", reader.company.id),
                ("submitted_at", ">=", since),
                ("state", "in", WITH_OFFICE),
            ],
            ["unit_id", "joint_unit_ids"],
        )
        return list({unit.id for row in rows for unit in row if unit})

    @api.model
    def _gaps(self, reader):
        """Research pieces among this quarter's items; key works nobody has reported on."""
        since = reader.company.govinfo_utc(reader.first)
        rows = self._by_category([("submitted_at", ">=", since)])
        research = sum(count for category, count in rows if category.code == "research")
        silent = self.env["govinfo.topic"].search_count(
            [
                ("company_id", "=", reader.company.id),
                ("date_from", "<=", reader.today),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", reader.today),
                ("is_silent", "=", True),
            ]
        )
        return {
            "kind": "figures",
            "title": _("Gaps this quarter"),
            "cells": [
                self._cell(
                    _("Research pieces"),
                    research,
                    of=sum(count for _category, count in rows),
                    action="govinfo_module.govinfo_analysis_item_action_research",
                ),
                self._cell(
                    _("Key works without items"),
                    silent,
                    action="govinfo_module.govinfo_coverage_action",
                ),
            ],
        }
