from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from .govinfo_adoption import MODES


class GovinfoIssueLine(models.Model):
    """A piece in an issue, made of one item or several; title and text for print."""

    _name = "govinfo.issue.line"
    _description = "Piece in an Issue"
    _order = "issue_id, sequence, id"

    issue_id = fields.Many2one(
        "govinfo.issue", "Issue", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    item_ids = fields.Many2many(
        "govinfo.item", "govinfo_issue_line_item_rel", "line_id", "item_id", "Items"
    )
    name = fields.Char("Title", compute="_compute_text", store=True, readonly=False)
    body = fields.Html("Text", compute="_compute_text", store=True, readonly=False, sanitize=True)
    mode = fields.Selection(MODES, required=True, default="full")
    company_id = fields.Many2one(related="issue_id.company_id", store=True, index=True)

    @api.depends("item_ids")
    def _compute_text(self):
        for line in self:
            first = line.item_ids[:1]
            line.name = line.name or first.name
            line.body = line.body or first.body

    def _check_open(self):
        for line in self:
            if line.issue_id.state == "published" and not line.issue_id._is_guarded_call():
                raise AccessError(_("A published issue is never changed."))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not lines.issue_id._history_call():
            lines._check_open()
        return lines

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    def unlink(self):
        self._check_open()
        return super().unlink()
