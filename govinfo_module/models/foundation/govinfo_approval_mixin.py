"""Approval, once for all: items, issues, notices and adjustments."""

from odoo import _, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...helpers.foundation.step import Granted, Step

_lt = LazyTranslate(__name__)

DENIED = _lt("You may not approve or return %s.")
MAKERS = _lt("%s: nobody approves what they made or asked approval for.")

REQUEST = Step(
    action="request_approval",
    from_=("draft", "returned"),
    to="pending",
    groups=("group_reviewer",),
    denied=_lt("You may not ask for approval of %s."),
    complete="_check_complete",
    by="approval_requested_by_id",
    at="approval_requested_at",
    values="_request_values",
    asks="govinfo_module.mail_activity_approval",
    asked="_approvers",
)
APPROVE = Step(
    from_=("pending",),
    to="approved",
    groups=("group_leader",),
    denied=DENIED,
    makers=MAKERS,
    complete="_check_complete",
    by="approver_id",
    at="approved_at",
    values="_approval_values",
)
RETURN = Step(
    from_=("pending",),
    to="returned",
    groups=("group_leader",),
    denied=DENIED,
    makers=MAKERS,
    reason=_lt("Give the reason of the return, so that it can be put right."),
    title=_lt("Return"),
    reason_field="return_reason",
    note=_lt("Returned: %s"),
    asks="govinfo_module.mail_activity_revise",
    asked="_reviser",
)


class GovinfoApprovalMixin(models.AbstractModel):
    """A document that is asked for, approved or returned with a reason.

    The table says from which states and by whom. While it waits for approval nobody changes it, and
    all who made or changed it since the first draft are its makers: they do not approve it, however
    often it was returned and asked for again by others.
    """

    _name = "govinfo.approval.mixin"
    _inherit = ["govinfo.step.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Approval"
    _mail_post_access = "read"

    _own_steps = {"request": REQUEST, "approve": APPROVE, "return": RETURN}

    approval_requested_by_id = fields.Many2one(
        "res.users", "Approval requested by", readonly=True, copy=False
    )
    approval_requested_at = fields.Datetime("Approval requested on", readonly=True, copy=False)
    return_reason = fields.Text("Reason of return", readonly=True, copy=False)
    maker_ids = fields.Many2many(
        "res.users",
        string="Made by",
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
        help="Everybody who made or changed it or asked for its approval: they do not approve it.",
    )
    can_request = fields.Boolean(compute="_compute_can_step")
    can_approve = fields.Boolean(compute="_compute_can_step")
    can_return = fields.Boolean(compute="_compute_can_step")

    # -- what a model says -------------------------------------------------------------------

    def _approvers(self):
        """Users who are asked to approve this record, in the order to ask."""
        return self.company_id._govinfo_users("group_leader")

    def _check_complete(self):
        """Raise when the record is not complete enough to be approved."""

    def _request_values(self):
        """What is written besides when approval is asked for."""
        return {"return_reason": False, "maker_ids": [(4, self.env.uid)]}

    def _approval_values(self):
        """What is written besides when it is approved."""
        return {}

    def _makers(self):
        return super()._makers() | self.maker_ids | self.approval_requested_by_id

    def _reviser(self):
        """Who is asked to revise what was returned: whoever asked for its approval."""
        return self.approval_requested_by_id or self.sudo().create_uid  # sudo: who, nothing else

    # -- the way back ------------------------------------------------------------------------

    def action_return(self, reason):
        """Hand these records back to whoever asked, saying why; a number once given stays."""
        self._take("return", reason)
        return True

    def action_open_return(self):
        """Ask for the reason of the return."""
        return self._ask_reason("return")

    # -- ORM ---------------------------------------------------------------------------------

    def write(self, vals):
        if isinstance(vals, Granted) or not own_fields(vals):
            return super().write(vals)
        self._check_not_waiting()
        result = super().write(vals)
        self._note_maker()
        return result

    def _check_not_waiting(self):
        """What waits for approval stays as it is."""
        for record in self:
            if record.state in self._steps["approve"].from_:
                raise UserError(
                    _("%s waits for approval: it is not changed now.", record.display_name)
                )

    def _note_maker(self):
        """Keep that the current user has changed these records."""
        user = self.env.user
        # sudo: who made it, not what it says
        others = self.sudo().filtered(lambda record: user not in record.maker_ids)
        if others:
            others._transition({"maker_ids": [(4, user.id)]})


def own_fields(vals):
    """The names in ``vals`` that are of the record itself: not its followers and activities."""
    return [name for name in vals if not name.startswith(("message_", "activity_"))]
