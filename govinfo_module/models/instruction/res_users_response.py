"""For which units a person answers on pieces."""

from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _govinfo_answers_for(self):
        """The units this user is leader in charge or head of."""
        self.ensure_one()
        return self.env["govinfo.unit"].search(
            [
                ("company_id", "in", self.env.companies.ids),
                "|",
                ("leader_id", "=", self.id),
                ("head_id", "=", self.partner_id.id),
            ]
        )
