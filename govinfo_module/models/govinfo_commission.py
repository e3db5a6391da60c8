from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from .govinfo_guard_mixin import LEVELS


class GovinfoCommission(models.Model):
    """A piece the county office asks of several units by a deadline (约稿)."""

    _name = "govinfo.commission"
    _description = "Commission"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_issued desc, id desc"
    _mail_post_access = "read"
    _check_company_auto = True

    _history_allowed = True
    _guarded_fields = ("state", "number", "date_issued", "issued_by_id")

    name = fields.Char("Subject", required=True, tracking=True)
    number = fields.Char(readonly=True, copy=False, index=True)
    origin = fields.Selection(LEVELS, required=True, default="county", tracking=True)
    requirement = fields.Html()
    date_issued = fields.Date("Issued on", readonly=True, copy=False)
    issued_by_id = fields.Many2one("res.users", "Issued by", readonly=True, copy=False)
    deadline = fields.Datetime(required=True, tracking=True)
    superior_deadline = fields.Datetime(
        "Superior's deadline", help="When city or province want the piece."
    )
    keypoint_id = fields.Many2one(
        "govinfo.keypoint", "Key point", ondelete="restrict", check_company=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("issued", "Issued"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("govinfo.commission.line", "commission_id", "Units", copy=True)
    line_count = fields.Integer("Units asked", compute="_compute_line_count")
    done_count = fields.Integer("Answered", compute="_compute_line_count")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    @api.depends("line_ids.state")
    def _compute_line_count(self):
        for commission in self:
            commission.line_count = len(commission.line_ids)
            commission.done_count = len(
                commission.line_ids.filtered(lambda line: line.state in ("done", "late"))
            )

    @api.model_create_multi
    def create(self, vals_list):
        commissions = super().create(vals_list)
        for commission in commissions.filtered(lambda c: c.state != "draft" and not c.number):
            commission._guarded().sudo().number = commission._next_number()
        return commissions

    def unlink(self):
        if any(commission.state != "draft" for commission in self):
            raise UserError(_("An issued commission is kept; cancel it instead."))
        return super().unlink()

    def _next_number(self):
        # sudo: reviewers may not keep sequences
        sequences = self.env["ir.sequence"].sudo().with_company(self.company_id)
        return sequences.next_by_code("govinfo.commission")

    def _enter(self, states):
        self._lock()
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office handle commissions."))
        for commission in self:
            if commission.state not in states:
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    _(
                        '%(name)s is "%(state)s" now; this step is not possible.',
                        name=commission.name,
                        state=labels[commission.state],
                    )
                )

    def action_issue(self):
        """Send the commissions to their units."""
        self._enter(("draft",))
        for commission in self:
            if not commission.line_ids:
                raise UserError(_("%s: name the units that shall write first.", commission.name))
            if commission.deadline <= fields.Datetime.now():
                raise UserError(_("%s: the deadline has passed already.", commission.name))
            commission._transition(
                {
                    "state": "issued",
                    "number": commission.number or commission._next_number(),
                    "date_issued": commission.company_id.govinfo_today(),
                    "issued_by_id": self.env.uid,
                }
            )
            commission.line_ids._notify_officers()
        return True

    def action_close(self):
        """No more answers are expected; lines without one stay as they are."""
        self._enter(("issued",))
        return self._transition({"state": "closed"})

    def action_cancel(self):
        """The piece is not wanted any more: open lines are waived."""
        self._enter(("draft", "issued"))
        for line in self.line_ids.filtered(lambda line: line.state in ("pending", "submitted")):
            line._transition({"state": "waived", "waived_reason": _("Commission cancelled")})
            line._close_activities()
        return self._transition({"state": "cancelled"})
