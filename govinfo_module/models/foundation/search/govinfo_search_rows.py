from collections import defaultdict
from datetime import date
from itertools import product
from math import prod
from typing import NamedTuple

from odoo import api, models, tools
from odoo.fields import Domain
from odoo.tools import SQL

COLUMNS = SQL("id, date, res_model, res_id, attachment_id, original_model, original_id")
# For each result asked for, so many rows are looked at first; then so many times more.
FIRST_LOOK, MORE = 4, 10
# Who may read fewer than one in so many of so many newest texts has the record rules asked first,
FEW, NEWEST = 5, 200
# if these let through no more records than this.
OWN = 20_000
# So few records are looked through at whatever time.
FEW_RECORDS = 5000
# So few records that a rule asks for are named by their ids.
NAMED = 300
# An "or" of the record rules is taken apart into so many ways at most.
WAYS = 32


class Row(NamedTuple):
    """A row of the index without its text."""

    id: int
    date: date
    model: str
    record: int
    file: int
    original_model: str
    original: int


class Own(NamedTuple):
    """The records somebody may read, as a condition on rows of the index."""

    condition: SQL
    count: int


class GovinfoSearch(models.AbstractModel):
    """Which rows of the index the caller gets: the newest with the words, under the record rules."""

    _inherit = "govinfo.search"

    @api.model
    def _find(self, wanted, readable, where, limit):
        """The newest ``limit`` rows that hold what is ``wanted``, as far as the caller may read them."""
        self.env["govinfo.search.text"]._store_marked()
        for rows, all_of_them in self._looks(where, readable, limit * FIRST_LOOK):
            found = self._holding(wanted, self._without_copies(where, readable, rows), limit)
            if len(found) == limit or all_of_them:
                return found

    @api.model
    def _known(self, ids):
        """Those rows with these ``ids`` whose records the caller may read."""
        readable = self._readable(None, None)
        if not (ids and readable):
            return []
        where = SQL(
            "id IN %s AND company_id IN %s AND res_model IN %s",
            tuple(ids),
            tuple(self.env.companies.ids),
            tuple(readable),
        )
        return self._allowed(self._rows(where, len(ids)), readable)

    # -- in rounds ---------------------------------------------------------------------------

    @api.model
    def _looks(self, where, readable, look):
        """Yield ``(rows the caller may read, newest first; whether there are no more)``.

        Mostly nearly all that is found may be read, and the record rules are asked about a few records.
        Who may read little has them asked first.
        """
        own = self._reads_little() and self._own(readable)
        if own:
            where = SQL("%s AND %s", where, own.condition)
        few = own and own.count <= FEW_RECORDS
        times = [SQL("TRUE")] if few else self.env["govinfo.search.text"]._times()
        while True:
            rows = self._newest(where, look, times)
            yield self._allowed(rows, readable), len(rows) < look
            look *= MORE

    @api.model
    @tools.ormcache("self.env.uid", "tuple(self.env.companies.ids)")
    def _reads_little(self):
        """Whether the caller may read few of the county's newest texts.

        It decides what is asked first, not what is found, so nobody minds that it was so some time ago.
        """
        readable = self._readable(None, None)
        query = SQL(
            "SELECT %s FROM govinfo_search_text WHERE company_id = %s AND res_model || '' IN %s"
            " ORDER BY date DESC, id DESC LIMIT %s",
            COLUMNS,
            self.env.company.id,
            tuple(readable),
            NEWEST,
        )
        self.env.cr.execute(query)
        rows = [Row(*values) for values in self.env.cr.fetchall()]
        return len(self._allowed(rows, readable)) * FEW < len(rows)

    @api.model
    def _newest(self, where, look, times):
        """The ``look`` newest rows, looked for in one of ``times`` after the other."""
        rows = []
        for time in times:
            rows += self._rows(SQL("%s AND %s", where, time), look - len(rows))
            if len(rows) == look:
                break
        return rows

    @api.model
    def _rows(self, where, look):
        """The ``look`` newest of all rows that ``where`` lets through."""
        query = SQL(
            "SELECT %s FROM govinfo_search_text WHERE %s ORDER BY date + 0 DESC, id DESC LIMIT %s",
            COLUMNS,
            where,
            look,
        )
        return [Row(*values) for values in self.env["govinfo.search.text"]._ask(query)]

    # -- under the record rules --------------------------------------------------------------

    @api.model
    def _allowed(self, rows, readable):
        """Those of ``rows`` whose record the caller may read."""
        asked = defaultdict(set)
        for row in rows:
            asked[row.model].add(row.record)
        allowed = {
            name: set(self.env[name]._search(readable[name] & Domain("id", "in", list(ids))))
            for name, ids in asked.items()
        }
        return [row for row in rows if row.record in allowed[row.model]]

    @api.model
    def _own(self, readable):
        """The rows whose records the caller may read, as ``Own``; None when these are many."""
        rules = self._rules(readable)
        self.env.cr.execute(SQL("SELECT * FROM (%s) AS own LIMIT %s", rules, OWN + 1))
        records = defaultdict(list)
        for name, record in self.env.cr.fetchall():
            records[name].append(record)
        count = sum(map(len, records.values()))
        if count > OWN:
            return None
        by_index = count <= FEW_RECORDS
        parts = [among(name, ids, by_index) for name, ids in records.items()]
        return Own(SQL("(%s)", SQL(" OR ").join(parts)) if parts else SQL("FALSE"), count)

    @api.model
    def _rules(self, readable):
        """The records the caller may read as a query of ``model`` and ``record``."""
        settled = {}
        return SQL(" UNION ").join(
            SQL("SELECT %s AS model, found.id AS record FROM %s AS found", name, query.subselect())
            for name, domain in readable.items()
            for query in self._ways(self.env[name], domain, settled)
        )

    @api.model
    def _ways(self, model, domain, settled):
        """Queries that together find what the caller may read of ``domain``, each by an index.

        Each takes one way through the "or" in the record rules; together they are the rules. Given the
        rules as they are, the database goes through the whole table. ``settled`` is kept from model to
        model.
        """
        rules = self.env["ir.rule"]._compute_domain(model._name, "read")
        system = model.sudo().with_context(active_test=False)  # sudo: as the platform asks rules
        for way in parted(self._settled(rules, system, settled)):
            query = model._search(domain, bypass_access=True)
            way = way.optimize_full(system)
            if not way.is_true():
                query.add_where(way._to_sql(system, model._table, query))
            yield query

    @api.model
    def _settled(self, domain, model, settled):
        """``domain`` with the innermost records it asks for named by their ids, where these are few.

        Nearly all rules ask for the units somebody works for: these are looked for once, and not by the
        database in every way through the rules. ``settled``: ``{(model, domain as text): domain}`` so far.
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
        key = model._name, repr(domain)
        if key not in settled:
            query = model._search(
                domain, limit=NAMED + 1, order="id", active_test=False, bypass_access=True
            )
            ids = query.get_result_ids()
            settled[key] = Domain("id", "in", ids) if len(ids) <= NAMED else domain
        return settled[key]

    # -- what is left ------------------------------------------------------------------------

    @api.model
    def _without_copies(self, where, readable, rows):
        """``rows`` without copies of a text that is found itself; of other copies the newest."""
        originals = {(row.original_model, row.original) for row in rows if row.original}
        if not originals:
            return rows
        found = self._rows(
            SQL(
                "%s AND attachment_id IS NULL AND (res_model, res_id) IN %s",
                where,
                tuple(originals),
            ),
            len(originals),
        )
        seen = {(row.model, row.record) for row in self._allowed(found, readable)}
        kept = []
        for row in rows:
            original = (row.original_model, row.original)
            if not row.original or original not in seen:
                kept.append(row)
                seen.add(original)
        return kept

    @api.model
    def _holding(self, wanted, rows, limit):
        """The first ``limit`` of ``rows`` that really hold what is ``wanted``."""
        if not wanted.unsure():
            return rows[:limit]
        held = []
        for start in range(0, len(rows), limit):
            some = rows[start : start + limit]
            texts = self._texts(some)
            held += [row for row in some if wanted.places("%s\n%s" % texts[row.id])]
            if len(held) >= limit:
                break
        return held[:limit]

    @api.model
    def _texts(self, rows):
        """``{row id: (title, text)}``."""
        if not rows:
            return {}
        self.env.cr.execute(
            SQL(
                "SELECT id, coalesce(title, ''), coalesce(text, '')"
                " FROM govinfo_search_text WHERE id IN %s",
                tuple(row.id for row in rows),
            )
        )
        return {number: (title, text) for number, title, text in self.env.cr.fetchall()}


def among(model, ids, by_index):
    """That a row is of a record of ``model`` with one of ``ids``.

    ``by_index``: looked for by these; else told from the others that hold the words.
    """
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
