from odoo import Command, _, fields, models
from odoo.tools import plaintext2html

from ...exchange.naming import resolve
from ...exchange.tables.columns import COMMISSIONS
from ..county.govinfo_import_wizard import RowFault

LINE_FIELDS = ("units", "outcome", "completed_at")


class GovinfoImportWizard(models.TransientModel):
    """Commissions from a spreadsheet: one row each, or one row for each unit.

    Rows of the same subject and deadline are one commission. With an outcome they are past records,
    which a manager brings in; without, they become drafts.
    """

    _inherit = "govinfo.import.wizard"

    def _columns_commission(self):
        return COMMISSIONS

    def _prepare_commission(self, rows):
        return rows

    def _judge_commission(self, values):
        company = self.env.company
        moments = {}
        for name in ("deadline", "superior_deadline", "completed_at"):
            moment = values[name]
            moments[name] = moment and company.govinfo_utc(moment.date(), moment.time())
        self._check_commission(values, moments)
        return {
            "name": values["name"],
            "deadline": moments["deadline"],
            "superior_deadline": moments["superior_deadline"],
            "origin": values["origin"] or "county",
            "requirement": values["requirement"] and plaintext2html(values["requirement"]),
            "date_issued": values["date_issued"],
            "units": [self._commission_units(name) for name in values["units"]],
            "outcome": values["outcome"],
            "completed_at": moments["completed_at"],
        }

    def _check_commission(self, values, moments):
        if self.env["govinfo.commission"].search_count(
            [
                ("company_id", "=", self.env.company.id),
                ("name", "=", values["name"]),
                ("deadline", "=", moments["deadline"]),
            ]
        ):
            raise RowFault(_("There is a commission of this subject and deadline already."))
        if values["outcome"]:
            if not self.env.user.has_group("govinfo_module.group_manager"):
                raise RowFault(_("Only a manager brings in past commissions (with an outcome)."))
            if moments["deadline"] > fields.Datetime.now():
                raise RowFault(_("An outcome is known after the deadline only."))
        elif moments["deadline"] <= fields.Datetime.now():
            raise RowFault(_("The deadline has passed already."))

    def _commission_units(self, name):
        """The units called ``name``: one by its name or code, or a group such as 各乡镇."""
        domain = [("company_id", "=", self.env.company.id)]
        units = self.env["govinfo.unit"].search(domain)
        found = units.filtered(lambda unit: name in (unit.name, unit.code))
        if not found:
            groups = self.env["govinfo.unit.category"].search(domain)
            found = units.browse(
                resolve(
                    name,
                    [(unit.id, unit.name, unit.category_id.id) for unit in units],
                    [(group.id, group.name) for group in groups],
                )
            )
        if not found:
            raise RowFault(_("There is no unit called %s.", name))
        return found

    def _make_commission(self, rows):
        commissions = self.env["govinfo.commission"]
        grouped = {}
        for row in rows:
            grouped.setdefault((row["name"], row["deadline"]), []).append(row)
        for same in grouped.values():
            commissions |= self._make_one_commission(same)
        return commissions

    def _make_one_commission(self, rows):
        """One commission of ``rows``, which differ in their units and outcomes only."""
        vals = {name: value for name, value in rows[0].items() if name not in LINE_FIELDS}
        past = bool(rows[0]["outcome"])
        lines = {}
        for row in rows:
            for unit in self.env["govinfo.unit"].union(*row["units"]):
                lines.setdefault(unit, self._line_vals(unit, row))
        vals["line_ids"] = [Command.create(line) for line in lines.values()]
        vals["company_id"] = self.env.company.id
        if not past:
            vals.pop("date_issued")
        commissions = self.env["govinfo.commission"]
        return commissions.with_context(govinfo_history=True if past else None).create(vals)

    def _line_vals(self, unit, row):
        vals = {"unit_id": unit.id}
        if row["outcome"]:
            vals["state"] = row["outcome"]
            if row["completed_at"]:
                vals["completed_at"] = row["completed_at"]
        return vals
