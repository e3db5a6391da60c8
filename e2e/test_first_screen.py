from .common import BrowserCase


class TestFirstScreen(BrowserCase):
    """Each role signs in and is at its desk, in Chinese, without an error; what waits is on it."""

    def check(self, login, picture, waiting=()):
        page = self.sign_in(login)
        page.wait_for_selector(".o_kanban_record .h2")
        self.check_calm(page)
        self.shoot(page, picture)
        for title in waiting:
            card = page.locator(".o_kanban_record:not(.o_kanban_ghost)", has_text=title).first
            self.assertGreater(int(card.locator(".h2").inner_text()), 0, title)
        return page

    def test_officer(self):
        self.check("xinxi", "officer", ("被退回的信息", "我的草稿", "待完成约稿", "待办理的批示"))

    def test_unit_leader(self):
        self.check("fenguan", "unit-leader", ("待我签发",))

    def test_reviewer(self):
        self.check("bianji", "reviewer", ("紧急信息", "待处理信息", "编辑中的刊物", "待认定的差错"))

    def test_leader(self):
        self.check("lingdao", "leader", ("待签发的刊物", "近七日紧急信息"))

    def test_manager(self):
        self.open_application(self.check("guanli", "manager"))
