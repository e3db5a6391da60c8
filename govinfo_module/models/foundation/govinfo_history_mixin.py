from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...helpers.foundation.doing import QUIETLY
from ...helpers.foundation.step import Granted


class GovinfoHistoryMixin(models.AbstractModel):
    """A record of which those of past years can be brought in.

    With the context key ``govinfo_history`` a manager may *create* it in its final state, with its true
    dates and persons; nothing is sent then, and the record says that it was brought in.
    """

    _name = "govinfo.history.mixin"
    _description = "Brought in from past records"
    _inherit = ["govinfo.guard.mixin"]

    is_history = fields.Boolean(
        "Brought in from past records", readonly=True, copy=False, help="Not made in this system."
    )

    @api.model
    def _history_call(self):
        """True when this call brings in past records; refused for all but managers."""
        if not self.env.context.get("govinfo_history"):
            return False
        # The caller's own group, also in sudo code that a client's context has reached.
        if self.env.user.has_group("govinfo_module.group_manager"):
            return True
        raise AccessError(_("Only a manager may bring in records of past years."))

    @api.model_create_multi
    def create(self, vals_list):
        if not self._history_call():
            return super().create(vals_list)
        quiet = self.with_context(
            tracking_disable=QUIETLY,
            mail_create_nosubscribe=True,
            mail_activity_automation_skip=True,
        )
        past = [Granted(vals, is_history=True) for vals in vals_list]
        return super(GovinfoHistoryMixin, quiet).create(past).with_env(self.env)
