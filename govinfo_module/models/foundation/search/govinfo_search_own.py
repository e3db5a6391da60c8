from collections import defaultdict
from itertools import product
from math import prod
from typing import NamedTuple

from odoo import api, models, tools
from odoo.fields import Domain
from odoo.tools import SQL

# Who may read more records than this is searched like everybody.
OWN = 20_000
# So few records that a rule asks for are named by their ids.
NAMED = 300
# An "or" of the record rules is taken apart into so many ways at most.
WAYS = 32


class Own(NamedTuple):
    """The records somebody may read: ``{model: ids}``, and how many these are."""

    records: dict
    count: int

    def condition(self, by_index):
        """That a row of the index is of one of them.

        ``by_index``: rows are looked for by these; else told from the others that hold the words.
        """
        parts = [among(name, ids, by_index) for name, ids in self.records.items()]
        return SQL("(%s)", SQL(" OR ").join(parts)) if parts else SQL("FALSE")


class Asked(NamedTuple):
    """How the records somebody may read are asked for.

    ``rules``: a query of ``model`` and ``record``; ``named``: for each marker that stands in it, a query of
    the ids to be put there.
    """

    rules: SQL
    named: dict


class GovinfoSearch(models.AbstractModel):
    """Which records the caller may read, when these are few: asked of the record rules all at once."""

    _inherit = "govinfo.search"

    @api.model
    def _own(self, names):
        """The records of the models ``names`` the caller may read; None when these are many."""
        rules = self._rules(names)
        found = self.env.execute_query(SQL("SELECT * FROM (%s) AS own LIMIT %s", rules, OWN + 1))
        records = defaultdict(list)
        for name, record in found:
            records[name].append(record)
        if len(found) > OWN:
            return None
        return Own(records, len(found))

    @api.model
    def _rules(self, names):
        """The records of the models ``names`` the caller may read, as a query of ``model`` and ``record``."""
        rules, named = self._asked(names)
        if not named:
            return rules
        query = SQL(" UNION ALL ").join(
            SQL("SELECT %s AS marker, found.id FROM %s AS found", marker, ids)
            for marker, ids in named.items()
        )
        ids = {marker: [] for marker in named}
        for marker, number in self.env.execute_query(query):
            ids[marker].append(number)
        return filled(rules, ids)

    @api.model
    @tools.ormcache("self.env.uid", "self.env.su", "tuple(self.env.companies.ids)", "names")
    def _asked(self, names):
        """How the rules are asked; like the platform's own domain of the rules the same until these change."""
        settled = {}
        rules = SQL(" UNION ").join(
            SQL("SELECT %s AS model, found.id AS record FROM %s AS found", name, query.subselect())
            for name in names
            for query in self._ways(self.env[name], settled)
        )
        queries = enumerate(settled.values(), 1)
        return Asked(rules, {-number: ids for number, ids in queries if ids})

    @api.model
    def _ways(self, model, settled):
        """Queries that together find what the caller may read, each by an index.

        Each takes one way through the "or" in the record rules; together they are the rules. Given the
        rules as they are, the database goes through the whole table. ``settled`` is kept from model to
        model.
        """
        rules = self.env["ir.rule"]._compute_domain(model._name, "read")
        system = model.sudo().with_context(active_test=False)  # sudo: as the platform asks rules
        for way in parted(self._settled(rules, system, settled)):
            query = model._search(Domain.TRUE, active_test=False, bypass_access=True)
            way = way.optimize_full(system)
            if not way.is_true():
                query.add_where(way._to_sql(system, model._table, query))
            yield query

    @api.model
    def _settled(self, domain, model, settled):
        """``domain`` with the innermost records it asks for named by their ids, where these are few.

        Nearly all rules ask for the units somebody works for: these are looked for once, and not by the
        database in every way through the rules. ``settled``: ``{(model, domain as text): query of their
        ids, None where they are many}`` so far.
        """

        def settle(condition):
            inner = condition.value
            if not isinstance(inner, Domain):
                return condition
            comodel = model.env[model._fields[condition.field_expr].comodel_name]
            if any(isinstance(part.value, Domain) for part in inner.iter_conditions()):
                inner = self._settled(inner, comodel, settled)
            else:
                inner = self._named(inner, comodel, settled)
            return Domain(condition.field_expr, condition.operator, inner)

        return domain.map_conditions(settle)

    @api.model
    def _named(self, domain, model, settled):
        """``domain`` as a marker in the place of ids, or as it is where it finds many."""
        key = model._name, repr(domain)
        if key not in settled:
            many = model.search_count(domain, limit=NAMED + 1) > NAMED
            settled[key] = None if many else model._search(domain).subselect()
        return Domain("id", "in", [-1 - list(settled).index(key)]) if settled[key] else domain


def filled(query, named):
    """``query`` with the ids of ``named`` (``{marker: ids}``) where a marker stands."""

    def value(param):
        if isinstance(param, tuple) and len(param) == 1 and param[0] in named:
            return tuple(named[param[0]]) or param  # no record has the number of a marker
        return param

    return SQL(query.code, *map(value, query.params), to_flush=query.to_flush)


def among(model, ids, by_index):
    """That a row is of a record of ``model`` with one of ``ids``."""
    numbers = "{%s}" % str(ids)[1:-1]  # as one text, which the database reads faster
    if by_index:
        return SQL("(res_model = %s AND res_id = ANY(%s::int[]))", model, numbers)
    return SQL("(res_model || '' = %s AND res_id + 0 = ANY(%s::int[]))", model, numbers)


def parted(domain):
    """Domains without an "or" that together say what ``domain`` says; as they are when these are many."""
    operator = getattr(domain, "OPERATOR", None)
    if operator == "|":
        ways = [way for child in domain.children for way in parted(child)]
    elif operator == "&":
        parts = [parted(child) for child in domain.children]
        ways = map(Domain.AND, product(*parts)) if prod(map(len, parts)) <= WAYS else [domain]
    elif isinstance(getattr(domain, "value", None), Domain) and domain.operator in ("any", "any!"):
        ways = [Domain(domain.field_expr, domain.operator, way) for way in parted(domain.value)]
    else:
        ways = [domain]
    ways = list(ways)
    return ways if len(ways) <= WAYS else [domain]
