"""First match and share: from facts to raw points."""

from ..catalogue import BASES, COMPARED, STACK_BY
from ..rules import EventRule
from ..sql import SQL, Identifier, compose, embed, join, make_empty, one_of, run, values
from .branch import Branch

# Columns of an event between the passes; later ones add nothing, they change points and reason.
COLUMNS = (
    "unit_id",
    "rule_id",
    "group_id",
    "sequence",
    "day",
    "stamp",
    "number",
    "user_id",
    "item_id",
    "source_model",
    "source_id",
    "raw",
)
# Within a day: rule sequence, raw points descending, number of the item, the record's own time, id.
ORDER = SQL("day, sequence, raw DESC, number, stamp, source_id, rule_id")


class Condition:
    """What a rule asks of a fact (alias ``f``): a test, and the joins the test needs."""

    def __init__(self, facts, rule, with_unit=True):
        self.joins = []
        self.tests = []
        filters = rule.filters
        for name in filters.used():
            if name in COMPARED:
                self._compare(COMPARED[name], getattr(filters, name))
        if filters.publication_ids:
            self._publications(facts, rule)
        if filters.unit_category_ids and with_unit:
            self._unit_category(rule)
        if filters.domain:
            self.tests.append(self._domain("d%d" % rule.id, filters.domain))
        if rule.basis == "manual" and isinstance(rule, EventRule):
            self.tests.append(compose("f.rule_id = {rule}", rule=rule.id))

    @property
    def test(self):
        """The test as one expression."""
        return join(self.tests, " AND ") if self.tests else SQL("TRUE")

    def _compare(self, attribute, wanted):
        column = "f.%s" % attribute
        if isinstance(wanted, tuple):
            self.tests.append(one_of(column, wanted))
        else:
            self.tests.append(compose(column + " = {wanted}", wanted=wanted))

    def _publications(self, facts, rule):
        """The fact's own publication; without one, any publication its item was adopted in."""
        own = one_of("f.publication_id", rule.filters.publication_ids)
        if rule.basis == "adoption":
            self.tests.append(own)
            return
        alias = "p%d" % rule.id
        self.joins.append(
            compose(
                """LEFT JOIN (SELECT DISTINCT item_id FROM govinfo_adoption
                              WHERE state = 'registered' AND {named} AND {only}
                              ) {alias} ON {alias}.item_id = f.item_id""",
                named=one_of("publication_id", rule.filters.publication_ids),
                only=facts.items_only("item_id"),
                alias=Identifier(alias),
            )
        )
        by_item = "f.publication_id IS NULL AND %s.item_id IS NOT NULL" % alias
        self.tests.append(SQL("(") + own + SQL(" OR %s)" % by_item))

    def _unit_category(self, rule):
        alias = "c%d" % rule.id
        self.joins.append(
            SQL(
                "LEFT JOIN score_category {0} ON {0}.unit_id = f.unit_id"
                " AND f.day >= {0}.date_from AND f.day < {0}.date_to".replace("{0}", alias)
            )
        )
        self.tests.append(one_of("%s.category_id" % alias, rule.filters.unit_category_ids))

    def _domain(self, alias, domain):
        self.joins.append(
            compose(
                "LEFT JOIN ({query}) {alias} ON {alias}.id = f.source_id",
                query=embed(*domain),
                alias=Identifier(alias),
            )
        )
        return SQL("%s.id IS NOT NULL" % alias)

    def add_domain(self, alias, domain):
        """The test that the fact is in ``domain`` as well (a ratio's numerator)."""
        return self._domain(alias, domain)


def make_rules(cr, ruleset):
    """The table ``score_rule``: what the passes need to know of each event rule."""
    make_empty(
        cr,
        "score_rule",
        """id int, sequence int, group_id int, points numeric, points_mode varchar, share varchar,
        stack_id int, stack_mode varchar, later_points numeric, first_n int, cap numeric,
        cap_window varchar, factor numeric, every int""",
    )
    keys = sorted({rule.stack_key for rule in ruleset.of(EventRule) if rule.stack_key})
    rows = []
    for rule in ruleset.of(EventRule):
        stack_id = keys.index(rule.stack_key) if rule.stack_key else None
        row = (rule.id, rule.sequence, rule.group_id, rule.points, rule.points_mode, rule.share)
        row += (stack_id, rule.stack_mode, rule.later_points, rule.first_n, rule.cap)
        rows.append(row + (rule.cap_window, rule.factor, rule.every))
    if rows:
        run(cr, "INSERT INTO score_rule {rows}", rows=values(rows))


