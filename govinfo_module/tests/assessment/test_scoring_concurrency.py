"""Two computations at once, one that is killed half way, facts that change meanwhile: real transactions.

What is committed here is taken out again at the end, row by row.
"""

import os
import signal
from contextlib import contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from threading import Thread

import psycopg2
from psycopg2 import OperationalError
from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, sql_db
from odoo.tests import tagged
from odoo.tools import mute_logger

from ... import scoring
from .scoring_common import ScoringCase

RULESET = scoring.RuleSet(
    id=1,
    name="考核办法",
    date_from=date(2026, 1, 1),
    date_to=date(2026, 12, 31),
    rules=(
        scoring.EventRule(id=1, name="报送", sequence=1, basis="submission", points=Decimal(1)),
        scoring.EventRule(id=2, name="采用", sequence=2, basis="adoption", points=Decimal(5)),
    ),
)
LAST = date(2026, 3, 31)
# In the order in which they are taken out.
MADE = (
    "govinfo_adoption",
    "govinfo_item",
    "govinfo_unit",
    "govinfo_unit_category",
    "govinfo_publication",
    "res_company",
)


class DyingCursor(psycopg2.extensions.cursor):
    """Its process is killed once ``left`` statements have been executed."""

    left = 0

    def execute(self, query, params=None):
        super().execute(query, params)
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)


