from odoo import fields, models


class GovinfoTopic(models.Model):
    """A key work the leaders have committed to (重点工作); a tree with promised dates."""

    _name = "govinfo.topic"
    _description = "Key Work"
    _inherit = ["govinfo.span.mixin", "mail.thread"]
    _order = "sequence, id"
    _parent_store = True
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one(
        "govinfo.topic", "Part of", index=True, ondelete="restrict", check_company=True
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("govinfo.topic", "parent_id", "Parts")
    description = fields.Text()
    unit_ids = fields.Many2many(
        "govinfo.unit", "govinfo_topic_unit_rel", "topic_id", "unit_id", "Units in charge"
    )
    item_ids = fields.Many2many(
        "govinfo.item", "govinfo_item_topic_rel", "topic_id", "item_id", "Items"
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )
