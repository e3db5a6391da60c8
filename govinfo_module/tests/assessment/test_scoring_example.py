"""The worked example of the design, with real records from the fact to the score."""

from odoo import Command
from odoo.tests import tagged

from .scoring_common import ScoringCase

STACK = {"stack_key": "adoption", "stack_by": "item", "stack_mode": "highest"}
POINTS = {"county": 5, "city": 20, "province": 50, "national": 80}


@tagged("post_install", "-at_install")
class TestScoringExample(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rules = {"报送": {"basis": "submission", "points": 1, "group": "BS"}}
        for level, points in POINTS.items():
            rules["采用" + level] = dict(STACK, basis="adoption", level=level, points=points)
        for level, points in (("county", 10), ("city", 20), ("province", 40)):
            rules["批示" + level] = {"basis": "instruction", "level": level, "points": points}
        rules["约稿完成"] = {"basis": "commission", "outcome": "done", "points": 2}
        rules["约稿未报"] = {"basis": "commission", "outcome": "missed", "points": -10}
        rules["任务"] = {
            "kind": "quota",
            "basis": "submission",
            "quota_window": "month",
            "quota": 2,
            "short_points": -1,
        }
        rules["迟报"] = {"basis": "incident", "incident_kind": "late", "points": -5}
        cls.ruleset = cls.make_ruleset(
            rules,
            [{"code": "BS", "has_cap": True, "cap_points": 10, "cap_window": "month"}],
            has_floor=True,
            base_window="quarter",
        )
        cls.period = cls.make_period("2026-07-01")
        cls.make_facts_of_a()
        for day in ("2026-07-20", "2026-07-21"):
            cls.sent(cls.unit_b, day)
        cls.commissioned(cls.unit_b, "missed", "2026-08-31")
        cls.period.action_compute()

    @classmethod
    def make_facts_of_a(cls):
        for day in range(1, 13):
            item = cls.sent(cls.unit, "2026-07-%02d" % day)
            cls.item = cls.item if day > 1 else item
        cls.adopted(cls.item, "county", "2026-07-20")
        cls.adopted(cls.item, "city", "2026-08-03")
        cls.adopted(cls.item, "province", "2026-09-10")
        cls.instructed(cls.item, "city", "2026-09-12")
        for day in ("2026-08-05", "2026-09-03", "2026-09-04"):
            cls.sent(cls.unit, day)
        cls.commissioned(cls.unit, "done", "2026-08-18")

    def quarter(self, unit, rule, *names):
        rows = self.entries(unit, "rule_id", *names, since="2026-07-01")
        return [row[1:] for row in rows if row[0].name == rule]

    def test_unit_a(self):
        sent = self.quarter(self.unit, "报送", "points", "reason")
        self.assertEqual(sent[:10], [(1.0, "none")] * 10)
        self.assertEqual(sent[10:12], [(0.0, "capped")] * 2)
        self.assertEqual(sent[12:], [(1.0, "none")] * 3)
        names = ("date", "raw_points", "points", "reason")
        self.assertEqual(
            [row for level in POINTS for row in self.quarter(self.unit, "采用" + level, *names)],
            [
                ("2026-07-20", 5.0, 5.0, "none"),
                ("2026-08-03", 20.0, 15.0, "stacked"),
                ("2026-09-10", 50.0, 30.0, "stacked"),
            ],
        )
        self.assertEqual(
            self.quarter(self.unit, "任务", *names),
            [("2026-08-31", -1.0, -1.0, "shortfall")],
        )
        self.assertEqual(self.total(self.period, self.unit), 84)

    def test_unit_b(self):
        self.assertEqual(
            sorted(self.entries(self.unit_b, since="2026-07-01")),
            [
                ("2026-07-20", 1.0, 1.0, "none"),
                ("2026-07-21", 1.0, 1.0, "none"),
                ("2026-08-31", -10.0, -10.0, "none"),
                ("2026-08-31", -2.0, -2.0, "shortfall"),
                ("2026-09-30", -2.0, -2.0, "shortfall"),
                ("2026-09-30", 12.0, 12.0, "floor"),
            ],
        )
        score = self.score(self.period, self.unit_b)
        self.assertEqual(score.total, 0)
        rule = self.rule(self.ruleset, "任务")
        quotas = [
            {
                "kind": "quota",
                "rule": rule.id,
                "name": "任务",
                "window_end": day,
                "count": 0,
                "quota": 2,
            }
            for day in ("2026-08-31", "2026-09-30")
        ]
        missed = {"kind": "commission", "late": 0, "missed": 1}
        self.assertEqual(score.shortfall_reasons(), quotas + [missed])
        self.assertTrue(score.shortfall)

    def test_order_and_rank(self):
        ranks = {score.unit_id: score.rank for score in self.period.score_ids}
        self.assertEqual(ranks[self.unit], 1)
        self.assertEqual(ranks[self.unit_b], 2)
        self.assertEqual(ranks[self.bureau], 1, "alone in its category, without any fact")

    def test_joint_item(self):
        """Credited in full to both, or in two halves."""
        with self.undone():
            self.sent(self.bureau, "2026-07-08", joint_unit_ids=[Command.set(self.unit_b.ids)])
            self.period.action_compute()
            for unit in (self.bureau, self.unit_b):
                self.assertIn(("2026-07-08", 1.0, 1.0, "none"), self.entries(unit))
        self.sent(self.bureau, "2026-07-08", joint_unit_ids=[Command.set(self.unit_b.ids)])
        self.env.cr.execute("UPDATE govinfo_rule SET share = 'split' WHERE basis = 'submission'")
        self.env.clear()
        self.period.action_compute()
        for unit in (self.bureau, self.unit_b):
            self.assertIn(("2026-07-08", 0.5, 0.5, "none"), self.entries(unit))

    def test_late_fact_after_the_lock(self):
        self.period.action_publicise()
        self.period.action_lock()
        self.adopted(self.item, "national", "2026-09-25")
        fourth = self.make_period("2026-10-01")
        fourth.action_compute()
        self.assertEqual(self.total(self.period, self.unit), 84)
        names = ("date", "points", "reason", "original_date", "note")
        corrections = [row for row in self.entries(self.unit, *names) if row[2] == "correction"]
        self.assertEqual(len(corrections), 1)
        self.assertEqual(corrections[0][:4], ("2026-10-01", 30.0, "correction", "2026-09-25"))
        self.assertIn("2026-09-25", corrections[0][4])
