"""The sample county comes to the figures it was asked for, lived by steps or brought in.

Run in Odoo's shell by make test, on a database with the addon; nothing is kept.
"""

import collections
import contextlib
import doctest
import os
import sys
import tempfile
import unittest
from datetime import date

from passlib.context import CryptContext

from odoo import SUPERUSER_ID, api
from odoo.fields import Command

from odoo.addons.govinfo_module import facts
from odoo.addons.govinfo_module.documents import annual_blocks, blocks_to_html
from odoo.addons.govinfo_module.exchange.clean_html import plain_text
from odoo.addons.govinfo_module.exchange.likeness.similar import (
    NEARLY_SAME,
    fingerprint,
    similarity,
)

from demo import figures, holidays, plan, sample
from demo.county import County
from demo.history import History
from demo.measure import make_measure
from demo.plan import Figures, Plan
from demo.quarters import Quarters
from demo.units import BUREAUS, TOWNSHIPS, make_units

YEAR = 2025
FIGURES = Figures(
    months=2,
    reported=100,
    sent_up=86,
    least=2,
    issues=(("PK", 4, 2), ("ZB", 5, 1), ("CY", 2, 1)),
    special=(("province", 2), ("city", 2)),
    bulletins=(("province", 1), ("city", 2)),
    commissioned=3,
    instructed=(("province", 1), ("city", 1), ("county", 4)),
    asked=6,
)
# what both ways of making a year must come to alike
ALIKE = (
    "totals days special followups issues commissions_due by_unit_category by_category incidents"
).split()
registry = None  # the shell's


@contextlib.contextmanager
def environment():
    """An environment of which nothing is kept."""
    with registry.cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})
        cr.rollback()
    registry.clear_all_caches()


def units():
    """Sixteen of the county's units."""
    return make_units(TOWNSHIPS[:6], BUREAUS[:10])


class TestSampleYear(unittest.TestCase):
    """Two months of sixteen units, by the same code as the whole year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brought = brought_in()  # first: two counties at once would wait for each other's rows
        cls.env = cls.enterClassContext(environment())
        made = sample.make_year(cls.env, YEAR, FIGURES, units())
        Quarters(made).ranks(YEAR)
        cls.figures = cls.env["govinfo.annual.figures"]._figures(made.company, YEAR)

    def test_items_sent_upward(self):
        self.assertEqual(self.figures["totals"]["sent_up"], 86)
        self.assertEqual(self.figures["days"]["working"], 248)
        days = self.env["govinfo.upload.day"].search([("is_working_day", "=", True)])
        planned = days.filtered(lambda day: day.date <= date(YEAR, 2, 28))
        self.assertEqual(len(planned), 38)  # the Spring Festival off, two weekend days worked
        self.assertEqual(min(planned.mapped("sent_count")), 2)

    def test_more_was_reported_than_sent_upward(self):
        self.assertEqual(self.figures["totals"]["submitted"], 100)

    def test_adoptions(self):
        adopted = dict(self.figures["totals"]["adopted"])
        adopted.pop("county")
        self.assertEqual(adopted, {"province": 3, "city": 4})
        self.assertEqual(self.figures["special"]["adopted"], {"province": 2, "city": 2})
        self.assertEqual(self.figures["special"]["commissioned"], 3)

    def test_instructions(self):
        wanted = {"province": 1, "city": 1, "county": 4}
        self.assertEqual(self.figures["totals"]["instructed"], wanted)

    def test_issues(self):
        self.assertEqual(self.figures["issues"], {"bulletin": 4, "special": 5, "reference": 2})

    def test_places(self):
        text = blocks_to_html(annual_blocks(self.figures))
        self.assertIn("首次进入前15位", text)
        self.assertIn("由上年第9位（末位）上升8位，首次居第一位", text)

    def test_made_by_the_normal_steps(self):
        issues = self.env["govinfo.issue"].search([])
        self.assertTrue(all(issue.approver_id and issue.sha256 for issue in issues))
        items = self.env["govinfo.item"].search([("state", "=", "accepted")])
        self.assertEqual(items.signed_by, items.unit_id.leader_id)
        self.assertFalse(items.filtered("is_history"))

    def test_finished_commissions_are_closed(self):
        commissions = self.env["govinfo.commission"].search([])
        self.assertEqual(set(commissions.mapped("state")), {"closed"})

    def test_only_items_are_public(self):
        public = self.env["govinfo.disclosure"].search([])
        self.assertTrue(public)
        self.assertEqual(set(public.item_id.mapped("secrecy")), {"public"})
        self.assertFalse(public.issue_id)

    def test_brought_in_the_figures_are_the_same(self):
        for name in ALIKE:
            with self.subTest(name):
                self.assertEqual(self.figures[name], self.brought[name])

    def test_brought_in_the_items_say_so_and_have_one_manuscript(self):
        self.assertEqual(self.brought["history"], {True})
        self.assertEqual(self.brought["manuscripts"], {1})


def brought_in():
    """The figures of the same months by the history way, and how its items are kept."""
    with environment() as env:
        return dict(
            env["govinfo.annual.figures"]._figures(bring_in(env).company, YEAR),
            history=set(env["govinfo.item"].search([]).mapped("is_history")),
            manuscripts={len(item.version_ids) for item in env["govinfo.item"].search([])},
        )


def bring_in(env):
    """The same months by the history way; returns the :class:`County`."""
    county = County(env, units()).make((YEAR, YEAR + 1))
    year = Plan(YEAR, FIGURES, county.plan_units)
    History(county, [year], year.last + sample.AFTERWARDS, lambda share: None).bring()
    return county


class TestSampleFacts(unittest.TestCase):
    """A database of another series comes along: its facts give the same scores in an empty county."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.path = os.path.join(folder, "facts.zip")
        with environment() as env:
            county = bring_in(env)
            make_measure(county.env, county.company, date(YEAR, 1, 1))
            period = county.as_user("bianji", "govinfo.period").create(
                {"kind": "quarter", "date_from": date(YEAR, 1, 1)}
            )
            period.action_compute()
            cls.scores = {score.unit_id.code: score.total for score in period.score_ids}
            cls.figures = env["govinfo.annual.figures"]._figures(county.company, YEAR)
            cls.counts = facts.write(env, cls.path)

    def test_the_same_scores_and_figures(self):
        self.assertEqual(self.counts["govinfo.item"], FIGURES.reported)
        self.assertGreater(len(set(self.scores.values())), 5)
        with environment() as env:
            groups = [env.ref("base.group_user").id, env.ref("govinfo_module.group_manager").id]
            env["res.users"].create(
                {"login": "new", "name": "管理员", "group_ids": [Command.set(groups)]}
            )
            taken = facts.read(self.path)
            wrong = facts.bring(env, taken, "new")
            self.assertFalse(wrong, list(facts.differences(env, taken)))
            scores = env["govinfo.score"].search([("period_id.kind", "=", "quarter")])
            self.assertEqual({one.unit_id.code: one.total for one in scores}, self.scores)
            brought = env["govinfo.annual.figures"]._figures(env.company, YEAR)
        for name in ALIKE:
            with self.subTest(name):
                self.assertEqual(brought[name], self.figures[name])


