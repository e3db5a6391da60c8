from psycopg2.extras import execute_values

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ....exchange.likeness.bigrams import grams

MARKED = "govinfo.search"
# So many texts are read and written at once.
BATCH = 500
# Days of the index: in which four weeks a text is.
PERIOD = SQL("(ARRAY[(date - '2000-01-01'::date) / 28])")
# So many texts are looked through before those of longer ago, so many times more by time, up to so many periods.
RECENT, LONGER, LONGEST = 3000, 4, 16
PLAN = SQL(
    "SET LOCAL cpu_operator_cost = 0.1; SET LOCAL enable_seqscan = off;"
    " SET LOCAL max_parallel_workers_per_gather = 0"
)
AS_EVER = SQL(
    "SET LOCAL cpu_operator_cost TO DEFAULT; SET LOCAL enable_seqscan TO DEFAULT;"
    " SET LOCAL max_parallel_workers_per_gather TO DEFAULT"
)
COLUMNS = (
    "res_model",
    "res_id",
    "attachment_id",
    "company_id",
    "date",
    "original_model",
    "original_id",
    "title",
    "text",
)


class GovinfoSearchText(models.Model):
    """The plain text of a record or of a file on it, and the pairs of its characters as an index.

    Kept by the records' own writes (``govinfo.search.mixin``, ``ir.attachment``): a change marks the
    record, and before the transaction is committed, or something is searched in it, the texts of
    marked records are written once. Nobody has access; ``govinfo.search`` asks the record rules of
    the records themselves.
    """

    _name = "govinfo.search.text"
    _description = "Text to be Searched"
    _log_access = False

    res_model = fields.Char("Model", required=True)
    res_id = fields.Integer("Record", required=True)
    attachment_id = fields.Many2one("ir.attachment", "File", index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", "County", required=True, ondelete="cascade")
    date = fields.Date(required=True)
    original_model = fields.Char("Copy of a text of this model")
    original_id = fields.Integer("Copy of the text of this record")
    title = fields.Char()
    text = fields.Text()

    _record_unique = models.UniqueIndex("(res_model, res_id, COALESCE(attachment_id, 0))")
    _newest_idx = models.Index("(company_id, date DESC, id DESC)")

    def init(self):
        """The column of the index, which no field of the platform describes."""
        super().init()
        cr = self.env.cr
        cr.execute("ALTER TABLE govinfo_search_text ADD COLUMN IF NOT EXISTS vector tsvector")
        # Texts and vectors stand beside the rows, so that many rows are read quickly.
        cr.execute("ALTER TABLE govinfo_search_text SET (toast_tuple_target = 128)")
        # How often a pair occurs decides whether words or records are looked for first.
        cr.execute("ALTER TABLE govinfo_search_text ALTER COLUMN vector SET STATISTICS 1000")
        # Words and time in one index: of a word in many texts the newest are found without the others.
        cr.execute(
            SQL(
                "CREATE INDEX IF NOT EXISTS govinfo_search_text_words_index"
                " ON govinfo_search_text USING gin (vector, (%s))",
                PERIOD,
            )
        )
        cr.execute("DROP INDEX IF EXISTS govinfo_search_text_vector_index")

    # -- asked -------------------------------------------------------------------------------

    @api.model
    def _plan_by_index(self):
        """Let the database find words by the index, until the transaction ends.

        It does not know what reading a vector costs, and would rather go through all rows: it is told that
        comparing is dear.
        """
        self.env.cr.execute("SET LOCAL cpu_operator_cost = 0.1")

    @api.model
    def _ask(self, query):
        """The rows of a ``query`` for words, which the database plans by the index and does alone."""
        self.env.cr.execute(SQL("%s; %s", PLAN, query))
        rows = self.env.cr.fetchall()
        self.env.cr.execute(AS_EVER)
        return rows

    @api.model
    def _about(self, words):
        """About how many texts hold ``words`` (a query), as the database reckons before it looks."""
        query = SQL("SELECT FROM govinfo_search_text WHERE vector @@ %s::tsquery", words)
        [[[plan]]] = self.env.execute_query(SQL("EXPLAIN (FORMAT JSON) %s", query))
        return plan["Plan"]["Plan Rows"]

    @api.model
    def _times(self):
        """Conditions on the day of a text: about the county's ``RECENT`` newest, then longer ago.

        Each time is right before the last, so whoever finds enough in the first ones has the newest.
        """
        always = SQL("TRUE")
        if len(self.env.companies) > 1:
            return [always]
        self.env.cr.execute(
            SQL(
                "SELECT count(*), array_agg(DISTINCT period[1]) FROM (SELECT %s AS period"
                " FROM govinfo_search_text WHERE company_id = %s"
                " ORDER BY date DESC, id DESC LIMIT %s) AS newest",
                PERIOD,
                self.env.company.id,
                RECENT,
            )
        )
        count, recent = self.env.cr.fetchone()
        if count < RECENT:
            return [always]
        times, looked = [], []
        while len(looked) + len(recent) <= LONGEST:
            times.append(SQL("%s && %s", PERIOD, recent))
            looked += recent
            first = min(looked)
            recent = list(range(first - len(looked) * (LONGER - 1), first))
        return [*times, SQL("%s < %s", PERIOD, [first])] if times else [always]

    # -- what has changed --------------------------------------------------------------------

    @api.model
    def _mark(self, records):
        """The texts of ``records`` are written anew before this transaction ends."""
        if not records:
            return
        precommit = self.env.cr.precommit
        marked = precommit.data.setdefault(MARKED, {})
        if not marked:
            env = api.Environment(self.env.cr, SUPERUSER_ID, {})
            precommit.add(env[self._name]._store_marked)
        marked.setdefault(records._name, set()).update(records.ids)

    @api.model
    def _store_marked(self):
        """Write the texts of all marked records."""
        marked = self.env.cr.precommit.data.get(MARKED, {})
        while marked:
            name, ids = marked.popitem()
            # sudo: the index holds all texts; who finds them is asked when somebody searches
            self._store(self.env[name].sudo().browse(sorted(ids)))

    @api.model
    def _store(self, records):
        """Write the texts of ``records``; those that are no more have none."""
        present = records.exists()
        self._forget(records._name, (records - present).ids)
        for start in range(0, len(present), BATCH):
            self._put(present[start : start + BATCH]._search_rows())

    # -- the table ---------------------------------------------------------------------------

    @api.model
    def _put(self, rows):
        """Insert rows, or update those whose text or place differs.

        A row has the names of ``COLUMNS``; those that are missing are empty.
        """
        execute_values(
            self.env.cr._obj,
            """
            INSERT INTO govinfo_search_text AS old (
                res_model, res_id, attachment_id, company_id, date, original_model, original_id,
                title, text, vector
            ) VALUES %s
            ON CONFLICT (res_model, res_id, COALESCE(attachment_id, 0)) DO UPDATE SET
                company_id = excluded.company_id, date = excluded.date, title = excluded.title,
                text = excluded.text, vector = excluded.vector
            WHERE (old.company_id, old.date, old.title, old.text) IS DISTINCT FROM
                (excluded.company_id, excluded.date, excluded.title, excluded.text)
            """,
            [
                [
                    *(row.get(name) for name in COLUMNS),
                    list(grams("%s\n%s" % (row["title"], row["text"]))),
                ]
                for row in rows
            ],
            template="(%s, %s, %s, %s, %s, %s, %s, %s, %s, array_to_tsvector(%s::text[]))",
        )

    @api.model
    def _forget_files(self, ids):
        """Take files out that are another's or others now."""
        if ids:
            self.env.cr.execute(
                SQL("DELETE FROM govinfo_search_text WHERE attachment_id IN %s", tuple(ids))
            )

    @api.model
    def _forget(self, model, ids):
        """Take deleted records of ``model`` and their files out."""
        if ids:
            self.env.cr.execute(
                SQL(
                    "DELETE FROM govinfo_search_text WHERE res_model = %s AND res_id IN %s",
                    model,
                    tuple(ids),
                )
            )
