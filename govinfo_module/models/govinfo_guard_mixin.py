"""Fields that only a model's own methods write, and the way past years are brought in."""

from psycopg2 import sql

from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ..compat import flush

# A client can send any context value, but never this object: it marks writes of our own methods.
GUARD = object()

LEVELS = [
    ("county", "County"),
    ("city", "City"),
    ("province", "Province"),
    ("national", "National"),
]


class GovinfoGuardMixin(models.AbstractModel):
    """A record whose states, numbers and signatures are set by its actions, not by hand.

    ``_guarded_fields`` names what nobody may write directly, whatever the group. With the context key
    ``govinfo_history`` a manager may *create* records of past years in their final state
    (``_history_allowed``); nothing is sent then, and the record says that it was brought in.
    """

    _name = "govinfo.guard.mixin"
    _description = "Fields written by actions only"

    _guarded_fields = ()
    _history_allowed = False

    is_history = fields.Boolean(
        "Brought in from past records", readonly=True, copy=False, help="Not made in this system."
    )

    @api.model
    def _history_call(self):
        """True when this call brings in past records; refused for all but managers."""
        if not (self._history_allowed and self.env.context.get("govinfo_history")):
            return False
        # The caller's own group, also in sudo code that a client's context has reached.
        if self.env.user.has_group("govinfo_module.group_manager"):
            return True
        raise AccessError(_("Only a manager may bring in records of past years."))

    def _guarded(self):
        """These records, allowed to write guarded fields. For this model's own methods only."""
        return self.with_context(govinfo_guard=GUARD)

    @api.model
    def _is_guarded_call(self):
        return self.env.context.get("govinfo_guard") is GUARD

    @api.model
    def _check_guarded(self, names):
        """Refuse direct writing of the guarded fields in ``names``."""
        if self._is_guarded_call():
            return
        forged = [name for name in self._guarded_fields if name in names]
        if "is_history" in names:
            forged.append("is_history")
        if forged:
            labels = self.fields_get(forged, ["string"])
            raise AccessError(
                _(
                    "%s: set by the system's own actions, it cannot be written directly.",
                    "、".join(labels[name]["string"] for name in forged if name in labels),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        if self._history_call():
            quiet = self.with_context(
                tracking_disable=True,
                mail_create_nosubscribe=True,
                mail_activity_automation_skip=True,
            )
            vals_list = [dict(vals, is_history=True) for vals in vals_list]
            records = super(GovinfoGuardMixin, quiet).create(vals_list)
            return records.with_env(self.env)
        defaults = self.default_get(list(self._guarded_fields))
        for vals in vals_list:
            self._check_guarded([k for k, v in vals.items() if v and v != defaults.get(k)])
        return super().create(vals_list)

    def write(self, vals):
        self._check_guarded(vals)
        return super().write(vals)

    def _lock(self):
        """Lock these rows until the end of the transaction and read them afresh.

        Two people acting on the same record come one after the other; the second sees the first's result
        or is retried by the platform.
        """
        flush(self.env)
        query = sql.SQL("SELECT id FROM {} WHERE id IN %s ORDER BY id FOR UPDATE")
        if self.ids:
            self.env.cr.execute(query.format(sql.Identifier(self._table)), [tuple(self.ids)])
        self.env.clear()

    def _transition(self, vals):
        """Write the result of a step that the model's judge has allowed to this user."""
        # sudo: record rules let people edit only what lies with them (a draft, a submitted item);
        # the step itself moves the record out of their hands.
        return self.sudo()._guarded().write(vals)
