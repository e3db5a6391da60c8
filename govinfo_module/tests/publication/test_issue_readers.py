"""Who reads an issue, its pieces and its PDF: those on its list, once it is published."""

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from ..common import GovinfoCase, GovinfoHttpCase


@tagged("post_install", "-at_install")
class TestIssueReaders(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.accept(cls.make_item())

    def readable(self, record, user):
        return bool(record.with_user(user).search([("id", "in", record.ids)]))

    def test_lists_come_from_the_publication_and_name_the_units(self):
        self.bulletin.write({"report_to": "县委、县政府领导", "copy_to": "各乡镇（街道）"})
        issue = self.make_issue(self.item)
        self.assertEqual(issue.copy_to, "各乡镇（街道）")
        self.assertEqual(issue.unit_ids, self.unit | self.unit_b)
        issue.copy_to = "各单位"
        self.assertEqual(issue.unit_ids, self.unit | self.unit_b | self.bureau)
        issue.unit_ids -= self.bureau
        issue.date = issue.date
        self.assertEqual(issue.unit_ids, self.unit | self.unit_b)
        issue.write({"report_to": False, "copy_to": "县直各部门"})
        self.assertEqual(issue.unit_ids, self.bureau)
        self.assertFalse(self.make_issue(self.item, copy_to=False).unit_ids)

    def test_in_the_form_the_list_names_the_units_at_once(self):
        self.bulletin.copy_to = "甲镇"
        with Form(self.env["govinfo.issue"].with_user(self.reviewer)) as form:
            form.publication_id = self.bulletin
            self.assertEqual(form.copy_to, "甲镇")
            self.assertEqual(form.unit_ids[:], self.unit)
            form.send_to = "丙局"
            self.assertEqual(form.unit_ids[:], self.unit | self.bureau)
            self.assertEqual(form.secrecy, "internal")

    def test_officers_read_published_issues_on_their_list_only(self):
        issue = self.make_issue(self.item, copy_to="甲镇")
        people = self.officer | self.unit_leader
        for step in (
            lambda i: None,
            lambda i: i.action_request_approval(),
            lambda i: i.with_user(self.leader).action_approve(),
        ):
            step(issue)
            for user in people | self.officer_b | self.outsider:
                with self.subTest(state=issue.state, user=user.login):
                    if user == self.outsider:
                        with self.assertRaises(AccessError):
                            issue.with_user(user).read(["label"])
                    else:
                        self.assertFalse(self.readable(issue, user))
        issue.action_publish()
        for user in people:
            self.assertTrue(self.readable(issue, user))
            self.assertIn("抢抓农时", issue.with_user(user).line_ids.body)
        self.assertFalse(self.readable(issue, self.officer_b))
        for record in (issue, issue.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.officer_b).read(["company_id"])

    def test_the_pdf_is_read_by_those_who_read_the_issue(self):
        issue = self.publish_issue(self.make_issue(self.item, copy_to="甲镇"))
        file = issue.sudo().attachment_id
        for user in self.officer | self.unit_leader | self.reviewer_b | self.leader | self.manager:
            with self.subTest(user=user.login):
                self.assertTrue(file.with_user(user).read(["raw"]))
        for user in self.officer_b | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                file.with_user(user).read(["raw"])

    def test_other_counties_read_nothing(self):
        county = self.env["res.company"].create({"name": "邻县"})
        vals = {"company_id": county.id, "company_ids": [Command.set(county.ids)]}
        issue = self.publish_issue(self.make_issue(self.item, copy_to="各单位"))
        for group in ("officer", "reviewer", "leader", "manager"):
            user = self.make_user("neighbour_%s" % group, "邻县%s" % group, group, **vals)
            with self.subTest(group=group):
                self.assertFalse(self.readable(issue, user))
                with self.assertRaises(AccessError):
                    issue.sudo().attachment_id.with_user(user).read(["raw"])

    def test_an_issue_is_as_secret_as_its_items(self):
        secret = self.make_secret()
        issue = self.make_issue(self.item, secret)
        self.assertEqual(issue.secrecy, "work_secret")
        with self.assertRaises(ValidationError):
            issue.secrecy = "internal"

    def make_secret(self):
        self.company.govinfo_secret_reader_ids = self.reviewer
        return self.accept(self.make_item(name="工作秘密事项", secrecy="work_secret"))

    def test_work_secrets_are_read_by_those_named_on_the_items(self):
        issue = self.make_issue(self.make_secret())
        for user in self.reviewer_b | self.manager:
            with self.subTest(user=user.login):
                self.assertFalse(self.readable(issue, user))
                self.assertFalse(self.readable(issue.line_ids, user))
                with self.assertRaises(AccessError):
                    issue.with_user(user).action_publish()
        self.assertTrue(self.readable(issue, self.leader))
        issue.readers_chosen = True  # the office alone
        self.publish_issue(issue)
        self.assertTrue(issue.sudo().adoption_ids)
        self.assertFalse(self.readable(issue, self.reviewer_b))
        issue = self.make_issue(self.item, secrecy="work_secret")
        self.assertTrue(self.readable(issue, self.reviewer))
        self.assertFalse(self.readable(issue, self.reviewer_b))


@tagged("post_install", "-at_install")
class TestIssuePage(GovinfoHttpCase):
    def test_the_pdf_page_shows_published_issues_to_their_readers(self):
        issue = self.publish_issue(self.make_issue(self.accept(self.make_item()), copy_to="甲镇"))
        address = "/govinfo/issue/%d/pdf" % issue.id
        for user, status in ((self.officer, 200), (self.reviewer_b, 200), (self.officer_b, 404)):
            with self.subTest(user=user.login):
                self.log_in(user)
                response = self.url_open(address)
                self.assertEqual(response.status_code, status)
                if status == 200:
                    self.assertEqual(response.content, issue.sudo().attachment_id.raw)

    def test_the_page_renders_a_draft(self):
        issue = self.make_issue(self.accept(self.make_item()))
        self.log_in(self.reviewer)
        response = self.url_open("/govinfo/issue/%d/pdf" % issue.id)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertTrue(response.content.startswith(b"%PDF"))
        self.assertIn("/govinfo/issue/%d/pdf" % issue.id, issue.preview)
