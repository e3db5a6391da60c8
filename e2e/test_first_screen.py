from .common import BrowserCase


class TestFirstScreen(BrowserCase):
    """Each role signs in and finds the application, in Chinese, without an error."""

    def check(self, login, picture):
        page = self.sign_in(login)
        self.open_application(page)
        self.shoot(page, picture)

    def test_officer(self):
        self.check("xinxi", "officer")

    def test_unit_leader(self):
        self.check("fenguan", "unit-leader")

    def test_reviewer(self):
        self.check("bianji", "reviewer")

    def test_leader(self):
        self.check("lingdao", "leader")

    def test_manager(self):
        self.check("guanli", "manager")
