"""Registered facts of the assessment that may turn out wrong: withdrawn with a reason, not erased."""

from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError


class GovinfoFactMixin(models.AbstractModel):
    """A fact a reviewer registered: adoption or instruction.

    Reviewers correct it (the chatter keeps what stood there) or withdraw it with a reason; the ledger then
    posts the difference. Only managers delete, which leaves a note on the item or issue.
    """

    _name = "govinfo.fact.mixin"
    _inherit = ["govinfo.guard.mixin", "mail.thread"]
    _description = "Registered Fact"

    _fact_fields = ()
    _guarded_fields = ("state", "withdrawn_reason", "withdrawn_by_id", "withdrawn_at")
    _history_allowed = True

    state = fields.Selection(
        [("registered", "Registered"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
        default="registered",
        index=True,
        copy=False,
        tracking=True,
    )
    withdrawn_reason = fields.Char("Reason of withdrawal", readonly=True, copy=False)
    withdrawn_by_id = fields.Many2one("res.users", "Withdrawn by", readonly=True, copy=False)
    withdrawn_at = fields.Datetime("Withdrawn on", readonly=True, copy=False)

    def _fact_subject(self):
        """The record on whose chatter a deletion is noted."""
        raise NotImplementedError

    def write(self, vals):
        if not self._is_guarded_call() and any(name in vals for name in self._fact_fields):
            for fact in self:
                if fact.state == "withdrawn":
                    raise UserError(
                        _("%s has been withdrawn; it is not changed any more.", fact.label)
                    )
        return super().write(vals)

    def unlink(self):
        if not (self.env.su or self.env.user.has_group("govinfo_module.group_manager")):
            raise AccessError(
                _("Only managers delete registered facts. Withdraw it with a reason.")
            )
        for fact in self:
            # sudo: the note is the system's, also on what the manager cannot edit
            fact.sudo()._fact_subject().message_post(
                body=_("Deleted: %(what)s (%(date)s)", what=fact.label, date=fact.date),
                author_id=self.env.user.partner_id.id,
            )
        return super().unlink()

    def action_open_withdraw(self):
        """Ask for the reason of the withdrawal."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_withdraw")

    def action_withdraw(self, reason):
        """A reviewer takes these facts back, saying why; they count no longer."""
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Give the reason of the withdrawal."))
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office withdraw registered facts."))
        self._lock()
        self.read(["id"])  # record rules: what one may not read one may not withdraw either
        for fact in self:
            if fact.state != "registered":
                raise UserError(_("%s has been withdrawn already.", fact.label))
        self._transition(
            {
                "state": "withdrawn",
                "withdrawn_reason": reason,
                "withdrawn_by_id": self.env.uid,
                "withdrawn_at": fields.Datetime.now(),
            }
        )
        for fact in self:
            # sudo: as in unlink
            fact.sudo()._fact_subject().message_post(
                body=_("Withdrawn: %(what)s. %(reason)s", what=fact.label, reason=reason),
                author_id=self.env.user.partner_id.id,
            )
        return True
