"""What ``design/scoring.md`` says, written for reading: the ledger of one rule set over a case.

Slow, obvious, independent of the engine: the engine's tests compare its ledger with this one.
``ledger(case, through)`` follows the order of treatment of the design step by step; ``Book`` adds
locking and corrections; ``scoring_reference_scores`` turns a ledger into the scores of a period.
"""

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from .scoring_facts import is_for, passes, satisfies

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

    @property
    def order(self):
        """Date, rule sequence, raw points descending, then the fact's own order."""
        sequence = (self.rule.sequence, self.rule.position) if self.rule else (0, 0)
        fact = self.fact.order if self.fact else ("", datetime.datetime.min, 0)
        return (self.date, sequence, -self.raw_points, fact, self.rank)

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


@dataclass
class Bar:
    """A veto that came about: on ``day``, for the rest of the window that ends on ``last``."""

    rule: Any
    unit: Any
    first: datetime.date
    last: datetime.date
    day: datetime.date


@dataclass
class Ledger:
    """All entries, and what the scores have to say besides points."""

    case: Any
    through: datetime.date
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


# --- the ledger, in the order of treatment -----------------------------------------------------


def ledger(case, through):
    """Bring the ledger of the case's rule set up to the end of the day ``through``."""
    book = Ledger(case, min(through, case.ruleset.date_to))
    book.entries = event_entries(book)
    stack(book.entries)
    first_n(book.entries)
    cap_rules(book.entries)
    book.entries += ratio_entries(book) + quota_entries(book, in_points=False)
    counting = {rule.group_id for rule in quota_rules(case) if rule.quota_metric == "points"}
    limit_groups(book, [group for group in case.groups.values() if group not in counting])
    book.entries += quota_entries(book, in_points=True)
    limit_groups(book, [group for group in case.groups.values() if group in counting])
    book.entries += plain_adjustments(book) + base_entries(book)
    apply_vetoes(book)
    book.entries += limit_entries(book)
    book.entries.sort(key=lambda entry: entry.order)
    return book


def days(book):
    """First and last day on which the ledger has entries."""
    return book.case.ruleset.date_from, book.through


def in_force(book, day):
    first, last = days(book)
    return first <= day <= last


def standing_units(case):
    """The units that have quotas, a base, a score of their own."""
    return [unit for unit in case.units.values() if unit.active and not unit.scored_as_id]


def rules_of(case, kind):
    rules = [rule for rule in case.rules.values() if rule.kind == kind]
    return sorted(rules, key=lambda rule: (rule.sequence, rule.position))


def quota_rules(case):
    return rules_of(case, "quota")


# 1. first match and share


def event_entries(book):
    """An entry for each fact, credited unit and event rule that gives its points."""
    entries = []
    for fact in book.case.facts:
        if not in_force(book, fact.day):
            continue
        for unit in fact.units:
            for rule in matching_rules(book.case, fact, unit):
                if rule.share == "lead" and unit is not fact.units[0]:
                    continue
                points = shared(rule, points_of(rule, fact), fact, unit)
                entries.append(
                    Entry(
                        fact.day,
                        unit,
                        rule,
                        rule.group_id,
                        source_of(fact),
                        points,
                        points,
                        fact=fact,
                    )
                )
    return entries


def source_of(fact):
    return (fact.basis, fact.record.id)


def matching_rules(case, fact, unit):
    """The first rule that matches, and every additive one."""
    named = fact.record.rule_id if fact.basis == "manual" else None
    if fact.basis == "manual":
        return [named] if named else []
    rules = [
        rule
        for rule in rules_of(case, "event")
        if passes(rule, fact) and is_for(rule, unit, fact.day)
    ]
    chain = [rule for rule in rules if not rule.additive]
    return chain[:1] + [rule for rule in rules if rule.additive]


def points_of(rule, fact):
    """The points of a fact before they are shared."""
    if rule.points_mode == "external":
        return cents(rule.points * fact.record.external_score)
    if rule.points_mode == "assessed":
        return cents(fact.record.points if fact.basis == "manual" else fact.record.assessed_points)
    return cents(rule.points)


def shared(rule, points, fact, unit):
    """The unit's share: even parts, the remainder to the first unit."""
    if rule.share != "split":
        return points
    part = cents(Fraction(points) / len(fact.units))
    if unit is fact.units[0]:
        return points - part * (len(fact.units) - 1)
    return part


# 2. stacking, first_n, cap of a rule


def stack(entries):
    """Facts of one unit under one key: the highest counts, or the first and then less."""
    stacks = defaultdict(list)
    for entry in entries:
        if entry.rule.stack_key:
            stacks[entry.unit, entry.rule.stack_key, stacked_by(entry)].append(entry)
    for stacked in stacks.values():
        stacked.sort(key=lambda entry: entry.order)
        highest = ZERO
        for number, entry in enumerate(stacked):
            if entry.rule.stack_mode == "highest":
                entry.earn(max(entry.raw_points - highest, ZERO), "stacked")
                highest = max(highest, entry.raw_points)
            elif number > 0:
                later = cents(entry.rule.later_points)
                entry.points = shared(entry.rule, later, entry.fact, entry.unit)
                entry.reason = "stacked"


def stacked_by(entry):
    fact = entry.fact
    return {
        "item": (fact.item,),
        "item_level": (fact.item, fact.level),
        "item_publication": (fact.item, fact.publication),
    }[entry.rule.stack_by]


def first_n(entries):
    """Only the first n facts of a unit in a window count, of those that earn anything so far."""
    limited = [entry for entry in entries if entry.rule.first_n and entry.points]
    for entries_of_window in per_window(limited, lambda entry: entry.rule, rule_window):
        for entry in entries_of_window[entries_of_window[0].rule.first_n :]:
            entry.earn(ZERO, "capped")


def cap_rules(entries):
    limited = [entry for entry in entries if entry.rule.has_cap]
    for entries_of_window in per_window(limited, lambda entry: entry.rule, rule_window):
        cap = entries_of_window[0].rule.cap_points
        keep_between(entries_of_window, cap=cap)


def rule_window(entry):
    return window(entry.rule.cap_window, entry.date)


def group_window(entry):
    return window(entry.group.cap_window, entry.date)


def per_window(entries, limited_by, window_of):
    """The entries in order, apart for each unit, limit and window."""
    found = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.order):
        found[entry.unit, limited_by(entry), window_of(entry)].append(entry)
    return list(found.values())


def keep_between(entries, cap=None, floor=None):
    """Keep the running sum between -cap and cap, and not below the floor."""
    running = ZERO
    for entry in entries:
        reached, reason = running + entry.points, None
        if cap is not None and abs(reached) > cap:
            reached, reason = cap if reached > 0 else -cap, "capped"
        if floor is not None and reached < floor:
            reached, reason = floor, "floor"
        entry.earn(reached - running, reason)
        running = reached


# 3. quotas and ratios


def quota_of(rule, unit, last):
    """The unit's quota in the window that ends on ``last``; 0 when the rule is not for it."""
    if not is_for(rule, unit, last):
        return Decimal(0)
    for line in rule.quota_line_ids:
        if getattr(line, "unit_id", None) is unit:
            return line.quota
    for line in rule.quota_line_ids:
        if getattr(line, "unit_category_id", None) is unit.category_on(last):
            return line.quota
    return rule.quota


def facts_in(case, rule, unit, first, last):
    """The facts of the rule's basis and filters that are credited to a unit in a window."""
    return [
        fact
        for fact in case.facts
        if first <= fact.day <= last and unit in fact.units and passes(rule, fact)
    ]


def count_of(book, rule, unit, first, last):
    """What stands against the quota, by the rule's metric."""
    if rule.quota_metric == "points":
        return total(
            entry
            for entry in book.entries
            if entry.unit is unit
            and entry.group is rule.quota_group_id
            and first <= entry.date <= last
        )
    facts = facts_in(book.case, rule, unit, first, last)
    if rule.quota_metric == "items":
        return len({fact.item for fact in facts})
    if rule.quota_metric == "weighted":
        weights = {line.category_id: line.weight for line in rule.weight_line_ids}
        return sum((weights.get(fact.item.category_id, Decimal(1)) for fact in facts), Decimal(0))
    return len(facts)


def quota_entries(book, in_points):
    """The entries of the quota rules that count points, or of the others."""
    rules = [
        rule for rule in quota_rules(book.case) if (rule.quota_metric == "points") == in_points
    ]
    found = [
        quota_outcome(book, rule, unit, first, last)
        for rule in rules
        for first, last in windows_ending(rule.quota_window, *days(book))
        for unit in standing_units(book.case)
        if quota_of(rule, unit, last) > 0
    ]
    book.outcomes += found
    return [entry for outcome in found for entry in entries_of_quota(book, outcome)]


def quota_outcome(book, rule, unit, first, last):
    quota = quota_of(rule, unit, last)
    count = count_of(book, rule, unit, first, last)
    return Outcome(rule, unit, first, last, count, quota, short=count < quota)


def entries_of_quota(book, outcome):
    rule, count, quota = outcome.rule, Fraction(outcome.count), Fraction(outcome.quota)
    if outcome.short:
        missing = quota - count
        points = (
            Fraction(rule.short_flat)
            + Fraction(rule.short_points) * missing
            + Fraction(rule.short_share) * missing / quota
        )
        return [entry_of_window(outcome, points, "shortfall")]
    entries = []
    if requirements_met(book, outcome):
        entries.append(entry_of_window(outcome, rule.met_points, "quota"))
    if count > quota:
        above = count - quota
        paid = min(above, rule.extra_max) if rule.extra_max else above
        points = Fraction(rule.extra_points) * paid + Fraction(rule.extra_share) * above / quota
        entries.append(entry_of_window(outcome, points, "surplus"))
    return entries


def requirements_met(book, outcome):
    """Whether no window of a required quota that ends within this one fell short for the unit."""
    start = max(outcome.first, book.case.ruleset.date_from)
    for required in outcome.rule.requires_rule_ids:
        for first, last in windows_ending(required.quota_window, start, outcome.last):
            quota = quota_of(required, outcome.unit, last)
            if quota > 0 and count_of(book, required, outcome.unit, first, last) < quota:
                return False
    return True


def entry_of_window(outcome, points, reason):
    points = cents(points)
    source = (outcome.rule.kind, outcome.rule.id, outcome.first)
    return Entry(
        outcome.last,
        outcome.unit,
        outcome.rule,
        outcome.rule.group_id,
        source,
        points,
        points,
        reason,
        rank=1 if reason == "surplus" else 0,
    )


def ratio_entries(book):
    """A rate below the threshold at the end of a window; nothing when there is no fact."""
    entries = []
    for rule in rules_of(book.case, "ratio"):
        for first, last in windows_ending(rule.ratio_window, *days(book)):
            for unit in standing_units(book.case):
                facts = facts_in(book.case, rule, unit, first, last)
                if not facts or not is_for(rule, unit, last):
                    continue
                passing = sum(satisfies(fact.record, rule.numerator_domain) for fact in facts)
                below = Fraction(passing, len(facts)) < Fraction(rule.threshold)
                outcome = Outcome(rule, unit, first, last, passing, len(facts), below)
                book.outcomes.append(outcome)
                if below:
                    entries.append(entry_of_window(outcome, rule.below_points, "ratio"))
    return entries


# 4. cap and floor of the groups


def limit_groups(book, groups):
    for group in groups:
        if not (group.has_cap or group.has_floor):
            continue
        entries = [entry for entry in book.entries if entry.group is group]
        for entries_of_window in per_window(entries, lambda entry: entry.group, group_window):
            keep_between(
                entries_of_window,
                cap=group.cap_points if group.has_cap else None,
                floor=group.floor_points if group.has_floor else None,
            )


# 5. adjustments without a rule, base


def plain_adjustments(book):
    """Adjustments that name no rule are posted as they are."""
    return [
        Entry(
            fact.day,
            fact.units[0],
            None,
            None,
            source_of(fact),
            cents(fact.record.points),
            cents(fact.record.points),
            "manual",
            fact=fact,
        )
        for fact in book.case.facts
        if fact.basis == "manual" and not fact.record.rule_id and in_force(book, fact.day)
    ]


def base_entries(book):
    ruleset = book.case.ruleset
    if not ruleset.base_score:
        return []
    first, last = days(book)
    starts = [start for start, _end in windows_starting(ruleset.base_window, first, last)]
    return [
        ruleset_entry(start, unit, start, cents(ruleset.base_score), "base")
        for start in starts
        for unit in standing_units(book.case)
    ]


def windows_starting(kind, start, stop):
    """The windows whose first day lies between ``start`` and ``stop``."""
    first, last = window(kind, start)
    while first <= stop:
        if first >= start:
            yield first, last
        first, last = window(kind, last + DAY)


def ruleset_entry(date, unit, window_start, points, reason):
    return Entry(date, unit, None, None, (reason, window_start), points, points, reason)


