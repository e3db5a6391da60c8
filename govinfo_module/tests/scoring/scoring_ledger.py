"""What a reference ledger is made of: entries, outcomes of windows, bars, the calendar, cents."""

import calendar
import datetime
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

ZERO = Decimal("0.00")
DAY = datetime.timedelta(days=1)


@dataclass
class Entry:
    """One line of the ledger. ``source`` says what caused it and is never shared by two causes."""

    date: datetime.date
    unit: Any
    rule: Any
    group: Any
    source: tuple
    raw_points: Decimal
    points: Decimal
    reason: str = "none"
    fact: Any = None
    rank: int = 0  # order of the entries of one source
    user: Any = None  # whose task it is
    personal: bool = False  # the person's alone, not the unit's

    @property
    def order(self):
        """Date, rule sequence, raw points descending, then the fact's own order."""
        sequence = (self.rule.sequence, self.rule.position) if self.rule else (0, 0)
        fact = self.fact.order if self.fact else ("", datetime.datetime.min, 0)
        person = self.user.position if self.user else -1
        return (self.date, sequence, -self.raw_points, fact, self.rank, person)

    @property
    def author(self):
        """The person whose entry it is: of the unit that leads, or whose task it is."""
        if self.fact and self.unit is self.fact.units[0]:
            return self.fact.author
        return self.user

    def earn(self, points, reason):
        """Lower or raise what the entry earns; the reason is that of the last change."""
        if points != self.points:
            self.points, self.reason = points, reason


@dataclass
class Outcome:
    """How a window of a quota or ratio rule ended for one unit: ``count`` of ``quota``."""

    rule: Any
    unit: Any
    first: datetime.date
    last: datetime.date
    count: Any
    quota: Any
    short: bool
    user: Any = None


@dataclass
class Bar:
    """A veto that came about: on ``day``, for the rest of the window that ends on ``last``."""

    rule: Any
    unit: Any
    first: datetime.date
    last: datetime.date
    day: datetime.date
    user: Any = None


@dataclass
class Ledger:
    """All entries of a rule set, and what the scores have to say besides points.

    ``earlier`` are the entries of the rule sets before it: they count in the sum of a window that
    a takeover cuts.
    """

    case: Any
    through: datetime.date
    earlier: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    outcomes: list = field(default_factory=list)
    bars: list = field(default_factory=list)


# --- calendar windows and rounding -------------------------------------------------------------


def window(kind, day):
    """First and last day of the week, month, quarter or year that ``day`` lies in."""
    if kind == "week":
        first = day - day.weekday() * DAY
        return first, first + 6 * DAY
    months = {"month": 1, "quarter": 3, "year": 12}[kind]
    first_month = (day.month - 1) // months * months + 1
    last_month = first_month + months - 1
    days = calendar.monthrange(day.year, last_month)[1]
    return day.replace(month=first_month, day=1), day.replace(month=last_month, day=days)


def windows_ending(kind, start, stop):
    """The windows whose last day lies between ``start`` and ``stop``."""
    first, last = window(kind, start)
    while last <= stop:
        yield first, last
        first, last = window(kind, last + DAY)


def windows_starting(kind, start, stop):
    """The windows whose first day lies between ``start`` and ``stop``."""
    first, last = window(kind, start)
    while first <= stop:
        if first >= start:
            yield first, last
        first, last = window(kind, last + DAY)


def cents(number):
    """Round to two decimals, half away from zero."""
    number = Fraction(number)
    hundredths = abs(number) * 100
    whole = hundredths.numerator // hundredths.denominator
    if hundredths - whole >= Fraction(1, 2):
        whole += 1
    return Decimal(whole if number >= 0 else -whole).scaleb(-2).quantize(ZERO, ROUND_HALF_UP)


def total(entries):
    return sum((entry.points for entry in entries), ZERO)


# --- who and when ------------------------------------------------------------------------------


def days(book):
    """First and last day on which the ledger has entries."""
    return book.case.ruleset.date_from, book.through


def in_force(book, day):
    first, last = days(book)
    return first <= day <= last


def standing_units(case):
    """The units that have quotas, a base, a score of their own."""
    return [unit for unit in case.units.values() if unit.active and unit.stands]


def persons(case):
    """Everybody with a unit of their own: pairs of it and the person."""
    found = [(case.home(user), user) for user in case.users.values()]
    return [(unit, user) for unit, user in found if unit]


def rules_of(case, kind):
    rules = [rule for rule in case.rules.values() if rule.kind == kind]
    return sorted(rules, key=lambda rule: (rule.sequence, rule.position))


def quota_rules(case):
    return rules_of(case, "quota")
