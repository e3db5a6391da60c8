from odoo import _, models

from ..exchange.columns import UNITS
from .govinfo_import_wizard import RowFault


class GovinfoImportUnit(models.TransientModel):
    """Units from a spreadsheet: name, code, category, people."""

    _inherit = "govinfo.import.wizard"

    def _columns_unit(self):
        return UNITS

    def _prepare_unit(self, rows):
        """The rows; codes that stand in the file twice are known afterwards."""
        codes = [row.values["code"] for row in rows]
        twice = {code for code in codes if codes.count(code) > 1}
        return [
            type(row)(row.number, dict(row.values, twice=row.values["code"] in twice), row.sheet)
            for row in rows
        ]

    def _judge_unit(self, values):
        company = self.env.company
        units = self.env["govinfo.unit"].with_context(active_test=False)
        if values["twice"]:
            raise RowFault(_("The code %s stands in the file more than once.", values["code"]))
        if units.search_count([("company_id", "=", company.id), ("code", "=", values["code"])]):
            raise RowFault(_("There is a unit with the code %s already.", values["code"]))
        ranked = values["ranked"]
        return {
            "name": values["name"],
            "code": values["code"],
            "category_id": self._unit_category(values["category"]).id,
            "head": (values["head"], values["head_email"]),
            "leader_id": self._unit_leader(values["leader"]).id,
            "ranked": True if ranked is None else ranked,
            "target": values["target"] or 0,
            "company_id": company.id,
        }

    def _unit_category(self, name):
        categories = self.env["govinfo.unit.category"]
        if not name:
            raise RowFault(_("The category is missing."))
        found = categories.search(
            [
                ("company_id", "=", self.env.company.id),
                "|",
                ("name", "=", name),
                ("code", "=ilike", name),
            ]
        )
        if len(found) != 1:
            known = categories.search([("company_id", "=", self.env.company.id)])
            raise RowFault(
                _(
                    "There is no category %(name)s; there are: %(known)s.",
                    name=name,
                    known="、".join(known.mapped("name")),
                )
            )
        return found

    def _unit_leader(self, name):
        """The county's user called ``name`` (or with that login); none when empty."""
        users = self.env["res.users"].sudo()  # sudo: managers of information work pick among users
        if not name:
            return users
        found = users.search(
            [
                ("company_ids", "in", self.env.company.id),
                ("share", "=", False),
                "|",
                ("name", "=", name),
                ("login", "=", name),
            ]
        )
        if not found:
            raise RowFault(_("There is no user called %s.", name))
        if len(found) > 1:
            raise RowFault(_("There are several users called %s; write the login.", name))
        return found

    def _make_unit(self, rows):
        return self.env["govinfo.unit"].create([self._unit_vals(vals) for vals in rows])

    def _unit_vals(self, vals):
        name, email = vals.pop("head")
        if name:
            # sudo: managers of information work need not be able to edit contacts
            head = self.env["res.partner"].sudo().create({"name": name, "email": email or False})
            vals["head_id"] = head.id
        return vals
