"""The whole cycle with the clock moved over two quarters, a year after the first records."""

from freezegun import freeze_time

from odoo.tests import tagged

from ..assessment.scoring_common import ScoringCase
from ..common import queue_pretends


@tagged("post_install", "-at_install")
class TestNoticeTwoQuarters(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_ruleset(
            {
                "报送": {"kind": "event", "basis": "submission", "points": 1},
                "每月报送1条": {
                    "kind": "quota",
                    "basis": "submission",
                    "quota_window": "month",
                    "quota": 1,
                    "short_points": -1,
                },
            },
            date_from="2025-01-01",
            date_to=False,
        )
        cls.bureau.head_id.email = False
        # a year before: four items in the second quarter
        for day in ("2025-04-02", "2025-05-02", "2025-06-02", "2025-06-03"):
            cls.sent(cls.unit, day)

    def close(self, moment):
        """The quarterly job at ``moment``; the notice it drafted."""
        with freeze_time(moment):
            self.env["govinfo.period"]._cron_quarter_close()
        return self.env["govinfo.notice"].search([], limit=1).with_user(self.reviewer)

    def publish(self, notice, moment):
        with freeze_time(moment):
            notice.action_request_approval()
            notice.with_user(self.leader).action_approve()
            notice.action_publish()
            self.send()

    def send(self):
        with queue_pretends(self.env):
            self.env["mail.mail"].sudo().process_email_queue()

    def letter(self, notice, unit):
        return notice.letter_ids.filtered(lambda letter: letter.unit_id == unit)

    def test_two_quarters(self):
        for month in (1, 2, 3):
            self.sent(self.unit, "2026-%02d-10" % month)
            self.sent(self.unit_b, "2026-%02d-10" % month)
        first = self.close("2026-04-01 01:00:00")
        self.assertEqual(first.name, "关于2026年第一季度政务信息工作情况的通报")
        self.assertIn("共报送政务信息6条。", first.body, "nothing to compare with yet")
        self.assertIn("（1家）：丙局。", first.body)
        self.assertIn(self.reviewer, first.activity_ids.user_id)
        self.publish(first, "2026-04-07 02:00:00")
        self.assertEqual(first.doc_number, "政办通报〔2026〕1号")
        self.follow_up_the_first(first)

        for month in (4, 5, 6):
            self.sent(self.unit, "2026-%02d-10" % month)
        second = self.close("2026-07-01 01:00:00")
        self.assertNotEqual(second, first)
        self.assertIn(
            "共报送政务信息3条，比上季度减少3条（下降50.0%），比上年同期减少1条（下降25.0%）。",
            second.body,
        )
        self.assertIn("乡镇街道（1家）：乙镇。", second.body)
        self.assertIn("县直部门（1家）：丙局。", second.body)
        self.publish(second, "2026-07-06 02:00:00")
        self.assertEqual(second.doc_number, "政办通报〔2026〕2号")
        numbers = (first | second).letter_ids.filtered("shortfall").mapped("doc_number")
        self.assertEqual(sorted(numbers), ["政办告〔2026〕%d号" % number for number in (1, 2, 3)])
        channel = self.company.sudo()._govinfo_channel()
        posted = channel.message_ids.filtered("subject").sorted("id").mapped("subject")
        self.assertEqual(posted, [first.name, second.name])
        self.correct_the_second(second)

    def follow_up_the_first(self, notice):
        """Sent, acknowledged by one, the others reminded once; the rectification collected."""
        states = {letter.unit_id: letter.state for letter in notice.letter_ids}
        expected = {self.unit: "sent", self.unit_b: "sent", self.bureau: "pending"}
        self.assertEqual(states, expected)
        self.assertEqual(notice.paper_count, 1)
        self.letter(notice, self.bureau).with_user(self.reviewer).action_mark_sent()
        with freeze_time("2026-04-08 02:00:00"):
            self.letter(notice, self.unit)._acknowledge()
        for day in ("2026-04-11", "2026-04-13", "2026-04-14", "2026-05-02"):
            with freeze_time(day + " 02:00:00"):
                self.env["govinfo.notice.letter"]._cron_remind()
                self.send()
        reminded = notice.letter_ids.filtered("reminded_at")
        self.assertEqual(reminded.unit_id, self.unit_b)
        self.assertEqual(str(reminded.reminded_at.date()), "2026-04-13")
        reminders = self.env["mail.mail"].sudo().search([("subject", "like", "confirm receipt")])
        self.assertEqual(reminders.mapped("res_id"), reminded.ids)
        self.assertFalse(reminders.attachment_ids)
        self.assertEqual(notice.unrectified_count, 1)
        letter = self.letter(notice, self.bureau).with_user(self.reviewer)
        letter.write({"rectified_on": "2026-04-20", "rectification": "已明确专人负责。"})
        self.assertEqual(notice.unrectified_count, 0)

    def correct_the_second(self, notice):
        """An item that had been overlooked: the period anew, and a supplementary notice."""
        body, sha256 = notice.body, notice.sha256
        for month in (4, 5, 6):
            self.sent(self.unit_b, "2026-%02d-20" % month)
        with freeze_time("2026-07-10 02:00:00"):
            notice.period_id.with_user(self.reviewer).action_compute()
            action = notice.action_supplement()
        supplement = self.env["govinfo.notice"].browse(action["res_id"]).with_user(self.reviewer)
        self.assertEqual(
            supplement.name, "关于《关于2026年第二季度政务信息工作情况的通报》的补充通报"
        )
        self.assertIn("（政办通报〔2026〕2号）印发后", supplement.body)
        self.assertIn("全县报送政务信息由3条更正为6条。", supplement.body)
        self.assertNotIn("与上季度持平", supplement.body)
        self.publish(supplement, "2026-07-11 02:00:00")
        self.assertEqual(supplement.doc_number, "政办通报〔2026〕3号")
        self.assertFalse(self.letter(supplement, self.unit_b).shortfall)
        self.assertFalse(self.letter(supplement, self.bureau).shortfall)  # told by the first one
        self.assertEqual((notice.body, notice.sha256), (body, sha256), "the first one stands")
