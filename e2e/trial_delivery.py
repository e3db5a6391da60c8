"""Trial of the notice's delivery, in Odoo's shell on a database with the addon.

Every process here is a real one with its own connections, killed with SIGKILL between two steps or by
the mail server at a word of the dialogue; the mail server is a real one that misbehaves on demand. In
the end each head has got exactly one message, and the states say what is known.
"""

import logging
import time
import unittest
from collections import Counter
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo.exceptions import UserError

from odoo.addons.base.models import ir_mail_server
from odoo.addons.govinfo_module.models.notice import govinfo_notice_letter_mail
from odoo.addons.govinfo_module.tests.common import County

from .mail_server import Server
from .processes import Processes, end

HEADS = ["t%02d@example.com" % number for number in range(1, 6)]
logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd's


class Office(County):
    """A county of five units with a head each; a rule that everybody falls short of."""

    @classmethod
    def open(cls, env, port):
        cls.env = env
        cls.build()
        for number in range(3, len(HEADS) + 1):
            cls.make_unit("第%d镇" % number, "T%02d" % number, cls.townships)
        cls.bureau.head_id.email = False
        cls.today = env.company.govinfo_today()
        quota = {
            "name": "每月报送1条",
            "kind": "quota",
            "basis": "submission",
            "quota_window": "month",
            "quota": 1,
            "short_points": -1,
        }
        ruleset = env["govinfo.ruleset"].create(
            {
                "name": "考核办法",
                "date_from": cls.today - timedelta(days=800),
                "rule_ids": [(0, 0, quota)],
            }
        )
        ruleset.with_user(cls.manager).action_activate()
        env["ir.mail_server"].search([]).unlink()
        env["ir.mail_server"].create({"name": "本机", "smtp_host": "127.0.0.1", "smtp_port": port})


def notice_of(env, kind="quarter"):
    found = env["govinfo.notice"].search([("period_id.kind", "=", kind)], limit=1)
    return found.with_env(env)


def letters_of(env, notice_id):
    return env["govinfo.notice"].browse(notice_id).letter_ids.filtered("email")


def queue(env):
    env["mail.mail"].process_email_queue()


