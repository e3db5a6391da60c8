from odoo import fields, models


class GovinfoUpload(models.Model):
    """An item sent up to city, province or nation (上报)."""

    _name = "govinfo.upload"
    _description = "Upward Report"
    _inherit = ["govinfo.guard.mixin"]
    _order = "date desc, id desc"
    _rec_name = "item_id"
    _history_allowed = True

    item_id = fields.Many2one(
        "govinfo.item", "Item", required=True, index=True, ondelete="restrict"
    )
    unit_id = fields.Many2one(related="item_id.unit_id", store=True, index=True)
    level = fields.Selection(
        [("city", "City"), ("province", "Province"), ("national", "National")], required=True
    )
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    user_id = fields.Many2one(
        "res.users", "Sent by", required=True, default=lambda self: self.env.user
    )
    external_ref = fields.Char("Superior's number")
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)

    _sql_constraints = [
        ("level_unique", "unique(item_id, level)", "This item has been sent to this level."),
    ]
