"""Points of the running quarter: what the engine would give for the facts so far, and nothing kept of it."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .scoring_common import ScoringCase


@tagged("post_install", "-at_install")
class TestScoreProvisional(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        frozen = freeze_time("2026-08-20 02:00:00")
        frozen.start()
        cls.addClassCleanup(frozen.stop)
        cls.make_ruleset(
            {
                "报送": {"basis": "submission", "points": 2},
                "月任务": {
                    "kind": "quota",
                    "basis": "submission",
                    "quota_window": "month",
                    "quota": 3,
                    "short_points": -5,
                },
            }
        )
        cls.provisional = cls.env["govinfo.score.provisional"]

    def points(self, user=None):
        provisional = self.provisional.with_user(user or self.manager)
        return {row.unit_id.name: row.total for row in provisional.search([])}

    def test_facts_so_far_count_and_open_windows_do_not(self):
        self.sent(self.unit, "2026-06-30")  # the quarter before
        self.sent(self.unit, "2026-07-02")
        self.sent(self.unit, "2026-08-19")
        self.provisional._cron_reckon()
        july = self.points()["甲镇"]
        period = self.make_period("2026-07-01", "month")
        with self.undone():
            period.action_compute()
            month = period.score_ids.filtered(lambda score: score.unit_id == self.unit).total
        self.assertEqual(july, month + 2, "July as it is computed, and the item of August")
        self.assertFalse(
            self.env["govinfo.score.entry"].search_count([]), "the ledger is untouched"
        )

    def test_reckoned_again_they_are_replaced(self):
        self.provisional._cron_reckon()
        before = self.points()
        self.sent(self.unit_b, "2026-08-19")
        self.provisional._cron_reckon()
        after = self.points()
        self.assertEqual(after["乙镇"] - before["乙镇"], 2)
        self.assertEqual(len(after), len(before))

    def test_each_unit_reads_its_own(self):
        self.provisional._cron_reckon()
        self.assertEqual(list(self.points(self.officer)), ["甲镇"])
        self.assertEqual(list(self.points(self.unit_leader_b)), ["乙镇"])
        self.assertGreater(len(self.points(self.reviewer)), 2)
        with self.assertRaises(AccessError):
            self.points(self.outsider)
        with self.assertRaises(AccessError):
            self.provisional.search([]).with_user(self.manager).write({"total": 1})

    def test_without_a_rule_set_in_force_there_are_none(self):
        with freeze_time("2027-02-01 02:00:00"):
            self.provisional._cron_reckon()
            self.assertFalse(self.points())
