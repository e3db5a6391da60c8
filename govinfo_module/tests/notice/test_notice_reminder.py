"""Heads who have not acknowledged are reminded by day, on working days; nothing is lost meanwhile."""

from freezegun import freeze_time

from odoo.tests import tagged

from .test_notice_flow import NoticeCase


@tagged("post_install", "-at_install")
class TestNoticeReminder(NoticeCase):
    def test_heads_are_reminded_in_working_time_only(self):
        notice = self.draft()
        notice.action_request_approval()
        notice.with_user(self.leader).action_approve()
        notice.action_publish()
        letters = notice.sudo().letter_ids.filtered("email")
        letters._transition({"state": "sent", "sent_at": "2030-05-30 02:00:00"})
        self.env["govinfo.working.day"].create({"date": "2030-06-11", "name": "休息"})
        # a Saturday, the evening of a Monday, a day off
        for moment in ("2030-06-08 02:00:00", "2030-06-10 14:00:00", "2030-06-11 02:00:00"):
            with freeze_time(moment):
                letters._cron_remind()
            self.assertFalse(letters.filtered("reminded_at"))
        with freeze_time("2030-06-12 02:00:00"):
            letters._cron_remind()
        self.assertTrue(letters)
        self.assertEqual(letters.filtered("reminded_at"), letters)
