"""Working days of the sample county: weekends, holidays, and weekends worked instead. No Odoo."""

from datetime import date, timedelta
from pathlib import Path

import yaml

# of years whose holidays are not in the file: those of fixed date
FIXED = {
    "元旦": ["01-01", "01-01", []],
    "清明节": ["04-05", "04-05", []],
    "劳动节": ["05-01", "05-02", []],
    "国庆节": ["10-01", "10-03", []],
}
ANNOUNCED = yaml.safe_load((Path(__file__).parent / "calendar.yaml").read_text(encoding="utf-8"))


def holidays(year):
    """``(name, first day, last day, days worked instead)`` of each holiday of ``year``."""
    for name, (first, last, worked) in ANNOUNCED.get(year, FIXED).items():
        yield name, _day(year, first), _day(year, last), [_day(year, day) for day in worked]


def _day(year, text):
    return date.fromisoformat("%d-%s" % (year, text))


def working_days(first, last):
    """The working days from ``first`` to ``last``.

    >>> len(working_days(date(2025, 1, 1), date(2025, 12, 31)))
    248
    """
    off, on = set(), set()
    for year in range(first.year, last.year + 1):
        for _name, begin, end, worked in holidays(year):
            off.update(span(begin, end))
            on.update(worked)
    days = span(first, last)
    return [day for day in days if day in on or day.weekday() < 5 and day not in off]


def span(first, last):
    """All days from ``first`` to ``last``."""
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def quarter_end(first):
    """The last day of the quarter that begins on ``first``.

    >>> quarter_end(date(2025, 10, 1))
    datetime.date(2025, 12, 31)
    """
    years, month = divmod(first.month + 2, 12)
    return date(first.year + years, month + 1, 1) - timedelta(days=1)
