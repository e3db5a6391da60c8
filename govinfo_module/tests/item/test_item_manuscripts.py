"""Editing: the text as sent is kept, every text that passed a stage is a manuscript."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemManuscripts(GovinfoCase):
    def test_edits_keep_the_text_as_sent_and_make_manuscripts(self):
        item = self.submit(self.make_item(body="<p>原文</p>"))
        edited = item.with_user(self.reviewer)
        edited.write({"body": "<p>改一</p>"})
        edited.write({"name": "改过的标题", "body": "<p>改二</p>"})
        edited.write({"body": "<p>改二</p>"})
        edited.action_accept()
        self.assertEqual(item.original_body, "<p>原文</p>")
        self.assertEqual(
            [(v.stage, v.body, v.author_id) for v in item.version_ids],
            [
                ("signing", "<p>原文</p>", self.officer),
                ("submitted", "<p>原文</p>", self.unit_leader),
                ("edited", "<p>改一</p>", self.reviewer),
                ("edited", "<p>改二</p>", self.reviewer),
                ("accepted", "<p>改二</p>", self.reviewer),
            ],
        )

    def test_the_text_as_sent_cannot_be_written(self):
        item = self.submit(self.make_item())
        for user in self.officer | self.reviewer | self.manager:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                item.with_user(user).write({"original_body": "<p>改</p>"})

    def test_who_may_edit_when(self):
        item = self.make_item()
        item.write({"body": "<p>草稿可改</p>"})
        item.action_request_signoff()
        for user in self.officer | self.unit_leader | self.reviewer | self.manager:
            with self.subTest(user=user.login), self.assertRaises(UserError):
                item.with_user(user).write({"body": "<p>改</p>"})
        item.with_user(self.unit_leader).action_sign_off()
        for user in self.officer | self.unit_leader | self.officer_b | self.leader:
            with self.subTest(user=user.login), self.assertRaises(UserError):
                item.with_user(user).write({"body": "<p>改</p>"})
        item.with_user(self.reviewer).write({"body": "<p>编辑可改</p>"})
        item.with_user(self.reviewer).action_return("请补充")
        with self.assertRaises(AccessError):
            item.with_user(self.reviewer).write({"body": "<p>改</p>"})
        item.write({"body": "<p>退回后可改</p>"})

    def test_a_filed_text_is_not_changed(self):
        item = self.submit(self.make_item())
        item.with_user(self.reviewer).action_archive_item("已有同类信息")
        with self.assertRaises(UserError):
            item.with_user(self.reviewer).write({"name": "改"})

    def test_nothing_that_passed_a_stage_is_deleted(self):
        draft = self.make_item()
        draft.unlink()
        sent = self.submit(self.make_item())
        for user in self.officer | self.reviewer | self.manager | self.env.user:
            with self.subTest(user=user.login), self.assertRaises(UserError):
                sent.with_user(user).unlink()
        reset = self.make_item()
        reset.action_request_signoff()
        reset.action_withdraw()
        reset.action_reset()
        with self.assertRaises(UserError):
            reset.unlink()

    def test_html_is_cleaned(self):
        item = self.make_item(
            body='<p onclick="x()">正文</p><script>alert(1)</script>'
            '<a href="javascript:alert(1)">链接</a><b>加粗</b>'
        )
        self.assertIn("<b>加粗</b>", item.body)
        for evil in ("script", "onclick", "javascript"):
            self.assertNotIn(evil, item.body)

    def test_a_record_of_past_years_has_its_manuscript(self):
        item = self.past_item("旧信息", "2025-03-01 02:00:00", body="<p>旧文</p>")
        self.assertEqual(item.original_body, "<p>旧文</p>")
        self.assertEqual(item.version_ids.mapped("stage"), ["history"])
        self.assertEqual(item.version_ids.author_id, self.officer)
        self.assertFalse(item.activity_ids)
