from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import LazyTranslate

from ....helpers.foundation.lock import lock_rows
from ....helpers.foundation.step import Granted, Step

_lt = LazyTranslate(__name__)

CONTENT = {"unit_id", "period_id", "entry_id", "points", "reason"}
DENIED = _lt("You may not take this step on an appeal.")
ANSWERED = {
    "from_": ("open",),
    "groups": ("group_reviewer",),
    "denied": DENIED,
    "reason": _lt("Give the unit an answer it can follow."),
    "title": _lt("Answer"),
    "reason_field": "answer",
    "by": "answered_by_id",
    "at": "answered_at",
}


class GovinfoAppeal(models.Model):
    """A unit's objection to its publicised score (申诉), on one ledger entry or on the whole.

    The unit's people make it while the period is publicised and may withdraw it; a reviewer answers.
    Points follow only by correcting the fact or by an adjustment, which a leader approves.
    """

    _name = "govinfo.appeal"
    _description = "Appeal"
    _inherit = ["govinfo.step.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "label"
    _check_company_auto = True
    _own_steps = {
        "accept": Step(**ANSWERED, to="accepted"),
        "reject": Step(**ANSWERED, to="rejected"),
        "withdraw": Step(from_=("open",), to="withdrawn", who="_is_ours", denied=DENIED),
    }

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
            ("open", "Waiting for an answer"),
            ("accepted", "Upheld"),
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
        lock_rows(appeals.period_id)  # none is locked in between
        for appeal in appeals:
            if appeal.period_id.state != "publicity":
                raise UserError(_("Appeals are made while the period is publicised."))
            appeal._ask_reviewers()
        return appeals

    def write(self, vals):
        closed = self.filtered(lambda appeal: appeal.state != "open")
        if closed and CONTENT & set(vals) and not isinstance(vals, Granted):
            raise UserError(_("An appeal that has been answered or withdrawn stays as it is."))
        if CONTENT & set(vals) and not (self.env.su or isinstance(vals, Granted)):
            for appeal in self:
                if not appeal._is_ours():
                    raise AccessError(_("What a unit objects to is written by the unit alone."))
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(_("An appeal is kept; withdraw it instead."))

    def _ask_reviewers(self):
        """Tell the editors that an answer is due."""
        # sudo: officers may not subscribe or notify the county office themselves
        reviewers = self.sudo().company_id._govinfo_users("group_reviewer")
        self.sudo().message_subscribe(partner_ids=reviewers.partner_id.ids)
        self._log(
            _("The unit appeals: %s", self._told(self.reason)),
            partner_ids=(reviewers - self.env.user).partner_id.ids,
        )

    # -- steps -------------------------------------------------------------------------------

    def _is_ours(self):
        """Whether the current user acts for the unit."""
        return self.env.user in self.sudo().unit_id._people()  # sudo: who, nothing else

    def action_accept(self, answer):
        """A reviewer agrees; the fact is corrected or an adjustment proposed."""
        for appeal in self._take("accept", answer):
            appeal._tell_unit()
        return True

    def action_reject(self, answer):
        """A reviewer disagrees, saying why."""
        for appeal in self._take("reject", answer):
            appeal._tell_unit()
        return True

    def _tell_unit(self):
        """Tell whoever appealed and the unit's people what was answered."""
        appeal = self.sudo()  # sudo: who, nothing else
        people = (appeal.create_uid | appeal.unit_id._people()).filtered("active") - self.env.user
        self._log(
            _(
                "Answer to the appeal (%(state)s): %(answer)s",
                state=self._state_label(),
                answer=self._told(self.answer),
            ),
            partner_ids=people.partner_id.ids,
        )

    def action_open_accept(self):
        """Ask for the words of an acceptance."""
        return self._ask_reason("accept")

    def action_open_reject(self):
        """Ask for the words of a rejection."""
        return self._ask_reason("reject")

    def action_withdraw(self):
        """The unit takes its appeal back."""
        self._take("withdraw")
        return True

    def action_propose_adjustment(self):
        """Open a new adjustment for this appeal."""
        self.check_access("read")
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
