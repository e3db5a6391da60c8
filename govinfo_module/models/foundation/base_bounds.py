"""What a value may be: its field's kind and no more, texts, numbers and days within bounds."""

import base64
import binascii
import math
from datetime import date
from numbers import Number

from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Date, Datetime, Domain
from odoo.orm.identifiers import NewId

from ...exchange.text import printable

#: Characters of a title, of any other line, of a line with an index, and of a text.
TITLE = 200
LINE = 2000
INDEXED = 600
TEXT = 2_000_000
#: Bytes of a file, in base64.
FILE = 64 * 1024 * 1024
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
WHOLE = 2**31 - 1
NUMBER = 10**12
TITLES = ("name", "title", "code")


class Base(models.AbstractModel):
    """Every value that comes into a record of ours by ``create`` or ``write``, a form or a default.

    What is no value of its field's kind is refused with a sentence; without this it would be an error of
    the platform or of the database. Control characters, which no document can print and no feed can
    carry, are left out.
    """

    _inherit = "base"

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Characters that no text can hold, and the database not even compare, are not looked for."""
        if self._name.startswith("govinfo."):
            domain = Domain(domain).map_conditions(_sought)
        return super()._search(domain, *args, **kwargs)

    @api.private
    def ensure_one(self):
        """As the platform's, with a sentence: which records a step is called for is a client's value, too."""
        if len(self._ids) != 1 and self._name.startswith("govinfo."):
            raise UserError(_("This is done with one record at a time."))
        return super().ensure_one()

    @api.model
    def _govinfo_sound(self, vals, form=False):
        """``vals`` with texts that can be kept; raises ``UserError`` for what is no value of its field.

        ``form``: as a form sends them while somebody types: titles may still be too long.
        """
        if not self._name.startswith("govinfo."):
            return vals
        if not isinstance(vals, dict):
            raise UserError(_("What was sent cannot be understood."))
        new = {}
        for name, value in vals.items():
            field = self._fields.get(name)
            if field is None:
                raise UserError(_("What was sent names a field that does not exist here."))
            check = CHECKS.get(field.type)
            if isinstance(value, dict) and field.type == "many2one" and not form:
                check = _nothing
            if check and value is not None and value is not False:
                sound = check(field, value, self.env)
                if field.type in TEXTS and not form:
                    _check_length(field, sound, self.env)
                if sound is not value:
                    new[name] = sound
        # the kind of ``vals`` is the permission of a step's own values
        return type(vals)(vals, **new) if new else vals


def _sought(condition):
    value = condition.value
    if not isinstance(value, str) or printable(value) is value:
        return condition
    return Domain(condition.field_expr, condition.operator, printable(value))


def moment(value, env):
    """The ``datetime`` that ``value`` says, None when it is empty; raises for what is none, or out of bounds."""
    try:
        found = Datetime.to_datetime(value) or None
        day = found and found.date()
    except (ValueError, TypeError, OverflowError, AttributeError):
        raise UserError(env._("“%s” is not a date. Write it like 2026-03-05.", value)) from None
    if day and not FIRST <= day <= LAST:
        raise UserError(env._("Dates lie between the years 2000 and 2100."))
    return found


# -- one check a kind: gives the value, or raises ---------------------------------------------


def _called(field, env):
    return field._description_string(env) or ""


def _text(field, value, env):
    if isinstance(value, (dict, list, tuple, set, bytes, models.BaseModel)):
        raise UserError(env._("%(field)s: this is no text.", field=_called(field, env)))
    return printable(value) if isinstance(value, str) else str(value)


def _check_length(field, value, env):
    most = TEXT
    if field.type == "char":
        most = TITLE if field.name in TITLES else INDEXED if field.index else LINE
    if len(value) > most:
        raise UserError(
            env._(
                "%(field)s has %(count)s characters; at most %(most)s are kept. Make it shorter.",
                field=_called(field, env),
                count=len(value),
                most=most,
            )
        )


def _whole(field, value, env):
    number = _number(field, value, env)
    if number != int(number) or abs(number) > WHOLE:
        raise UserError(
            env._(
                "%(field)s: this is no whole number, or far too large a one.",
                field=_called(field, env),
            )
        )
    return value


def _number(field, value, env):
    try:
        number = float(value) if isinstance(value, (Number, str)) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not abs(number) < NUMBER:  # nor is anything less than "not a number"
        raise UserError(
            env._(
                "%(field)s: this is no number, or far too large a one.", field=_called(field, env)
            )
        )
    return number


def _float(field, value, env):
    _number(field, value, env)
    return value


def _day(field, value, env):
    to_value = Date.to_date if field.type == "date" else Datetime.to_datetime
    try:
        moment = to_value(value)
        day = moment and (moment if field.type == "date" else moment.date())
    except (ValueError, TypeError, OverflowError, AttributeError):
        day = value = None
    if value is None:
        raise UserError(
            env._(
                "%(field)s: this is no date. Write it like 2026-03-05.", field=_called(field, env)
            )
        )
    if day and not FIRST <= day <= LAST:
        raise UserError(
            env._(
                "%(field)s: dates lie between the years 2000 and 2100.", field=_called(field, env)
            )
        )
    return value


def _choice(field, value, env):
    if value not in field.get_values(env):
        raise UserError(env._("%(field)s: there is no such choice.", field=_called(field, env)))
    return value


def _one(field, value, env):
    if isinstance(value, (int, str, list, tuple)) and not value:
        return False  # no record; as a number it would be one that is none
    record_id = value[0] if isinstance(value, tuple) and value else value
    known = True
    if isinstance(value, dict):  # a form's parent or line
        record_id = value.get("id") or 0
        known = value.keys() <= env[field.comodel_name]._fields.keys()
    if not known or not _is_id(record_id or 0):
        raise UserError(env._("%(field)s: there is no such record.", field=_called(field, env)))
    return value


def _nothing(field, value, env):
    raise UserError(env._("%(field)s: there is no such record.", field=_called(field, env)))


def _many(field, value, env):
    sound = isinstance(value, (models.BaseModel, list, tuple)) and all(map(_is_link, value))
    names = env[field.comodel_name]._fields
    for part in value if sound else ():
        if isinstance(part, (list, tuple)) and len(part) > 2 and isinstance(part[2], dict):
            sound = sound and part[2].keys() <= names.keys()
    if not sound:
        raise UserError(env._("%(field)s: there are no such records.", field=_called(field, env)))
    return value


def _is_link(part):
    if not isinstance(part, (list, tuple)):
        return _is_id(part)
    code = part[0] if part else None
    if isinstance(code, bool) or code not in list(Command) or len(part) > 3:
        return False
    link, values = (*part[1:], None, None)[:2]
    if code in (Command.CREATE, Command.UPDATE) and not isinstance(values, dict):
        return False
    if code == Command.SET:
        return isinstance(values, (list, tuple)) and all(map(_is_id, values))
    return code in (Command.CREATE, Command.CLEAR) or _is_id(link)


def _is_id(value):
    """Whether ``value`` can be a record's id; ids of lines not yet saved are words."""
    if isinstance(value, (NewId, models.BaseModel)):
        return True
    if isinstance(value, str):
        return value.startswith("virtual_")
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= WHOLE


def _reference(field, value, env):
    model, _comma, record_id = value.partition(",") if isinstance(value, str) else ("", "", "")
    known = model in field.get_values(env) and record_id.isdecimal() and len(record_id) < 10
    if not known and not isinstance(value, models.BaseModel):
        raise UserError(env._("%(field)s: there is no such record.", field=_called(field, env)))
    return value


def _file(field, value, env):
    sound = isinstance(value, (str, bytes)) and len(value) <= FILE
    try:
        base64.b64decode(value if sound else "=")
    except (binascii.Error, ValueError):
        sound = False
    if not sound:
        raise UserError(
            env._("%(field)s: this is no file, or too large a one.", field=_called(field, env))
        )
    return value


TEXTS = ("char", "text", "html")
CHECKS = {
    **dict.fromkeys(TEXTS, _text),
    "integer": _whole,
    "many2one_reference": _whole,
    "float": _float,
    "monetary": _float,
    "date": _day,
    "datetime": _day,
    "selection": _choice,
    "many2one": _one,
    "one2many": _many,
    "many2many": _many,
    "reference": _reference,
    "binary": _file,
}