class TestDelivery(Processes, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(HEADS)
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        with cls.transaction() as env:
            Office.open(env, cls.server.port)
        cls.months = 0

    def setUp(self):
        self.server.kept.clear()
        self.server.behave()

    def published(self, batch=50):
        """The id of a published notice with its first ``batch`` of letters in the queue."""
        govinfo_notice_letter_mail.BATCH = batch
        type(self).months += 1
        with self.transaction() as env:
            first = Office.today.replace(day=1) - relativedelta(months=self.months)
            period = env["govinfo.period"].create({"kind": "month", "date_from": first})
            people = env["res.users"].search([("login", "in", ("reviewer_a", "leader_a"))])
            leader, reviewer = people.sorted("login")
            period.with_user(reviewer).action_compute()
            notice = env["govinfo.notice"].with_user(reviewer)._draft_for(period)
            notice.action_request_approval()
            notice.with_user(leader).action_approve()
            notice.action_publish()
        with self.transaction() as env:  # what is left of activities' e-mails is not of this trial
            env["mail.mail"].search([("model", "!=", "govinfo.notice.letter")]).unlink()
        return notice.id

    def states(self, notice_id):
        with self.transaction() as env:
            letters = letters_of(env, notice_id)
            return Counter(
                "unconfirmed" if letter.unconfirmed else letter.state for letter in letters
            )

    def send_until_done(self):
        """Run the queue as the platform's job does, again and again."""
        for _time in range(3):
            self.assertEqual(self.do(queue), 0)

    def assert_all_sent_once(self, notice_id):
        self.assertEqual(self.states(notice_id), {"sent": len(HEADS)})
        self.assertEqual(set(self.server.kept.values()), {1})
        self.assertEqual(sorted(self.server.kept), HEADS)

    # -- killed between two steps ------------------------------------------------------------

    def test_from_the_end_of_the_quarter_to_the_queue(self):
        """Each step is taken by a process that is killed at it, several times, before one gets through."""
        steps = [
            (
                lambda env: env["govinfo.period"]._cron_quarter_close(autocommit=True),
                None,
                [
                    ("govinfo.period", "create"),
                    ("govinfo.period", "_compute_ledger"),
                    ("govinfo.period", "_store_scores"),
                    ("govinfo.period", "_compute"),
                    ("govinfo.notice", "create"),
                    ("govinfo.period", "_draft_notice"),
                ],
            ),
            (
                lambda env: notice_of(env).action_request_approval(),
                "reviewer_a",
                [("govinfo.notice", "_ask")],
            ),
            (
                lambda env: notice_of(env).action_approve(),
                "leader_a",
                [("govinfo.notice", "_highest_number"), ("govinfo.notice", "_change")],
            ),
            (
                lambda env: notice_of(env).action_publish(),
                "reviewer_a",
                [
                    ("govinfo.notice", "_document"),
                    ("ir.attachment", "_govinfo_lock_files"),
                    ("govinfo.notice.letter", "_make_for"),
                    ("govinfo.notice", "_post_to_intranet"),
                    ("ir.attachment", "_govinfo_lock_files", 2),  # the notice's, then the letters'
                    ("govinfo.notice.letter", "_queue"),
                    ("govinfo.notice.letter", "_make_ready"),
                    ("govinfo.notice", "_publish"),
                ],
            ),
        ]
        for work, login, deaths in steps:
            for death in deaths:
                with self.subTest(killed_after=death):
                    self.assertEqual(self.do(work, login, dies_after=death), "killed")
            self.assertEqual(self.do(work, login), 0)
        with self.transaction() as env:
            notices = env["govinfo.notice"].search([("period_id.kind", "=", "quarter")])
            self.assertEqual(len(notices), 1)
            self.assertEqual(notices.doc_sequence, 1)
            self.assertEqual(notices.state, "published")
            posts = env.company._govinfo_channel().message_ids
            self.assertEqual(posts.mapped("subject").count(notices.name), 1)
            numbers = sorted(notices.letter_ids.mapped("doc_sequence"))
            self.assertEqual(numbers, list(range(1, len(HEADS) + 2)))
            self.assertEqual(len(notices.letter_ids.mail_id), len(HEADS))
        self.send_until_done()
        self.assert_all_sent_once(notices.id)

    def test_killed_while_letters_are_made_ready(self):
        """Two are ready with the publishing, the others follow two by two in the background."""
        notice_id = self.published(batch=2)

        def job(env):
            govinfo_notice_letter_mail.BATCH = 2
            env["govinfo.notice.letter"]._cron_prepare()

        def ready():
            with self.transaction() as env:
                letters = env["govinfo.notice"].browse(notice_id).letter_ids
                return len(letters.filtered("is_ready")), len(letters)

        self.assertEqual(ready(), (2, 6))
        death = ("govinfo.notice.letter", "_make_ready", 2)  # the first two are kept, these are not
        self.assertEqual(self.do(job, dies_after=death), "killed")
        self.assertEqual(ready(), (4, 6))
        self.assertEqual([end(pid) for pid in (self.begin(job), self.begin(job))], [0, 0])
        with self.transaction() as env:
            notice = env["govinfo.notice"].browse(notice_id)
            self.assertEqual(notice.ready_percent, 100)
            self.assertEqual(len(notice.letter_ids.mail_id), len(HEADS))
            self.assertEqual(len(notice.letter_ids.attachment_id), len(HEADS) + 1)
        self.send_until_done()
        self.assert_all_sent_once(notice_id)

    def test_killed_before_the_message_is_handed_over(self):
        """Nothing has been delivered then: the queue sends it by itself."""
        notice_id = self.published()
        for word in ("EHLO", "MAIL", "RCPT"):
            with self.subTest(killed_at=word):
                self.server.deadly = word
                self.server.victim = self.begin(queue)
                self.assertEqual(end(self.server.victim), "killed")
                self.assertEqual(self.states(notice_id), {"pending": len(HEADS)})
        for death in (
            ("ir.mail_server", "_build_email__"),
            ("govinfo.notice.letter", "_claim_mail"),
        ):
            with self.subTest(killed_after=death):
                self.assertEqual(self.do(queue, dies_after=death), "killed")
        self.assertFalse(self.server.kept)
        self.send_until_done()
        self.assert_all_sent_once(notice_id)

    def test_killed_after_a_letter_is_done(self):
        notice_id = self.published()
        for number in (2, 1, 1):  # the next one's claim is the first thing after a letter is kept
            death = ("govinfo.notice.letter", "_claim_mail", number + 1)
            self.assertEqual(self.do(queue, dies_after=death), "killed")
        self.assertEqual(self.states(notice_id), {"sent": 4, "pending": 1})
        self.send_until_done()
        self.assert_all_sent_once(notice_id)

    def test_killed_while_the_message_is_handed_over(self):
        """What the server did is not known: not sent again by itself, and shown as unconfirmed."""
        notice_id = self.published()
        arrived = 0
        for word in ("DATA", "text received", "message kept"):
            self.server.deadly = word
            self.server.victim = self.begin(queue)
            self.assertEqual(end(self.server.victim), "killed")
        self.assertEqual(self.do(queue, dies_after=("ir.mail_server", "send_email")), "killed")
        self.send_until_done()
        self.assertEqual(self.states(notice_id), {"unconfirmed": 4, "sent": 1})
        self.assertLessEqual(set(self.server.kept.values()), {1})
        with self.transaction("reviewer_a") as env:
            self.assertEqual(env["govinfo.notice"].browse(notice_id).unconfirmed_count, 4)
            env["govinfo.notice"].browse(notice_id).action_resend_failed()  # those that failed only
            for letter in letters_of(env, notice_id).filtered("unconfirmed"):
                # the head says on the telephone what has arrived
                if self.server.kept[letter.email]:
                    letter.action_mark_sent()
                    arrived += 1
                else:
                    letter.action_send_again()
        self.assertGreaterEqual(arrived, 2)
        self.send_until_done()
        self.assert_all_sent_once(notice_id)

    # -- a server that misbehaves --------------------------------------------------------------

    def test_server_down(self):
        notice_id = self.published()
        with self.transaction() as env:
            env["ir.mail_server"].search([]).smtp_port = 1
        self.assertEqual(self.do(queue), 0)
        self.assertEqual(self.states(notice_id), {"failed": len(HEADS)})
        with self.transaction("reviewer_a") as env:
            self.assertTrue(all(letters_of(env, notice_id).mapped("failure")))
            env["govinfo.notice"].browse(notice_id).action_resend_failed()
        with self.transaction() as env:
            env["ir.mail_server"].search([]).smtp_port = self.server.port
        self.send_until_done()
        self.assert_all_sent_once(notice_id)

    def test_server_refuses_one_and_hangs_up_at_another(self):
        notice_id = self.published()
        self.server.refused, self.server.dropped = {"t01@example.com"}, {"t02@example.com"}
        self.assertEqual(self.do(queue), 0)
        self.assertEqual(self.states(notice_id), {"failed": 2, "sent": len(HEADS) - 2})
        with self.transaction() as env:
            failed = letters_of(env, notice_id).filtered(lambda letter: letter.state == "failed")
            self.assertIn("550", failed.filtered(lambda one: one.unit_id.code == "T01").failure)
            self.assertTrue(failed.filtered(lambda one: one.unit_id.code == "T02").failure)
        self.server.behave()
        with self.transaction("reviewer_a") as env:
            env["govinfo.notice"].browse(notice_id).action_resend_failed()
        self.send_until_done()
        self.assert_all_sent_once(notice_id)

    def test_server_too_slow_to_answer(self):
        """The platform gives up; the server has the message all the same."""
        notice_id = self.published()
        self.server.slow = 1

        def impatient(env):
            ir_mail_server.SMTP_TIMEOUT = 0.5
            letter = letters_of(env, notice_id)[0]
            env["mail.mail"].process_email_queue(letter.mail_id.ids)

        self.assertEqual(self.do(impatient), 0)
        self.assertEqual(self.states(notice_id), {"unconfirmed": 1, "pending": len(HEADS) - 1})
        self.server.slow = 0
        self.send_until_done()
        self.assertEqual(self.states(notice_id), {"unconfirmed": 1, "sent": len(HEADS) - 1})
        self.assertEqual(set(self.server.kept.values()), {1})

    # -- several at once -----------------------------------------------------------------------

    def test_three_workers_at_one_queue(self):
        notice_id = self.published()
        self.server.slow = 0.1
        workers = [self.begin(queue) for _worker in range(3)]
        self.assertEqual([end(pid) for pid in workers], [0, 0, 0])
        self.assert_all_sent_once(notice_id)

    def test_reviewer_decides_while_the_message_is_on_its_way(self):
        """The reviewer is told to wait for the server's answer."""
        notice_id = self.published()
        self.server.slow = 1

        def decide(env):
            letter = letters_of(env, notice_id)[0]
            for _moment in range(200):
                env.cr.rollback()
                env.clear()
                if letter.handed_over_at:
                    break
                time.sleep(0.02)
            for method in (letter.action_send_again, letter.action_mark_sent):
                try:
                    method()
                except UserError:
                    continue
                raise AssertionError("a decision was taken while the message was on its way")

        worker, reviewer = self.begin(queue), self.begin(decide, "reviewer_a")
        self.assertEqual(end(reviewer), 0)
        self.server.slow = 0
        self.assertEqual(end(worker), 0)
        self.assert_all_sent_once(notice_id)


def main(env):
    TestDelivery.registry = env.registry
    tests = unittest.defaultTestLoader.loadTestsFromTestCase(TestDelivery)
    unittest.TextTestRunner(verbosity=2).run(tests)
