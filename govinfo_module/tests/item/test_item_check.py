"""Findings of the check beside the text: whose lists, which places, who may ask; nothing of a secret is told."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemCheck(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit.full_name = "甲镇人民政府"
        cls.terms = cls.env["govinfo.wordlist.term"].with_user(cls.manager)
        cls.terms.create(
            [
                {"name": "刁民", "suggestion": "群众"},
                {"name": "甲镇镇政府", "kind": "unit", "suggestion": "甲镇人民政府"},
                {"name": "张某某", "kind": "leader", "suggestion": "副县长"},
                {"name": "大干快上", "kind": "phrase", "suggestion": "有序推进"},
                {"name": "内部绝件", "kind": "mark"},
            ]
        )

    def check(self, text, title="甲镇推进春耕", user=None):
        items = self.env["govinfo.item"].with_user(user or self.officer)
        return items.check_text(title, text, self.unit.id)

    def found(self, text, **more):
        return {
            (one["kind"], one["place"], one["suggestion"])
            for one in self.check(text, **more)["findings"]
        }

    def test_the_countys_own_lists(self):
        text = "部分刁民反映问题，甲镇镇政府书记张某某县长到场，大干快上。内部绝件。"
        found = self.found(text)
        self.assertIn(("词语", "刁民", "群众"), found)
        self.assertIn(("单位名称", "甲镇镇政府", "甲镇人民政府"), found)
        self.assertIn(("空话套话", "大干快上", "有序推进"), found)
        kinds = {kind for kind, _place, _suggestion in found}
        self.assertLessEqual({"领导职务", "密级标志"}, kinds)

    def test_what_is_right_is_not_found(self):
        answer = self.check("甲镇人民政府组织乙镇干部播种3000亩。")
        self.assertEqual(answer["findings"], [])
        self.assertEqual(answer["characters"], 20)

    def test_a_places_end_and_begin_as_the_browser_counts(self):
        text = "𠮷𠮷镇的刁民"
        (one,) = [one for one in self.check(text)["findings"] if one["place"] == "刁民"]
        units = text.encode("utf-16-le")
        self.assertEqual(units[2 * one["start"] : 2 * one["end"]].decode("utf-16-le"), "刁民")

    def test_the_title_is_checked_for_itself(self):
        (one,) = self.check("", title="部分刁民反映问题")["findings"]
        self.assertEqual((one["part"], one["start"], one["end"]), ("title", 2, 4))

    def test_anything_a_client_may_send(self):
        for title, text in ((None, None), (5, ["x"]), ("", "一" * 300_000), ("\ud800", "\x00")):
            with self.subTest(title=title):
                self.assertIn("findings", self.check(text, title=title))

    def test_who_may_ask(self):
        for user in self.officer | self.unit_leader | self.reviewer | self.leader | self.manager:
            with self.subTest(user=user.login):
                self.assertTrue(self.found("刁民", user=user))
        with self.assertRaises(AccessError):
            self.check("刁民", user=self.outsider)

    def test_another_countys_lists_are_not_asked(self):
        other = self.env["res.company"].create({"name": "某某县"})
        self.env["govinfo.wordlist.term"].search([]).write({"company_id": other.id})
        self.assertEqual(self.found("部分刁民"), set())

    def test_a_unit_or_leader_needs_what_is_right(self):
        for kind in ("unit", "leader"):
            with self.subTest(kind=kind), self.assertRaises(ValidationError):
                self.terms.create({"name": "某某", "kind": kind})

    def test_findings_are_shown_before_it_is_sent(self):
        item = self.make_item(body="<p>部分<b>刁</b>民反映问题。</p>")
        action = item.action_submit()
        check = self.env[action["res_model"]].with_user(self.officer).browse(action["res_id"])
        self.assertIn("刁民", check.findings)
        self.assertIn("群众", check.findings)

    def test_the_log_keeps_silent_about_a_secret(self):
        self.company.govinfo_secret_reader_ids = self.reviewer
        item = self.make_item(body="<p>部分刁民反映问题。</p>", secrecy="work_secret")
        item.action_request_signoff()
        told = " ".join(item.sudo().message_ids.mapped("body"))
        self.assertIn("Sent with words to check", told)
        self.assertNotIn("刁民", told)
