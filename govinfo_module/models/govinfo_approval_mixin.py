"""Approval, once for all: items, issues, notices and adjustments."""

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError


class GovinfoApprovalMixin(models.AbstractModel):
    """A document that is asked for, approved or returned with a reason.

    A model names its states and says who may; this mixin holds the steps, the checks, the log (the
    chatter) and the activity. ``_approval_refusal`` is the only judge: the steps raise what it
    returns and the buttons (``can_request``, ``can_approve``) show what it allows.
    """

    _name = "govinfo.approval.mixin"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Approval"
    _mail_post_access = "read"

    _approval_open = ("draft", "returned")
    _approval_pending = "pending"
    _approval_approved = "approved"
    _approval_returned = "returned"
    _approval_activity = "govinfo_module.mail_activity_approval"

    approval_requested_by_id = fields.Many2one(
        "res.users", "Approval requested by", readonly=True, copy=False
    )
    approval_requested_at = fields.Datetime("Approval requested on", readonly=True, copy=False)
    return_reason = fields.Text("Reason of return", readonly=True, copy=False)
    can_request = fields.Boolean(compute="_compute_can_approve")
    can_approve = fields.Boolean(compute="_compute_can_approve")

    @api.depends_context("uid")
    def _compute_can_approve(self):
        for record in self:
            state = record.state  # asked first: no refusal is worded for each row of a list
            record.can_request = state in self._approval_open and not record._approval_refusal(
                "request"
            )
            record.can_approve = state == self._approval_pending and not record._approval_refusal(
                "approve"
            )

    # -- what a model says -------------------------------------------------------------------

    def _approval_users(self):
        """Users who are asked to approve this record, in the order to ask."""
        raise NotImplementedError

    def _approval_may_request(self):
        """Whether the current user may ask for approval of this record."""
        raise NotImplementedError

    def _approval_may_approve(self):
        """Whether the current user's role lets them approve this record (not: whose it is)."""
        raise NotImplementedError

    def _approval_makers(self):
        """Users who made this record or asked for its approval: they may not approve it."""
        return self.create_uid | self.approval_requested_by_id

    def _approval_check(self):
        """Raise when the record is not complete enough to be approved."""

    def _approval_request_vals(self):
        return {}

    def _approval_approve_vals(self):
        return {}

    def _approval_done(self):
        """What follows an approval."""

    # -- the judge ---------------------------------------------------------------------------

    def _approval_states(self, step):
        """States in which ``step`` (request, approve, return) can be taken."""
        return self._approval_open if step == "request" else (self._approval_pending,)

    def _approval_refusal(self, step):
        """Why the current user may not take ``step`` (request, approve, return); False if they may."""
        self.ensure_one()
        if self.state not in self._approval_states(step):
            return UserError(
                _(
                    '%(name)s is "%(state)s" now; this step is not possible.',
                    name=self.display_name,
                    state=self._state_label(),
                )
            )
        if step == "request":
            if not self._approval_may_request():
                return AccessError(_("You may not ask for approval of %s.", self.display_name))
        elif not self._approval_may_approve():
            return AccessError(_("You may not approve or return %s.", self.display_name))
        elif self.env.user in self.sudo()._approval_makers():  # sudo: who made it, not what it says
            return AccessError(
                _("%s: nobody approves what they made or asked approval for.", self.display_name)
            )
        return False

    def _state_label(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        return labels.get(self.state, self.state)

    def _approval_enter(self, step):
        """Lock, read afresh and let the judge decide about every record before any is changed."""
        self._lock()
        for record in self:
            refusal = record._approval_refusal(step)
            if refusal:
                raise refusal

    # -- the steps ---------------------------------------------------------------------------

    def _approval_request(self):
        self._approval_enter("request")
        for record in self:
            record._approval_check()
            record._transition(
                dict(
                    record._approval_request_vals(),
                    state=self._approval_pending,
                    approval_requested_by_id=self.env.uid,
                    approval_requested_at=fields.Datetime.now(),
                    return_reason=False,
                )
            )
            record._approval_close_activities()
            record._approval_ask()
        return True

    def _approval_approve(self):
        self._approval_enter("approve")
        for record in self:
            record._approval_check()
            record._transition(dict(record._approval_approve_vals(), state=self._approval_approved))
            record._approval_close_activities()
            record._approval_done()
        return True

    def _approval_return(self, reason):
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Give the reason of the return, so that it can be put right."))
        self._approval_enter("return")
        for record in self:
            record._return_to_maker(reason)
        return True

    def _return_to_maker(self, reason):
        """Hand the record back with ``reason`` and ask the one who sent it to revise it."""
        self.ensure_one()
        maker = self.approval_requested_by_id or self.sudo().create_uid
        self._transition({"state": self._approval_returned, "return_reason": reason})
        self._approval_close_activities()
        # sudo: the one who returns need not be able to edit; the message is theirs all the same.
        self.sudo().message_post(
            body=_("Returned: %s", reason), author_id=self.env.user.partner_id.id
        )
        self._approval_schedule("govinfo_module.mail_activity_revise", maker, reason)

    # -- activities --------------------------------------------------------------------------

    def _approval_ask(self):
        for user in self._approval_users():
            self._approval_schedule(self._approval_activity, user)

    def _approval_schedule(self, xmlid, user, note=""):
        if user and user.active:
            # sudo: an activity for somebody else on a record the caller has just given away.
            self.sudo().activity_schedule(xmlid, user_id=user.id, note=note)

    def _approval_close_activities(self):
        # sudo: they were made for other people, the step they asked for has been taken.
        self.sudo().activity_unlink(
            [self._approval_activity, "govinfo_module.mail_activity_revise"]
        )
