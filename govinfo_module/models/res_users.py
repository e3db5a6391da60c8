from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    govinfo_unit_ids = fields.Many2many(
        "govinfo.unit", "govinfo_unit_officer_rel", "user_id", "unit_id", "Officer of"
    )
    govinfo_led_unit_ids = fields.One2many("govinfo.unit", "leader_id", "In charge of")
