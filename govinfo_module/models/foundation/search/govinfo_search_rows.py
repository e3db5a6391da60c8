from collections import defaultdict
from datetime import date
from functools import partial
from typing import NamedTuple

from odoo import api, models, tools
from odoo.fields import Domain
from odoo.tools import SQL

COLUMNS = SQL("id, date, res_model, res_id, attachment_id, original_model, original_id")
# For each result asked for, so many rows are looked at first, so many of one's own; then so many times more.
FIRST_LOOK, OWN_LOOK, MORE = 4, 2, 10
# So few records of one's own are looked through at whatever time.
FEW_RECORDS = 5000
# Looking at so many rows with the words takes as long as looking for the words in one of one's own.
DEAR = 16
# Who may read fewer than one in so many of so many newest texts has the record rules asked first.
FEW, NEWEST = 5, 200


class Row(NamedTuple):
    """A row of the index without its text."""

    id: int
    date: date
    model: str
    record: int
    file: int
    original_model: str
    original: int


class GovinfoSearch(models.AbstractModel):
    """Which rows of the index the caller gets: the newest with the words, under the record rules."""

    _inherit = "govinfo.search"

    @api.model
    def _find(self, wanted, readable, where, limit):
        """The newest ``limit`` rows that hold what is ``wanted``, as far as the caller may read them."""
        self.env["govinfo.search.text"]._store_marked()
        for rows, all_of_them in self._looks(wanted, where, readable, limit):
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
    def _looks(self, wanted, where, readable, limit):
        """Yield ``(rows the caller may read, newest first; whether there are no more)``.

        Mostly nearly all that is found may be read, and the record rules are asked about a few records.
        Who may read little has them asked first.
        """
        own = self._reads_little() and self._own(tuple(readable))
        look = limit * (OWN_LOOK if own else FIRST_LOOK)
        newest = self._way_to_own(wanted, where, own) if own else self._way(where)
        while True:
            rows = newest(look)
            yield self._allowed(rows, readable), len(rows) < look
            look *= MORE

    @api.model
    def _way(self, where):
        """How to the newest rows come by, as a function of their number: those with the words, in times."""
        return partial(self._newest, where, self.env["govinfo.search.text"]._times())

    @api.model
    def _way_to_own(self, wanted, where, own):
        """As ``_way``, of one's own: of words in very many texts, one's own are looked at in order instead."""
        if self._own_first(wanted, own):
            return partial(self._newest_own, where, own.condition(by_index=True))
        where = SQL("%s AND %s", where, own.condition(by_index=False))
        few = own.count <= FEW_RECORDS
        return partial(self._newest, where, [SQL("TRUE")]) if few else self._way(where)

    @api.model
    def _own_first(self, wanted, own):
        """Whether one's own are looked for words, rather than texts with the words for one's own."""
        return self.env["govinfo.search.text"]._about(wanted.query()) > own.count * DEAR

    @api.model
    def _own_holding(self, model, wanted, where):
        """Ids of the caller's own records of ``model`` with a row that ``where`` lets through.

        None for who reads much: the list of the model itself is asked then. ``wanted`` is what ``where``
        looks for.
        """
        own = self._reads_little() and self._own((model,))
        if not own:
            return None
        query = SQL(
            "SELECT res_id FROM govinfo_search_text WHERE %s AND %s",
            own.condition(by_index=self._own_first(wanted, own)),
            where,
        )
        return [record for (record,) in self.env["govinfo.search.text"]._ask(query)]

    @api.model
    @tools.ormcache("self.env.uid", "self.env.su", "tuple(self.env.companies.ids)")
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
    def _newest(self, where, times, look):
        """The ``look`` newest rows, looked for in one of ``times`` after the other."""
        rows = []
        for time in times:
            rows += self._rows(SQL("%s AND %s", where, time), look - len(rows))
            if len(rows) == look:
                break
        return rows

    @api.model
    def _newest_own(self, where, own, look):
        """The ``look`` newest rows of one's own, looked at one by one until there are so many."""
        query = SQL(
            "SELECT %s FROM (SELECT *, date + 0 AS day FROM govinfo_search_text WHERE %s"
            " ORDER BY day DESC, id DESC OFFSET 0) AS govinfo_search_text"
            " WHERE %s ORDER BY day DESC, id DESC LIMIT %s",
            COLUMNS,
            own,
            where,
            look,
        )
        return self._asked_rows(query)

    @api.model
    def _rows(self, where, look):
        """The ``look`` newest of all rows that ``where`` lets through."""
        query = SQL(
            "SELECT %s FROM govinfo_search_text WHERE %s ORDER BY date + 0 DESC, id DESC LIMIT %s",
            COLUMNS,
            where,
            look,
        )
        return self._asked_rows(query)

    @api.model
    def _asked_rows(self, query):
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
