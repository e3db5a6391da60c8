from datetime import time, timedelta

from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

from ...helpers.foundation.alone import alone
from ...helpers.foundation.lock import lock_rows
from ...helpers.foundation.step import Granted, Step

_lt = LazyTranslate(__name__)
OPEN = ("pending", "overdue")
ACTIVITY = "govinfo_module.mail_activity_followup"


class GovinfoFollowup(models.Model):
    """What a unit has to do about an instruction, and what came of it (办理反馈).

    The leader who wrote the instruction or a reviewer names unit, task and deadline; the unit's officers
    write the feedback and send it. In time it is done, afterwards late; without feedback it turns overdue by
    itself. The leader or a reviewer sends insufficient feedback back.
    """

    _name = "govinfo.followup"
    _description = "Follow-up"
    _inherit = [
        "govinfo.history.mixin",
        "govinfo.step.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "deadline desc, id desc"
    _rec_name = "label"
    _mail_post_access = "read"
    _check_company_auto = True
    _own_steps = {
        "send_feedback": Step(
            from_=OPEN,
            who="_may_send",
            denied=_lt("Only the unit sends its feedback."),
            complete="_check_feedback",
            values="_sent_values",
            at="done_at",
        ),
        "return": Step(
            from_=("done", "late"),
            who="_may_manage",
            denied=_lt("Only the leader or the county office return feedback."),
            reason=_lt("Give the reason of the return, so that it can be put right."),
            title=_lt("Return"),
            note=_lt("Returned: %s"),
            hindrance="_why_settled",
            values="_returned_values",
        ),
    }
    _step_activities = (ACTIVITY,)

    instruction_id = fields.Many2one(
        "govinfo.instruction",
        "Instruction",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    label = fields.Char(compute="_compute_label", store=True)
    instruction_text = fields.Text("Words of the leader", related="instruction_id.text")
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict", check_company=True
    )
    deadline = fields.Datetime(
        required=True, tracking=True, default=lambda self: self._default_deadline()
    )
    requirement = fields.Text("Task")
    feedback = fields.Text(tracking=True)
    state = fields.Selection(
        [
            ("pending", "Pending"),
            ("done", "Done"),
            ("late", "Late"),
            ("overdue", "Not answered in time"),
        ],
        required=True,
        readonly=True,
        default="pending",
        index=True,
        copy=False,
        tracking=True,
    )
    done_at = fields.Datetime("Done on", readonly=True, copy=False)
    is_untold = fields.Boolean(
        "Office still to be told", readonly=True, copy=False, help="That it is overdue."
    )
    can_answer = fields.Boolean(compute="_compute_can")
    can_manage = fields.Boolean(compute="_compute_can")
    company_id = fields.Many2one(related="instruction_id.company_id", store=True, index=True)

    # -- fields ------------------------------------------------------------------------------

    def _default_deadline(self):
        """In seven days at the end of office hours."""
        company = self.env.company
        return company.govinfo_utc(company.govinfo_today() + timedelta(days=7), time(17, 30))

    @api.depends("instruction_id.label", "unit_id.name")
    def _compute_label(self):
        for followup in self:
            followup.label = "%s（%s）" % (
                followup.instruction_id.label or "",
                followup.unit_id.name or "",
            )

    @api.depends("state", "instruction_id", "unit_id")
    @api.depends_context("uid")
    def _compute_can(self):
        for followup in self:
            followup.can_answer = followup.state in OPEN and followup._is_own()
            followup.can_manage = followup._may_manage()

    # -- who ---------------------------------------------------------------------------------

    def _is_own(self):
        """Whether the current user answers for the unit."""
        unit = self.unit_id.sudo()  # sudo: who acts for the unit, nothing else
        return self.env.user in unit._people()

    def _may_manage(self):
        """Whether the current user gives and judges this task."""
        user = self.env.user
        return user.has_group("govinfo_module.group_reviewer") or (
            user.has_group("govinfo_module.group_leader")
            and user in (self.instruction_id.leader_id | self.instruction_id.create_uid)
        )

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        followups = super().create(vals_list)
        if not followups._history_call():
            lock_rows(followups.instruction_id)  # it is not withdrawn in between
            for followup in followups:
                followup._check_given()
                followup._ask_unit()
            # sudo: made for whoever was asked
            followups.instruction_id.sudo()._close_activities()
        return followups

    def _check_given(self):
        settled = self._why_settled()
        if settled:
            raise UserError(settled)
        if not (self.env.su or self._may_manage()):
            raise AccessError(_("Only the leader or the county office give tasks."))

    @api.ondelete(at_uninstall=True)
    def _unlink_only_pending(self):
        manager = self.env.su or self.env.user.has_group("govinfo_module.group_manager")
        if not manager and any(followup.state != "pending" for followup in self):
            raise UserError(_("A follow-up that was answered or is overdue is kept."))

    def write(self, vals):
        if not (self.env.su or isinstance(vals, Granted)):
            names = {n for n in vals if not n.startswith(("message_", "activity_"))}
            for followup in self if names else ():
                followup._check_write(names)
        result = super().write(vals)
        if "deadline" in vals or "unit_id" in vals:
            for followup in self.filtered(lambda f: f.state == "pending"):
                followup._ask_unit()
        return result

    def _check_write(self, names):
        """The unit writes its feedback while that is open; the rest belongs to those who gave the task."""
        if self.state not in OPEN:
            raise UserError(_("%s is closed; its feedback is kept as it was sent.", self.label))
        if names == {"feedback"}:
            if not self._is_own() and not self._may_manage():
                raise AccessError(_("Only the unit writes its feedback."))
        elif not self._may_manage():
            raise AccessError(_("Only the county office changes task and deadline."))
        elif self.state == "overdue" and "deadline" in names:
            raise UserError(_("%s is overdue already; the deadline stays.", self.label))

    # -- steps -------------------------------------------------------------------------------

    def _may_send(self):
        return self._is_own() or self._may_manage()

    def _is_secret(self):
        return self.sudo().instruction_id._is_secret()  # sudo: whether, not what

    def _why_settled(self):
        """That the instruction has been withdrawn, as a sentence; False while it stands."""
        instruction = self.sudo().instruction_id  # sudo: whether, not what
        return instruction.state == "withdrawn" and _("%s has been withdrawn.", instruction.label)

    def _check_feedback(self):
        if not (self.feedback or "").strip():
            raise UserError(_("Write first what was done about the instruction."))

    def _sent_values(self):
        late = self.state == "overdue" or fields.Datetime.now() > self.deadline
        return {"state": "late" if late else "done", "is_untold": False}

    def action_send_feedback(self):
        """The unit sends its feedback: done when in time, else late."""
        for followup in self._take("send_feedback"):
            followup._tell_office(_("Feedback from %s", followup.unit_id.name), followup.feedback)
        return True

    def action_open_return(self):
        """Ask why the feedback is not enough."""
        return self._ask_reason("return")

    def _returned_values(self):
        overdue = fields.Datetime.now() > self.deadline
        return {"state": "overdue" if overdue else "pending", "done_at": False}

    def action_return(self, reason):
        """The leader or a reviewer sends insufficient feedback back to the unit."""
        for followup in self._take("return", reason):
            followup._ask_unit(reason)
        return True

    @api.model
    def _cron_overdue(self):
        """Turn pending follow-ups past their deadline overdue, each on its own; a second run finds none.

        What is overdue counts at once; those who wait for it are told in the working time.
        """
        late = self.search(
            [
                ("state", "=", "pending"),
                ("deadline", "<", fields.Datetime.now()),
                ("instruction_id.state", "=", "registered"),
            ]
        )
        for followup in late:
            with alone(self.env, "Follow-up %d is overdue" % followup.id):
                followup._expire()
        self._tell_overdue()

    def _expire(self):
        self._transition({"state": "overdue", "is_untold": True})

    @api.model
    def _tell_overdue(self):
        """Tell of the overdue ones nobody was told of, in counties that may be disturbed now."""
        untold = self.search(
            [
                ("is_untold", "=", True),
                ("state", "=", "overdue"),
                ("instruction_id.state", "=", "registered"),
            ]
        )
        awake = untold.company_id._govinfo_awake()
        for followup in untold.filtered(lambda followup: followup.company_id in awake):
            with alone(self.env, "Overdue follow-up %d is told of" % followup.id):
                followup._transition({"is_untold": False})
                title = _("Overdue: %s", followup.unit_id.name)
                followup._tell_office(title, _("No feedback by the deadline."))

    # -- telling -----------------------------------------------------------------------------

    def _ask_unit(self, note=""):
        """An activity for everybody who acts for the unit, due on the day of the deadline."""
        followup = self.sudo()  # sudo: activities for people of another unit
        followup._close_activities()
        if followup._why_settled():
            return
        day = followup.company_id.govinfo_local(followup.deadline).date()
        for user in followup.unit_id._people().filtered("active"):
            followup.activity_schedule(
                ACTIVITY, date_deadline=day, user_id=user.id, note=self._told(note)
            )

    def _tell_office(self, title, text):
        """Tell the leader who wrote the instruction, or who registered it."""
        instruction = self.instruction_id.sudo()  # sudo: to whom, not what they may see
        receiver = instruction.leader_id or instruction.create_uid
        instruction._log(
            Markup("%s：%s") % (title, instruction._told(text)),
            partner_ids=receiver.filtered("active").partner_id.ids,
        )
