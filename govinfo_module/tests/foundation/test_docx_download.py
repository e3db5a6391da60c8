"""Official documents for editing in Word or WPS: who gets them, and what they hold."""

import io

import docx

from odoo.tests import tagged

from ..common import GovinfoHttpCase


@tagged("post_install", "-at_install")
class TestDocxDownload(GovinfoHttpCase):
    def setUp(self):
        super().setUp()
        self.issue = self.make_issue(self.accept(self.make_item()))

    def test_the_office_downloads_an_issue(self):
        action = self.issue.action_docx()
        for user in (self.reviewer, self.leader):
            self.log_in(user)
            answer = self.url_open(action["url"])
            self.assertEqual(answer.status_code, 200)
            self.assertIn("wordprocessingml", answer.headers["Content-Type"])
            word = docx.Document(io.BytesIO(answer.content))
            self.assertIn("甲镇推进春耕备耕工作", [paragraph.text for paragraph in word.paragraphs])

    def test_others_find_nothing(self):
        address = self.issue.action_docx()["url"]
        for user in (self.officer, self.outsider):
            self.log_in(user)
            self.assertEqual(self.url_open(address).status_code, 404)

    def test_only_documents_are_offered(self):
        self.log_in(self.reviewer)
        for address in ("/govinfo/docx/res.users/1", "/govinfo/docx/govinfo.issue/999999"):
            self.assertEqual(self.url_open(address).status_code, 404)
