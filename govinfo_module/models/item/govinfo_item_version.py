from markupsafe import escape

from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...helpers.foundation.step import Granted

STAGES = [
    ("signing", "Sent for sign-off"),
    ("submitted", "Signed off"),
    ("edited", "Edited"),
    ("accepted", "Accepted"),
    ("returned", "Sent back"),
    ("issued", "Published"),
    ("history", "Brought in"),
]


class GovinfoItemVersion(models.Model):
    """The text of an item as it passed a stage (存稿). Made by the stages, changed by nobody."""

    _name = "govinfo.item.version"
    _description = "Manuscript"
    _inherit = ["govinfo.guard.mixin"]
    _order = "item_id, id"
    _rec_name = "label"

    item_id = fields.Many2one(
        "govinfo.item", "Item", required=True, index=True, ondelete="restrict", readonly=True
    )
    item_number = fields.Char(related="item_id.number", string="Item number", related_sudo=False)
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
        for version in self:
            # stored: in the county's language, whoever passes the stage
            lang = version.company_id.partner_id.lang or self.env.lang
            stages = dict(
                self._fields["stage"]._description_selection(self.with_context(lang=lang).env)
            )
            company = version.item_id.company_id.with_context(lang=lang)
            version.label = "%s %s" % (company.govinfo_format(version.date), stages[version.stage])

    def _whole(self):
        """Title and text as one HTML."""
        self.ensure_one()
        return "<h3>%s</h3>%s" % (escape(self.name), self.body or "")

    @api.model_create_multi
    def create(self, vals_list):
        if not all(isinstance(vals, Granted) for vals in vals_list):
            raise AccessError(_("Manuscripts are kept by the system; nobody makes them by hand."))
        return super().create(vals_list)

    def write(self, vals):
        raise AccessError(_("Manuscripts are never changed."))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(_("Manuscripts are never deleted."))
