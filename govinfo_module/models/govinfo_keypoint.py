from odoo import fields, models

from .govinfo_guard_mixin import LEVELS


class GovinfoKeypoint(models.Model):
    """What units should report on in a span (报送要点)."""

    _name = "govinfo.keypoint"
    _description = "Reporting Key Point"
    _inherit = ["govinfo.span.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    level = fields.Selection(LEVELS, required=True, default="county")
    body = fields.Html()
    unit_ids = fields.Many2many(
        "govinfo.unit",
        "govinfo_keypoint_unit_rel",
        "keypoint_id",
        "unit_id",
        "Units",
        help="None: for all units.",
    )
    item_ids = fields.Many2many(
        "govinfo.item", "govinfo_item_keypoint_rel", "keypoint_id", "item_id", "Items"
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )
