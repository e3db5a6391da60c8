"""From the entries there should be (``score_row``) to the entries there are.

Open entries, dated after the lock, are made equal: an entry keeps its id as long as its source stands.
For the locked span, which never changes, the difference per unit and source becomes one correction
entry on the first day after the lock. A fact is a source whatever rules matched it; a quota, ratio,
base, floor, ceiling or veto is one source per rule and window.
"""

from datetime import timedelta

from .catalogue import LEDGER, RESULTS
from .scope import STANDING, members
from .sql import SQL, Identifier, compose, join, make_table, run

# What identifies an open entry (alias in place of %s); NULLs are made comparable.
KEY = (
    "{0}.ruleset_id",
    "{0}.unit_id",
    "COALESCE({0}.rule_id, 0)",
    "{0}.origin",
    "({0}.reason = 'correction')",
    "COALESCE({0}.source_model, '')",
    "COALESCE({0}.source_id, 0)",
    "COALESCE({0}.item_id, 0)",
    "COALESCE({0}.window_end, DATE 'infinity')",
    "CASE WHEN {0}.origin = 'fact' THEN 0 ELSE COALESCE({0}.user_id, 0) END",
)
# A source: the fact, or the rule and window. The entries of one quota window are one source.
SOURCE = (
    "{0}.unit_id",
    "CASE WHEN {0}.origin IN ('surplus', 'short') THEN 'met' ELSE {0}.origin END",
    "COALESCE({0}.source_model, '')",
    "COALESCE({0}.source_id, 0)",
    "COALESCE({0}.item_id, 0)",
    "CASE WHEN {0}.origin = 'fact' THEN 0 ELSE COALESCE({0}.rule_id, 0) END",
    "COALESCE({0}.window_end, DATE 'infinity')",
    "CASE WHEN {0}.origin = 'fact' THEN 0 ELSE COALESCE({0}.user_id, 0) END",
)
IDENTITY = ("ruleset_id", "unit_id", "rule_id", "origin", "source_model", "source_id", "item_id")
IDENTITY += ("window_end",)
# Column of the ledger → column of ``score_row``: what an entry says beside its identity.
CONTENT = {
    "group_id": "group_id",
    "date": "day",
    "original_date": "original_day",
    "user_id": "user_id",
    "personal": "personal",
    "window_start": "window_start",
    "quantity": "quantity",
    "quota": "quota",
    "raw_points": "raw",
    "points": "points",
    "reason": "reason",
    "note": "note",
}


def _on(expressions, alias):
    return ", ".join(expression.format(alias) for expression in expressions)


def _equal(expressions, left, right):
    pairs = [(e.format(left), e.format(right)) for e in expressions]
    return SQL(" AND ".join("%s = %s" % pair for pair in pairs))


class Ledger:
    """The part of a county's ledger that a run computes.

    ``unchanged`` are the rule sets computed only for the units in ``score_dirty``; None: nothing else
    was computed either. ``note`` is the text of a correction, with ``{date}`` in place of the day of
    its fact or window.
    """

    def __init__(self, cr, company_id, lock_date, unchanged, note):
        self.cr = cr
        self.company_id = company_id
        self.lock_date = lock_date
        self.unchanged = unchanged
        self.note = note

    @property
    def scope(self):
        """Which rows (alias ``e``) this run is about."""
        dirty = "e.unit_id IN (SELECT unit_id FROM score_dirty)"
        if self.unchanged is None:
            return SQL(dirty)
        own = compose("e.company_id = {company}", company=self.company_id)
        if not self.unchanged:
            return own
        return compose(
            "{own} AND (%s OR e.ruleset_id NOT IN {unchanged})" % dirty,
            own=own,
            unchanged=tuple(self.unchanged),
        )

    def post(self):
        """Bring the ledger and the results of windows in line with what has been computed."""
        if self.lock_date:
            self._correct()
        self._match()
        self._post_results()

    # -- the locked span ---------------------------------------------------------------------

    def _correct(self):
        """Replace the rows of the locked span by what the locked entries did not give."""
        columns = ", ".join(IDENTITY) + ", group_id, user_id, personal, window_start"
        both = compose(
            """SELECT %(columns)s, day, points, 0 AS place FROM score_row
               WHERE day <= {lock}
               UNION ALL
               SELECT %(columns)s, COALESCE(original_date, date), -points, 1
               FROM {ledger} e WHERE e.locked AND {scope}"""
            % {"columns": columns},
            lock=self.lock_date,
            ledger=Identifier(LEDGER),
            scope=self.scope,
        )
        make_table(
            self.cr,
            "score_difference",
            """WITH entries AS ({both}),
               source AS (
                   SELECT %(source)s, sum(points) AS points FROM entries e
                   GROUP BY %(source)s HAVING sum(points) <> 0
               )
               SELECT DISTINCT ON (%(source)s) e.*, s.points AS difference
               FROM source AS s(k1, k2, k3, k4, k5, k6, k7, k8, points) JOIN entries e
                   ON (%(source)s) = (k1, k2, k3, k4, k5, k6, k7, k8)
               ORDER BY %(source)s, e.place, e.day, e.rule_id"""
            % {"source": _on(SOURCE, "e")},
            both=both,
        )
        run(self.cr, "DELETE FROM score_row WHERE day <= {lock}", lock=self.lock_date)
        run(
            self.cr,
            """INSERT INTO score_row (ruleset_id, unit_id, rule_id, group_id, day, original_day,
                   user_id, personal, item_id, source_model, source_id, origin, window_start,
                   window_end, raw, points, reason, note)
               SELECT ruleset_id, unit_id, rule_id, group_id, {next}, day, user_id, personal, item_id,
                   source_model, source_id,
                   CASE WHEN origin IN ('surplus', 'short') THEN 'met' ELSE origin END,
                   window_start, window_end, difference, difference, 'correction',
                   replace({note}, {mark}, to_char(day, 'YYYY-MM-DD'))
               FROM score_difference""",
            next=self.lock_date + timedelta(days=1),
            note=self.note,
            mark="{date}",
        )

    # -- the open span -----------------------------------------------------------------------

    def _match(self):
        """Delete, change and insert open entries until they say what ``score_row`` says."""
        cr = self.cr
        opened = compose(
            "SELECT e.* FROM {ledger} e WHERE NOT COALESCE(e.locked, FALSE) AND {scope}",
            ledger=Identifier(LEDGER),
            scope=self.scope,
        )
        run(cr, "SELECT EXISTS ({opened})", opened=opened)
        if not cr.fetchone()[0]:
            self._insert(SQL("score_row"))
            return
        run(cr, "ANALYZE score_row")
        make_table(
            cr,
            "score_change",
            """SELECT e.id AS entry_id, s.* FROM ({opened}) e FULL JOIN score_row s ON {same}
               WHERE e.id IS NULL OR s.unit_id IS NULL
                   OR ROW({there}) IS DISTINCT FROM ROW({due})""",
            opened=opened,
            same=_equal(KEY, "e", "s"),
            there=SQL(", ".join("e.%s" % name for name in CONTENT)),
            due=SQL(", ".join("s.%s" % name for name in CONTENT.values())),
        )
        run(
            cr,
            """DELETE FROM {ledger} e USING score_change c
               WHERE e.id = c.entry_id AND c.unit_id IS NULL""",
            ledger=Identifier(LEDGER),
        )
        run(
            cr,
            "UPDATE {ledger} e SET {content} FROM score_change c"
            " WHERE e.id = c.entry_id AND c.unit_id IS NOT NULL",
            ledger=Identifier(LEDGER),
            content=SQL(", ".join("%s = c.%s" % pair for pair in CONTENT.items())),
        )
        self._insert(SQL("score_change WHERE entry_id IS NULL"))

    def _insert(self, source):
        columns = {name: name for name in IDENTITY}
        columns.update(CONTENT)
        run(
            self.cr,
            """INSERT INTO {ledger} (company_id, locked, {columns})
               SELECT {company}, FALSE, {due} FROM {source}""",
            ledger=Identifier(LEDGER),
            columns=join([Identifier(name) for name in columns]),
            company=self.company_id,
            due=join([Identifier(name) for name in columns.values()]),
            source=source,
        )

    def _post_results(self):
        """Store what quotas, ratios and vetoes found; nothing refers to these rows."""
        run(
            self.cr,
            "DELETE FROM {results} e WHERE {scope}",
            results=Identifier(RESULTS),
            scope=self.scope,
        )
        run(
            self.cr,
            """INSERT INTO {results} (company_id, ruleset_id, rule_id, unit_id, kind, window_start,
                   window_end, date, quantity, quota, failed, user_id, award_scope)
               SELECT {company}, ruleset_id, rule_id, unit_id, kind, window_start, window_end, day,
                   quantity, quota, failed, user_id, scope
               FROM score_found""",
            results=Identifier(RESULTS),
            company=self.company_id,
        )


def lock(cr, company_id, day):
    """Freeze the ledger of a county up to ``day``; note which units were in use and who was where.

    Some may have been put out of use after the computation: their base or quotas tell.
    """
    run(
        cr,
        """INSERT INTO govinfo_ledger_roll_person (company_id, user_id, unit_id, officer, date_from,
               date_to)
           SELECT {company}, m.user_id, m.unit_id, m.officer, frozen.next, {day}
           FROM (
               {members}
           ) m, (
               SELECT COALESCE(max(date_to) + 1, '-infinity') AS next FROM govinfo_ledger_roll
               WHERE company_id = {company}) frozen
           WHERE frozen.next <= {day}""",
        company=company_id,
        day=day,
        members=members(company_id),
    )
    run(
        cr,
        """INSERT INTO govinfo_ledger_roll (company_id, unit_id, date_from, date_to)
           SELECT u.company_id, u.id, frozen.next, {day} FROM govinfo_unit u, (
               SELECT COALESCE(max(date_to) + 1, '-infinity') AS next FROM govinfo_ledger_roll
               WHERE company_id = {company}) frozen
           WHERE u.company_id = {company} AND {standing} AND frozen.next <= {day}
               AND (u.active OR EXISTS (
                   SELECT FROM {ledger} e WHERE e.unit_id = u.id AND e.origin = 'base'
                       AND e.date BETWEEN frozen.next AND {day}
               ) OR EXISTS (
                   SELECT FROM {results} w WHERE w.unit_id = u.id AND w.kind = 'quota'
                       AND w.date BETWEEN frozen.next AND {day}))""",
        ledger=Identifier(LEDGER),
        results=Identifier(RESULTS),
        standing=SQL(STANDING),
        company=company_id,
        day=day,
    )
    run(
        cr,
        """UPDATE {ledger} SET locked = TRUE
           WHERE company_id = {company} AND date <= {day} AND NOT COALESCE(locked, FALSE)""",
        ledger=Identifier(LEDGER),
        company=company_id,
        day=day,
    )
