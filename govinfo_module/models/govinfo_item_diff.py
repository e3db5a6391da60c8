"""Texts of an item side by side with their differences in colour."""

from odoo import _, api, fields, models

from ..exchange.diff import html_diff


class GovinfoItemDiff(models.Model):
    """What the county office changed, and a comparison of any two manuscripts."""

    _inherit = "govinfo.item"

    edit_diff = fields.Html(
        "Changes since it was sent", compute="_compute_edit_diff", sanitize=False
    )

    @api.depends("body", "original_body")
    def _compute_edit_diff(self):
        for item in self:
            edited = item.original_body and item.body != item.original_body
            item.edit_diff = html_diff(item.original_body, item.body) if edited else False

    def action_open_compare(self):
        """Compare the last two manuscripts, or any others."""
        self.ensure_one()
        self.read(["id"])  # record rules: manuscripts are compared by who may read the item
        versions = self.version_ids.sorted("id")
        compare = self.env["govinfo.item.compare"].create(
            {
                "item_id": self.id,
                "from_id": versions[-2:][:1].id,
                "to_id": versions[-1:].id,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("Compare Manuscripts"),
            "res_model": compare._name,
            "res_id": compare.id,
            "view_mode": "form",
            "target": "new",
        }