@tagged("post_install", "-at_install")
class TestScoringConcurrency(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dbname = cls.env.cr.dbname

    @contextmanager
    def transaction(self):
        """A transaction of its own, seen by others once it is committed."""
        cr = sql_db.db_connect(self.dbname).cursor()
        try:
            yield cr
        finally:
            with suppress(OperationalError):  # killed
                cr.close()

    def setUp(self):
        super().setUp()
        self.made = {name: [] for name in MADE}
        self.addCleanup(self.take_out)
        with self.transaction() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            self.county = scoring.County(self.make_company(cr), "Asia/Shanghai")
            known = {"code": "BINGFA", "company_id": self.county.company_id}
            category = env["govinfo.unit.category"].create(dict(known, name="并发"))
            unit = env["govinfo.unit"].create(dict(known, name="并发镇", category_id=category.id))
            self.unit_id = unit.id
            env.flush_all()
            self.made["govinfo_unit_category"].append(category.id)
            self.made["govinfo_unit"].append(unit.id)
            self.item_id = self.add(cr, "govinfo_item", unit_id=unit.id, **self.item_vals())
            cr.commit()

    def make_company(self, cr):
        """A county with nothing hanging on it: a copy of the first one's row."""
        cr.execute(
            """INSERT INTO res_company
               SELECT (json_populate_record(c, json_build_object(
                   'id', nextval('res_company_id_seq'), 'name', '并发县'))).*
               FROM res_company c ORDER BY id LIMIT 1 RETURNING id"""
        )
        self.made["res_company"].append(cr.fetchone()[0])
        return self.made["res_company"][0]

    def item_vals(self):
        """The columns an item needs; scoring looks at few of them."""
        return {
            "company_id": self.county.company_id,
            "name": "并发信息",
            "number": "BINGFA-1",
            "author_id": SUPERUSER_ID,
            "state": "accepted",
            "counted": True,
            "submitted_at": datetime(2026, 2, 2, 1),
            **self.defaults("govinfo.item"),
        }

    def defaults(self, model):
        model = self.env[model]
        names = ["urgency", "secrecy", "disclosure", "mode", "channel"]
        values = model.default_get([name for name in names if name in model._fields])
        return {name: value for name, value in values.items() if value}

    def add(self, cr, table, **vals):
        cr.execute(
            "INSERT INTO %s (%s) VALUES (%s) RETURNING id"
            % (table, ", ".join(vals), ", ".join(["%s"] * len(vals))),
            list(vals.values()),
        )
        made = cr.fetchone()[0]
        self.made[table].append(made)
        return made

    def adopt(self, cr):
        return self.add(
            cr,
            "govinfo_adoption",
            item_id=self.item_id,
            unit_id=self.unit_id,
            company_id=self.county.company_id,
            publication_id=self.publication(cr),
            date=date(2026, 2, 3),
            state="registered",
            **self.defaults("govinfo.adoption"),
        )

    def publication(self, cr):
        return self.add(
            cr,
            "govinfo_publication",
            name="并发刊物",
            code="BINGFA%d" % len(self.made["govinfo_publication"]),
            level="county",
            kind="bulletin",
            company_id=self.county.company_id,
        )

    def take_out(self):
        with self.transaction() as cr:
            company, unit = [self.county.company_id], [self.unit_id]
            for table in ("govinfo_score_entry", "govinfo_score_window", "govinfo_ledger"):
                cr.execute("DELETE FROM %s WHERE company_id = %%s" % table, company)
            cr.execute("DELETE FROM govinfo_unit_category_history WHERE unit_id = %s", unit)
            for table, ids in self.made.items():
                if ids:
                    cr.execute("DELETE FROM %s WHERE id = ANY(%%s)" % table, [ids])
            for kind, table in (("unit", "govinfo_unit"), ("item", "govinfo_item")):
                cr.execute(
                    "DELETE FROM govinfo_ledger_change WHERE kind = %s AND ref = ANY(%s)",
                    [kind, self.made[table]],
                )
            cr.commit()

    def compute(self, cr):
        return scoring.compute(cr, self.county, [RULESET], LAST)

    def points(self):
        """The unit's committed entries."""
        with self.transaction() as cr:
            cr.execute(
                "SELECT points FROM govinfo_score_entry WHERE unit_id = %s ORDER BY date, id",
                [self.unit_id],
            )
            return [row[0] for row in cr.fetchall()]

    def test_one_waits_for_the_other(self):
        """The second has not seen the first's result: it is refused, and called again."""
        refused = []

        def second(cr):
            try:
                self.compute(cr)
                cr.commit()
            except SerializationFailure as error:
                refused.append(error)

        with self.transaction() as one, self.transaction() as other:
            other.execute("SELECT count(*) FROM govinfo_item")  # its view of the data is from now
            self.compute(one)
            with mute_logger("odoo.sql_db"):
                thread = Thread(target=second, args=[other])
                thread.start()
                thread.join(0.2)
                self.assertTrue(thread.is_alive(), "waits")
                one.commit()
                thread.join()
        self.assertEqual(len(refused), 1)
        self.assertEqual(self.points(), [1.0])
        with self.transaction() as again:
            self.compute(again)
            again.commit()
        self.assertEqual(self.points(), [1.0])

    def test_second_goes_on_when_the_first_gives_up(self):
        with self.transaction() as one, self.transaction() as other:
            self.compute(one)
            thread = Thread(target=self.compute, args=[other])
            thread.start()
            one.rollback()
            thread.join()
            other.commit()
        self.assertEqual(self.points(), [1.0])

    def test_killed_half_way(self):
        with self.transaction() as cr:
            self.compute(cr)
            cr.commit()
            self.adopt(cr)
            cr.commit()
            self.compute(cr)
            cr.execute("SELECT pg_backend_pid()")
            pid = cr.fetchone()[0]
            with self.transaction() as killer:
                killer.execute("SELECT pg_terminate_backend(%s)", [pid])
        self.assertEqual(self.points(), [1.0])
        with self.transaction() as cr:
            self.assertEqual(self.compute(cr).units, 1, "the change is still on the list")
            cr.commit()
        self.assertEqual(self.points(), [1.0, 5.0])

    def compute_and_die(self, statements):
        """Compute in a process of its own, killed after so many; whether it came to be killed."""
        child = os.fork()
        if not child:
            try:
                _name, known = sql_db.connection_info_for(self.dbname)
                connection = psycopg2.connect(cursor_factory=DyingCursor, **known)
                connection.set_isolation_level(psycopg2.extensions.ISOLATION_LEVEL_REPEATABLE_READ)
                cr = connection.cursor()
                cr.left = statements
                self.compute(cr)
                os._exit(0)  # all done, nothing committed
            finally:
                os._exit(1)
        _pid, status = os.waitpid(child, 0)
        self.assertIn(status, (0, signal.SIGKILL), "it went wrong by itself")
        return bool(status)

    def test_process_killed_after_any_statement(self):
        """SIGKILL at every point there is: nothing of it stays, and the change is not forgotten."""
        with self.transaction() as cr:
            self.compute(cr)
            cr.commit()
            self.adopt(cr)
            cr.commit()
        statements = 1
        while self.compute_and_die(statements):
            self.assertEqual(self.points(), [1.0], statements)
            statements += 1
        self.assertGreater(statements, 20)
        self.assertEqual(self.points(), [1.0])
        with self.transaction() as cr:
            self.compute(cr)
            cr.commit()
        self.assertEqual(self.points(), [1.0, 5.0])

    def test_many_at_once(self):
        """Four computations and a writer between them: each fact counts once, none is lost."""

        def until_done(number):
            while True:
                with self.transaction() as cr:
                    try:
                        self.compute(cr)
                        cr.commit()
                        return done.append(number)
                    except SerializationFailure:  # as the platform does: again from the start
                        cr.rollback()

        done = []
        threads = [Thread(target=until_done, args=[number]) for number in range(4)]
        with mute_logger("odoo.sql_db"), self.transaction() as writing:
            for thread in threads:
                thread.start()
                self.adopt(writing)
                writing.commit()
            for thread in threads:
                thread.join()
        self.assertEqual(len(done), 4)
        with self.transaction() as cr:
            self.compute(cr)
            cr.commit()
        self.assertEqual(self.points(), [1.0] + [5.0] * 4)

    def test_fact_cancelled_while_it_runs(self):
        with self.transaction() as cr:
            self.adopt(cr)
            cr.commit()
        with self.transaction() as computing, self.transaction() as writing:
            self.compute(computing)
            writing.execute(
                "UPDATE govinfo_adoption SET state = 'withdrawn' WHERE item_id = %s", [self.item_id]
            )
            writing.commit()
            computing.commit()
        self.assertEqual(self.points(), [1.0, 5.0])
        with self.transaction() as cr:
            self.compute(cr)
            cr.commit()
        self.assertEqual(self.points(), [1.0])

    def test_fact_changed_while_it_runs(self):
        with self.transaction() as computing, self.transaction() as writing:
            self.compute(computing)
            self.adopt(writing)
            writing.commit()
            computing.commit()
        self.assertEqual(self.points(), [1.0])
        with self.transaction() as cr:
            self.compute(cr)
            cr.commit()
        self.assertEqual(self.points(), [1.0, 5.0])

    def test_fact_written_before_and_committed_after(self):
        """Its change was not seen by the computation, so it stays on the list."""
        with self.transaction() as writing, self.transaction() as computing:
            self.adopt(writing)
            self.compute(computing)
            computing.commit()
            writing.commit()
        with self.transaction() as cr:
            self.compute(cr)
            cr.commit()
        self.assertEqual(self.points(), [1.0, 5.0])
