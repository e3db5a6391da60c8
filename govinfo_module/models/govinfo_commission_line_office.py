from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import groupby

from .govinfo_commission_line import OPEN


class GovinfoCommissionLineOffice(models.Model):
    """What the county office does with a line: complete, waive, extend, reopen; and the job."""

    _inherit = "govinfo.commission.line"

    def _enter(self, states):
        self._lock()
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office decide on commissions."))
        for line in self:
            if line.state not in states:
                raise line._state_error()
            if line.commission_state == "draft":
                raise UserError(_("%s has not been issued yet.", line.commission_id.name))

    def _reason(self, reason, message):
        reason = (reason or "").strip()
        if not reason:
            raise UserError(message)
        return reason

    def _coming(self, deadline):
        deadline = fields.Datetime.to_datetime(deadline)
        if not deadline or deadline <= fields.Datetime.now():
            raise UserError(_("Give a deadline to come."))
        return deadline

    def action_complete(self, answered_at=None):
        """A reviewer takes the line as answered, also outside the system.

        ``answered_at`` (naive UTC, by default the time of the answer here, or now) decides whether it
        was in time. A missed line becomes late.
        """
        self._enter(OPEN + ("missed",))
        answered_at = fields.Datetime.to_datetime(answered_at)
        if answered_at and answered_at > fields.Datetime.now():
            raise UserError(_("The answer cannot have come in the future."))
        for line in self:
            line._finish(answered_at or line.submitted_at or fields.Datetime.now())
        return True

    def action_waive(self, reason):
        """Free the unit from this commission, saying why."""
        self._enter(("pending", "submitted", "late", "missed"))
        self._release(self._reason(reason, _("Say why the unit need not answer.")))
        return True

    def action_extend(self, deadline, reason):
        """Give the units until ``deadline`` (naive UTC), saying why; a missed line opens again."""
        self._enter(OPEN + ("missed",))
        reason = self._reason(reason, _("Say why the deadline is extended."))
        deadline = self._coming(deadline)
        for line in self:
            if deadline <= line.deadline:
                raise UserError(_("The new deadline must lie after the present one and after now."))
            vals = {"deadline": deadline, "extended_reason": reason}
            if line.state == "missed":
                line._open_again(vals)
            else:
                line._transition(dict(vals, open_since=fields.Datetime.now()))
                line._move_activities()
        return True

    def action_reopen(self, reason, deadline=None):
        """Take back that a line was done, late, missed or waived, saying why.

        A ``deadline`` to come is needed when the present one has passed.
        """
        self._enter(("done", "late", "missed", "waived"))
        reason = self._reason(reason, _("Say why the line is opened again."))
        for line in self:
            if line.commission_state != "issued":
                raise UserError(_("%s is not open any more.", line.commission_id.name))
            vals = {"reopened_reason": reason, "deadline": self._coming(deadline or line.deadline)}
            line._open_again(vals)
        return True

    def _open_again(self, vals):
        self._transition(
            dict(
                vals,
                state="pending",
                submitted_at=False,
                completed_at=False,
                waived_reason=False,
                open_since=fields.Datetime.now(),
            )
        )
        for user in self._people_for("asked"):
            self._remind_user(user)

    def _move_activities(self):
        day = self.company_id.govinfo_local(self.deadline).date()
        # sudo: they were made for the officers of the unit
        self.sudo().activity_reschedule(
            ["govinfo_module.mail_activity_commission"], date_deadline=day
        )

    def _release(self, reason):
        self._transition({"state": "waived", "waived_reason": reason, "completed_at": False})
        self._close_activities()

    # -- dialogs -----------------------------------------------------------------------------

    def action_open_line(self):
        """This line in its own form."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_commission_line_action"
        )
        return dict(action, res_id=self.id, views=[(False, "form")], view_mode="form", context={})

    def action_print_slip(self):
        """Download the slip of the commission."""
        return self.commission_id.action_print_slip()

    def action_open_waive(self):
        """Ask for the reason of a waiver."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_waive")

    def action_open_extend(self):
        """Ask for the new deadline."""
        return self.env["govinfo.commission.step.wizard"].open_for(self, "extend")

    def action_open_reopen(self):
        """Ask why the line is opened again."""
        return self.env["govinfo.commission.step.wizard"].open_for(self, "reopen")

    def action_open_complete(self):
        """Ask when the answer came."""
        return self.env["govinfo.commission.step.wizard"].open_for(self, "complete")

    # -- by itself ---------------------------------------------------------------------------

    def _expire(self, trace):
        """Note that no answer came; the fact is dated the deadline. ``trace`` goes into the log."""
        quiet = self.with_context(tracking_disable=True)
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
