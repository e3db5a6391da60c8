"""Letters are made ready in batches, behind the one who publishes."""

from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.notice import govinfo_notice_letter_mail as mail
from ..common import queue_pretends
from .test_notice_flow import NoticeCase


@tagged("post_install", "-at_install")
class TestNoticeBatches(NoticeCase):
    def setUp(self):
        super().setUp()
        patcher = patch.object(mail, "BATCH", 2)
        patcher.start()
        self.addCleanup(patcher.stop)

    def publish(self):
        notice = self.approved()
        notice.action_publish()
        return notice

    def next_run(self):
        """When the job runs next."""
        cron = self.env.ref("govinfo_module.ir_cron_notice_letters")
        return min(
            self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]).mapped("call_at")
        )

    def job(self):
        self.env["govinfo.notice.letter"]._prepare_waiting()

    def test_the_first_batch_at_once_the_others_by_the_job(self):
        notice = self.publish()
        self.assertEqual(notice.state, "published")
        self.assertEqual(len(notice.letter_ids), 3)
        self.assertEqual(notice.ready_percent, 66)
        self.assertLessEqual(self.next_run(), notice.published_at, "it does not wait for its turn")
        self.job()
        self.assertEqual(notice.ready_percent, 100)
        made = notice.letter_ids.mail_id, notice.letter_ids.attachment_id
        self.job()
        self.assertEqual((notice.letter_ids.mail_id, notice.letter_ids.attachment_id), made)

    def test_the_mail_queue_takes_what_is_left_along(self):
        notice = self.publish()
        with queue_pretends(self.env):
            self.env["mail.mail"].process_email_queue()
        self.assertEqual(notice.ready_percent, 100)
        self.assertEqual(notice.sent_count, 2)

    def test_queue_job_does_it_where_it_is_installed(self):
        """With a stand-in for ``with_delay``: what is enqueued, and that doing it later does all."""
        enqueued = []

        class Delayed:
            def __init__(self, records):
                self.records = records

            def _prepare(self):
                enqueued.append(self.records)

        model = type(self.env["govinfo.notice.letter"])
        with patch.object(model, "with_delay", lambda records: Delayed(records), create=True):
            notice = self.publish()
        self.assertEqual(notice.ready_percent, 66)
        self.assertEqual(sum(map(len, enqueued)), 1)
        for records in enqueued:
            records._prepare()
        self.assertEqual(notice.ready_percent, 100)

    def test_letter_that_cannot_be_made_keeps_nobody_back(self):
        model = type(self.env["govinfo.notice.letter"])
        document = model._letter_document

        def broken(letter, *parts):
            if letter.unit_id.code == "T02":
                raise ValueError("没有字体")
            return document(letter, *parts)

        with patch.object(model, "_letter_document", broken), mute_logger(mail.__name__):
            notice = self.publish()
            self.job()
        states = {letter.unit_id.code: letter.state for letter in notice.letter_ids}
        self.assertEqual(states, {"T01": "pending", "T02": "failed", "B01": "pending"})
        letter = notice.letter_ids.filtered(lambda letter: letter.state == "failed")
        self.assertEqual(letter.failure, "没有字体")
        notice.action_resend_failed()
        self.assertEqual(letter.state, "pending")
        self.assertTrue(letter.is_ready and letter.mail_id and letter.attachment_id)

    def test_who_fell_short_is_what_the_notice_says(self):
        notice = self.approved()
        for month in (7, 8, 9):
            self.past_item(
                "补录第%d条" % month,
                "2026-%02d-20 02:00:00" % month,
                unit_id=self.unit_b.id,
                author_id=self.officer_b.id,
            )
        self.period.with_user(self.reviewer).action_compute()
        score = self.period.sudo().score_ids.filtered(lambda s: s.unit_id == self.unit_b)
        self.assertFalse(score.shortfall)
        self.unit_b.with_user(self.manager).name = "乙街道"
        notice.action_publish()
        self.job()
        letter = notice.letter_ids.filtered(lambda letter: letter.unit_id == self.unit_b)
        self.assertTrue(letter.shortfall and letter.attachment_id)

    def test_numbers_follow_the_order_of_units(self):
        notice = self.publish()
        short = notice.letter_ids.filtered("shortfall")
        self.assertEqual(short.mapped("unit_code"), ["B01", "T02"])
        self.assertEqual(short.mapped("doc_number"), ["政办告〔2026〕1号", "政办告〔2026〕2号"])
