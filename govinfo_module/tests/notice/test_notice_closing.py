"""The day on which a period is computed and its notice drafted, by itself."""

from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..assessment.scoring_common import ScoringCase


@tagged("post_install", "-at_install")
class TestNoticeClosing(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_ruleset({"报送": {"basis": "submission", "points": 1}})
        cls.sent(cls.unit, "2026-02-02")

    def run_job(self, moment):
        """The job at ``moment`` (UTC); the county's notices by the kind of their period."""
        with freeze_time(moment):
            self.env["govinfo.period"]._cron_quarter_close()
        notices = self.env["govinfo.notice"].search([("company_id", "=", self.company.id)])
        return sorted(notices.mapped("period_id.kind"))

    def test_quarter_on_its_day(self):
        self.company.govinfo_close_day = 5
        self.assertEqual(self.run_job("2026-04-04 15:59:00"), [], "still the fourth in the county")
        self.assertEqual(self.run_job("2026-04-04 16:01:00"), ["quarter"])
        self.assertEqual(self.run_job("2026-04-06 01:00:00"), ["quarter"])

    def test_what_comes_in_before_the_day_counts(self):
        self.company.govinfo_close_day = 5
        with freeze_time("2026-04-02 01:00:00"):
            period = self.make_period("2026-01-01")
            period.action_compute()
        self.sent(self.unit, "2026-03-30")
        self.run_job("2026-04-05 01:00:00")
        self.assertEqual(self.total(period, self.unit), 2)
        self.assertEqual(period.notice_ids.state, "draft")
        self.assertTrue(period.notice_ids.activity_ids, "reviewers are asked to go on with it")

    def test_period_computed_by_hand_on_the_day_gets_its_notice(self):
        with freeze_time("2026-04-01 01:00:00"):
            self.make_period("2026-01-01").action_compute()
        self.assertEqual(self.run_job("2026-04-01 02:00:00"), ["quarter"])

    def test_notice_given_up_is_not_drafted_again(self):
        self.run_job("2026-04-01 01:00:00")
        notice = self.env["govinfo.notice"].search([("company_id", "=", self.company.id)])
        notice.with_user(self.reviewer).action_cancel()
        self.assertEqual(self.run_job("2026-04-02 01:00:00"), ["quarter"])

    def test_publicised_period_is_not_computed_but_gets_its_notice(self):
        self.company.govinfo_close_day = 5
        with freeze_time("2026-04-02 01:00:00"):
            period = self.make_period("2026-01-01")
            period.action_compute()
            period.action_publicise()
        self.sent(self.unit, "2026-03-30")
        self.assertEqual(self.run_job("2026-04-05 01:00:00"), ["quarter"])
        self.assertEqual(self.total(period, self.unit), 1)

    def test_it_waits_for_who_may_still_answer(self):
        """A commission missed in its grace is named in this notice, or in none."""
        with freeze_time("2026-03-20 01:00:00"):
            commission = self.make_commission([self.unit_b], deadline="2026-03-31 09:00:00")
        self.assertEqual(self.run_job("2026-04-01 01:00:00"), [])
        with freeze_time("2026-04-02 01:00:00"):
            self.env["govinfo.commission.line"]._cron_remind_and_expire()
        self.assertEqual(commission.line_ids.state, "missed")
        self.assertEqual(self.run_job("2026-04-02 02:00:00"), ["quarter"])
        period = self.env["govinfo.period"].search([("kind", "=", "quarter")])
        score = period.score_ids.filtered(lambda one: one.unit_id == self.unit_b)
        self.assertEqual(score.commission_missed, 1)

    def test_but_not_for_ever(self):
        with freeze_time("2026-03-20 01:00:00"):
            self.make_commission([self.unit_b], deadline="2026-03-31 09:00:00")
        self.assertEqual(self.run_job("2026-04-20 01:00:00"), [])
        self.assertEqual(self.run_job("2026-04-30 01:00:00"), ["quarter"])

    def test_month_where_the_county_wants_it(self):
        self.assertEqual(self.run_job("2026-03-03 01:00:00"), [])
        self.company.write({"govinfo_month_notice": True, "govinfo_month_close_day": 3})
        self.assertEqual(self.run_job("2026-03-02 01:00:00"), [])
        self.assertEqual(self.run_job("2026-03-03 01:00:00"), ["month"])
        self.assertEqual(self.run_job("2026-04-03 01:00:00"), ["month", "month", "quarter"])
        notices = self.env["govinfo.notice"].search([("company_id", "=", self.company.id)])
        self.assertIn("关于2026年2月政务信息工作情况的通报", notices.mapped("name"))
        february = notices.filtered(lambda notice: "2月" in notice.name)
        self.assertIn("本月，全县", february.body)

    def test_day_out_of_range(self):
        for field in ("govinfo_close_day", "govinfo_month_close_day"):
            for day in (0, -1, 29):
                with self.subTest(field=field, day=day), self.assertRaises(ValidationError):
                    self.company[field] = day

    def test_set_in_the_dialog(self):
        settings = self.env["govinfo.settings"].with_user(self.manager).create({})
        settings.write({"close_day": 8, "month_notice": True, "month_close_day": 2})
        self.assertEqual(self.company.govinfo_close_day, 8)
        self.assertEqual(self.company._govinfo_closed_kinds(), ("month", "quarter"))
