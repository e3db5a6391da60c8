"""The job that closes a quarter: when, for which counties, and what a failure does to the others."""

from freezegun import freeze_time

from odoo.tests import tagged

from .scoring_common import ScoringCase, utc


@tagged("post_install", "-at_install")
class TestScoringQuarterClose(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_ruleset({"报送": {"basis": "submission", "points": 1}})
        cls.sent(cls.unit, "2026-02-02")

    def quarters(self):
        return self.env["govinfo.period"].search(
            [("company_id", "=", self.company.id), ("kind", "=", "quarter")]
        )

    def run_job(self):
        self.env["govinfo.period"]._cron_quarter_close()
        return self.quarters()

    def state(self):
        """Everything the job could change, as it is in the database."""
        found = []
        for query in (
            "SELECT * FROM govinfo_period ORDER BY id",
            "SELECT * FROM govinfo_score ORDER BY id",
            "SELECT * FROM govinfo_score_entry ORDER BY id",
            "SELECT * FROM govinfo_notice ORDER BY id",
            "SELECT id FROM mail_message ORDER BY id",
            "SELECT id FROM mail_activity ORDER BY id",
        ):
            self.env.cr.execute(query)
            found.append(self.env.cr.fetchall())
        return found

    def test_first_day_of_the_next_quarter(self):
        with freeze_time("2026-03-31 15:59:00"):  # still March in the county
            self.assertFalse(self.run_job(), "no rule set was in force in the quarter before")
        with freeze_time("2026-03-31 16:01:00"):
            quarter = self.run_job()
            self.assertEqual(str(quarter.date_to), "2026-03-31")
            self.assertEqual(quarter.state, "computed")
            self.assertEqual(self.total(quarter, self.unit), 1)
            self.assertEqual(len(quarter.notice_ids), 1)
            self.assertTrue(quarter.message_ids.filtered(lambda m: "quarterly job" in m.body))
            self.env.flush_all()
            before = self.state()
            self.run_job()
            self.env.flush_all()
            self.assertEqual(self.state(), before, "a second run changes nothing")

    def test_quarter_computed_before_its_end_is_computed_again(self):
        with freeze_time("2026-03-20 08:00:00"):
            quarter = self.make_period("2026-01-01")
            quarter.action_compute()
        self.sent(self.unit, "2026-03-25")
        with freeze_time("2026-04-01 08:00:00"):
            self.run_job()
        self.assertEqual(self.total(quarter, self.unit), 2)
        self.sent(self.unit, "2026-03-26")
        with freeze_time("2026-04-02 08:00:00"):
            self.run_job()
        self.assertEqual(self.total(quarter, self.unit), 2, "people compute it from now on")

    def test_one_countys_failure_leaves_the_others(self):
        broken = self.env["res.company"].create({"name": "坏县"})
        ruleset = self.env["govinfo.ruleset"].create(
            {"name": "坏办法", "date_from": "2026-01-01", "company_id": broken.id}
        )
        rule = ruleset.rule_ids.create(
            {"name": "坏", "basis": "submission", "ruleset_id": ruleset.id}
        )
        ruleset.action_activate()
        self.env.flush_all()
        query = "UPDATE govinfo_rule SET domain = %s WHERE id = %s"
        self.env.cr.execute(query, ["[('x', '=', 1)]", rule.id])
        self.env.clear()
        with freeze_time("2026-04-01 08:00:00"), self.assertLogs(level="ERROR"):
            self.assertEqual(self.run_job().state, "computed")
        period = self.env["govinfo.period"].search([("company_id", "=", broken.id)])
        self.assertEqual(period.state, "open")
        self.assertIn("could not compute", period.message_ids[0].body)

    def test_utc(self):
        self.assertEqual(str(utc("2026-07-01", "00:20")), "2026-06-30 16:20:00")
