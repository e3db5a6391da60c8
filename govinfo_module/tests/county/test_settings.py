"""The county's settings are the manager's, and nobody else's."""

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestSettings(GovinfoCase):
    def test_manager_writes_the_county_through_the_dialog(self):
        with Form(self.env["govinfo.settings"].with_user(self.manager)) as form:
            form.organ = "某县人民政府办公室"
        self.assertEqual(self.company.govinfo_organ, "某县人民政府办公室")

    def test_others_are_refused(self):
        for user in self.officer | self.reviewer | self.leader | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["govinfo.settings"].with_user(user).create({"organ": "别名"})
        with self.assertRaises(AccessError):
            self.company.with_user(self.manager).write({"name": "别名"})
