from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

CONTENT = {"unit_id", "period_id", "entry_id", "points", "reason"}


class GovinfoAppeal(models.Model):
    """A unit's objection to its publicised score (申诉), on one ledger entry or on the whole.

    The unit's people make it while the period is publicised and may withdraw it; a reviewer answers.
    Points follow only by correcting the fact or by an adjustment, which a leader approves.
    """

    _name = "govinfo.appeal"
    _description = "Appeal"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "label"
    _check_company_auto = True
    _guarded_fields = ("state", "answer", "answered_by_id", "answered_at")

    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict", check_company=True
    )
    period_id = fields.Many2one(
        "govinfo.period",
        "Period",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    entry_id = fields.Many2one("govinfo.score.entry", "Ledger entry", ondelete="set null")
    points = fields.Float("Points claimed", digits=(16, 2))
    reason = fields.Text(required=True)
    state = fields.Selection(
        [
            ("open", "Open"),
            ("accepted", "Accepted"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="open",
        index=True,
        copy=False,
        tracking=True,
    )
    answer = fields.Text(readonly=True, copy=False)
    answered_by_id = fields.Many2one("res.users", "Answered by", readonly=True, copy=False)
    answered_at = fields.Datetime("Answered on", readonly=True, copy=False)
    adjustment_ids = fields.One2many("govinfo.adjustment", "appeal_id", "Adjustments")
    company_id = fields.Many2one(related="unit_id.company_id", store=True, index=True)

    # -- fields ------------------------------------------------------------------------------

    @api.depends("unit_id.name", "period_id.name")
    def _compute_label(self):
        for appeal in self:
            appeal.label = "%s %s" % (appeal.unit_id.name or "", appeal.period_id.name or "")

    @api.constrains("entry_id", "unit_id", "period_id")
    def _check_entry(self):
        for appeal in self.filtered("entry_id"):
            entry = appeal.sudo().entry_id  # sudo: also an entry the unit may not read
            period = appeal.period_id
            if entry.unit_id != appeal.unit_id:
                raise ValidationError(_("The ledger entry belongs to another unit."))
            if not period.date_from <= entry.date <= period.date_to:
                raise ValidationError(_("The ledger entry lies in another period."))

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        appeals = super().create(vals_list)
        for appeal in appeals:
            if appeal.period_id.state != "publicity":
                raise UserError(_("Appeals are made while the period is publicised."))
            appeal._ask_reviewers()
        return appeals

    def write(self, vals):
        closed = self.filtered(lambda appeal: appeal.state != "open")
        if closed and CONTENT & set(vals) and not self._is_guarded_call():
            raise UserError(_("An appeal that has been answered or withdrawn stays as it is."))
        return super().write(vals)

    def unlink(self):
        raise UserError(_("An appeal is kept; withdraw it instead."))

    def _ask_reviewers(self):
        """Tell the editors that an answer is due."""
        # sudo: officers may not subscribe or notify the county office themselves
        reviewers = self.sudo().company_id._govinfo_users("group_reviewer")
        self.sudo().message_subscribe(partner_ids=reviewers.partner_id.ids)

    # -- steps -------------------------------------------------------------------------------

    def _enter(self, allowed):
        """Lock, read afresh, and refuse when the appeal is closed or the caller may not."""
        self.read(["id"])  # record rules: other units' appeals are not touched
        self._lock()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for appeal in self:
            if not allowed(appeal):
                raise AccessError(_("You may not take this step on an appeal."))
            if appeal.state != "open":
                raise UserError(
                    _(
                        '%(name)s is "%(state)s" now; this step is not possible.',
                        name=appeal.label,
                        state=labels[appeal.state],
                    )
                )

    def _answer(self, state, answer):
        answer = (answer or "").strip()
        if not answer:
            raise UserError(_("Give the unit an answer it can follow."))
        self._enter(lambda _appeal: self.env.user.has_group("govinfo_module.group_reviewer"))
        vals = {
            "state": state,
            "answer": answer,
            "answered_by_id": self.env.uid,
            "answered_at": fields.Datetime.now(),
        }
        return self._transition(vals)

    def action_accept(self, answer):
        """A reviewer agrees; the fact is corrected or an adjustment proposed."""
        return self._answer("accepted", answer)

    def action_reject(self, answer):
        """A reviewer disagrees, saying why."""
        return self._answer("rejected", answer)

    def action_ask_accept(self):
        """Ask for the words of an acceptance."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_accept")

    def action_ask_reject(self):
        """Ask for the words of a rejection."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_reject")

    def action_withdraw(self):
        """The unit takes its appeal back."""
        self._enter(lambda appeal: self.env.user in appeal.sudo().unit_id._people())
        return self._transition({"state": "withdrawn"})

    def action_propose_adjustment(self):
        """Open a new adjustment for this appeal."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Adjustment"),
            "res_model": "govinfo.adjustment",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_unit_id": self.unit_id.id,
                "default_period_id": self.period_id.id,
                "default_appeal_id": self.id,
                "default_points": self.points,
                "default_reason": self.reason,
            },
        }
