"""What is printed of an issue are the pictures it was approved with, none that was put in their place."""

import base64

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.misc import file_open

from ..common import GovinfoCase


def picture(name):
    with file_open(name, "rb") as image:
        return base64.b64encode(image.read())


@tagged("post_install", "-at_install")
class TestIssuePictures(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.icon = picture("govinfo_module/static/description/icon.png")
        cls.other = picture("web/static/img/placeholder.png")

    def issue(self, user=None):
        """An issue with a picture that ``user`` has put beside it."""
        issue = self.make_issue(self.accept(self.make_item()))
        files = self.env["ir.attachment"].with_user(user or self.reviewer)
        file = files.create({"name": "图.png", "datas": self.icon, "res_model": issue._name})
        if not user:
            file.res_id = issue.id
        body = '<p>正文</p><img src="/web/image/%d"/>' % file.id
        issue.line_ids.body = body
        return issue, file

    def test_a_picture_that_was_approved_is_printed(self):
        issue, file = self.issue()
        self.approve_issue(issue)
        self.assertTrue(issue._load_picture("/web/image/%d" % file.id))
        issue.with_user(self.reviewer).action_publish()
        self.assertEqual(issue.state, "published")

    def test_one_that_was_exchanged_after_approval_holds_publishing_up(self):
        for change in (
            lambda file: file.write({"datas": self.other}),
            lambda file: file.unlink(),
        ):
            issue, file = self.issue()
            self.approve_issue(issue)
            change(file)
            with self.assertRaises(UserError):
                issue.with_user(self.reviewer).action_publish()
            issue.with_user(self.leader).action_return("图片有误。")
            self.assertEqual(issue.state, "returned")

    def test_who_may_not_see_an_approved_picture_does_not_publish_without_it(self):
        issue, _file = self.issue(self.reviewer)  # nobody else's
        self.approve_issue(issue)
        with self.assertRaisesRegex(UserError, "you may not see one of the pictures"):
            issue.with_user(self.reviewer_b).action_publish()
        self.assertEqual(issue.state, "approved")
        issue.with_user(self.reviewer).action_publish()
        self.assertEqual(issue.state, "published")

    def test_many_pictures_and_numbers_of_none(self):
        issue = self.make_issue(self.accept(self.make_item()))
        files = self.env["ir.attachment"].create(
            [{"name": "图.png", "datas": self.icon, "res_model": issue._name, "res_id": issue.id}]
            * 60
        )
        numbers = [*files.ids, 999999999, "9" * 30]
        issue.line_ids.body = "".join('<img src="/web/image/%s"/>' % number for number in numbers)
        self.approve_issue(issue)
        self.assertEqual(len(issue.picture_sums.split()), 60)

    def test_one_that_the_asker_could_not_read_is_not_printed(self):
        issue, file = self.issue(self.reviewer_b)
        self.assertFalse(issue._load_picture("/web/image/%d" % file.id))
        self.approve_issue(issue)
        self.assertEqual(issue.picture_sums or "", "")
        theirs = issue.with_user(self.reviewer_b)
        self.assertFalse(theirs._load_picture("/web/image/%d" % file.id))