# 6. vetoes


def apply_vetoes(book):
    """Bars in the order in which they came about."""
    book.bars = sorted(
        (bar for rule in rules_of(book.case, "veto") for bar in bars_of(book, rule)),
        key=lambda bar: (bar.day, bar.rule.sequence, bar.rule.position),
    )
    for bar in book.bars:
        if bar.rule.effect == "zero":
            take_back(book, bar)


def bars_of(book, rule):
    """The bar of each unit and window in which the count was reached."""
    for unit in standing_units(book.case):
        reached = defaultdict(list)
        for day in sorted(days_that_count(book, rule, unit)):
            reached[window(rule.veto_window, day)].append(day)
        for (first, last), found in reached.items():
            if len(found) >= rule.veto_count:
                day = found[rule.veto_count - 1]
                if in_force(book, day):
                    yield Bar(rule, unit, first, last, day)


def days_that_count(book, rule, unit):
    """The days of the facts, or the last days of the short windows, that a veto counts."""
    if rule.veto_trigger == "rule":
        return [
            outcome.last
            for outcome in book.outcomes
            if outcome.rule is rule.veto_rule_id and outcome.unit is unit and outcome.short
        ]
    return [
        fact.day
        for fact in book.case.facts
        if fact.day <= book.through
        and unit in fact.units
        and passes(rule, fact)
        and is_for(rule, unit, fact.day)
    ]


def take_back(book, bar):
    """Everything earned in the window so far goes, and nothing more is earned in it."""
    own = [
        entry
        for entry in book.entries
        if entry.unit is bar.unit and bar.first <= entry.date <= bar.last
    ]
    earned = total(entry for entry in own if entry.date <= bar.day)
    for entry in own:
        if entry.date > bar.day and entry.points > 0:
            entry.earn(ZERO, "veto")
    if earned > 0:
        source = ("veto", bar.rule.id, bar.first)
        book.entries.append(
            Entry(
                bar.day,
                bar.unit,
                bar.rule,
                bar.rule.group_id,
                source,
                -earned,
                -earned,
                "veto",
            )
        )


# 7. floor and ceiling of the rule set


def limit_entries(book):
    """One entry at the end of a window whose sum lies beyond a limit."""
    ruleset = book.case.ruleset
    if not (ruleset.has_floor or ruleset.has_ceiling):
        return []
    entries = []
    for first, last in windows_ending(ruleset.base_window, *days(book)):
        for unit in standing_units(book.case):
            earned = total(
                entry
                for entry in book.entries
                if entry.unit is unit and first <= entry.date <= last
            )
            if ruleset.has_floor and earned < ruleset.floor:
                points = cents(ruleset.floor - earned)
                entries.append(ruleset_entry(last, unit, first, points, "floor"))
            elif ruleset.has_ceiling and earned > ruleset.ceiling:
                points = cents(ruleset.ceiling - earned)
                entries.append(ruleset_entry(last, unit, first, points, "ceiling"))
    return entries


# --- locking and corrections -------------------------------------------------------------------


class Book:
    """A ledger that is computed again and again, parts of it locked for good."""

    def __init__(self):
        self.entries = []
        self.locked_through = None

    def compute(self, case, through):
        """Replay all facts; what changed in the locked span becomes corrections after it."""
        replay = ledger(case, through)
        kept = [entry for entry in self.entries if self.is_locked(entry.date)]
        open_entries = [entry for entry in replay.entries if not self.is_locked(entry.date)]
        self.entries = kept + self.corrections(kept, replay) + open_entries
        return Ledger(case, replay.through, self.entries, replay.outcomes, replay.bars)

    def lock(self, last):
        self.locked_through = last

    def is_locked(self, day):
        return self.locked_through is not None and day <= self.locked_through

    def corrections(self, kept, replay):
        """What each source should have given in the locked span, less what it gave."""
        differences = defaultdict(lambda: ZERO)
        for entry in replay.entries:
            if self.is_locked(entry.date):
                differences[entry.unit.code, entry.source] += entry.points
        for entry in kept:
            differences[entry.unit.code, entry.source] -= entry.points
        return [
            Entry(
                self.locked_through + DAY,
                replay.case.units[code],
                None,
                None,
                source,
                points,
                points,
                "correction",
            )
            for (code, source), points in differences.items()
            if points
        ]
