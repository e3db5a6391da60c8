"""The screens that guides and README show; ``make pictures`` takes the pictures over."""

from .common import DRAWN, BrowserCase

# picture: who looks, at which action, in which view, whether at the first record
SCREENS = {
    "desk-officer": ("xinxi", None, False),
    "desk-unit-leader": ("fenguan", None, False),
    "desk-reviewer": ("bianji", None, False),
    "desk-leader": ("lingdao", None, False),
    "setup": ("guanli", "govinfo_setup_task_action", False),
    "rule": ("guanli", "govinfo_ruleset_action", True),
    "explanation": ("xinxi", "govinfo_score_entry_action", True),
    "notice": ("bianji", "govinfo_notice_action", True),
    "units": ("lingdao", "govinfo_analysis_unit_action", False),
}


class TestPictures(BrowserCase):
    def test_every_screen_is_drawn(self):
        for picture, (login, action, first) in SCREENS.items():
            with self.subTest(picture=picture):
                page = self.sign_in(login)
                page.set_viewport_size({"width": 1366, "height": 768})
                page.wait_for_selector(DRAWN)
                if action:
                    self.do_action(page, action)
                if first:
                    page.click(".o_data_row .o_data_cell:not(.o_list_record_selector)")
                    page.wait_for_selector(".o_form_view")
                self.check_calm(page)
                page.mouse.move(0, 0)
                page.wait_for_timeout(600)  # drawings that grow
                self.shoot(page, picture)
                page.context.close()
