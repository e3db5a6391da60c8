"""Quotas and ratios of the reference: how each window ended for a unit, and what that gives."""

from decimal import Decimal
from fractions import Fraction

from .scoring_filters import is_for, passes, satisfies
from .scoring_ledger import (
    Entry,
    Outcome,
    cents,
    days,
    persons,
    rules_of,
    standing_units,
    total,
    windows_ending,
)


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


def quota_of_person(case, rule, unit, user, last):
    """A person's quota: their own line's; officers' by unit, category or for all."""
    for line in rule.quota_line_ids:
        if getattr(line, "user_id", None) is user:
            return line.quota
    return quota_of(rule, unit, last) if case.is_officer(user) else Decimal(0)


def facts_in(case, rule, unit, first, last, user=None):
    """The facts of the rule's basis and filters in a window that are credited to a unit, or are of
    an author."""
    return [
        fact
        for fact in case.facts
        if first <= fact.day <= last
        and (fact.author is user if user else unit in fact.units)
        and passes(rule, fact)
    ]


def count_of(book, rule, unit, first, last, user=None):
    """What stands against the quota, by the rule's metric."""
    if rule.quota_metric == "points":
        return total(
            entry
            for entry in book.entries
            if entry.unit is unit
            and entry.group is rule.quota_group_id
            and not entry.personal
            and first <= entry.date <= last
        )
    facts = facts_in(book.case, rule, unit, first, last, user)
    if rule.quota_metric == "items":
        return len({fact.item for fact in facts})
    if rule.quota_metric == "weighted":
        weights = {line.category_id: line.weight for line in rule.weight_line_ids}
        return sum((weights.get(fact.item.category_id, Decimal(1)) for fact in facts), Decimal(0))
    return len(facts)


def quota_entries(book, in_points):
    """The entries of the quota rules that count points, or of the others."""
    rules = [
        rule
        for rule in rules_of(book.case, "quota")
        if (rule.quota_metric == "points") == in_points
    ]
    found = [
        quota_outcome(book, rule, unit, first, last, user)
        for rule in rules
        for first, last in windows_ending(rule.quota_window, *days(book))
        for unit, user in whom(book.case, rule)
        if quota_for(book.case, rule, unit, last, user) > 0
    ]
    book.outcomes += found
    return [entry for outcome in found for entry in entries_of_quota(book, outcome)]


def whom(case, rule):
    """The units, or the persons with their units, that a quota may be for."""
    if rule.quota_per == "author":
        return persons(case)
    return [(unit, None) for unit in standing_units(case)]


def quota_for(case, rule, unit, last, user):
    return quota_of_person(case, rule, unit, user, last) if user else quota_of(rule, unit, last)


def quota_outcome(book, rule, unit, first, last, user):
    quota = quota_for(book.case, rule, unit, last, user)
    count = count_of(book, rule, unit, first, last, user)
    return Outcome(rule, unit, first, last, count, quota, short=count < quota, user=user)


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
            quota = quota_for(book.case, required, outcome.unit, last, outcome.user)
            count = count_of(book, required, outcome.unit, first, last, outcome.user)
            if quota > 0 and count < quota:
                return False
    return True


def entry_of_window(outcome, points, reason):
    points = cents(points)
    source = (outcome.rule.kind, outcome.rule.id, outcome.first)
    if outcome.user:
        source += (outcome.user.code,)
    return Entry(
        outcome.last,
        outcome.unit,
        outcome.rule,
        outcome.rule.group_id,
        source,
        points,
        points,
        reason,
        rank=("quota", "shortfall", "surplus", "ratio").index(reason),
        user=outcome.user,
        personal=outcome.user is not None and not outcome.rule.to_unit,
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
