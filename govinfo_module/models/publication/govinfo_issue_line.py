from odoo import api, fields, models

from ...helpers.foundation.lock import lock_rows
from .govinfo_publication import MODES


class GovinfoIssueLine(models.Model):
    """A piece in an issue, made of one item or several; title and text for print.

    Changing them leaves the items as they are. Who may change a piece is decided by its issue.
    """

    _name = "govinfo.issue.line"
    _description = "Piece in an Issue"
    _inherit = ["govinfo.guard.mixin"]
    _order = "issue_id, sequence, id"
    _check_company_auto = True

    issue_id = fields.Many2one(
        "govinfo.issue", "Issue", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    item_ids = fields.Many2many(
        "govinfo.item",
        "govinfo_issue_line_item_rel",
        "line_id",
        "item_id",
        "Items",
        check_company=True,
    )
    name = fields.Char("Title", compute="_compute_text", store=True, readonly=False)
    body = fields.Html(
        "Text", compute="_compute_text", store=True, readonly=False, sanitize=True, strip_style=True
    )
    source = fields.Char(
        "Contributed by",
        compute="_compute_source",
        store=True,
        readonly=False,
        help="The units, as printed in brackets at the end of the piece.",
    )
    mode = fields.Selection(MODES, "Use", required=True, default="full")
    company_id = fields.Many2one(related="issue_id.company_id", store=True, index=True)

    @api.depends("item_ids")
    def _compute_text(self):
        for line in self:
            line.name = line.name or line.item_ids[:1].name
            line.body = line.body or "".join(item.body or "" for item in line.item_ids)

    @api.depends("item_ids")
    def _compute_source(self):
        for line in self:
            names = [
                unit.name for item in line.item_ids for unit in item.unit_id | item.joint_unit_ids
            ]
            line.source = "、".join(dict.fromkeys(names))

    @api.onchange("item_ids")
    def _onchange_item_ids(self):
        if len(self.item_ids) > 1:
            self.mode = "composite"

    @api.model_create_multi
    def create(self, vals_list):
        named = (vals.get("issue_id") for vals in vals_list)
        issues = self.env["govinfo.issue"].browse(
            {one for one in named if one and isinstance(one, int)}
        )
        if issues._history_call():
            issues = issues.filtered(lambda issue: not issue.is_history)
        self._check_open(issues)
        lines = super().create(vals_list)
        issues._note_maker()
        lines.issue_id._search_mark()  # pieces are part of their issue's text
        return lines

    def write(self, vals):
        target = vals.get("issue_id")
        issues = self.issue_id
        if isinstance(target, int):
            issues |= self.env["govinfo.issue"].browse(target)
        self._check_open(issues)
        result = super().write(vals)
        issues._note_maker()
        issues._search_mark()
        return result

    def unlink(self):
        issues = self.issue_id
        self._check_open(issues)
        result = super().unlink()
        issues._note_maker()
        issues._search_mark()
        return result

    def _check_open(self, issues):
        """Refuse when the issues are not open to the current user, whatever the way in."""
        lock_rows(issues)  # a step of the issue does not come in between
        issues._check_editable()
