from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...exchange.versions.diff import html_diff


class GovinfoItemCompare(models.TransientModel):
    """Two manuscripts of an item as one text with their differences in colour.

    Without a second manuscript, the current text is compared.
    """

    _name = "govinfo.item.compare"
    _description = "Compare Manuscripts"

    item_id = fields.Many2one("govinfo.item", required=True, readonly=True, ondelete="cascade")
    from_id = fields.Many2one(
        "govinfo.item.version",
        "Earlier text",
        domain="[('item_id', '=', item_id)]",
        ondelete="cascade",
    )
    to_id = fields.Many2one(
        "govinfo.item.version",
        "Later text",
        domain="[('item_id', '=', item_id)]",
        ondelete="cascade",
    )
    diff = fields.Html(compute="_compute_diff", sanitize=False)

    @api.depends("from_id", "to_id")
    def _compute_diff(self):
        for compare in self:
            old, new = compare.from_id, compare.to_id or compare.item_id
            compare.diff = html_diff(old._whole(), new._whole()) if old else False

    def action_docx(self):
        """Download the new text with the changes as revisions of Word and WPS."""
        self.ensure_one()
        if not self.from_id:
            raise UserError(_("Choose the manuscript to compare with."))
        ids = (self.item_id.id, self.from_id.id, self.to_id.id or 0)
        address = "/govinfo/item/%d/changes/%d/%d" % ids
        return {"type": "ir.actions.act_url", "url": address, "target": "download"}
