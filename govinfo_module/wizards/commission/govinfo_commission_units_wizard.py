from odoo import _, api, fields, models
from odoo.exceptions import UserError


class GovinfoCommissionUnitsWizard(models.TransientModel):
    """Adds units to a commission: picked singly, whole categories, or all."""

    _name = "govinfo.commission.units.wizard"
    _description = "Units of a Commission"

    commission_id = fields.Many2one(
        "govinfo.commission", "Commission", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="commission_id.company_id")
    choice = fields.Selection(
        [("single", "Picked singly"), ("category", "By category"), ("all", "All units")],
        "Choose units",
        required=True,
        default="single",
    )
    category_ids = fields.Many2many(
        "govinfo.unit.category",
        "govinfo_commission_units_wizard_category_rel",
        "wizard_id",
        "category_id",
        "Ranking groups",
    )
    unit_ids = fields.Many2many(
        "govinfo.unit",
        "govinfo_commission_units_wizard_unit_rel",
        "wizard_id",
        "unit_id",
        "Units",
    )
    deadline = fields.Datetime(help="Empty: the commission's own.")

    @api.private
    @api.model
    def open_for(self, commission):
        """The dialog's window for ``commission``."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Add units"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_commission_id": commission.id},
        }

    def _chosen(self):
        if self.choice == "single":
            return self.unit_ids
        domain = [("company_id", "=", self.company_id.id)]
        if self.choice == "category":
            domain.append(("category_id", "in", self.category_ids.ids))
        return self.env["govinfo.unit"].search(domain)

    def action_apply(self):
        """Add the chosen units that do not stand in the commission yet."""
        self.ensure_one()
        units = self._chosen() - self.commission_id.line_ids.unit_id
        if not units:
            raise UserError(_("Choose units that are not asked yet."))
        self.env["govinfo.commission.line"].create(
            [
                dict(
                    {"commission_id": self.commission_id.id, "unit_id": unit.id},
                    **({"deadline": self.deadline} if self.deadline else {}),
                )
                for unit in units
            ]
        )
        return {"type": "ir.actions.act_window_close"}
