"""Facts as relations: who is computed, and a query for the facts of each basis.

``prepare`` makes the temporary tables every statement of a run uses:

* ``score_unit`` (id, target): the county's units and the unit each is scored as;
* ``score_scope`` (unit_id, active): the units computed in this run, scored as themselves;
* ``score_use`` (unit_id, date_from, date_to): when they are in use;
* ``score_category`` (unit_id, category_id, date_from, date_to): their categories, day by day;
* ``score_joint`` (item_id, unit_id, others) and ``score_parts`` (item_id, others): credited units of
  items beside the first one, and how many they are;
* ``score_item`` (id): the items of the units computed, when not all are.

A fact is one row for each credited unit: ``source_id``, ``item_id``, ``unit_id``, ``lead`` (the first
unit), ``parts`` (number of credited units), ``user_id``, ``day``, ``stamp``, ``number`` and the
attributes that rules ask for.
"""

from . import windows
from .catalogue import ATTRIBUTES, BASES, COMPARED, STACK_BY
from .rules import EventRule, QuotaRule, RatioRule, VetoRule
from .sql import SQL, Identifier, Literal, compose, join, make_table


def prepare(cr, company_id, partial):
    """Make the tables above. ``partial``: only the units in ``score_dirty`` are computed."""
    make_table(
        cr,
        "score_unit",
        """SELECT id, COALESCE(scored_as_id, id) AS target FROM govinfo_unit
           WHERE company_id = {company}""",
        company=company_id,
    )
    make_table(
        cr,
        "score_scope",
        """SELECT id AS unit_id, COALESCE(active, FALSE) AS active FROM govinfo_unit
           WHERE company_id = {company} AND scored_as_id IS NULL AND {dirty}""",
        company=company_id,
        dirty=SQL("id IN (SELECT unit_id FROM score_dirty)" if partial else "TRUE"),
    )
    _prepare_use(cr, company_id)
    _prepare_categories(cr)
    if partial:
        _prepare_items(cr)
    _prepare_joint(cr, partial)


def _prepare_use(cr, company_id):
    """On locked days as it was when they were locked, after them as it is now."""
    make_table(
        cr,
        "score_use",
        """SELECT r.unit_id, r.date_from, r.date_to
           FROM govinfo_ledger_roll r JOIN score_scope s ON s.unit_id = r.unit_id
           WHERE r.company_id = {company}
           UNION ALL
           SELECT unit_id, COALESCE((SELECT max(date_to) + 1 FROM govinfo_ledger_roll
                                     WHERE company_id = {company}), '-infinity'), 'infinity'
           FROM score_scope WHERE active""",
        company=company_id,
    )


def _prepare_categories(cr):
    """A unit's first category holds from ever, its last for ever."""
    make_table(
        cr,
        "score_category",
        """SELECT h.unit_id, h.category_id,
               CASE WHEN row_number() OVER w = 1 THEN DATE '-infinity' ELSE h.date_from END
                   AS date_from,
               COALESCE(lead(h.date_from) OVER w, DATE 'infinity') AS date_to
           FROM govinfo_unit_category_history h JOIN score_scope s ON s.unit_id = h.unit_id
           WINDOW w AS (PARTITION BY h.unit_id ORDER BY h.date_from)
           UNION ALL
           SELECT u.id, u.category_id, DATE '-infinity', DATE 'infinity'
           FROM govinfo_unit u JOIN score_scope s ON s.unit_id = u.id
           WHERE NOT EXISTS (SELECT FROM govinfo_unit_category_history h WHERE h.unit_id = u.id)""",
    )


def _prepare_items(cr):
    make_table(
        cr,
        "score_item",
        """WITH own AS (SELECT id FROM score_unit
                        WHERE target IN (SELECT unit_id FROM score_scope))
           SELECT i.id FROM govinfo_item i WHERE i.unit_id IN (SELECT id FROM own)
           UNION
           SELECT r.item_id FROM govinfo_item_joint_unit_rel r
           WHERE r.unit_id IN (SELECT id FROM own)""",
    )


def _prepare_joint(cr, partial):
    """Units are replaced first and then taken once each; the item's own is the first."""
    make_table(
        cr,
        "score_joint",
        """SELECT item_id, unit_id, (count(*) OVER (PARTITION BY item_id))::int AS others
           FROM (
               SELECT DISTINCT r.item_id, t.target AS unit_id
               FROM govinfo_item_joint_unit_rel r
               JOIN score_unit t ON t.id = r.unit_id
               JOIN govinfo_item i ON i.id = r.item_id
               JOIN score_unit o ON o.id = i.unit_id
               WHERE t.target <> o.target AND {only}
           ) j""",
        only=SQL("r.item_id IN (SELECT id FROM score_item)" if partial else "TRUE"),
    )
    make_table(cr, "score_parts", "SELECT DISTINCT item_id, others FROM score_joint")


class Source:
    """Queries for the facts of the units in ``score_scope``. ``partial`` as in ``prepare``."""

    def __init__(self, cr, tz, partial):
        self.cr = cr
        self.tz = tz
        self.partial = partial
        cr.execute("SELECT EXISTS (SELECT FROM score_joint)")
        self.has_joint = cr.fetchone()[0]

    def items_only(self, column):
        """A restriction of ``column`` to the items computed, for inner queries."""
        if not self.partial:
            return SQL("TRUE")
        return SQL("%s IN (SELECT id FROM score_item)" % column)

    def query(self, name, attributes, first, last):
        """The facts of the basis ``name`` from day ``first`` to ``last``, with ``attributes``."""
        basis = BASES[name]
        item_columns = ("i.id", "COALESCE(i.number, '')") if basis.has_item else ("NULL::int", "''")
        columns = [
            "%s AS source_id" % basis.id,
            "%s AS item_id" % item_columns[0],
            '(%s)::text COLLATE "C" AS number' % item_columns[1],
            "u.target AS own",
            "%s::int AS user_id" % basis.user,
            "%s AS day" % basis.day,
            "%s AS stamp" % basis.stamp,
        ]
        columns += ["(%s)::%s AS %s" % (basis.attribute(a), ATTRIBUTES[a], a) for a in attributes]
        if not basis.has_item:
            only = "u.target IN (SELECT unit_id FROM score_scope)"
        else:
            only = "i.id IN (SELECT id FROM score_item)" if self.partial else "TRUE"
        inner = compose(
            "SELECT %s FROM %s JOIN score_unit u ON u.id = %s WHERE %s AND %s"
            % (", ".join(columns), basis.tables, basis.unit, basis.condition, only),
            tz=self.tz,
            only=SQL("AND ") + self.items_only("item_id"),
            only_of_issue=SQL("AND ") + self.items_only("r.item_id"),
        )
        return self._credited(inner, attributes, first, last)

    def _credited(self, inner, attributes, first, last):
        """One row for each credited unit of the facts in ``inner``."""
        names = ["source_id", "item_id", "number", "user_id", "day", "stamp"] + attributes
        shown = join([SQL("b.") + Identifier(name) for name in names])
        parts = {
            "inner": inner,
            "shown": shown,
            "first": Literal(first),
            "last": Literal(last),
            "scope": SQL(
                "unit_id IN (SELECT unit_id FROM score_scope)" if self.partial else "TRUE"
            ),
        }
        if not self.has_joint:
            return compose(
                """SELECT {shown}, b.own AS unit_id, TRUE AS lead, 1 AS parts
                   FROM ({inner}) b WHERE b.day BETWEEN {first} AND {last}""",
                **parts,
            )
        return compose(
            """SELECT * FROM (
                   SELECT {shown}, b.own AS unit_id, TRUE AS lead,
                       1 + COALESCE(p.others, 0) AS parts
                   FROM ({inner}) b LEFT JOIN score_parts p ON p.item_id = b.item_id
                   WHERE b.day BETWEEN {first} AND {last}
                   UNION ALL
                   SELECT {shown}, j.unit_id, FALSE, 1 + j.others
                   FROM ({inner}) b JOIN score_joint j ON j.item_id = b.item_id
                   WHERE b.day BETWEEN {first} AND {last}
               ) credited WHERE {scope}""",
            **parts,
        )


class Facts(Source):
    """The facts a rule set asks for, up to the day ``until``.

    ``relation(basis)`` gives what stands behind ``FROM``: a query while one pass reads the basis, a
    temporary table once several do.
    """

    def __init__(self, cr, tz, partial, ruleset, until):
        super().__init__(cr, tz, partial)
        self.ruleset = ruleset
        self.until = until
        self.made = {}  # basis → name of its temporary table

    def readers(self, basis):
        """The rules of the set that look at the facts of ``basis`` in a pass of their own."""
        rules = [rule for rule in self.ruleset.rules if reads_facts(rule) and rule.basis == basis]
        chain = [rule for rule in rules if isinstance(rule, EventRule) and not rule.additive]
        return [rule for rule in rules if rule not in chain] + chain[:1]

    def first_day(self, basis):
        """The first day whose facts count: windows may begin before the rule set does."""
        days = [self.ruleset.date_from]
        for rule in self.readers(basis):
            if isinstance(rule, (QuotaRule, RatioRule, VetoRule)):
                days.append(windows.start(rule.window, self.ruleset.date_from))
        return min(days)

    def attributes(self, basis):
        """The attributes that the rules of the set use of this basis, in a fixed order."""
        used = set()
        for rule in self.ruleset.rules:
            if not reads_facts(rule) or rule.basis != basis:
                continue
            used |= {COMPARED[name] for name in rule.filters.used() if name in COMPARED}
            if rule.filters.publication_ids:
                used.add("publication_id")
            if isinstance(rule, EventRule):
                used |= {STACK_BY.get(rule.stack_by)} if rule.stack_key else set()
                used |= {"value"} if rule.points_mode != "fixed" else set()
            if isinstance(rule, QuotaRule) and rule.metric == "weighted":
                used.add("category_id")
            if basis == "manual":
                used.add("rule_id")
        return [name for name in ATTRIBUTES if name in used]

    def relation(self, basis):
        """What stands behind FROM for the facts of ``basis``."""
        if basis in self.made:
            return Identifier(self.made[basis])
        attributes = self.attributes(basis)
        query = self.query(basis, attributes, self.first_day(basis), self.until)
        if len(self.readers(basis)) < 2:
            return SQL("(") + query + SQL(")")
        name = "score_fact_%s" % basis
        make_table(self.cr, name, query)
        self.made[basis] = name
        return Identifier(name)


def reads_facts(rule):
    """Whether the rule looks at facts at all (not at points or at other rules)."""
    if isinstance(rule, QuotaRule):
        return rule.metric != "points"
    if isinstance(rule, VetoRule):
        return rule.trigger == "facts"
    return True
