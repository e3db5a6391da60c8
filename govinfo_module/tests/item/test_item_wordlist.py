"""The word list warns before submission, marks the words, and is kept by the manager."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import GovinfoCase
from ..exchange.exchange_files import workbook


@tagged("post_install", "-at_install")
class TestItemWordlist(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["govinfo.wordlist.term"].with_user(cls.manager).create(
            [{"name": "刁民", "suggestion": "群众"}, {"name": "最先进"}]
        )

    def make_marked(self):
        return self.make_item(body="<p>部分<b>刁</b>民诉求得到解决，做法最先进。</p>")

    def test_terms_are_named(self):
        item = self.make_marked()
        self.assertEqual(item.wordlist_note, "刁民 → 群众；最先进")
        self.assertFalse(self.make_item().wordlist_note)

    def test_submission_warns_and_does_not_block(self):
        item = self.make_marked()
        action = item.action_submit()
        check = self.env[action["res_model"]].with_user(self.officer).browse(action["res_id"])
        self.assertIn("刁", check.findings)
        self.assertEqual(item.state, "draft")
        check.action_submit()
        self.assertEqual(item.state, "signing")
        self.assertTrue(any("刁民" in body for body in item.message_ids.mapped("body")))

    def test_nothing_to_look_at_submits_at_once(self):
        item = self.make_item()
        self.assertTrue(item.action_submit())
        self.assertEqual(item.state, "signing")

    def test_only_managers_keep_the_list(self):
        terms = self.env["govinfo.wordlist.term"]
        for user in self.officer | self.reviewer | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                terms.with_user(user).create({"name": "某词"})

    def test_another_countys_list_does_not_warn(self):
        other = self.env["res.company"].create({"name": "某某县"})
        self.env["govinfo.wordlist.term"].search([]).write({"company_id": other.id})
        self.assertFalse(self.make_marked().wordlist_note)

    def wizard(self, data, user=None):
        return (
            self.env["govinfo.wordlist.import"]
            .with_user(user or self.manager)
            .create({"file": base64.b64encode(data)})
        )

    def test_import_from_a_spreadsheet(self):
        rows = [["词语", "建议用语"], ["刁民", "群众诉求"], ["钉子户", "未签约户"], ["万岁", None]]
        self.wizard(workbook(rows)).action_import()
        self.wizard(workbook(rows)).action_import()
        terms = self.env["govinfo.wordlist.term"].search([])
        self.assertEqual(
            {term.name: term.suggestion for term in terms},
            {"刁民": "群众诉求", "钉子户": "未签约户", "万岁": False, "最先进": False},
        )

    def test_a_faulty_spreadsheet_changes_nothing(self):
        for data in (b"x", workbook([["甲", "乙"], ["1", "2"]]), workbook([["词语"], ["=1/0"]])):
            before = self.env["govinfo.wordlist.term"].search_count([])
            try:
                with self.subTest(size=len(data)), self.assertRaises(UserError):
                    self.wizard(data).action_import()
            finally:
                self.assertEqual(self.env["govinfo.wordlist.term"].search_count([]), before)
        with self.assertRaises(AccessError):
            self.wizard(workbook([["词语"], ["某词"]]), self.reviewer)
