from odoo import fields, models


class GovinfoItemLike(models.Model):
    """That one item is like an earlier one. Written by the system, read by the county office."""

    _name = "govinfo.item.like"
    _description = "Item Like an Earlier One"
    _order = "percent desc, id"
    _rec_name = "other_id"

    item_id = fields.Many2one(
        "govinfo.item", "Item", required=True, index=True, ondelete="cascade", readonly=True
    )
    other_id = fields.Many2one(
        "govinfo.item", "Earlier item", required=True, index=True, ondelete="cascade", readonly=True
    )
    other_name = fields.Char(related="other_id.name", string="Title")
    other_unit_id = fields.Many2one(related="other_id.unit_id", string="Unit")
    other_submitted_at = fields.Datetime(related="other_id.submitted_at", string="Submitted on")
    percent = fields.Integer("Same (%)", readonly=True, aggregator="max")
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)

    _pair_unique = models.Constraint(
        "unique(item_id, other_id)",
        "This pair is known.",
    )
