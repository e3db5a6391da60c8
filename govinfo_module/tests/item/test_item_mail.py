"""Items by e-mail: a draft of the sender's unit, a polite refusal, nothing stored of what is refused."""

import itertools
from email.message import EmailMessage

from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCase

from ..common import GovinfoCase
from ..exchange.exchange_files import docx, paragraph

SECRET = "机密★10年"
NUMBERS = itertools.count(1)


@tagged("post_install", "-at_install")
class TestItemMail(GovinfoCase, MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._init_mail_gateway()
        cls.env.ref("govinfo_module.mail_alias_item").alias_name = "zwxx"

    def send(
        self, sender, subject="甲镇推进春耕", body="抢抓农时，全力备耕。", files=(), **headers
    ):
        """Give an e-mail to the gateway; the items made and the mails sent in answer."""
        message = EmailMessage()
        message["From"] = sender
        message["To"] = "zwxx@%s" % self.alias_domain
        message["Subject"] = subject
        message["Message-Id"] = "<%d@example.com>" % next(NUMBERS)
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(body)
        for name, data in files:
            message.add_attachment(data, maintype="application", subtype="zip", filename=name)
        items = self.env["govinfo.item"].with_context(active_test=False)
        before = items.search([])
        with self.mock_mail_gateway():
            self.env["mail.thread"].message_process(False, message.as_bytes())
        return items.search([]) - before, list(self._new_mails)

    def test_an_officers_mail_becomes_a_draft(self):
        item, _answers = self.send("信息员甲 <officer_a@example.com>")
        self.assertEqual((item.name, item.state), ("甲镇推进春耕", "draft"))
        self.assertEqual((item.unit_id, item.author_id), (self.unit, self.officer))
        self.assertIn("抢抓农时", item.body)
        self.assertTrue(item.number.startswith("T01-"))
        self.assertEqual(item.activity_ids.user_id, self.officer)
        item.with_user(self.officer).write({"category_id": self.category.id})
        self.submit(item.with_user(self.officer))
        self.assertEqual(item.state, "submitted")

    def test_an_attached_docx_is_the_text(self):
        data = docx(paragraph("甲镇春耕做法") + paragraph("正文一段。"))
        item, _answers = self.send("officer_a@example.com", files=[("来稿.docx", data)])
        self.assertEqual((item.name, item.body), ("甲镇春耕做法", "<p>正文一段。</p>"))
        self.assertIn("来稿.docx", item.message_ids.attachment_ids.mapped("name"))

    def test_a_broken_docx_is_kept_and_said(self):
        item, _answers = self.send("officer_a@example.com", files=[("来稿.docx", b"broken")])
        self.assertIn("抢抓农时", item.body)
        self.assertIn("来稿.docx", item.activity_ids.note)
        self.assertIn("来稿.docx", item.message_ids.attachment_ids.mapped("name"))

    def test_a_contact_of_the_unit(self):
        office = self.env["res.partner"].create({"name": "甲镇", "email": "jiazhen@example.com"})
        clerk = {"name": "办事员", "email": "clerk@example.com", "parent_id": office.id}
        self.env["res.partner"].create(clerk)
        self.unit.partner_id = office
        for sender in ("jiazhen@example.com", "clerk@example.com", "t01@example.com"):
            with self.subTest(sender=sender):
                item, _answers = self.send(sender)
                self.assertEqual((item.unit_id, item.author_id), (self.unit, self.officer))

    def test_unknown_senders_are_refused_politely(self):
        stranger = self.env["res.partner"].create({"name": "旁人", "email": "p@example.com"})
        self.officer_b.active = False
        for sender in ("nobody@example.com", stranger.email, self.officer_b.email, "编辑 <x>"):
            with self.subTest(sender=sender):
                items, answers = self.send(sender)
                self.assertFalse(items)
                if "@" in sender:
                    self.assertEqual(len(answers), 1)
                    self.assertIn(sender, answers[0].email_to)

    def test_machines_get_no_answer(self):
        for headers in ({"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}):
            items, answers = self.send("nobody@example.com", **headers)
            self.assertFalse(items or answers)

    def test_nothing_is_stored_of_a_state_secret(self):
        data = docx(paragraph(SECRET) + paragraph("某事项") + paragraph("正文"))
        for kwargs in ({"subject": SECRET}, {"body": SECRET}, {"files": [("a.docx", data)]}):
            with self.subTest(kwargs=list(kwargs)):
                items, answers = self.send("officer_a@example.com", **kwargs)
                self.assertFalse(items)
                self.assertEqual(len(answers), 1)
                self.assertNotIn("某事项", answers[0].body_html)
        self.assertFalse(self.env["mail.message"].search([("body", "like", "10年")]))

    def test_scripts_in_mails_are_cleaned(self):
        item, _answers = self.send("officer_a@example.com", body="<script>x()</script>正文")
        self.assertNotIn("<script", item.body)
