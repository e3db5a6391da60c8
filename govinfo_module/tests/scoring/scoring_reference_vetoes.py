"""Bars, and what a bar takes back: the fifth part of the order of treatment."""

from collections import defaultdict

from .scoring_filters import is_for, passes
from .scoring_ledger import (
    ZERO,
    Bar,
    Entry,
    in_force,
    persons,
    rules_of,
    standing_units,
    total,
    window,
)


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
    whom = [(unit, None) for unit in standing_units(book.case)]
    if rule.award_scope == "author":
        whom = persons(book.case)
    for unit, user in whom:
        reached = defaultdict(list)
        for day in sorted(days_that_count(book, rule, unit, user)):
            reached[window(rule.veto_window, day)].append(day)
        for (first, last), found in reached.items():
            if len(found) >= rule.veto_count:
                day = found[rule.veto_count - 1]
                if in_force(book, day):
                    yield Bar(rule, unit, first, last, day, user)


def days_that_count(book, rule, unit, user):
    """The days of the facts, or the last days of the short windows, that a veto counts."""
    if rule.veto_trigger == "rule":
        return [
            outcome.last
            for outcome in book.outcomes
            if outcome.rule is rule.veto_rule_id
            and outcome.unit is unit
            and outcome.user is user
            and outcome.short
            and (user is None or is_for(rule, unit, outcome.last))
        ]
    if user:
        return [
            fact.day
            for fact in book.case.facts
            if fact.day <= book.through
            and fact.author is user
            and passes(rule, fact)
            and is_for(rule, unit, fact.day)
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
    earned = earned_in_window(book, bar.unit, bar.first, bar.day)
    own = [
        entry
        for entry in book.entries
        if entry.unit is bar.unit and bar.first <= entry.date <= bar.last and not entry.personal
    ]
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


def earned_in_window(book, unit, first, last):
    """The sum of a unit's entries, also of those of the rule sets before."""
    return total(
        entry
        for entry in book.earlier + book.entries
        if entry.unit.code == unit.code and first <= entry.date <= last and not entry.personal
    )
