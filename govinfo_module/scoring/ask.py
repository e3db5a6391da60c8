"""What records would give by the rules, asked beside the ledger: before they are facts, and of them alone."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from . import scope
from .catalogue import BASES
from .errors import ScoringError
from .facts import Facts
from .passes import match
from .rules import EventRule
from .sql import Session, make_table, run


@dataclass(frozen=True)
class Worth:
    """What a rule gives a unit for a record, before stacks, limits, floors and vetoes."""

    source_id: int
    unit_id: int
    rule_id: int
    points: Decimal


def ask(cr, county, ruleset, basis, ids):
    """What the event rules of ``ruleset`` would give for the records ``ids`` of ``basis``.

    The records are taken as facts whatever their state; their days must lie within the rule set, others
    give nothing. Only for facts without an item. Nothing is written but temporary tables. In the order
    of records and rules.
    """
    if BASES[basis].has_item:
        raise ScoringError("Facts of basis %s have items." % basis)
    rules = tuple(r for r in ruleset.of(EventRule) if r.basis == basis)
    if not ids or not rules:
        return []
    cr = Session(cr)
    asked = replace(BASES[basis], condition="%s IN (%s)" % (BASES[basis].id, _listed(ids)))
    _choose_units(cr, asked)
    scope.prepare(cr, county.company_id, partial=True)
    last = ruleset.date_to or date.max
    source = Facts(cr, county.tz, True, replace(ruleset, rules=rules), last, {basis: asked})
    match.make_rules(cr, source.ruleset)
    found = []
    for branch in match.match(source):
        run(
            cr,
            "SELECT source_id, unit_id, rule_id, raw, sequence FROM ({query}) e",
            query=branch.query,
        )
        found += cr.fetchall()
    found.sort(key=lambda row: (row[0], row[4], row[2], row[1]))
    return [Worth(*row[:4]) for row in found]


def _listed(ids):
    return ", ".join("%d" % one for one in ids)


def _choose_units(cr, asked):
    """``score_dirty``: the units of the records, and those they are scored as."""
    make_table(
        cr,
        "score_dirty",
        """SELECT x.unit_id FROM %s JOIN govinfo_unit u ON u.id = %s
           CROSS JOIN LATERAL (VALUES (u.id), (u.scored_as_id)) AS x(unit_id)
           WHERE %s AND x.unit_id IS NOT NULL GROUP BY 1"""
        % (asked.tables, asked.unit, asked.condition),
    )
