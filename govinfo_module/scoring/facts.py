"""Facts as relations: a query for the facts of each basis, over the tables of ``scope``.

A fact is one row for each credited unit: ``source_id``, ``item_id``, ``unit_id``, ``lead`` (the first
unit), ``parts`` (number of credited units), ``user_id``, ``day``, ``stamp``, ``number`` and the
attributes that rules ask for.
"""

from . import windows
from .catalogue import ATTRIBUTES, BASES, COMPARED, STACK_BY
from .rules import EventRule, QuotaRule, RatioRule, VetoRule
from .scope import target
from .sql import SQL, Identifier, Literal, compose, drop_table, join, make_table


class Source:
    """Queries for the facts of the units in ``score_scope``. ``partial`` as in ``prepare``.

    ``bases``: what takes the place of the catalogue's bases (``ask``).
    """

    def __init__(self, cr, tz, partial, bases=None):
        self.cr = cr
        self.bases = {**BASES, **(bases or {})}
        self.tz = tz
        self.partial = partial
        cr.execute("SELECT EXISTS (SELECT FROM score_joint)")
        self.has_joint = cr.fetchone()[0]
        cr.execute("SELECT DISTINCT level FROM score_unit WHERE level IS NOT NULL ORDER BY 1")
        self.levels = tuple(level for (level,) in cr.fetchall())  # units scored as others for them

    def items_only(self, column):
        """A restriction of ``column`` to the items computed, for inner queries."""
        if not self.partial:
            return SQL("TRUE")
        return SQL("%s IN (SELECT id FROM score_item)" % column)

    def own(self, basis):
        """The unit that a fact of ``basis`` is credited to first (SQL; ``u`` is its unit)."""
        return target("u", "(%s)" % basis.attribute("level")) if self.levels else "u.target"

    def query(self, name, attributes, first, last):
        """The facts of the basis ``name`` from day ``first`` to ``last``, with ``attributes``."""
        basis = self.bases[name]
        if not basis.has_item:
            only = "%s IN (SELECT unit_id FROM score_scope)" % self.own(basis)
        else:
            only = "i.id IN (SELECT id FROM score_item)" if self.partial else "TRUE"
        bucket = "''"
        if self.levels:
            level = basis.attribute("level")
            bucket = "CASE WHEN %s IN {levels} THEN %s ELSE '' END" % (level, level)
        extra = ["%s AS own" % self.own(basis), "%s AS bucket" % bucket]
        inner = self._inner(basis, extra, attributes, only)
        return self._credited(inner, attributes, first, last)

    def authored(self, name, attributes, first, last):
        """The facts of a basis with an author, once each, of the persons in ``score_author``."""
        basis = self.bases[name]
        only = "%s IN (SELECT user_id FROM score_author)" % basis.user
        inner = self._inner(basis, [], attributes, only)
        return compose(
            "SELECT * FROM ({inner}) b WHERE day BETWEEN {first} AND {last}",
            inner=inner,
            first=first,
            last=last,
        )

    def _inner(self, basis, extra, attributes, only):
        """The facts of ``basis`` that pass ``only``, before they are credited."""
        item_columns = ("i.id", "COALESCE(i.number, '')") if basis.has_item else ("NULL::int", "''")
        columns = [
            "%s AS source_id" % basis.id,
            "%s AS item_id" % item_columns[0],
            '(%s)::text COLLATE "C" AS number' % item_columns[1],
            "%s::int AS user_id" % basis.user,
            "%s AS day" % basis.day,
            "%s AS stamp" % basis.stamp,
        ]
        columns += extra
        columns += ["(%s)::%s AS %s" % (basis.attribute(a), ATTRIBUTES[a], a) for a in attributes]
        return compose(
            "SELECT %s FROM %s JOIN score_unit u ON u.id = %s WHERE %s AND %s"
            % (", ".join(columns), basis.tables, basis.unit, basis.condition, only),
            tz=self.tz,
            only=SQL("AND ") + self.items_only("item_id"),
            only_of_issue=SQL("AND ") + self.items_only("r.item_id"),
            levels=Literal(self.levels or ("",)),
        )

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
            "same_p": SQL("AND p.bucket = b.bucket" if self.levels else ""),
            "same_j": SQL("AND j.bucket = b.bucket" if self.levels else ""),
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
                   FROM ({inner}) b LEFT JOIN score_parts p ON p.item_id = b.item_id {same_p}
                   WHERE b.day BETWEEN {first} AND {last}
                   UNION ALL
                   SELECT {shown}, j.unit_id, FALSE, 1 + j.others
                   FROM ({inner}) b JOIN score_joint j ON j.item_id = b.item_id {same_j}
                   WHERE b.day BETWEEN {first} AND {last}
               ) credited WHERE {scope}""",
            **parts,
        )


class Facts(Source):
    """The facts a rule set asks for, up to the day ``until``.

    ``relation(basis)`` gives what stands behind ``FROM``: a query while one pass reads the basis, a
    temporary table once several do.
    """

    def __init__(self, cr, tz, partial, ruleset, until, bases=None):
        super().__init__(cr, tz, partial, bases)
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
            if not counts_facts(rule) or rule.basis != basis:
                continue
            used |= {COMPARED[name] for name in rule.filters.used() if name in COMPARED}
            if rule.filters.publication_ids:
                used.add("publication_id")
            if isinstance(rule, EventRule):
                used |= {STACK_BY.get(rule.stack_by)} if rule.stack_key else set()
                used |= {"value"} if rule.points_mode not in ("fixed", "factor") else set()
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
        drop_table(self.cr, name)
        make_table(self.cr, name, query)
        self.made[basis] = name
        return Identifier(name)

    def relation_of(self, rule):
        """What stands behind FROM for the facts ``rule`` counts: of units, or of authors."""
        if not reads_authors(rule):
            return self.relation(rule.basis)
        first = windows.start(rule.window, self.ruleset.date_from)
        query = self.authored(rule.basis, self.attributes(rule.basis), first, self.until)
        return SQL("(") + query + SQL(")")


def counts_facts(rule):
    """Whether the rule looks at facts at all (not at points or at other rules)."""
    if isinstance(rule, QuotaRule):
        return rule.metric != "points"
    if isinstance(rule, VetoRule):
        return rule.trigger == "facts"
    return True


def reads_facts(rule):
    """Whether the rule looks at the facts of units."""
    return counts_facts(rule) and not getattr(rule, "is_personal", False)


def reads_authors(rule):
    """Whether the rule looks at the facts of persons."""
    return counts_facts(rule) and getattr(rule, "is_personal", False)