class TestSamplePlan(unittest.TestCase):
    """The whole year is planned as the county's speech says, for every calendar."""

    def plan(self, year, **changes):
        return Plan(year, Figures(**changes), make_units())

    def test_speech(self):
        for year in range(2020, 2031):
            planned = self.plan(year)
            sent = collections.Counter(item.day for item in planned.items if item.sent)
            adopted = [item for item in planned.items if item.publication]
            special = [item for item in adopted if item.publication in ("PZB", "SZB")]
            notes = [note for item in planned.items for note in item.notes]
            with self.subTest(year=year):
                self.assertEqual(len(planned.items), 1326)
                self.assertEqual(sum(sent.values()), 1060)
                self.assertGreaterEqual(min(sent[day] for day in planned.days), 4)
                self.assertEqual(len(adopted), 188)
                self.assertEqual(sum(item.publication == "PZB" for item in special), 26)
                self.assertEqual(sum(item.publication == "SZB" for item in special), 24)
                self.assertEqual(sum(bool(item.commission) for item in special), 40)
                levels = collections.Counter(note.level for note in notes)
                self.assertEqual(levels, {"province": 13, "city": 18, "county": 53})
                codes = collections.Counter(issue.code for issue in planned.issues)
                self.assertEqual(codes, {"PK": 50, "ZB": 68, "CY": 10})
                self.assertTrue(all(issue.items for issue in planned.issues))
                self.assertLessEqual(max(note.day for note in notes), planned.last)

    def test_same_plan_again(self):
        first, again = (
            [(item.written, item.unit.name, item.title, item.body) for item in made.items]
            for made in (self.plan(2025), self.plan(2025))
        )
        self.assertEqual(first, again)

    def test_too_few_items_for_the_year(self):
        with self.assertRaises(ValueError):
            self.plan(2025, sent_up=100)

    def test_examples(self):
        for module in (figures, holidays, plan):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted and not result.failed, module.__name__)


class TestSampleTexts(unittest.TestCase):
    """The texts are such as a clerk would have written."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.items = Plan(2025, Figures(), make_units()).items

    def test_units_write_on_what_is_theirs(self):
        for item in self.items:
            self.assertTrue(item.topic.fits(item.unit, item.day.month), item.title)

    def test_nothing_is_left_to_fill_in(self):
        for item in self.items:
            self.assertNotRegex(item.title + item.body, r"[{}]|万万|。。|，。|None")

    def test_parts_are_no_more_than_the_whole(self):
        for item in self.items:
            own = figures.Figures(
                item.unit, item.topic.name, item.topic.figures, item.topic.months, item.day
            )
            for name in own.shares:
                whole, _low, high = figures.PART.fullmatch(item.topic.figures[name]).groups()
                most = own.values[whole] * max(1, int(high) / 100)
                self.assertLessEqual(own.values[name], most, item.title)

    def test_few_are_alike(self):
        bands, alike = collections.defaultdict(set), 0
        for item in self.items:
            text = plain_text(item.body)
            own = fingerprint(text)
            others = set().union(*(bands[band] for band in own))
            alike += any(similarity(text, other) >= NEARLY_SAME for other in others)
            for band in own:
                bands[band].add(text)
        self.assertLess(alike, len(self.items) / 20)


def main(env):
    """Run the tests above; the last line says how they ended."""
    global registry
    registry = env.registry
    # Nobody signs in here: as in Odoo's own tests a password is hashed in one round.
    quick = CryptContext(["pbkdf2_sha512"], pbkdf2_sha512__rounds=1)
    registry["res.users"]._crypt_context = lambda _users: quick
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    unittest.TextTestRunner(verbosity=2).run(suite)
