"""Each role's desk, on a desk's screen and on a phone: what waits, one click to do it, one to its record."""

from axe_playwright_python.sync_playwright import Axe

from .common import BrowserCase

DESK = ".o_govinfo_desk_page"
LINE = ".o_govinfo_desk_line"
#: who → the kinds of work that lie on their desk in the sample county
PEOPLE = {
    "xinxi": ("returned", "commission", "followup", "draft"),
    "fenguan": ("sign", "commission", "followup"),
    "bianji": ("accept", "incident", "issue_compile"),
    "lingdao": ("issue_approve",),
    "guanli": ("accept",),
}
SCREENS = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


class TestDesk(BrowserCase):
    def at_desk(self, login, screen="desk"):
        page = self.sign_in(login, SCREENS[screen])
        page.wait_for_selector(DESK)
        self.check_calm(page)
        return page

    def line(self, page, task):
        """The first line of a kind of work; the rest of the list is unfolded when it is not seen."""
        found = page.locator('%s[data-task="%s"]' % (LINE, task))
        if not found.count():
            page.click(".o_govinfo_desk_waiting > .btn-link")
        found.first.wait_for()
        return found.first

    def test_each_role_on_both_screens(self):
        """What waits, pictures, and the first button of what the role does most."""
        for login, tasks in PEOPLE.items():
            for screen in SCREENS:
                with self.subTest(login=login, screen=screen):
                    page = self.at_desk(login, screen)
                    for task in tasks:
                        self.line(page, task)
                    self.assert_in_sight(page)
                    page.wait_for_selector("canvas")
                    self.shoot(page, "desk-%s-%s" % (login, screen))
                    self.assertRegex(page.inner_text(DESK), r"待我办理")
                    found = Axe().run(page, DESK)
                    self.assertEqual(found.violations_count, 0, found.generate_report())
                    page.click(".o_govinfo_desk_often button")
                    page.wait_for_selector(".o_form_view, .o_list_view, .o_kanban_view")
                    self.check_calm(page)
                    page.context.close()

    def assert_in_sight(self, page):
        """The first of what waits is seen without scrolling, and nothing sticks out at the side."""
        box = page.locator(LINE).first.bounding_box()
        size = page.viewport_size
        self.assertLess(box["y"] + box["height"], size["height"])
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        self.assertLessEqual(wide, size["width"])
        self.assertLessEqual(
            page.evaluate("document.querySelector('.o_govinfo_desk').scrollWidth"), size["width"]
        )

    def test_a_phone_shows_no_points(self):
        """Points and ranks are not for phones, whatever the county's notices say."""
        page = self.at_desk("xinxi", "phone")
        for word in ("积分", "名次", "得分"):
            self.assertNotIn(word, page.inner_text(DESK))

    def test_one_click_to_the_record_and_back(self):
        page = self.at_desk("bianji")
        line = self.line(page, "accept")
        title = line.locator("a").inner_text()
        line.locator("a").click()
        page.wait_for_selector(".o_form_view")
        shown = page.inner_text(".o_form_view") + page.inner_text(".o_breadcrumb")
        typed = page.locator(".o_form_view input, .o_form_view textarea")
        shown += "".join(typed.nth(n).input_value() for n in range(typed.count()))
        self.assertIn(title, shown)
        page.go_back()
        page.wait_for_selector(DESK)

    def test_sign_off_accept_sign_and_publish_by_one_click_each(self):
        """An item and an issue go from desk to desk."""
        self.take("fenguan", "sign", "签发", screen="phone")
        self.take("bianji", "accept", "接收")
        self.take("lingdao", "issue_approve", "签发", screen="phone")
        self.take("bianji", "issue_publish", "印发")

    def take(self, login, task, label, screen="desk"):
        """Press the button of the first line of ``task``: the line is gone and it is said."""
        page = self.at_desk(login, screen)
        line = self.line(page, task)
        title = line.locator("a").inner_text()
        of_kind = page.locator('%s[data-task="%s"] a' % (LINE, task), has_text=title)
        before = of_kind.count()
        button = line.locator("button")
        self.assertEqual(button.inner_text(), label)
        button.click()
        page.wait_for_selector(".o_notification", timeout=60000)
        self.assertIn("成功", page.inner_text(".o_notification"))
        self.assertEqual(of_kind.count(), before - 1)
        self.check_calm(page)

    def test_a_piece_is_answered_by_one_tap(self):
        page = self.at_desk("fenguan", "phone")
        rows = page.locator(".o_pieces .o_govinfo_desk_row")
        title = rows.first.locator("a").inner_text()
        rows.first.locator("button").first.click()
        page.wait_for_selector(".o_notification")
        page.wait_for_function("() => !document.querySelector('.o_pieces button:disabled')")
        self.assertNotEqual(rows.first.locator("a").inner_text(), title)
        self.check_calm(page)

    def test_a_commission_is_answered_from_its_line(self):
        page = self.at_desk("xinxi")
        self.line(page, "commission").locator("button").click()
        page.wait_for_selector(".o_form_view")
        self.check_calm(page)

    def test_a_kind_opens_as_a_list(self):
        page = self.at_desk("bianji")
        page.click(".o_govinfo_desk_chip")
        page.wait_for_selector(".o_list_view .o_data_row")
        self.check_calm(page)

    def test_the_application_begins_with_the_desk(self):
        page = self.at_desk("guanli")
        self.open_application(page)
        page.wait_for_selector(DESK)
