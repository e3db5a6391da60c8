"""The scores of persons in a period out of a reference ledger."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .scoring_ledger import ZERO, total


@dataclass
class PersonScore:
    """What ``govinfo.score.person`` holds for one person, by the codes of the case."""

    unit: Any
    category: Any
    submitted: int = 0
    adopted: int = 0
    instructions: int = 0
    total: Decimal = ZERO
    rank: int | None = None
    shortfall: list = field(default_factory=list)
    barred_by: list = field(default_factory=list)


def person_scores(ledger, first, last):
    """Scores by the person's code for the period ``first`` … ``last``."""
    found = {}
    for user in ledger.case.users.values():
        score = score_of(ledger, user, first, last)
        if score:
            found[user.code] = score
    for score in found.values():
        rivals = [other for other in found.values() if other.category == score.category]
        score.rank = 1 + len([other for other in rivals if other.total > score.total])
    return found


def score_of(ledger, user, first, last):
    """An officer's score, or that of somebody else who has entries in the period."""
    case = ledger.case
    entries = [
        entry
        for entry in ledger.entries
        if entry.author is user
        and first <= entry.date <= last
        and (entry.points or entry.raw_points)
    ]
    if case.is_officer(user):
        unit = case.home(user)
    elif entries:
        places = list(case.units.values())
        unit = min(entries, key=lambda e: (-e.date.toordinal(), places.index(e.unit))).unit
    else:
        return None
    counts = Counter(
        fact.basis for fact in case.facts if fact.author is user and first <= fact.day <= last
    )
    return PersonScore(
        unit=unit.code,
        category=unit.category_on(last).code,
        submitted=counts["submission"],
        adopted=counts["adoption"],
        instructions=counts["instruction"],
        total=total(entries),
        shortfall=[
            {
                "kind": "quota",
                "rule": outcome.rule.id,
                "window_end": outcome.last,
                "count": outcome.count,
                "quota": outcome.quota,
            }
            for outcome in ledger.outcomes
            if outcome.user is user
            and outcome.short
            and not outcome.rule.soft
            and first <= outcome.last <= last
        ],
        barred_by=sorted({bar.rule.id for bar in ledger.bars if bars(bar, user, last)}),
    )


def bars(bar, user, last):
    """Whether a bar is for the person: as author, or as head of the unit."""
    if bar.rule.effect != "no_award" or bar.day.year != last.year:
        return False
    scope = bar.rule.award_scope
    return scope == "author" and bar.user is user or scope == "head" and bar.unit.head_id is user
