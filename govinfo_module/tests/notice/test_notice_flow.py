"""The notice from the computed period to the heads' acknowledgements."""

import hashlib
from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...exchange.ofd_in import read_ofd
from ..common import GovinfoCase


class NoticeCase(GovinfoCase):
    """A computed third quarter: unit A sent three items, unit B and the bureau nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.frozen = freeze_time("2026-10-12 02:00:00")
        cls.frozen.start()
        cls.addClassCleanup(cls.frozen.stop)
        ruleset = cls.env["govinfo.ruleset"].create(
            {
                "name": "考核办法",
                "date_from": "2026-01-01",
                "rule_ids": [
                    Command.create(
                        {
                            "name": "报送一条计1分",
                            "kind": "event",
                            "basis": "submission",
                            "points": 1,
                        }
                    ),
                    Command.create(
                        {
                            "name": "每月报送1条",
                            "kind": "quota",
                            "basis": "submission",
                            "quota_window": "month",
                            "quota": 1,
                            "short_points": -1,
                        }
                    ),
                ],
            }
        )
        ruleset.with_user(cls.manager).action_activate()
        for month in (7, 8, 9):
            cls.past_item("甲镇第%d条" % month, "2026-%02d-10 02:00:00" % month)
        cls.bureau.head_id.email = False
        cls.period = cls.env["govinfo.period"].create(
            {"kind": "quarter", "date_from": date(2026, 7, 1)}
        )
        cls.period.with_user(cls.reviewer).action_compute()

    @classmethod
    def draft(cls):
        return cls.env["govinfo.notice"].with_user(cls.reviewer)._draft_for(cls.period)

    def approved(self):
        notice = self.draft()
        notice.action_request_approval()
        notice.with_user(self.leader).action_approve()
        return notice


@tagged("post_install", "-at_install")
class TestNoticeFlow(NoticeCase):
    def test_draft_names_figures_and_short_units(self):
        notice = self.draft()
        self.assertEqual(notice.name, "关于2026年第三季度政务信息工作情况的通报")
        self.assertIn("共报送政务信息3条", notice.body)
        self.assertIn("其中未报送信息的单位：乙镇、丙局。", notice.body)
        self.assertEqual(self.draft(), notice)

    def test_figures_cannot_be_typed_over(self):
        notice = self.draft()
        for user in self.reviewer | self.leader | self.manager:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                notice.with_user(user).write({"body": "<p>全部完成</p>"})
        notice.write({"requirements": "<p>请于月底前整改。</p>"})
        self.assertIn("请于月底前整改。", notice.body)
        self.assertIn("共报送政务信息3条", notice.body)

    def test_approval_gives_the_number(self):
        notice = self.approved()
        self.assertEqual(notice.doc_number, "政办通报〔2026〕1号")
        self.assertEqual(notice.approver_id, self.leader)

    def test_who_may_approve(self):
        notice = self.draft()
        notice.action_request_approval()
        for user in self.reviewer | self.reviewer_b | self.manager | self.officer:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                notice.with_user(user).action_approve()
        with self.assertRaises(UserError):
            notice.write({"opening": "<p>改</p>"})

    def test_return_with_reason(self):
        notice = self.draft()
        notice.action_request_approval()
        with self.assertRaises(UserError):
            notice.with_user(self.leader).action_return("")
        notice.with_user(self.leader).action_return("请补充下一步要求")
        self.assertEqual(notice.state, "returned")
        notice.action_request_approval()
        self.assertEqual(notice.state, "pending")

    def test_stale_figures_are_not_approved(self):
        notice = self.draft()
        self.past_item(
            "补录一条", "2026-09-20 02:00:00", unit_id=self.unit_b.id, author_id=self.officer_b.id
        )
        self.period.with_user(self.reviewer).action_compute()
        with self.assertRaises(UserError):
            notice.action_request_approval()
        notice.action_refresh()
        notice.action_request_approval()
        self.assertIn("共报送政务信息4条", notice.body)

    def test_publishing_fixes_pdf_and_makes_letters(self):
        notice = self.approved()
        notice.action_publish()
        self.assertEqual(notice.state, "published")
        self.assertEqual(len(notice.sha256), 64)
        letters = notice.sudo().letter_ids
        self.assertEqual(letters.unit_id, self.unit | self.unit_b | self.bureau)
        short = letters.filtered("shortfall")
        self.assertEqual(short.unit_id, self.unit_b | self.bureau)
        self.assertTrue(all(short.mapped("attachment_id")))
        mails = letters.mail_id
        self.assertEqual(mails.recipient_ids, (self.unit | self.unit_b).head_id)
        self.assertEqual(set(mails.mapped("state")), {"outgoing"})
        channel = self.company.sudo()._govinfo_channel()
        self.assertIn(notice.name, channel.message_ids.mapped("subject"))

    def test_notice_and_letters_are_kept_as_ofd_beside_the_pdf(self):
        notice = self.approved()
        with self.assertRaises(UserError):
            notice.action_ofd()
        notice.action_publish()
        letters = notice.sudo().letter_ids.filtered("shortfall")
        self.assertEqual(len(letters), 2)
        for document in (notice, *letters):
            with self.subTest(document=document.display_name):
                pdf, ofd = document.sudo().attachment_id, document.sudo().ofd_id
                self.assertEqual(document.sha256, hashlib.sha256(pdf.raw).hexdigest())
                self.assertEqual(document.ofd_sha256, hashlib.sha256(ofd.raw).hexdigest())
                self.assertEqual(ofd.name, pdf.name.replace(".pdf", ".ofd"))
                self.assertIn(self.company.name, read_ofd(ofd.raw).paragraphs[0])
                self.assertTrue(ofd.govinfo_locked)
                with self.assertRaises(AccessError):
                    ofd.raw = b"x"
                with self.assertRaises(AccessError):
                    document.with_user(self.manager).ofd_sha256 = "0"
        letter = letters.filtered(lambda letter: letter.unit_id == self.unit_b)
        self.assertIn(letter.unit_id.name, "".join(read_ofd(letter.ofd_id.raw).paragraphs))
        self.assertIn(str(letter.ofd_id.id), letter.with_user(self.reviewer).action_ofd()["url"])
        with self.assertRaises(AccessError):
            letter.with_user(self.officer).action_ofd()
        file = notice.sudo().ofd_id.with_user(self.officer)
        self.assertTrue(file.raw)  # as the address that the button gives
        self.assertIn(str(file.id), notice.with_user(self.officer).action_ofd()["url"])

    def test_published_notice_never_changes(self):
        notice = self.approved()
        notice.action_publish()
        for user in self.reviewer | self.manager | self.env.user:
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    notice.with_user(user).write({"name": "改"})
                with self.assertRaises(UserError):
                    notice.with_user(user).unlink()
        with self.assertRaises(UserError):
            notice.action_publish()

    def test_one_notice_a_period(self):
        self.draft()
        with self.assertRaises(ValidationError):
            self.env["govinfo.notice"].with_user(self.reviewer).create(
                {"period_id": self.period.id, "name": "又一份"}
            )

    def test_officers_read_published_notices_only(self):
        notice = self.draft()
        notices = self.env["govinfo.notice"].with_user(self.officer)
        self.assertFalse(notices.search([("id", "=", notice.id)]))
        notice.action_request_approval()
        notice.with_user(self.leader).action_approve()
        notice.action_publish()
        self.assertEqual(notices.search([("id", "=", notice.id)]), notice)
        with self.assertRaises(AccessError):
            notice.letter_ids.with_user(self.officer).read(["state"])

    def test_head_acknowledges_once(self):
        notice = self.approved()
        notice.action_publish()
        letter = notice.sudo().letter_ids.filtered(lambda rec: rec.unit_id == self.unit)
        self.assertTrue(letter._acknowledge())
        self.assertFalse(letter._acknowledge())
        self.assertEqual(letter.state, "acknowledged")
        paper = notice.letter_ids.filtered(lambda rec: rec.unit_id == self.bureau)
        paper.with_user(self.reviewer).action_acknowledge()
        with self.assertRaises(AccessError):
            paper.with_user(self.leader).action_acknowledge()

    def test_officers_open_the_form_of_a_published_notice(self):
        notice = self.approved()
        notice.action_publish()
        seen = notice.with_user(self.officer)
        names = seen.fields_get()
        self.assertNotIn("letter_ids", names)
        self.assertEqual(seen.read(list(names))[0]["name"], notice.name)
        for user in (self.reviewer, self.leader, self.manager):
            self.assertEqual(notice.with_user(user).letter_ids, notice.letter_ids)
