"""Registered facts of the assessment that may turn out wrong: withdrawn with a reason, not erased."""

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

from ...helpers.foundation.language import day_text
from ...helpers.foundation.step import Granted, Step

_lt = LazyTranslate(__name__)


class GovinfoFactMixin(models.AbstractModel):
    """A fact a reviewer registered: adoption or instruction.

    Reviewers correct it (the chatter keeps what stood there) or withdraw it with a reason; the ledger then
    posts the difference. Only managers delete, which leaves a note on the item or issue.
    """

    _name = "govinfo.fact.mixin"
    _inherit = ["govinfo.history.mixin", "govinfo.step.mixin", "mail.thread"]
    _description = "Registered Fact"

    _fact_fields = ()
    _own_steps = {
        "withdraw": Step(
            from_=("registered",),
            to="withdrawn",
            groups=("group_reviewer",),
            denied=_lt("Only reviewers of the county office withdraw registered facts."),
            reason=_lt("Give the reason of the withdrawal."),
            title=_lt("Withdraw"),
            reason_field="withdrawn_reason",
            by="withdrawn_by_id",
            at="withdrawn_at",
        ),
    }

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

    def _is_secret(self):
        return self.sudo()._fact_subject()._is_secret()  # sudo: whether, not what

    def write(self, vals):
        if not isinstance(vals, Granted) and any(name in vals for name in self._fact_fields):
            for fact in self:
                if fact.state == "withdrawn":
                    raise UserError(
                        _("%s has been withdrawn; it is not changed any more.", fact.label)
                    )
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_only_by_managers(self):
        if not (self.env.su or self.env.user.has_group("govinfo_module.group_manager")):
            raise AccessError(
                _("Only managers delete registered facts. Withdraw it with a reason.")
            )

    def unlink(self):
        for fact in self:
            day = day_text(self.env, fact.date)
            fact._fact_subject()._log(_("Deleted: %(what)s (%(date)s)", what=fact.label, date=day))
        return super().unlink()

    def action_open_withdraw(self):
        """Ask for the reason of the withdrawal."""
        return self._ask_reason("withdraw")

    def action_withdraw(self, reason):
        """A reviewer takes these facts back, saying why; they count no longer."""
        for fact in self._take("withdraw", reason):
            subject = fact._fact_subject()
            why = subject._told(fact.withdrawn_reason)
            subject._log(_("Withdrawn: %(what)s. %(reason)s", what=fact.label, reason=why))
        return True
