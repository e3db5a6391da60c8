"""Facts that come late: locked entries stand, the difference is posted after the lock."""

from odoo.tests import tagged

from .scoring_common import ScoringCase

NAMES = ("date", "points", "original_date")


@tagged("post_install", "-at_install")
class TestScoringCorrections(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ruleset = cls.make_ruleset(
            {
                "报送": {"basis": "submission", "points": 1, "group": "BS"},
                "另加": {"basis": "submission", "points": 2, "additive": True},
                "采用": {
                    "basis": "adoption",
                    "level": "city",
                    "points": 20,
                    "stack_key": "a",
                    "stack_by": "item",
                    "stack_mode": "highest",
                },
                "省采用": {
                    "basis": "adoption",
                    "level": "province",
                    "points": 50,
                    "stack_key": "a",
                    "stack_by": "item",
                    "stack_mode": "highest",
                },
                "任务": {
                    "kind": "quota",
                    "basis": "submission",
                    "quota_window": "month",
                    "quota": 1,
                    "met_points": 1,
                    "extra_points": 1,
                    "short_points": -3,
                },
            },
            [{"code": "BS", "has_cap": True, "cap_points": 2, "cap_window": "quarter"}],
        )
        cls.first = cls.make_period("2026-01-01")
        cls.second = cls.make_period("2026-04-01")
        cls.item = cls.sent(cls.unit, "2026-01-05")
        cls.adoption = cls.adopted(cls.item, "city", "2026-01-20")
        cls.first.action_compute()
        cls.lock(cls.first)

    @classmethod
    def lock(cls, period):
        period.action_publicise()
        period.action_lock()

    def corrections(self, unit=None):
        domain = [("unit_id", "=", (unit or self.unit).id), ("reason", "=", "correction")]
        entries = self.env["govinfo.score.entry"].search(domain, order="date, original_date, id")
        return [(str(entry.date), entry.points, str(entry.original_date)) for entry in entries]

    def frozen(self):
        """The locked entries, as they are in the database."""
        self.env.cr.execute("SELECT * FROM govinfo_score_entry WHERE locked ORDER BY id")
        return self.env.cr.fetchall()

    def compute(self):
        """Compute the open quarter twice: the second time changes nothing."""
        before = self.frozen()
        self.second.action_compute()
        found = self.corrections()
        self.second.action_compute()
        self.assertEqual(self.corrections(), found)
        self.assertEqual(self.frozen(), before)
        return found

    def test_nothing_changed_nothing_corrected(self):
        self.assertEqual(self.compute(), [])

    def test_fact_withdrawn(self):
        self.adoption.with_user(self.reviewer).action_withdraw("误登")
        self.assertEqual(self.compute(), [("2026-04-01", -20.0, "2026-01-20")])

    def test_late_adoption_is_compared_with_the_corrected_highest(self):
        self.adoption.with_user(self.reviewer).action_withdraw("误登")
        self.adopted(self.item, "province", "2026-05-10")
        self.compute()
        entries = self.entries(self.unit, "date", "points", since="2026-05-10")
        self.assertIn(("2026-05-10", 50.0), entries)

    def test_several_rules_are_one_source(self):
        """A late item earns 1 and 2 more, and the surplus of its month is a source of its own."""
        self.sent(self.unit, "2026-01-28")
        self.assertEqual(
            self.compute(),
            [("2026-04-01", 3.0, "2026-01-28"), ("2026-04-01", 1.0, "2026-01-31")],
        )

    def test_missing_window_made_good(self):
        self.sent(self.unit, "2026-02-10")
        # 1 + 2 for the item; the quota of February: from -3 to +1
        self.assertEqual(
            self.compute(),
            [("2026-04-01", 3.0, "2026-02-10"), ("2026-04-01", 4.0, "2026-02-28")],
        )

    def test_correction_of_a_correction(self):
        """Once a correction is locked, only what differs from it is posted."""
        late = self.adopted(self.item, "province", "2026-02-01")
        self.assertEqual(self.compute(), [("2026-04-01", 30.0, "2026-02-01")])
        self.lock(self.second)
        late.with_user(self.reviewer).action_withdraw("误登")
        third = self.make_period("2026-07-01")
        third.action_compute()
        self.assertEqual(
            self.corrections(),
            [("2026-04-01", 30.0, "2026-02-01"), ("2026-07-01", -30.0, "2026-02-01")],
        )
        self.assertEqual(self.total(self.first, self.unit), self.total_of(self.first))

    def total_of(self, period):
        entries = self.env["govinfo.score.entry"].search(
            [
                ("unit_id", "=", self.unit.id),
                ("date", ">=", period.date_from),
                ("date", "<=", period.date_to),
            ]
        )
        return sum(entries.mapped("points"))

    def test_corrections_stand_outside_the_caps(self):
        self.sent(self.unit, "2026-03-02")  # room for 1 in the locked quarter
        for day in ("2026-04-06", "2026-04-07"):
            self.sent(self.unit, day)
        self.compute()
        group = self.ruleset.group_ids
        earned = self.env["govinfo.score.entry"].search(
            [
                ("unit_id", "=", self.unit.id),
                ("group_id", "=", group.id),
                ("date", ">=", "2026-04-01"),
                ("reason", "!=", "correction"),
            ]
        )
        self.assertEqual(earned.mapped("points"), [1.0, 1.0])

    def test_merged_unit_hands_over_what_it_earned(self):
        total = self.total(self.first, self.unit)
        self.unit.scored_as_id = self.unit_b
        self.compute()
        self.assertEqual(sum(row[1] for row in self.corrections()), -total)
        handed = dict((row[2], row[1]) for row in self.corrections(self.unit_b))
        self.assertEqual(handed["2026-01-20"], 20.0)
        self.assertEqual(handed["2026-01-05"], 3.0)

    def test_year_is_the_sum_of_its_quarters(self):
        self.sent(self.unit, "2026-02-10")
        self.adopted(self.item, "province", "2026-02-12")
        self.second.action_compute()
        year = self.make_period("2026-01-01", "year")
        year.action_compute()
        quarters = self.total(self.first, self.unit) + self.total(self.second, self.unit)
        entries = self.env["govinfo.score.entry"].search(
            [("unit_id", "=", self.unit.id), ("date", ">", "2026-06-30")]
        )
        self.assertEqual(self.total(year, self.unit), quarters + sum(entries.mapped("points")))

    def test_what_is_frozen_is_what_was_publicised(self):
        """The ledger moved after the publicity began: the scores are computed again first."""
        self.second.action_compute()
        self.second.action_publicise()
        self.sent(self.unit, "2026-04-09")
        self.make_period("2026-04-01", "month").action_compute()
        with self.assertRaisesRegex(Exception, "compute it again"), self.undone():
            self.second.action_lock()
