from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from .govinfo_guard_mixin import GUARD

STAGES = [
    ("signing", "Sent for sign-off"),
    ("submitted", "Signed off"),
    ("edited", "Edited"),
    ("accepted", "Accepted"),
    ("issued", "Published"),
    ("history", "Brought in"),
]


class GovinfoItemVersion(models.Model):
    """The text of an item as it passed a stage (存稿). Made by the stages, changed by nobody."""

    _name = "govinfo.item.version"
    _description = "Manuscript"
    _order = "item_id, id"

    item_id = fields.Many2one(
        "govinfo.item", "Item", required=True, index=True, ondelete="restrict", readonly=True
    )
    stage = fields.Selection(STAGES, required=True, readonly=True)
    name = fields.Char("Title", required=True, readonly=True)
    body = fields.Html("Text", readonly=True, sanitize=True)
    author_id = fields.Many2one("res.users", "By", required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)

    def _guarded(self):
        """For ``govinfo.item._keep_version`` only."""
        return self.with_context(govinfo_guard=GUARD)

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("govinfo_guard") is not GUARD:
            raise AccessError(_("Manuscripts are kept by the system; nobody makes them by hand."))
        return super().create(vals_list)

    def write(self, vals):
        raise AccessError(_("Manuscripts are never changed."))

    def unlink(self):
        raise AccessError(_("Manuscripts are never deleted."))
