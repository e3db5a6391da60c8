from odoo import api, fields, models

from .govinfo_adoption import MODES


class GovinfoIssueLine(models.Model):
    """A piece in an issue, made of one item or several; title and text for print.

    Changing them leaves the items as they are. Who may change a piece is decided by its issue.
    """

    _name = "govinfo.issue.line"
    _description = "Piece in an Issue"
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
        issues = self.env["govinfo.issue"].browse(
            {vals["issue_id"] for vals in vals_list if vals.get("issue_id")}
        )
        if issues._history_call():
            issues = issues.filtered(lambda issue: not issue.is_history)
        self._check_open(issues)
        return super().create(vals_list)

    def write(self, vals):
        self._check_open(self.issue_id)
        if vals.get("issue_id"):
            self._check_open(self.env["govinfo.issue"].browse(vals["issue_id"]))
        return super().write(vals)

    def unlink(self):
        self._check_open(self.issue_id)
        return super().unlink()

    def _check_open(self, issues):
        """Refuse when the issues are not open to the current user, whatever the way in."""
        issues._check_editable()
