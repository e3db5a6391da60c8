"""Every step of every model taken twice at once, over two connections of their own; in Odoo's shell.

The first has taken the step and not committed yet when the second begins, with a view of the database
from before. Exactly one takes effect: the second waits, is begun anew as the platform does it, and is
told what has happened meanwhile. A step that may be taken again is taken one after the other, and
doubles nothing.
"""

import inspect
import logging
import threading
import unittest
from collections import Counter

import psycopg2
from psycopg2.errors import LockNotAvailable, SerializationFailure

import odoo
from odoo.exceptions import UserError

from odoo.addons.govinfo_module.tests.common import County
from odoo.addons.govinfo_module.tests.trust.trust_records import Records, put
from odoo.addons.govinfo_module.tests.trust.trust_walk import ARGUMENTS, COUNTED

from .processes import Processes

#: Who takes the step: the first of these whom the judge lets.
PEOPLE = ("officer", "unit_leader", "reviewer_b", "leader_b", "leader", "manager")
TRIES = 5  # of the platform
WAITING = "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s"
# the last word: what is locked stays so
LATE = {("govinfo.period", "lock"): 1}


class Office(County):
    """The county of the trial, with a rule set in force from long ago."""

    @classmethod
    def open(cls, env):
        cls.env = env
        cls.build()
        rule = {"name": "报送", "kind": "event", "basis": "submission", "points": 1}
        ruleset = (
            env["govinfo.ruleset"]
            .with_user(cls.manager)
            .create({"name": "考核办法", "date_from": "2016-01-01", "rule_ids": [(0, 0, rule)]})
        )
        ruleset.action_activate()

    @classmethod
    def come(cls, env):
        """Work in ``env`` from now on."""
        cls.env = env
        for name, value in list(vars(cls).items()):
            if isinstance(value, odoo.models.BaseModel):
                setattr(cls, name, value.with_env(env))


class TestRaces(Processes, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with cls.transaction() as env:
            Office.open(env)
        cls.month = 95  # each race has its own, earlier ones last: nothing before them is unlocked
        cls.outcomes = Counter()

    def steps(self, env):
        """``(model, name of the row)`` of all steps there are."""
        found = [
            (name, step)
            for name in sorted(env.registry)
            if name.startswith("govinfo.") and not env.registry[name]._abstract
            for step in getattr(env[name], "_steps", ())
        ]
        return sorted(found, key=lambda step: LATE.get(step, 0))

    def test_every_step_twice_at_once(self):
        with self.transaction() as env:
            steps = self.steps(env)
        for model, step in steps:
            with self.subTest(model=model, step=step):
                self.race(model, step)
        print("races: %d steps, %s" % (len(steps), dict(self.outcomes)), flush=True)
        self.assertGreater(len(steps), 60)
        self.assertGreater(self.outcomes["refused"], 40)

    # -- one race ----------------------------------------------------------------------------

    def prepare(self, model, step):
        """A record in a state from which the step is taken: ids, action, its user's id."""
        type(self).month -= 1
        with self.transaction() as env:
            Office.come(env)
            made = Records(Office, self.month, year=2016)  # periods that are over
            records = made.make(model)
            row = records._steps[step]
            action = row.action or step
            if action == "merge":
                records |= made.make(model)
            for record in records:
                put(record, row.from_[0] if row.from_ else "", Office)
            self.bring_about(records, step)
            env.flush_all()
            for name in PEOPLE:
                own = records.with_user(getattr(Office, name))
                if own.has_access("read") and not own[:1]._step_refusal(action):
                    return records.ids, action, own.env.uid
        raise AssertionError("nobody can take %s of %s" % (step, model))

    def bring_about(self, records, step):
        """What the step needs besides the state."""
        if step == "resend_failed":
            letters = records.env["govinfo.notice.letter"]._make_for(records)
            letters[:1]._transition({"state": "failed"})

    def race(self, model, step):
        ids, action, uid = self.prepare(model, step)
        with self.registry.cursor() as first, self.registry.cursor() as second:
            one = self.of(first, model, ids, uid)
            other = self.of(second, model, ids, uid)
            for records in (one, other):  # the view of both is from now
                records.env.cr.execute("SELECT count(*) FROM res_users")
            self.take(one, action)
            before = self.counts(one.env)
            told = []
            thread = threading.Thread(target=self.second, args=(other, action, told))
            thread.start()
            waited = self.waits(second, thread)
            first.commit()
            thread.join()
        self.judge(model, ids, uid, action, told[0], waited, before)

    def of(self, cr, model, ids, uid):
        return odoo.api.Environment(cr, uid, {})[model].browse(ids)

    def take(self, records, action):
        method = getattr(records, "action_" + action)
        parameters = inspect.signature(method).parameters.values()
        needed = [one for one in parameters if one.default is one.empty]
        method(*(ARGUMENTS[one.name] for one in needed))
        records.env.cr.flush()

    def second(self, records, action, told):
        """As the platform does it: begun anew when the first has come in between."""
        cr = records.env.cr
        for _time in range(TRIES):
            try:
                self.take(records, action)
                cr.commit()
                return told.append("taken")
            except (SerializationFailure, LockNotAvailable):
                cr.rollback()
                records.env.transaction.reset()
            except (UserError, psycopg2.Error) as error:  # what it is, is judged afterwards
                cr.rollback()
                return told.append(error)
        return told.append("given up")

    def waits(self, cr, thread):
        """Whether the second came to wait for the first."""
        pid = cr._cnx.get_backend_pid()
        with self.registry.cursor() as looking:
            for _moment in range(400):
                thread.join(0.01)
                if not thread.is_alive():
                    return False
                looking.execute(WAITING, [pid])
                if looking.fetchone()[0]:
                    return True
                looking.rollback()
        return False

    def counts(self, env):
        found = {}
        for name in (*COUNTED, "mail.message"):
            env.cr.execute('SELECT count(*) FROM "%s"' % env[name]._table)
            found[name] = env.cr.fetchone()[0]
        return found

    def judge(self, model, ids, uid, action, told, waited, before):
        """One of them took effect, the other was told so; or both did, and nothing is there twice."""
        with self.registry.cursor() as cr:
            records = self.of(cr, model, ids, uid)
            after = self.counts(records.env)
            readable = records.has_access("read")
            once = not readable or bool(records[:1]._step_refusal(action))
        if once:
            self.assertIsInstance(told, UserError, "the second was taken as well")
            self.assertGreater(len(str(told)), 8)
            self.assertEqual(before, after)
            self.outcomes["refused"] += 1
            self.outcomes["after waiting"] += waited
        else:
            if not isinstance(told, UserError):
                self.assertEqual(told, "taken")
            for name in ("mail.message", "mail.activity"):  # each may say that it was taken
                before.pop(name), after.pop(name)
            self.assertEqual(before, after)
            self.outcomes["again"] += 1


def main(env):
    logging.getLogger("odoo.sql_db").setLevel(logging.CRITICAL)
    TestRaces.registry = env.registry
    tests = unittest.defaultTestLoader.loadTestsFromTestCase(TestRaces)
    unittest.TextTestRunner(verbosity=2).run(tests)
