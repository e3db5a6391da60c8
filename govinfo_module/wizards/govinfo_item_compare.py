from odoo import api, fields, models

from ..exchange.diff import html_diff


class GovinfoItemCompare(models.TransientModel):
    """Two manuscripts of an item as one text with their differences in colour."""

    _name = "govinfo.item.compare"
    _description = "Compare Manuscripts"

    item_id = fields.Many2one("govinfo.item", required=True, readonly=True, ondelete="cascade")
    from_id = fields.Many2one(
        "govinfo.item.version", "From", domain="[('item_id', '=', item_id)]", ondelete="cascade"
    )
    to_id = fields.Many2one(
        "govinfo.item.version", "To", domain="[('item_id', '=', item_id)]", ondelete="cascade"
    )
    diff = fields.Html(compute="_compute_diff", sanitize=False)

    @api.depends("from_id", "to_id")
    def _compute_diff(self):
        for compare in self:
            old, new = compare.from_id, compare.to_id
            compare.diff = html_diff(old._whole(), new._whole()) if old and new else False
