"""No state secrets; work secrets are read, counted, exported and told to those concerned only."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import GovinfoCase

TITLE = "重大项目征地风险研判"


@tagged("post_install", "-at_install")
class TestStateSecrets(GovinfoCase):
    def test_no_state_secret_level_can_be_chosen(self):
        levels = self.env["govinfo.item"].fields_get(["secrecy"])["secrecy"]["selection"]
        self.assertEqual([key for key, _label in levels], ["public", "internal", "work_secret"])
        item = self.make_item()
        for level in ("secret", "confidential", "top_secret", "机密"):
            with self.subTest(level=level):
                with self.assertRaises(ValidationError):
                    item.write({"secrecy": level})
                with self.assertRaises(ValidationError):
                    self.make_item(secrecy=level)

    def test_a_marked_text_is_refused(self):
        item = self.make_item()
        for text in ("机密", "秘密★", "绝密★10年", "<b>机</b>密★1年"):
            with self.subTest(text=text):
                with self.assertRaisesRegex(ValidationError, "state secrets"):
                    item.write({"body": "<p>%s</p>" % text})
                with self.assertRaises(ValidationError):
                    self.make_item(body="<p>%s</p><p>正文</p>" % text)
        with self.assertRaises(ValidationError):
            item.write({"name": "（绝密）某事项"})
        self.make_item(body="<p>全镇深入开展保密教育，签订保守国家秘密承诺书。</p>")


@tagged("post_install", "-at_install")
class TestWorkSecrets(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.make_item(
            name=TITLE, secrecy="work_secret", reader_ids=[Command.set(cls.reviewer.ids)]
        )
        cls.attachment = (
            cls.env["ir.attachment"]
            .with_user(cls.officer)
            .create(
                {
                    "name": "附件.txt",
                    "raw": b"x",
                    "res_model": "govinfo.item",
                    "res_id": cls.item.id,
                }
            )
        )
        cls.submit(cls.item)
        cls.item.message_post(body="某某涉密内容说明")
        cls.concerned = cls.officer | cls.unit_leader | cls.reviewer | cls.leader
        cls.strangers = cls.officer_b | cls.unit_leader_b | cls.reviewer_b | cls.manager

    def test_reading_searching_and_counting(self):
        for users, expected in ((self.concerned, True), (self.strangers, False)):
            for user in users:
                items = self.env["govinfo.item"].with_user(user)
                with self.subTest(user=user.login):
                    self.assertEqual(bool(items.search([("name", "=", TITLE)])), expected)
                    self.assertEqual(bool(items.search_count([("name", "=", TITLE)])), expected)
                    self.assertEqual(bool(items.name_search(self.item.number)), expected)
                    groups = items.formatted_read_group([("name", "=", TITLE)], ["unit_id"])
                    self.assertEqual(bool(groups), expected)
                    versions = self.env["govinfo.item.version"].with_user(user)
                    self.assertEqual(bool(versions.search([("name", "=", TITLE)])), expected)

    def test_reading_and_exporting_by_id(self):
        for user in self.strangers:
            item = self.item.with_user(user)
            with self.subTest(user=user.login):
                for call in (
                    lambda item=item: item.read(["name"]),
                    lambda item=item: item.export_data(["name", "body"]),
                    lambda item=item: item.action_accept(),
                    lambda item=item: item.message_post(body="x"),
                ):
                    with self.assertRaises(AccessError):
                        call()
        self.assertEqual(
            self.item.with_user(self.reviewer).export_data(["name"])["datas"], [[TITLE]]
        )

    def test_messages_and_attachments(self):
        for users, expected in ((self.concerned, True), (self.strangers, False)):
            for user in users:
                with self.subTest(user=user.login):
                    messages = self.env["mail.message"].with_user(user)
                    found = messages.search([("body", "like", "某某涉密内容说明")])
                    self.assertEqual(bool(found), expected)
                    attachments = self.env["ir.attachment"].with_user(user)
                    found = attachments.search([("id", "=", self.attachment.id)])
                    self.assertEqual(bool(found), expected)
                    if not expected:
                        with self.assertRaises(AccessError):
                            attachments.browse(self.attachment.id).read(["datas"])

    def test_the_label_does_not_tell_the_title(self):
        self.assertNotIn(TITLE, self.item.display_name)
        for name in self.item.message_ids.mapped("record_name"):
            self.assertNotIn(TITLE, name or "")

    def test_nobody_is_told_who_may_not_read(self):
        stranger, leader = self.reviewer_b.partner_id, self.leader.partner_id
        item = self.item.with_user(self.reviewer)
        item.message_subscribe((stranger | leader).ids)
        self.assertNotIn(stranger, item.message_partner_ids)
        self.assertIn(leader, item.message_partner_ids)
        with self.assertRaises(AccessError):
            item.message_post(body="请看", partner_ids=stranger.ids)
        item.message_post(body="请看", partner_ids=leader.ids)

    def test_an_item_made_secret_later(self):
        item = self.submit(self.make_item(name="后定密"))
        item.sudo().message_subscribe((self.reviewer_b | self.reviewer).partner_id.ids)
        item.with_user(self.reviewer).write({"secrecy": "work_secret"})
        self.assertEqual(item.reader_ids, self.reviewer)
        self.assertNotIn(self.reviewer_b.partner_id, item.message_partner_ids)
        self.assertIn(self.reviewer.partner_id, item.message_partner_ids)
        with self.assertRaises(AccessError):
            item.with_user(self.reviewer_b).read(["name"])

    def test_a_secret_without_reader_does_not_leave(self):
        item = self.make_item(secrecy="work_secret")
        with self.assertRaises(UserError):
            item.action_request_signoff()
        self.company.govinfo_secret_reader_ids = self.reviewer_b
        self.submit(item)
        self.assertEqual(item.reader_ids, self.reviewer_b)
        item.with_user(self.reviewer_b).action_accept()

    def test_readers_are_editors(self):
        with self.assertRaises(ValidationError):
            self.make_item(secrecy="work_secret", reader_ids=[Command.set(self.officer_b.ids)])

    def test_managers_cannot_name_themselves(self):
        with self.assertRaises(AccessError):
            self.item.with_user(self.manager).write({"reader_ids": [Command.link(self.manager.id)]})
        with self.assertRaises(AccessError):
            self.item.with_user(self.manager).write({"secrecy": "internal"})
