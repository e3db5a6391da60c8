from markupsafe import escape

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
    _rec_name = "label"

    item_id = fields.Many2one(
        "govinfo.item", "Item", required=True, index=True, ondelete="restrict", readonly=True
    )
    stage = fields.Selection(STAGES, required=True, readonly=True)
    name = fields.Char("Title", required=True, readonly=True)
    body = fields.Html("Text", readonly=True, sanitize=True)
    author_id = fields.Many2one("res.users", "By", required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    label = fields.Char(compute="_compute_label", store=True)
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)

    @api.depends("stage", "date", "item_id.company_id")
    def _compute_label(self):
        # No title: a manuscript of a work secret must not tell it.
        stages = dict(self._fields["stage"]._description_selection(self.env))
        for version in self:
            moment = version.item_id.company_id.govinfo_local(version.date)
            version.label = "%s %s" % (moment.strftime("%Y-%m-%d %H:%M"), stages[version.stage])

    def _whole(self):
        """Title and text as one HTML."""
        self.ensure_one()
        return "<h3>%s</h3>%s" % (escape(self.name), self.body or "")

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
