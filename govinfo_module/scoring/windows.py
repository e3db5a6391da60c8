"""Calendar windows: week (Monday to Sunday), month, quarter, year; in Python and in SQL."""

from datetime import date, timedelta

from .errors import UnknownWord
from .sql import SQL, compose

ONE_DAY = timedelta(days=1)
LENGTHS = {"week": "7 days", "month": "1 month", "quarter": "3 months", "year": "1 year"}


def start(kind, day):
    """First day of the window of ``kind`` that holds ``day``.

    >>> start("week", date(2026, 7, 5)), start("quarter", date(2026, 8, 31))
    (datetime.date(2026, 6, 29), datetime.date(2026, 7, 1))
    """
    if kind == "week":
        return day - timedelta(days=day.weekday())
    if kind == "month":
        return day.replace(day=1)
    if kind == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    if kind == "year":
        return date(day.year, 1, 1)
    raise UnknownWord("window", kind)


def end(kind, day):
    """Last day of the window of ``kind`` that holds ``day``.

    >>> end("week", date(2026, 6, 30)), end("month", date(2028, 2, 1))
    (datetime.date(2026, 7, 5), datetime.date(2028, 2, 29))
    """
    first = start(kind, day)
    if kind == "week":
        return first + timedelta(days=6)
    long_enough = {"month": 31, "quarter": 92, "year": 366}[kind]
    return start(kind, first + timedelta(days=long_enough)) - ONE_DAY


def ending_between(kind, first, last):
    """The windows ``(start, end)`` of ``kind`` whose last day lies from ``first`` to ``last``.

    >>> ending_between("quarter", date(2026, 2, 1), date(2026, 8, 1))[-1]
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    """
    found = []
    day = first
    while True:
        closing = end(kind, day)
        if closing > last:
            return found
        found.append((start(kind, day), closing))
        day = closing + ONE_DAY


def starting_between(kind, first, last):
    """The windows ``(start, end)`` of ``kind`` whose first day lies from ``first`` to ``last``."""
    opening = start(kind, first)
    if opening < first:
        opening = end(kind, first) + ONE_DAY
    found = []
    while opening <= last:
        found.append((opening, end(kind, opening)))
        opening = found[-1][1] + ONE_DAY
    return found


# -- the same in SQL -----------------------------------------------------------------------------


def start_of(kind, day):
    """First day of the window of ``kind`` (a word, or SQL giving one) that holds ``day`` (SQL)."""
    return compose("date_trunc({kind}, ({day})::timestamp)::date", kind=kind, day=SQL(day))


def end_of(kind, first):
    """Last day of the window of ``kind`` (a word) whose first day is ``first`` (SQL)."""
    return compose(
        "(({first}) + {length}::interval - interval '1 day')::date",
        first=SQL(first),
        length=LENGTHS[kind],
    )
