"""Letters through a real SMTP server that misbehaves on demand."""

import socket
import threading
from unittest.mock import patch

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..compat import flush
from .test_notice_flow import NoticeCase


class Mailbox:
    """Handler of the SMTP server: keeps what it takes, refuses the recipients in ``refused``."""

    def __init__(self):
        self.messages = []
        self.refused = set()

    async def handle_RCPT(self, server, session, envelope: Envelope, address, options):
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"

    def to(self, address):
        return [content for recipients, content in self.messages if address in recipients]


def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@tagged("post_install", "-at_install")
class TestNoticeDelivery(NoticeCase):
    def setUp(self):
        super().setUp()
        self.mailbox = Mailbox()
        self.server = Controller(self.mailbox, hostname="127.0.0.1", port=free_port())
        self.server.start()
        self.addCleanup(self._stop)
        self._let_mails_out()
        self.mail_server = self.env["ir.mail_server"].create(
            {
                "name": "本机",
                "smtp_host": "127.0.0.1",
                "smtp_port": self.server.port,
            }
        )
        notice = self.draft()
        notice.action_request_approval()
        notice.with_user(self.leader).action_approve()
        notice.action_publish()
        self.notice = notice
        self.letters = notice.sudo().letter_ids
        self.by_unit = {letter.unit_id: letter for letter in self.letters}

    def _let_mails_out(self):
        """Odoo keeps test runs from sending; here a real server of our own takes the mails."""
        thread = threading.current_thread()
        thread.testing = False  # 14.0
        self.addCleanup(setattr, thread, "testing", True)
        model = type(self.env["ir.mail_server"])
        patcher = patch.object(model, "_is_test_mode", lambda self: False, create=True)  # later
        patcher.start()
        self.addCleanup(patcher.stop)

    def _stop(self):
        if self.server.loop.is_running():
            self.server.stop()

    def run_queue(self):
        with mute_logger("odoo.addons.mail.models.mail_mail"):  # refusals are logged as errors
            self._send_mails()

    def _send_mails(self):
        self.env["mail.mail"].sudo().browse(self.letters.mail_id.ids).send(raise_exception=False)
        flush(self.env)
        self.env.clear()

    def states(self):
        return {letter.unit_id.code: letter.state for letter in self.letters}

    def test_each_head_gets_one_message(self):
        self.run_queue()
        self.run_queue()
        self.assertEqual(self.states(), {"T01": "sent", "T02": "sent", "B01": "pending"})
        for address in ("t01@example.com", "t02@example.com"):
            self.assertEqual(len(self.mailbox.to(address)), 1)
        self.assertEqual(self.mailbox.to("t01@example.com")[0].count(b"application/pdf"), 1)
        self.assertEqual(self.mailbox.to("t02@example.com")[0].count(b"application/pdf"), 2)

    def test_refused_head_is_resent_alone(self):
        self.mailbox.refused = {"t02@example.com"}
        self.run_queue()
        self.assertEqual(self.states(), {"T01": "sent", "T02": "failed", "B01": "pending"})
        self.assertIn("550", self.by_unit[self.unit_b].failure)
        self.mailbox.refused = set()
        with self.assertRaises(AccessError):
            self.notice.with_user(self.leader).action_resend_failed()
        self.notice.action_resend_failed()
        self.run_queue()
        self.assertEqual(self.states()["T02"], "sent")
        self.assertEqual(len(self.mailbox.to("t01@example.com")), 1)
        self.assertEqual(len(self.mailbox.to("t02@example.com")), 1)

    def test_server_down(self):
        self.server.stop()
        self.run_queue()
        self.assertEqual(self.states(), {"T01": "failed", "T02": "failed", "B01": "pending"})
        self.assertTrue(self.by_unit[self.unit].failure)

    def test_a_message_sent_again_is_the_same_message(self):
        """Killed between the server's OK and the commit: the queue repeats the same Message-Id."""
        mail = self.by_unit[self.unit].mail_id
        before = mail.message_id
        self.run_queue()
        mail.write({"state": "outgoing"})
        mail.send()
        ids = {
            line
            for content in self.mailbox.to("t01@example.com")
            for line in content.splitlines()
            if line.lower().startswith(b"message-id")
        }
        self.assertEqual(len(ids), 1)
        self.assertIn(before.encode(), ids.pop())

    def test_bounce_is_noted(self):
        self.run_queue()
        letter = self.by_unit[self.unit]
        letter._message_receive_bounce("t01@example.com", letter.head_id)
        self.assertEqual(letter.state, "failed")
        self.assertIn("t01@example.com", letter.failure)

    def test_reminder_goes_once_to_those_who_have_not_acknowledged(self):
        self.run_queue()
        self.by_unit[self.unit]._acknowledge()
        with freeze_time("2026-10-20 02:00:00"):
            self.env["govinfo.notice.letter"]._cron_remind()
            self.env["govinfo.notice.letter"]._cron_remind()
        mails = self.env["mail.mail"].search(
            [("model", "=", "govinfo.notice.letter"), ("id", "not in", self.letters.mail_id.ids)]
        )
        self.assertEqual(mails.mapped("res_id"), self.by_unit[self.unit_b].ids)

    def test_papers_for_heads_without_email(self):
        letters = self.letters.filtered(lambda letter: not letter.mail_id)
        self.assertEqual(letters.unit_id, self.bureau)
        self.assertTrue(letters._print_batch().startswith(b"%PDF"))
        action = self.notice.action_print_batch()
        self.assertEqual(action["url"], "/govinfo/notice/%d/print" % self.notice.id)

    def test_rectification_is_noted_by_reviewers(self):
        letter = self.by_unit[self.unit_b]
        letter.with_user(self.reviewer).write(
            {"rectified_on": "2026-11-01", "rectification": "已明确专人负责。"}
        )
        with self.assertRaises(AccessError):
            letter.with_user(self.reviewer).write({"state": "acknowledged"})
        with self.assertRaises(AccessError):
            letter.with_user(self.leader).write({"rectified_on": "2026-11-01"})

    def test_corrections_by_a_supplementary_notice_only(self):
        action = self.notice.with_user(self.reviewer).action_supplement()
        supplement = self.env["govinfo.notice"].browse(action["res_id"])
        self.assertEqual(supplement.supplement_of_id, self.notice)
        self.assertIn(self.notice.doc_number, supplement.body)
        with self.assertRaises(UserError):
            supplement.with_user(self.reviewer).action_supplement()
