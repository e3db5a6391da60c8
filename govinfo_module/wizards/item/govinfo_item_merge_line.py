from odoo import fields, models


class GovinfoItemMergeLine(models.TransientModel):
    """An item to be merged, with its place in the text."""

    _name = "govinfo.item.merge.line"
    _description = "Part of a Composite"
    _order = "sequence, id"

    wizard_id = fields.Many2one("govinfo.item.merge", required=True, ondelete="cascade")
    sequence = fields.Integer()
    item_id = fields.Many2one("govinfo.item", required=True, readonly=True, ondelete="cascade")
    # with the reader's own rights: a line tells nothing of an item that was closed to them meanwhile
    unit_id = fields.Many2one(related="item_id.unit_id", related_sudo=False)
    title = fields.Char(related="item_id.name", related_sudo=False)
