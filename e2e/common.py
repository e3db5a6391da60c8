"""Frame of the browser tests: a real Chromium on a running server with the sample county.

``make e2e`` starts the server and sets E2E_ADDRESS, E2E_CHROMIUM and E2E_SHOTS (a folder for
pictures). Tests act as a person does and look at what the person sees, in Chinese.
"""

import os
import unittest
from pathlib import Path

from playwright.sync_api import sync_playwright

ADDRESS = os.environ["E2E_ADDRESS"]
SHOTS = Path(os.environ["E2E_SHOTS"])
# An Odoo page that has gone wrong shows one of these.
ERRORS = ".o_dialog_error, .o_error_detail, .modal.o_technical_modal .alert-danger, .blockUI.error"
DRAWN = ".o_action_manager .o_view_controller, .o_action_manager .o_content > *"
# Odoo shows this box while it waits for an answer.
IDLE = "() => !Array.from(document.querySelectorAll('.o_loading')).some(box => box.offsetParent)"


class BrowserCase(unittest.TestCase):
    """One browser for the class, one fresh window for each test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        environment = dict(os.environ)
        if os.environ.get("E2E_LIBRARIES"):
            environment["LD_LIBRARY_PATH"] = os.environ["E2E_LIBRARIES"]
        cls.browser = playwright.chromium.launch(
            executable_path=os.environ["E2E_CHROMIUM"],
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            env=environment,
        )
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        super().setUp()
        self.scripts_failed = []

    def sign_in(self, login):
        """A fresh window in which ``login`` has signed in (its password is its login)."""
        context = self.browser.new_context(
            locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1366, "height": 900}
        )
        context.set_default_timeout(30000)
        self.addCleanup(context.close)
        page = context.new_page()
        page.on("pageerror", lambda error: self.scripts_failed.append(str(error)))
        page.goto(ADDRESS + "/web/login")
        page.fill("#login", login)
        page.fill("#password", login)
        page.click("button[type=submit]")
        page.wait_for_selector(".o_main_navbar")
        return page

    def open_application(self, page):
        """Choose the application among Odoo's, as a person does."""
        page.click(".o_menu_apps > .dropdown > a")
        page.click('.o_menu_apps .o_app[data-menu-xmlid="govinfo_module.menu_govinfo_root"]')
        page.wait_for_selector(DRAWN)
        self.check_calm(page)

    def open_action(self, page, xmlid, record=None, view=None):
        """Open the window action ``xmlid`` and wait until its view is drawn."""
        target = "%s/web#action=%s" % (ADDRESS, xmlid)
        if record:
            target += "&id=%d" % record
        if view:
            target += "&view_type=%s" % view
        page.goto(target)
        page.reload()
        page.wait_for_selector(DRAWN)
        self.check_calm(page)

    def check_calm(self, page):
        """No error dialog and no failed script on the page."""
        page.wait_for_function(IDLE)
        self.assertEqual(page.locator(ERRORS).count(), 0, page.inner_text("body")[-2000:])
        self.assertEqual(self.scripts_failed, [])

    def shoot(self, page, name):
        """Keep a picture of the page as ``name``.png."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(SHOTS / (name + ".png")))
