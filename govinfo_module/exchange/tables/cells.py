"""What people type into a cell, as the value they meant; None when it cannot be that."""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from ..text import fold, half_width, one_line, visible

#: Dates outside are slips of the keyboard.
FIRST_DATE, LAST_DATE = date(1980, 1, 1), date(2099, 12, 31)
_EXCEL_ZERO = datetime(1899, 12, 30)
_SERIALS = ((FIRST_DATE - _EXCEL_ZERO.date()).days, (LAST_DATE - _EXCEL_ZERO.date()).days + 1)

_NUMERALS = re.compile(r"[〇○零一二三四五六七八九十]+")
_NUMERAL = dict(zip("〇○零一二三四五六七八九", "000123456789"))
_WEEKDAY = re.compile(r"[(\s]*(?:星期|周)[一二三四五六日天]\)?")
_BEFORE = re.compile(r"[之以]?前\s*$")
_DATE = re.compile(
    r"(?:(?P<year>\d{4}|\d{2})\s*[年./–—-]\s*)?"
    r"(?P<month>\d{1,2})\s*[月./–—-]\s*(?P<day>\d{1,2})\s*[日号]?"
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_TIME = re.compile(
    r"[T\s]*(?P<half>凌晨|早上|上午|中午|下午|晚上|晚)?\s*"
    r"(?P<hour>\d{1,2})\s*[:时点](?:\s*(?P<minute>\d{1,2}|半)\s*[:分]?(?:\s*(?P<second>\d{1,2})\s*秒?)?)?"
)
_NUMBER = re.compile(r"([-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)(?:[分条次篇期件个家人]|$)")
_NAMES = re.compile(r"[、,，;；/\n]+|\s{2,}")
_YES = frozenset("是 有 √ ✓ ✔ y yes true 1 参加 参与".split())
_NO = frozenset("否 无 × ✗ x n no false 0 不参加 不参与".split())


def to_text(value):
    """Text with its line breaks, without space around."""
    return visible(_written(value)).strip() or None


def to_line(value):
    """Text on one line."""
    return one_line(_written(value)) or None


def to_code(value):
    """A number or code: half-width, without spaces."""
    return re.sub(r"\s+", "", half_width(_written(value))) or None


def to_names(value):
    """Names separated by 、 comma, semicolon, slash, line break or several spaces, each once."""
    names = (one_line(name) for name in _NAMES.split(visible(_written(value))))
    return tuple(dict.fromkeys(name for name in names if name)) or None


def to_number(value):
    """A ``Decimal``; thousands separators and a measure word such as 分 or 条 may stand there."""
    if _is_number(value):
        return Decimal("%.15g" % value)  # 15 digits: what Excel shows and means
    match = _NUMBER.fullmatch(to_code(value) or "")
    return Decimal(match.group(1).replace(",", "")) if match else None


def to_integer(value):
    """An ``int``."""
    number = to_number(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def to_flag(value):
    """True or False for 是/否, √/×, 1/0."""
    text = half_width(_written(value)).strip().lower()
    return True if text in _YES else False if text in _NO else None


def to_choice(value, choices):
    """The key of ``choices`` (key → spellings) that the text names."""
    text = fold(_written(value))
    return next(
        (key for key, spellings in choices.items() if text in map(fold, (key, *spellings))), None
    )


def to_date(value, year=None):
    """A ``date``; ``year`` completes 3月5日, see ``to_datetime``. A time of day is dropped."""
    moment = to_datetime(value, year)
    return None if moment is None else moment.date()


def to_datetime(value, year=None, default=time()):
    """A naive ``datetime``; ``default`` is its time of day when none is written.

    Understands dates of Excel, their bare serial numbers, 20260305, 2026-03-05, 2026.3.5,
    2026年3月5日, 26年3月5日, 二〇二六年三月五日 and, with ``year``, 3月5日; a weekday may
    follow, then a time as 15:30, 15时30分, 下午3点半, and 前. Given a date for ``year``, a day without
    one is the latest that is not after it: in a list of January, 12月28日 lies in the year before.
    """
    if isinstance(value, datetime) and value.time() != time():
        return value
    if isinstance(value, date):  # also a cell formatted as a date: openpyxl reads it as midnight
        return datetime.combine(value, default)
    if _is_number(value):
        return _from_number(value, default)
    return _from_text(half_width(_written(value)).strip(), year, default)


def _from_number(value, default):
    if _SERIALS[0] <= value < _SERIALS[1]:
        moment = _EXCEL_ZERO + timedelta(seconds=round(value * 86400))
        return moment if value % 1 else datetime.combine(moment.date(), default)
    return _from_text("%d" % value, None, default) if value == int(value) else None


def _from_text(text, year, default):
    text = _BEFORE.sub("", _WEEKDAY.sub("", text))
    if "月" in text:
        text = _NUMERALS.sub(_arabic, text)
    match = _COMPACT.match(text) or _DATE.match(text)
    if not match:
        return None
    written, month, day = match.group("year"), int(match.group("month")), int(match.group("day"))
    if written is None and year is None:
        return None
    if written is None:
        number = _year_up_to(year, month, day) if isinstance(year, date) else year
    else:
        number = int(written) + (2000 if len(written) == 2 else 0)
    moment = _time(text[match.end() :], default)
    try:
        found = date(number, month, day)
    except ValueError:
        return None
    return None if moment is None else datetime.combine(found, moment)


def _year_up_to(latest, month, day):
    """The latest year in which the day is not after the date ``latest``."""
    return latest.year - ((month, day) > (latest.month, latest.day))


def _arabic(match):
    """Chinese numerals of a date as digits: 二〇二六, 十, 二十一."""
    numeral = match.group()
    if "十" not in numeral:
        return "".join(_NUMERAL[character] for character in numeral)
    tens, _ten, ones = numeral.partition("十")
    return _NUMERAL.get(tens, "1") + _NUMERAL.get(ones, "0")


def _time(text, default):
    """The time of day that follows a date; ``default`` when nothing does, None on anything else."""
    if not text.strip():
        return default
    match = _TIME.fullmatch(text.rstrip())
    if not match:
        return None
    hour = int(match.group("hour"))
    if match.group("half") in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    minute = "30" if match.group("minute") == "半" else match.group("minute")
    if hour == 24 and not int(minute or 0):  # 24时: the end of that day, not the day after
        return time(23, 59, 59)
    try:
        return time(hour, int(minute or 0), int(match.group("second") or 0))
    except ValueError:
        return None


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _written(value):
    """A cell's value as the text that a person sees."""
    if isinstance(value, float):
        return "%.15g" % value
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return "" if value is None else str(value)
