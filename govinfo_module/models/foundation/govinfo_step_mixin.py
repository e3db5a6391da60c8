"""Steps, once for all: what a model's table says, done in one order."""

from functools import lru_cache
from types import MappingProxyType

from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ...helpers.foundation.doing import bare


class GovinfoStepMixin(models.AbstractModel):
    """A record that people take through steps.

    ``_own_steps`` of a class are the rows it adds or replaces (see ``step.Step``); ``_steps`` is the
    whole table. Every row has a public method ``action_<action>`` that calls ``_take`` and then, in
    written order, what follows. ``_step_refusal`` is the only judge: steps raise what it returns, and
    buttons (``can_<action>``), dialogs and batches show what it allows.
    """

    _name = "govinfo.step.mixin"
    _description = "Steps"
    _inherit = ["govinfo.guard.mixin"]

    _own_steps = {}
    # kinds of activities, besides those of the table, that a step may close
    _step_activities = ()

    @property
    def _steps(self):
        return _table(type(self).__mro__)

    def _rows(self, action):
        """The rows of ``action`` (or of the row's own name)."""
        return [row for name, row in self._steps.items() if action in (row.action or name, name)]

    def _row(self, action):
        """The row that ``action`` means for this record: of several, the one for its state."""
        rows = self._rows(action)
        return next((row for row in rows if self._is_in(row.from_)), rows[0])

    def _is_in(self, states):
        return not states or self.state in states

    # -- what a model may say ----------------------------------------------------------------

    def _makers(self):
        """Users who made this record: what they may not judge."""
        return self.create_uid

    def _is_secret(self):
        """Whether log and activities, which more people see than the record, keep silent about it."""
        return False

    def _keep_version(self, stage):
        """Keep the present text as a manuscript of ``stage``."""
        raise NotImplementedError

    def _stepped(self, row):
        """What later rooms do once the step ``row`` has been taken; they extend this."""

    # -- the judge ---------------------------------------------------------------------------

    @api.depends(lambda self: ("state",) if "state" in self._fields else ())
    @api.depends_context("uid")
    def _compute_can_step(self):
        names = [n for n, field in self._fields.items() if field.compute == "_compute_can_step"]
        for record in self:
            for name in names:
                record[name] = record._may_step(name[len("can_") :])

    def _may_step(self, action):
        """Whether the current user may take ``action`` now."""
        # the state is asked first: no refusal is worded for each row of a list
        return self._is_in(self._row(action).from_) and not self._step_refusal(action)

    def _step_refusal(self, action):
        """Why the current user may not take ``action`` with this record; False if they may."""
        self.ensure_one()
        row = self._row(action)
        if not self._is_for_me(row):
            return AccessError(self._say(row.denied))
        if not self._is_in(row.from_):
            return self._state_error()
        # sudo: who made it, not what it says
        if row.makers and self.env.user in getattr(self.sudo(), row.made_by)():
            return AccessError(self._say(row.makers))
        hindrance = row.hindrance and getattr(self, row.hindrance)()
        return UserError(hindrance) if hindrance else False

    def _is_for_me(self, row):
        """Whether the current user is one of those who take the step ``row``."""
        in_group = any(self.env.user.has_group("govinfo_module.%s" % group) for group in row.groups)
        return in_group or bool(row.who and getattr(self, row.who)())

    def _state_label(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        return labels.get(self.state, self.state)

    def _state_error(self):
        return UserError(
            _(
                '%(name)s is "%(state)s" now; this step is not possible.',
                name=self.display_name,
                state=self._state_label(),
            )
        )

    def _say(self, sentence):
        """A ``sentence`` of the table about this record."""
        return self.env._(sentence).replace("%s", self.display_name or "")

    # -- the runner --------------------------------------------------------------------------

    def _take(self, action, reason=None, **values):
        """Take ``action`` with all of these records, or with none; returns them, see ``_begin``.

        ``values``: what is written besides what the table says.
        """
        records = self._begin(action, reason)
        for record in records:
            record._change(action, reason, **values)
        return records

    def _begin(self, action, reason=None):
        """Lock these records and let the judge decide about every one before any is changed.

        They are returned without what the caller has sent along as context: what follows depends on
        the step alone.
        """
        records = self._without_context()
        records._check_seen()
        if reason and not isinstance(reason, str):
            raise UserError(_("A reason is given in words."))
        records._lock_for(action)
        for record in records:
            refusal = record._step_refusal(action)
            if refusal:
                raise refusal
            row = record._row(action)
            if row.reason and not (reason or "").strip():
                raise UserError(record._say(row.reason))
            if row.complete:
                getattr(record, row.complete)()
        return records

    def _without_context(self):
        """These records, read together, with nothing that the caller sent along."""
        records = self.with_context(bare(self.env.context))
        # read together also when the lock has emptied the cache of the records they hang on
        return records.browse(self._ids)

    def _check_seen(self):
        """Who may not read a record takes no step with it, and is not told its name."""
        if not self.has_access("read") or self.exists() != self:
            kind = self.env["ir.model"]._get(self._name).name
            raise AccessError(_("%s: you may not see this record.", kind))

    def _lock_for(self, action):
        """Lock the records for ``action``."""
        self._lock()

    def _change(self, action, reason=None, **values):
        """Do what the table says of ``action``, which the judge has allowed."""
        self.ensure_one()
        row = self._row(action)
        reason = (reason or "").strip()
        self._transition(self._step_values(row, reason) | values)
        if row.keeps:
            self._keep_version(row.keeps)
        if row.closes:
            self._close_activities()
        if row.note:
            self._note(row, reason)
        if row.asks:
            self._ask(row.asks, getattr(self, row.asked)(), reason)
        self._stepped(row)

    def _step_values(self, row, reason):
        """The values the table says."""
        values = getattr(self, row.values)() if row.values else {}
        if row.to:
            values["state"] = row.to
        if row.by:
            values[row.by] = self.env.uid
        if row.at:
            values[row.at] = fields.Datetime.now()
        if row.reason_field:
            values[row.reason_field] = reason
        return values

    # -- log and activities ------------------------------------------------------------------

    def _note(self, row, reason):
        """Say in the log what was done, and why."""
        told = self._told(reason)
        self._log(Markup.escape(self.env._(row.note)) % told if told else self.env._(row.title))

    def _told(self, text):
        """Plain ``text`` as HTML for log and activities; nothing where they keep silent."""
        return Markup() if self._is_secret() else as_html(text)

    def _log(self, body, **kwargs):
        """A line in the log in the current user's name: text is escaped, markup is taken as it is."""
        # sudo: who takes the step need not be able to edit; the message is theirs all the same
        self.sudo().message_post(body=body, author_id=self.env.user.partner_id.id, **kwargs)

    def _ask(self, kind, users, note=""):
        """An activity of ``kind`` for each of ``users``, with ``note`` in it unless that is a secret."""
        for user in users.filtered("active"):
            # sudo: an activity for somebody else on a record the caller has just given away
            self.sudo().activity_schedule(kind, user_id=user.id, note=self._told(note))

    def _close_activities(self):
        """What was asked for by these records has been done."""
        kinds = {row.asks for row in self._steps.values() if row.asks} | {*self._step_activities}
        if kinds:
            # sudo: they were made for other people, the step they asked for has been taken
            self.sudo().activity_unlink(sorted(kinds))

    # -- dialogs -----------------------------------------------------------------------------

    def _next_window(self, method):
        """What the client shows after a dialog has taken the step ``method``; empty: what was there."""
        return {}

    def _ask_reason(self, action):
        """The window that asks for the reason of ``action`` and takes it."""
        self._check_seen()
        return self.env["govinfo.reason.wizard"].open_for(self, action)


def as_html(text):
    """Plain ``text`` as HTML that says the same, its lines kept."""
    return Markup("<br/>").join((text or "").splitlines())


@lru_cache(maxsize=256)
def _table(mro):
    """The rows of all classes of a model; those of later rooms replace those of the same name."""
    rows = {}
    for cls in reversed(mro):
        rows.update(cls.__dict__.get("_own_steps", ()))
    return MappingProxyType(rows)
