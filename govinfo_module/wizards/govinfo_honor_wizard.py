from odoo import fields, models

from ..models.govinfo_honor import KINDS


class GovinfoHonorWizard(models.TransientModel):
    """Asks for which year and how many honours are proposed."""

    _name = "govinfo.honor.wizard"
    _description = "Propose Honours"

    year = fields.Integer(required=True, default=lambda self: fields.Date.today().year - 1)
    kind = fields.Selection(KINDS, required=True, default="unit")
    number = fields.Integer(
        "How many", required=True, default=3, help="Of each unit category, for units."
    )

    def action_propose(self):
        """Propose and show the list."""
        self.ensure_one()
        self.env["govinfo.honor"].propose(self.year, self.kind, self.number, self.env.company)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_honor_action"
        )
        return dict(action, domain=[("year", "=", self.year), ("kind", "=", self.kind)])
