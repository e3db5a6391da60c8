"""The guides open inside the system, each role at its own, with all their pictures."""

import re
from pathlib import Path

from odoo.tests import tagged

from ...controllers.guide import FOLDER, ROLES
from ..common import GovinfoHttpCase

ADDON = Path(__file__).parents[2]


@tagged("post_install", "-at_install")
class TestGuide(GovinfoHttpCase):
    def page(self, address="/govinfo/guide"):
        answer = self.url_open(address)
        self.assertEqual(answer.status_code, 200)
        return answer.text

    def test_each_role_opens_its_own(self):
        for person, role in (
            (self.officer, "officer"),
            (self.unit_leader, "unit_leader"),
            (self.reviewer, "reviewer"),
            (self.leader, "leader"),
            (self.manager, "manager"),
        ):
            self.log_in(person)
            self.assertIn("<h1>%s使用说明</h1>" % ROLES[role], self.page())

    def test_every_guide_is_whole(self):
        self.log_in(self.officer)
        for role in ROLES:
            page = self.page("/govinfo/guide/" + role)
            with self.subTest(role=role):
                self.assertGreater(len(re.findall("<h2>", page)), 2)
                self.assertNotIn("system-message", page, "the text is read without a complaint")
                pictures = re.findall(r'src="/govinfo_module/([^"]*)"', page)
                self.assertTrue(pictures)
                for picture in pictures:
                    self.assertTrue((ADDON / picture).exists(), picture)

    def test_every_file_belongs_to_a_role(self):
        self.assertEqual({path.stem for path in FOLDER.glob("*.rst")}, set(ROLES))

    def test_no_other_page_and_nobody_from_outside(self):
        self.log_in(self.officer)
        for name in ("nobody", "..%2F..%2F__manifest__", "officer.rst"):
            self.assertEqual(self.url_open("/govinfo/guide/" + name).status_code, 404)
        self.logout()
        self.assertIn("/web/login", self.url_open("/govinfo/guide").url)
