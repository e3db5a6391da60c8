"""What ``docs/scoring.md`` says, written for reading: the ledger of one rule set over a case.

Slow, obvious, independent of the engine: the engine's tests compare its ledger with this one.
``ledger(case, through)`` follows the order of treatment of the design step by step.
``scoring_reference_scores`` turns a ledger into the scores of a period; ``scoring_book`` adds
locking and corrections.
"""

from collections import defaultdict
from fractions import Fraction

from .scoring_filters import is_for, passes
from .scoring_ledger import (
    ZERO,
    Entry,
    Ledger,
    cents,
    days,
    in_force,
    rules_of,
    standing_units,
    window,
    windows_ending,
    windows_starting,
)
from .scoring_reference_quotas import quota_entries, ratio_entries
from .scoring_reference_vetoes import apply_vetoes, earned_in_window


def ledger(case, through, earlier=()):
    """Bring the ledger of the case's rule set up to the end of the day ``through``.

    ``earlier`` are the entries that the rule sets before it have given.
    """
    book = Ledger(case, min(through, case.ruleset.date_to), list(earlier))
    book.entries = every_nth(event_entries(book))
    stack(book.entries)
    first_n(book.entries)
    cap_rules(book.entries)
    book.entries += ratio_entries(book) + quota_entries(book, in_points=False)
    counting = {rule.group_id for rule in rules_of(case, "quota") if rule.quota_metric == "points"}
    limit_groups(book, [group for group in case.groups.values() if group not in counting])
    book.entries += quota_entries(book, in_points=True)
    limit_groups(book, [group for group in case.groups.values() if group in counting])
    book.entries += plain_adjustments(book) + base_entries(book)
    apply_vetoes(book)
    book.entries += limit_entries(book)
    book.entries.sort(key=lambda entry: entry.order)
    return book


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
                points = shared(rule, points_of(rule, fact, book.case, unit), fact, unit)
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


def points_of(rule, fact, case, unit):
    """The points of a fact before they are shared."""
    if rule.points_mode == "factor":
        for other in rules_of(case, "event"):
            if (
                other in rule.factor_rule_ids
                and passes(other, fact)
                and is_for(other, unit, fact.day)
            ):
                return cents(Fraction(rule.factor) * Fraction(points_of(other, fact, case, unit)))
        return ZERO
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


def every_nth(entries):
    """Where a rule gives points once for each n facts: only the n-th, the 2n-th … of a window."""
    counting = [entry for entry in entries if entry.rule.points_every > 1]
    kept = [entry for entry in entries if entry.rule.points_every <= 1]
    for entries_of_window in per_window(counting, lambda entry: entry.rule, rule_window):
        every = entries_of_window[0].rule.points_every
        kept += entries_of_window[every - 1 :: every]
    return kept


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


# 3. cap and floor of the groups


def limit_groups(book, groups):
    for group in groups:
        if not (group.has_cap or group.has_floor):
            continue
        entries = [entry for entry in book.entries if entry.group is group and not entry.personal]
        for entries_of_window in per_window(entries, lambda entry: entry.group, group_window):
            keep_between(
                entries_of_window,
                cap=group.cap_points if group.has_cap else None,
                floor=group.floor_points if group.has_floor else None,
            )


# 4. adjustments without a rule, base


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


def ruleset_entry(date, unit, window_start, points, reason):
    return Entry(date, unit, None, None, (reason, window_start), points, points, reason)


# 6. floor and ceiling of the rule set


def limit_entries(book):
    """One entry at the end of a window whose sum lies beyond a limit."""
    ruleset = book.case.ruleset
    if not (ruleset.has_floor or ruleset.has_ceiling):
        return []
    entries = []
    for first, last in windows_ending(ruleset.base_window, *days(book)):
        for unit in standing_units(book.case):
            earned = earned_in_window(book, unit, first, last)
            if ruleset.has_floor and earned < ruleset.floor:
                points = cents(ruleset.floor - earned)
                entries.append(ruleset_entry(last, unit, first, points, "floor"))
            elif ruleset.has_ceiling and earned > ruleset.ceiling:
                points = cents(ruleset.ceiling - earned)
                entries.append(ruleset_entry(last, unit, first, points, "ceiling"))
    return entries
