"""Fields that only a model's own methods write."""

from odoo import _, api, models
from odoo.exceptions import AccessError

from ...helpers.foundation.lock import lock_rows
from ...helpers.foundation.step import Granted

LEVELS = [
    ("county", "County level"),
    ("city", "City"),
    ("province", "Province"),
    ("national", "National"),
]
# The platform's own, which nobody can write.
AUTOMATIC = {"id", "create_uid", "create_date", "write_uid", "write_date"}


class GovinfoGuardMixin(models.AbstractModel):
    """A record whose states, numbers and signatures are set by the server alone.

    Guarded is every stored field that is shown read-only, computed ones included, and what
    ``_guarded_fields`` adds. Its value comes from a step (``_transition``, ``_make``), from a
    computation or from the field's own default: not from values, context, personal defaults, import,
    copy or onchange, whoever sends them.
    """

    _name = "govinfo.guard.mixin"
    _description = "Fields written by actions only"

    _guarded_fields = ()

    @api.model
    def _guarded(self):
        """The names of the guarded fields."""
        shown = {name for name, field in self._fields.items() if field.store and field.readonly}
        return (shown | set(self._guarded_fields)) - AUTOMATIC

    # -- ways in -----------------------------------------------------------------------------

    @api.model
    def default_get(self, fields):
        """Defaults; those of guarded fields are the model's own, whatever context and user say."""
        guarded = self._guarded().intersection(fields)
        values = super().default_get([name for name in fields if name not in guarded])
        own = self.with_context(_without_defaults(self.env.context))
        for name in guarded:
            field = self._fields[name]
            if field.default:
                value = field.convert_to_cache(field.default(own), own, validate=False)
                values[name] = field.convert_to_write(value, own)
        return values

    def onchange(self, values, field_names, fields_spec):
        """The effect of a change in a form; what a form says of guarded fields is not believed."""
        guarded = self._guarded()
        values = {name: value for name, value in values.items() if name not in guarded}
        changed = [name for name in field_names if name not in guarded]
        if field_names and not changed:
            return {}
        return super().onchange(values, changed, fields_spec)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._honest(vals) for vals in vals_list])

    @api.model
    def _honest(self, vals):
        """``vals`` of a new record; guarded values in it are refused unless they say nothing new."""
        if isinstance(vals, Granted):
            return vals
        guarded = self._guarded().intersection(vals)
        own = self.default_get(list(guarded)) if guarded else {}
        self._refuse([name for name in guarded if (vals[name] or 0) != (own.get(name) or 0)])
        return {name: value for name, value in vals.items() if name not in guarded}

    def write(self, vals):
        if not isinstance(vals, Granted):
            self._refuse(self._guarded().intersection(vals))
        return super().write(vals)

    @api.model
    def _refuse(self, names):
        """Refuse that somebody writes the guarded fields in ``names``."""
        if names:
            labels = self.fields_get(names, ["string"])
            raise AccessError(
                _(
                    "%s: set by the system's own actions, it cannot be written directly.",
                    "、".join(sorted(label["string"] for label in labels.values())),
                )
            )

    # -- for the model's own methods ------------------------------------------------------------

    def _transition(self, vals):
        """Write the result of a step that the model's judge has allowed to this user."""
        # sudo: record rules let people edit only what lies with them (a draft, a submitted item);
        # the step itself moves the record out of their hands.
        return self.sudo().write(Granted(vals))

    @api.model
    def _make(self, vals_list):
        """Create records with guarded values, for a method that has judged that they may come to be."""
        return self.create([Granted(vals) for vals in vals_list])

    def _lock(self):
        """Lock these rows until the end of the transaction and read them afresh (see ``lock_rows``)."""
        self.env.flush_all()
        lock_rows(self)
        self.env.clear()

    def _lock_free(self):
        """Those of these records that nobody else is at, locked as by ``_lock``."""
        self.env.flush_all()
        ids = lock_rows(self, free=True)
        self.env.clear()
        return self.browse(record_id for record_id in self.ids if record_id in ids)


def _without_defaults(context):
    return {key: value for key, value in context.items() if not key.startswith("default_")}
