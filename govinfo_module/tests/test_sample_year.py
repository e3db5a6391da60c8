"""The sample year comes to the figures it was asked for, and its annual report says them."""

import random
from unittest.mock import patch

from odoo.tests import tagged

from ..demo import county, sample
from ..demo.plan import Figures, Plan
from ..documents import annual_blocks, blocks_to_html
from .common import Case
from .pure import PureCase

FIGURES = Figures(
    months=1,
    sent_up=50,
    least=2,
    issues=(("PK", 2, 2), ("ZB", 3, 1), ("CY", 1, 1)),
    special=(("province", 2), ("city", 2)),
    bulletins=(("province", 1), ("city", 2)),
    commissioned=3,
    instructed=(("province", 1), ("city", 1), ("county", 2)),
    asked=6,
)


@tagged("post_install", "-at_install")
class TestSampleYear(Case):
    """A January of sixteen units, by the same code as the whole year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with patch.object(county, "TOWNSHIPS", county.TOWNSHIPS[:6]):
            with patch.object(county, "BUREAUS", county.BUREAUS[:10]):
                made = sample.make_year(cls.env, 2025, FIGURES)
        cls.company = made.company
        cls.figures = cls.env["govinfo.annual.figures"]._figures(cls.company, 2025)

    def test_items_sent_upward(self):
        self.assertEqual(self.figures["totals"]["sent_up"], 50)
        days = self.env["govinfo.upload.day"].search([("is_working_day", "=", True)])
        january = days.filtered(lambda day: day.date.month == 1)
        self.assertEqual(len(january), 23)
        self.assertEqual(min(january.mapped("sent_count")), 2)

    def test_adoptions(self):
        adopted = dict(self.figures["totals"]["adopted"])
        adopted.pop("county")
        self.assertEqual(adopted, {"province": 3, "city": 4})
        self.assertEqual(self.figures["special"]["adopted"], {"province": 2, "city": 2})
        self.assertEqual(self.figures["special"]["commissioned"], 3)

    def test_instructions(self):
        wanted = {"province": 1, "city": 1, "county": 2}
        self.assertEqual(self.figures["totals"]["instructed"], wanted)

    def test_issues(self):
        self.assertEqual(self.figures["issues"], {"bulletin": 2, "special": 3, "reference": 1})

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


@tagged("post_install", "-at_install")
class TestSampleYearPlan(PureCase):
    """The whole year is planned as the county's speech says, for every calendar."""

    def plan(self, year):
        habits = {number: (1, 3) for number in range(50)}
        habits.update({number: (0, 0) for number in range(50, 60)})
        return Plan(year, Figures(), habits, random.Random(1))

    def test_speech(self):
        for year in range(2020, 2030):
            plan = self.plan(year)
            slots = [slot for day in plan.days for slot in plan.slots[day]]
            adopted = [slot for slot in slots if slot.publication]
            special = [slot for slot in adopted if slot.publication in ("PZB", "SZB")]
            with self.subTest(year=year):
                self.assertEqual(len(slots), 1060)
                self.assertGreaterEqual(min(map(len, plan.slots.values())), 4)
                self.assertEqual(len(adopted), 188)
                self.assertEqual(sum(slot.publication == "PZB" for slot in special), 26)
                self.assertEqual(sum(slot.publication == "SZB" for slot in special), 24)
                self.assertEqual(sum(bool(slot.commission) for slot in special), 40)
                self.assertEqual(sum(map(len, plan.issues.values())), 128)

    def test_same_plan_again(self):
        first, again = self.plan(2025), self.plan(2025)
        self.assertEqual(first.issues.keys(), again.issues.keys())
        self.assertEqual(
            [
                (slot.day, slot.unit, slot.publication)
                for day in first.days
                for slot in first.slots[day]
            ],
            [
                (slot.day, slot.unit, slot.publication)
                for day in again.days
                for slot in again.slots[day]
            ],
        )

    def test_too_few_items_for_the_year(self):
        with self.assertRaises(ValueError):
            Plan(2025, Figures(sent_up=100), {1: (1, 2)}, random.Random(1))
