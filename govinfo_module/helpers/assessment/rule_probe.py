"""Which filters of which rules a few facts pass: asked of the scoring engine, one filter at a time."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ... import scoring
from ...scoring.catalogue import BASES, LEDGER
from ...scoring.facts import counts_facts
from ...scoring.sql import Identifier, run

EVER = date(1900, 1, 1)


@dataclass(frozen=True)
class Pair:
    """A fact and a unit it is credited to."""

    basis: str
    source_id: int
    item_id: int
    unit_id: int


@dataclass
class Finding:
    """What the engine says of a pair: the fact's day, and (rule id, filter) for all filters passed."""

    day: date
    passed: set = field(default_factory=set)


def probe(cr, county, rules, facts):
    """Ask of the ``facts`` (basis → record ids) which filters of ``rules`` they pass.

    ``rules`` are rules as the engine takes them. Each question is a rule of its own, with one filter,
    that gives a point beside all others. Returns :class:`Finding` by :class:`Pair`; a record that is
    missing there is no fact at all (not counted, withdrawn, not done yet). Call it in a scratch.
    """
    questions = {}
    for basis, ids in facts.items():
        _ask(questions, basis, ids, None, scoring.Filters())
        for rule in rules:
            if rule.basis == basis and basis != "manual" and counts_facts(rule):
                for name in rule.filters.used():
                    only = replace(scoring.Filters(), **{name: getattr(rule.filters, name)})
                    _ask(questions, basis, ids, (rule.id, name), only)
    ruleset = scoring.RuleSet(
        id=0, name="", date_from=EVER, rules=tuple(rule for rule, _about in questions.values())
    )
    scoring.compute(cr, county, [ruleset], date.max, full=True)
    return _findings(cr, questions)


def _ask(questions, basis, ids, about, filters):
    """Add the question whether the facts pass ``filters``."""
    number = len(questions) + 1
    rule = scoring.EventRule(
        id=number,
        name="",
        sequence=number,
        basis=basis,
        filters=replace(filters, domain=_only(basis, ids, filters.domain)),
        points=Decimal(1),
        additive=True,
    )
    questions[number] = (rule, about)


def _only(basis, ids, domain):
    """``domain`` (None: any record) among the records ``ids``."""
    table = BASES[basis].model.replace(".", "_")
    query, params = domain or ("SELECT id FROM %s" % table, ())
    return "SELECT d.id FROM (%s) d WHERE d.id IN %%s" % query, tuple(params) + (tuple(ids),)


def _findings(cr, questions):
    run(
        cr,
        "SELECT rule_id, source_id, item_id, unit_id, date FROM {ledger} ORDER BY date, source_id",
        ledger=Identifier(LEDGER),
    )
    found = {}
    for number, source_id, item_id, unit_id, day in cr.fetchall():
        rule, about = questions[number]
        finding = found.setdefault(Pair(rule.basis, source_id, item_id, unit_id), Finding(day))
        if about:
            finding.passed.add(about)
    return found
