"""Letters through a real SMTP server that misbehaves on demand."""

import socket
import threading
from unittest.mock import patch

import psycopg2
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from freezegun import freeze_time

from odoo import modules
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_notice_flow import NoticeCase

BOUNCE = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@example.com>
To: bounce@example.com
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-1@mail.example.com>
Content-Type: multipart/report; report-type=delivery-status; boundary="BB"
MIME-Version: 1.0

--BB
Content-Type: text/plain

The mail system: <t01@example.com>: mailbox is full

--BB
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; t01@example.com
Action: failed
Status: 5.2.2

--BB
Content-Type: text/rfc822-headers

From: office@example.com
To: t01@example.com
Message-Id: %s
Subject: notice

--BB--
"""


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
        for place, name, value in (
            (model, "_is_test_mode", lambda self: False),  # 16.0
            (modules.module, "current_test", None),  # 18.0
        ):
            patcher = patch.object(place, name, value, create=True)
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
        self.env.flush_all()
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

    def test_the_message_names_the_letter_as_it_is(self):
        letter = self.letters.filtered("shortfall")[0]
        self.assertIn(
            "告知书（%s）" % letter.doc_number, " ".join(letter._mail_sentences("letter"))
        )
        letter._transition({"doc_number": False})  # a plain letter
        said = " ".join(letter._mail_sentences("letter"))
        self.assertIn("the attached 告知书 has", said)
        self.assertNotIn("False", said)

    def test_a_letter_of_the_situation_asks_for_commissions(self):
        letter = self.letters.filtered("shortfall")[0]
        self.assertIn("rectification", " ".join(letter._mail_sentences("reminder")))
        self.env.flush_all()
        self.env.cr.execute("UPDATE govinfo_notice SET kind = 'situation'")  # it is published
        self.env.invalidate_all()
        for kind in ("letter", "reminder"):
            said = " ".join(letter._mail_sentences(kind))
            self.assertIn("say why not", said)
            self.assertNotIn("rectification", said)

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

    def test_reviewers_are_told_once(self):
        self.mailbox.refused = {"t02@example.com"}
        self.run_queue()
        for _time in range(2):
            self.env["govinfo.notice.letter"]._report_open()
            activities = self.notice.activity_ids
            self.assertIn(self.reviewer_b, activities.user_id)
            self.assertEqual(len(activities), len(activities.user_id))
            self.assertIn("1 failed, 0 unconfirmed", activities[0].note)
        self.notice.activity_ids.unlink()
        self.env["govinfo.notice.letter"]._report_open()
        self.assertFalse(self.notice.activity_ids, "a reviewer who has seen it is left in peace")
        self.notice.action_resend_failed()
        self.run_queue()
        self.env["govinfo.notice.letter"]._report_open()
        self.assertTrue(self.notice.activity_ids, "it has failed again")

    def test_server_down(self):
        self.server.stop()
        self.run_queue()
        self.assertEqual(self.states(), {"T01": "failed", "T02": "failed", "B01": "pending"})
        self.assertTrue(self.by_unit[self.unit].failure)

    def test_what_has_been_sent_is_not_sent_again(self):
        """Not even when somebody queues its e-mail again."""
        letter = self.by_unit[self.unit]
        self.run_queue()
        for _time in range(2):
            letter.mail_id.write({"state": "outgoing"})
            self.run_queue()
        self.assertEqual(len(self.mailbox.to("t01@example.com")), 1)
        self.assertEqual((letter.state, letter.mail_id.state), ("sent", "sent"))

    def test_unconfirmed_is_decided_by_a_reviewer(self):
        """As a process leaves it that was killed between DATA and its commit."""
        mails = self.letters.mail_id
        for letter in self.letters.filtered("mail_id"):
            letter._transition({"handed_over_at": "2026-10-12 02:00:00"})
        mails.write({"state": "exception"})
        self.assertEqual(self.notice.unconfirmed_count, 2)
        self.assertEqual(self.notice.failed_count, 0)
        mails.write({"state": "outgoing"})  # as an administrator might
        self.notice.action_resend_failed()
        self.run_queue()
        self.assertFalse(self.mailbox.messages)
        arrived, lost = self.by_unit[self.unit], self.by_unit[self.unit_b]
        for method in (arrived.action_mark_sent, arrived.action_send_again):
            with self.assertRaises(AccessError):
                getattr(arrived.with_user(self.leader), method.__name__)()
        arrived.with_user(self.reviewer).action_mark_sent()
        lost.with_user(self.reviewer).action_send_again()
        self.run_queue()
        self.assertEqual(self.states(), {"T01": "sent", "T02": "sent", "B01": "pending"})
        self.assertFalse(self.mailbox.to("t01@example.com"))
        self.assertEqual(len(self.mailbox.to("t02@example.com")), 1)
        for letter in arrived | lost:
            with self.assertRaises(UserError):
                letter.with_user(self.reviewer).action_send_again()
            with self.assertRaises(UserError):
                letter.with_user(self.reviewer).action_mark_sent()

    def test_head_confirms_what_was_unconfirmed(self):
        letter = self.by_unit[self.unit]
        letter._transition({"handed_over_at": "2026-10-12 02:00:00"})
        self.assertTrue(letter.unconfirmed)
        letter._acknowledge()
        self.assertFalse(letter.unconfirmed)

    def test_address_lost_before_sending(self):
        self.by_unit[self.unit].head_id.email = False
        self.run_queue()
        letter = self.by_unit[self.unit]
        self.assertEqual(letter.state, "failed")
        self.assertIn("no e-mail address", letter.failure)
        self.assertIn(letter, self.notice._letters_on_paper())
        letter.head_id.email = "new@example.com"
        letter.with_user(self.reviewer).action_send_again()
        self.run_queue()
        self.assertEqual(len(self.mailbox.to("new@example.com")), 1)

    def test_address_found_after_publishing(self):
        letter = self.by_unit[self.bureau]
        with self.assertRaises(UserError):
            letter.with_user(self.reviewer).action_send_again()
        letter.head_id.email = "b01@example.com"
        letter.with_user(self.reviewer).action_send_again()
        self.run_queue()
        self.assertEqual(letter.state, "sent")
        self.assertEqual(len(self.mailbox.to("b01@example.com")), 1)

    def test_people_who_leave_in_between(self):
        """The head's contact is archived, the editor's user deactivated: the letter arrives."""
        self.by_unit[self.unit].head_id.active = False
        self.reviewer.sudo().active = False
        self.unit_b.sudo().head_id = self.env["res.partner"].create({"name": "新任主要领导"})
        self.run_queue()
        self.assertEqual(self.states(), {"T01": "sent", "T02": "sent", "B01": "pending"})
        refused = self.assertRaises(psycopg2.IntegrityError)
        with refused, self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
            self.by_unit[self.unit].head_id.unlink()

    def test_bounce_is_noted(self):
        """The report of a mail server comes in through the platform's gateway."""
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("mail.bounce.alias", "bounce")
        parameters.set_param("mail.catchall.domain", "example.com")
        self.run_queue()
        letter = self.by_unit[self.unit]
        self.env["mail.thread"].message_process(None, BOUNCE % letter.mail_id.message_id)
        self.assertEqual(letter.state, "failed")
        self.assertIn("t01@example.com", letter.failure)
        self.assertEqual(self.by_unit[self.unit_b].state, "sent")
        self.notice.action_resend_failed()
        self.run_queue()
        self.assertEqual(letter.state, "sent")

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
        self.unit.sudo().head_id.email = False
        self.by_unit[self.unit]._transition({"state": "failed"})  # its e-mail could not be sent
        letters = self.notice._letters_on_paper()
        self.assertEqual(letters.mapped("unit_id.code"), ["B01", "T01"], "in the order of units")
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
