"""The login page asks for a login and speaks of nothing that is the platform's."""

from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestLoginPage(HttpCase):
    def test_login_page(self):
        self.env.company.write({"govinfo_organ": "某县人民政府办公室"})
        page = self.url_open("/web/login").text
        self.assertIn("某县人民政府办公室", page)
        self.assertIn("Enter your login", page)
        for word in ("Enter your email", "Manage Databases", "Powered by"):
            self.assertNotIn(word, page)
