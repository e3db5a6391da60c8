from odoo import fields, models

from ..compat import CHANNEL


class ResUsers(models.Model):
    _inherit = "res.users"

    govinfo_unit_ids = fields.Many2many(
        "govinfo.unit", "govinfo_unit_officer_rel", "user_id", "unit_id", "Officer of"
    )
    govinfo_led_unit_ids = fields.One2many("govinfo.unit", "leader_id", "In charge of")

    def write(self, vals):
        units = self.govinfo_unit_ids if "govinfo_unit_ids" in vals else None
        result = super().write(vals)
        if units is not None:
            self.env[CHANNEL]._govinfo_follow_units(units | self.govinfo_unit_ids)
        return result
