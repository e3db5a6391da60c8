"""The scores of a period out of a reference ledger: totals, ranks, shortfall, bars, conversion."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .scoring_ledger import ZERO, cents, standing_units, total


@dataclass
class Score:
    """What ``govinfo.score`` holds for one unit; ``shortfall`` are the reasons, none when empty."""

    unit: Any
    category: Any
    total: Decimal = ZERO
    base: Decimal = ZERO
    groups: dict = field(default_factory=dict)
    rules: dict = field(default_factory=dict)
    rank: int | None = None
    converted: Decimal | None = None
    shortfall: list = field(default_factory=list)
    barred_by: list = field(default_factory=list)
    below_standard: bool = False


def scores(ledger, kind, first, last):
    """Scores by unit code for the period ``first`` … ``last`` (kind: month, quarter, year)."""
    found = {
        unit.code: score_of(ledger, unit, kind, first, last) for unit in standing_units(ledger.case)
    }
    rank(found.values())
    convert(ledger.case.ruleset, found.values())
    return found


def score_of(ledger, unit, kind, first, last):
    entries = [
        entry
        for entry in ledger.entries
        if entry.unit.code == unit.code and first <= entry.date <= last and not entry.personal
    ]
    ruleset = ledger.case.ruleset
    score = Score(unit, unit.category_on(last), total(entries))
    score.base = total(entry for entry in entries if entry.reason == "base")
    score.groups = {
        code: total(entry for entry in entries if entry.group and entry.group.code == code)
        for code in ledger.case.groups
    }
    score.rules = {
        name: total(entry for entry in entries if entry.rule and entry.rule.id == name)
        for name in ledger.case.rules
    }
    score.shortfall = shortfall(ledger, unit, first, last)
    score.barred_by = sorted(
        {
            bar.rule.id
            for bar in ledger.bars
            if bar.unit is unit
            and bar.rule.effect == "no_award"
            and bar.rule.award_scope == "unit"
            and bar.day.year == last.year
        }
    )
    score.below_standard = ruleset.pass_window == kind and score.total < ruleset.pass_mark
    return score


def rank(found):
    """Within the unit category by total; equal totals share a rank and the next is skipped."""
    ranked = [score for score in found if score.unit.ranked]
    for score in ranked:
        better = [
            other
            for other in ranked
            if other.category is score.category and other.total > score.total
        ]
        score.rank = 1 + len(better)


def convert(ruleset, found):
    """The total as the yearly target assessment wants it."""
    weight = Fraction(ruleset.conversion_weight)
    best = defaultdict(lambda: Fraction(0))
    for score in found:
        if score.unit.ranked:
            best[score.category] = max(best[score.category], Fraction(score.total))
    for score in found:
        points, target = Fraction(score.total), Fraction(score.unit.target)
        if ruleset.conversion == "weight":
            score.converted = cents(points * weight)
        elif ruleset.conversion == "target":
            score.converted = cents(min(points / target * weight, weight)) if target else ZERO
        elif ruleset.conversion == "top":
            top = best[score.category]
            score.converted = cents(points / top * weight) if top else ZERO


def shortfall(ledger, unit, first, last):
    """The reasons why a unit fell short in the period, as in the measures."""
    reasons = [
        {
            "kind": "quota",
            "rule": outcome.rule.id,
            "window_end": outcome.last,
            "count": outcome.count,
            "quota": outcome.quota,
        }
        for outcome in ledger.outcomes
        if outcome.unit is unit
        and outcome.user is None
        and outcome.rule.kind == "quota"
        and outcome.short
        and not outcome.rule.soft
        and first <= outcome.last <= last
    ]
    facts = [fact for fact in ledger.case.facts if unit in fact.units and first <= fact.day <= last]
    bases = {fact.basis for fact in facts}
    if "submission" not in bases:
        reasons.append({"kind": "nothing_sent"})
    lines = Counter(fact.outcome for fact in facts if fact.basis == "commission")
    if lines["late"] or lines["missed"]:
        reasons.append({"kind": "commission", "late": lines["late"], "missed": lines["missed"]})
    if ledger.case.ruleset.zero_adoption_short and "adoption" not in bases:
        reasons.append({"kind": "nothing_adopted"})
    followed = Counter(fact.outcome for fact in facts if fact.basis == "followup")
    if ledger.case.ruleset.followup_short and (followed["late"] or followed["overdue"]):
        late, overdue = followed["late"], followed["overdue"]
        reasons.append({"kind": "followup", "late": late, "overdue": overdue})
    return reasons