def match(facts):
    """The branches of all events, with raw points.

    Beside ``COLUMNS`` an event of a stack has ``later`` (its points as a later fact) and ``stack_part``
    (what the stack compares beside the item).
    """
    branches = []
    events = facts.ruleset.of(EventRule)
    for basis in BASES:
        of_basis = [rule for rule in events if rule.basis == basis]
        chain = [rule for rule in of_basis if not rule.additive]
        chains = [chain] if chain else []
        for rules in chains + [[rule] for rule in of_basis if rule.additive]:
            branches.append(Branch(_matched(facts, basis, rules), tuple(rules)))
    return branches


def _matched(facts, basis, rules):
    """The facts of ``basis`` with the first of ``rules`` that matches, and its raw points."""
    tables = {rule: factor_rules(facts.ruleset, rule) for rule in rules}
    named = [other for others in tables.values() for other in others]
    conditions = {rule: Condition(facts, rule) for rule in dict.fromkeys([*rules, *named])}
    cases = [
        compose("WHEN {test} THEN {rule}", test=conditions[rule].test, rule=rule.id)
        for rule in rules
    ]
    value = "COALESCE(f.value, 0)" if "value" in facts.attributes(basis) else "0::numeric"
    return compose(
        """SELECT f.unit_id, r.id AS rule_id, r.group_id, r.sequence, f.day, f.stamp, f.number,
               CASE WHEN f.lead THEN f.user_id END AS user_id, f.item_id,
               {model}::varchar AS source_model, f.source_id, {raw} AS raw {of_stack}
           FROM (
               SELECT f.*, {value} AS worth, CASE {cases} END AS matched {tables}
               FROM {facts} f {joins}
               WHERE f.day >= {first}
           ) f JOIN score_rule r ON r.id = f.matched
           WHERE r.share <> 'lead' OR f.lead""",
        model=BASES[basis].model,
        raw=_shared(_points(tables)),
        tables=SQL("").join(
            _table(rule, others, conditions) for rule, others in tables.items() if others
        ),
        of_stack=_of_stack(rules),
        value=SQL(value),
        cases=join(cases, " "),
        facts=facts.relation(basis),
        joins=join([part for condition in conditions.values() for part in condition.joins], " "),
        first=facts.ruleset.date_from,
    )


def factor_rules(ruleset, rule):
    """The rules of whose points ``rule`` gives a multiple, in their order."""
    if rule.points_mode != "factor":
        return []
    return [other for other in ruleset.of(EventRule) if other.id in rule.factor_rule_ids]


def _table(rule, others, conditions):
    """A column: what the first of ``others`` that matches would give before ``rule``'s factor."""
    cases = [
        compose(
            "WHEN {test} THEN %s"
            % ("{points}" if other.points_mode == "fixed" else "round({points} * {worth}, 2)"),
            test=conditions[other].test,
            points=other.points,
            worth=SQL("COALESCE(f.value, 0)"),
        )
        for other in others
    ]
    return compose(
        ", CASE {cases} ELSE 0 END AS {column}",
        cases=join(cases, " "),
        column=Identifier("table_%d" % rule.id),
    )


def _points(tables):
    """The points of a fact before they are shared; ``tables``: the rules of factors."""
    factored = "".join(
        " WHEN r.id = %d THEN round(r.factor * f.table_%d, 2)" % (rule.id, rule.id)
        for rule, others in tables.items()
        if others
    )
    return (
        "CASE WHEN r.points_mode = 'fixed' THEN r.points"
        " WHEN r.points_mode = 'external' THEN round(r.points * f.worth, 2)%s"
        " ELSE f.worth END" % factored
    )


def _shared(points):
    """A unit's part of ``points``: evenly, half rounded away from zero, the rest to the first unit."""
    return SQL(
        """CASE WHEN r.share <> 'split' OR f.parts = 1 THEN {0}
                WHEN f.lead THEN {0} - round({0} / f.parts, 2) * (f.parts - 1)
                ELSE round({0} / f.parts, 2) END""".replace("{0}", "(%s)" % points)
    )


def _of_stack(rules):
    """The columns only stacks need, when one of ``rules`` has a stack key."""
    if not any(rule.stack_key for rule in rules):
        return SQL("")
    cases = []
    for rule in rules:
        column = STACK_BY.get(rule.stack_by) if rule.stack_key else None
        if column:
            cases.append(SQL("WHEN r.id = %d THEN f.%s::text" % (rule.id, column)))
    part = SQL("CASE ") + join(cases, " ") + SQL(" END") if cases else SQL("NULL::text")
    return compose(
        ", {later} AS later, {part} AS stack_part", later=_shared("r.later_points"), part=part
    )
