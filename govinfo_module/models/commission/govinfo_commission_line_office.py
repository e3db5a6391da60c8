from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate, groupby

from ...helpers.foundation.doing import QUIETLY
from ...helpers.foundation.readable import open_window
from ...helpers.foundation.step import Step
from ..foundation.base_bounds import moment
from .govinfo_commission_line import OPEN

_lt = LazyTranslate(__name__)

OFFICE = {
    "groups": ("group_reviewer",),
    "denied": _lt("Only reviewers of the county office decide on commissions."),
    "hindrance": "_why_not_issued",
}


class GovinfoCommissionLine(models.Model):
    """What the county office does with a line: complete, waive, extend, reopen; and the job."""

    _inherit = "govinfo.commission.line"

    _own_steps = {
        "complete": Step(**OFFICE, from_=(*OPEN, "missed")),
        "waive": Step(
            **OFFICE,
            from_=("pending", "submitted", "late", "missed"),
            to="waived",
            reason=_lt("Say why the unit need not answer."),
            title=_lt("Waive"),
            reason_field="waived_reason",
        ),
        "extend": Step(
            **dict(OFFICE, hindrance="_why_not_open"),
            from_=(*OPEN, "missed"),
            reason=_lt("Say why the deadline is extended."),
            title=_lt("Extend"),
            reason_field="extended_reason",
            closes=False,
        ),
        "reopen": Step(
            **dict(OFFICE, hindrance="_why_not_open"),
            from_=("done", "late", "missed", "waived"),
            to="pending",
            reason=_lt("Say why the line is opened again."),
            title=_lt("Reopen"),
            reason_field="reopened_reason",
            closes=False,
        ),
    }

    def _why_not_issued(self):
        """Why nothing can be decided yet; False once the units have been asked."""
        asked = self.commission_state != "draft"
        return not asked and _("%s has not been issued yet.", self.commission_id.name)

    def _coming(self, deadline):
        deadline = moment(deadline, self.env)
        if not deadline or deadline <= fields.Datetime.now():
            raise UserError(_("Give a deadline to come."))
        return deadline

    def action_complete(self, answered_at=None):
        """A reviewer takes the line as answered, also outside the system.

        ``answered_at`` (naive UTC, by default the time of the first answer here, or now) decides whether
        it was in time. A missed line becomes late.
        """
        lines = self._begin("complete")
        answered_at = moment(answered_at, self.env)
        if answered_at and answered_at > fields.Datetime.now():
            raise UserError(_("The answer cannot have come in the future."))
        for line in lines:
            # sudo: when the answers came, also those that not every reviewer may read
            first = line.sudo()._answered_at() or line.submitted_at
            when = answered_at or first or fields.Datetime.now()
            line._change("complete", **line._finished(when))
        return True

    def action_waive(self, reason):
        """Free the unit from this commission, saying why."""
        self._take("waive", reason, completed_at=False)._tell_units("waived", reason)
        return True

    def action_extend(self, deadline, reason):
        """Give the units until ``deadline`` (naive UTC), saying why; a missed line opens again."""
        lines = self._begin("extend", reason)
        deadline = self._coming(deadline)
        for line in lines:
            if deadline <= line.deadline:
                raise UserError(_("The new deadline must lie after the present one and after now."))
            missed = line.state == "missed"
            line._change("extend", reason, deadline=deadline, **line._opened(missed))
            if missed:
                line._remind_people()
            else:
                line._move_activities()
        lines._tell_units("extended", reason)
        return True

    def action_reopen(self, reason, deadline=None):
        """Take back that a line was done, late, missed or waived, saying why.

        A ``deadline`` to come is needed when the present one has passed.
        """
        lines = self._begin("reopen", reason)
        for line in lines:
            coming = self._coming(deadline or line.deadline)
            line._change("reopen", reason, deadline=coming, **line._opened(True))
            line._remind_people()
        lines._tell_units("reopened", reason)
        return True

    def _opened(self, again):
        """The values of a line that waits for its answer from now on, or waits for it ``again``."""
        values = {"open_since": fields.Datetime.now()}
        if again:
            values.update(
                state="pending", submitted_at=False, completed_at=False, waived_reason=False
            )
        return values

    def _remind_people(self):
        for user in self._people_for("asked"):
            self._remind_user(user)

    def _tell_units(self, kind, reason=""):
        """Tell the people of these lines what the office has decided (see ``_tell``).

        Whoever is told of several lines of a commission has one message, as long as their deadline is one.
        """
        lines = self.sudo()  # sudo: whom to tell, not what the caller may see
        timed = kind in ("extended", "reopened")
        groups = groupby(lines, lambda line: (line.commission_id, timed and line.deadline))
        for (commission, deadline), told in groups:
            people = [line._people_for(kind) for line in told]
            users = lines.env["res.users"].union(*people)
            if users:
                commission._tell(users, kind, deadline, reason.strip())

    def _move_activities(self):
        day = self.company_id.govinfo_local(self.deadline).date()
        # sudo: they were made for the officers of the unit
        self.sudo().activity_reschedule(
            ["govinfo_module.mail_activity_commission"], date_deadline=day
        )

    def _end(self, closed_at, trace):
        """Their commission was closed at ``closed_at``: who let the deadline pass has missed it, others are free."""
        overdue = self.filtered(lambda line: line.deadline < closed_at)
        overdue._expire(trace)
        (self - overdue)._release(_("Commission closed before the deadline"))

    def _release(self, reason):
        self._transition({"state": "waived", "waived_reason": reason, "completed_at": False})
        self._close_activities()

    # -- dialogs -----------------------------------------------------------------------------

    def action_open_line(self):
        """This line in its own form."""
        self.ensure_one()
        return open_window(
            self,
            "govinfo_commission_line_action",
            res_id=self.id,
            views=[(False, "form")],
            view_mode="form",
            context={},
        )

    def action_print_slip(self):
        """Download the slip of the commission."""
        return self.commission_id.action_print_slip()

    def action_open_waive(self):
        """Ask for the reason of a waiver."""
        return self._ask_reason("waive")

    def action_open_extend(self):
        """Ask for the new deadline."""
        self.check_access("read")
        return self.env["govinfo.commission.step.wizard"].open_for(self, "extend")

    def action_open_reopen(self):
        """Ask why the line is opened again."""
        self.check_access("read")
        return self.env["govinfo.commission.step.wizard"].open_for(self, "reopen")

    def action_open_complete(self):
        """Ask when the answer came."""
        self.check_access("read")
        return self.env["govinfo.commission.step.wizard"].open_for(self, "complete")

    # -- by itself ---------------------------------------------------------------------------

    def _expire(self, trace):
        """Note that no answer came; the fact is dated the deadline. ``trace`` goes into the log."""
        quiet = self.with_context(tracking_disable=QUIETLY)
        for deadline, lines in groupby(quiet, lambda line: line.deadline):
            quiet.browse().union(*lines)._transition({"state": "missed", "completed_at": deadline})
        self._close_activities()
        # sudo: the trace is the system's, whoever's step or job made it
        self.sudo()._message_log_batch({line.id: trace for line in self})

    @api.model
    def _cron_remind_and_expire(self, autocommit=False):
        """Send reminders and note missed commissions in every county. Safe to run any number of times.

        With ``autocommit`` (the scheduled job) each batch is kept at once.
        """
        reminders = self.env["govinfo.commission.reminder"]
        for company in self.env["res.company"].search([]):
            reminders._run(company, autocommit)
        return True
