"""Before units are asked: what the office holds on the matter already."""

from datetime import timedelta

from odoo import fields
from odoo.tests import Form, tagged

from ..common import GovinfoCase
from ..exchange.exchange_files import docx, paragraph


@tagged("post_install", "-at_install")
class TestCommissionHolding(GovinfoCase):
    def draft(self, name="关于夏粮收购进展情况的约稿", user=None):
        vals = {"name": name, "deadline": fields.Datetime.now() + timedelta(days=3)}
        return self.env["govinfo.commission"].with_user(user or self.reviewer).create(vals)

    def held(self, commission):
        return {(row.kind, row.title) for row in commission.holding_ids}

    def item(self, name="甲镇夏粮收购过半", **vals):
        return self.make_item(name=name, body="<p>夏粮收购点全部开秤。</p>", **vals)

    def test_items_issues_and_earlier_commissions_of_the_matter(self):
        self.publish_issue(self.make_issue(self.accept(self.item())))
        self.submit(self.item(name="甲镇春耕"))  # says it in its text
        self.submit(self.make_item())
        self.make_commission([self.unit], name="夏粮收购专题")
        commission = self.draft()
        names = {title for _kind, title in self.held(commission)}
        issue = next(title for kind, title in self.held(commission) if kind == "govinfo.issue")
        self.assertEqual(names, {"甲镇夏粮收购过半", "甲镇春耕", "夏粮收购专题", issue})
        self.assertEqual(commission.holding_count, 4)
        self.assertIn(commission.holding_ids[0].title, ("甲镇夏粮收购过半", "夏粮收购专题"))
        spec = {"holding_ids": {"fields": {"marked_title": {}, "marked": {}}}}
        (shown,) = commission.web_read(spec)
        places = "".join(row["marked_title"] + row["marked"] for row in shown["holding_ids"])
        self.assertIn("甲镇<mark>夏粮收购</mark>过半", places)
        self.assertIn("<mark>夏粮收购</mark>点全部", places)

    def test_the_commission_itself_files_of_others_and_the_year_before_are_none(self):
        item = self.submit(self.make_item())
        self.env["ir.attachment"].with_user(self.manager).create(
            {
                "name": "夏粮收购.docx",
                "raw": docx(paragraph("夏粮收购")),
                "res_model": item._name,
                "res_id": item.id,
            }
        )
        self.past_item("夏粮收购完成", fields.Datetime.now() - timedelta(days=400))
        self.assertEqual(self.held(self.draft()), set())

    def test_what_the_editor_may_not_read_is_not_shown_and_not_counted(self):
        self.submit(self.item(secrecy="work_secret", reader_ids=[(6, 0, self.reviewer.ids)]))
        self.item(name="夏粮收购草稿")
        self.assertEqual(self.draft().holding_count, 1)
        self.assertEqual(self.draft(user=self.reviewer_b).holding_count, 2 - 1)
        drafts = self.env["govinfo.commission"].search([("state", "=", "draft")])
        for user, titles in ((self.reviewer, 1), (self.reviewer_b, 0), (self.leader, 1)):
            with self.subTest(user=user.name):
                first = drafts.with_user(user)[:1]
                items = first.holding_ids.filtered(lambda row: row.kind == "govinfo.item")
                self.assertEqual(len(items), titles)

    def test_shown_while_the_subject_is_typed_and_no_longer_once_issued(self):
        self.submit(self.item())
        form = Form(self.env["govinfo.commission"].with_user(self.reviewer))
        self.assertEqual(form.holding_count, 0)
        form.name = "夏粮收购"
        self.assertEqual(form.holding_count, 1)
        form.name = "关于工作情况的报告"
        self.assertEqual(form.holding_count, 0)
        self.assertEqual(self.make_commission([self.unit], name="夏粮收购").holding_count, 0)
