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
ERRORS = ".o_error_dialog, .o_dialog_error, .o_error_detail, .modal.o_technical_modal .alert-danger, .blockUI.error"
DRAWN = ".o_action_manager .o_view_controller, .o_action_manager .o_content > *"
WINDOW = {"width": 1366, "height": 900}
# The cookies of those who have signed in once.
SIGNED_IN = {}
# Counts the calls a page waits for; the platform's own sign of waiting comes a quarter of a second late.
COUNTING = """
{
    window.pendingCalls = 0;
    let told = [];
    window.answered = () => new Promise((tell) => told.push(tell));
    const done = () => {
        window.pendingCalls--;
        told.forEach((tell) => tell());
        told = [];
    };
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (...args) {
        window.pendingCalls++;
        this.addEventListener("loadend", done, { once: true });
        return send.apply(this, args);
    };
    const ask = window.fetch;
    window.fetch = (...args) => {
        window.pendingCalls++;
        const answer = ask(...args);
        answer.then(done, done);
        return answer;
    };
}
"""
# Nothing fades or slides, what the wish for less motion leaves out in places.
STILL = """document.addEventListener("DOMContentLoaded", () => {
    const style = document.createElement("style");
    style.textContent = "* { transition: none !important; animation: none !important; }";
    document.head.append(style);
})"""
# Nothing is waited for, and what came has been drawn.
SETTLED = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let calm = 0; calm < 3; ) {
        await (window.pendingCalls ? window.answered() : frame());
        calm = window.pendingCalls ? 0 : calm + 1;
    }
}"""


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

    def sign_in(self, login, size=WINDOW):
        """A fresh window in which ``login`` has signed in.

        Nothing is left in it of earlier ones but who it is: checking a password takes the server a second.
        """
        context = self.browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport=size,
            reduced_motion="reduce",
            service_workers="block",  # the platform's for times without a network
            storage_state={"cookies": SIGNED_IN.get(login, []), "origins": []},
        )
        context.set_default_timeout(30000)
        context.add_init_script(COUNTING)
        context.add_init_script(STILL)
        self.addCleanup(context.close)
        page = context.new_page()
        page.on("pageerror", lambda error: self.scripts_failed.append(str(error)))
        page.goto(ADDRESS + "/odoo")
        page.wait_for_selector(".o_main_navbar, #login")
        if page.locator("#login").count():
            self.fill_in(page, login)
            SIGNED_IN[login] = context.cookies()
        return page

    def fill_in(self, page, login):
        """Sign in by the form, as a person does; the password is the login."""
        page.fill("#login", login)
        page.fill("#password", login)
        page.click("button[type=submit]")
        page.wait_for_selector(".o_main_navbar, .oe_login_form .alert-danger")
        if not page.locator(".o_main_navbar").count():
            self.fail("%s: %s" % (login, page.inner_text(".oe_login_form .alert-danger")))

    def open_application(self, page):
        """Choose the application among Odoo's, as a person does."""
        page.click(".o_navbar_apps_menu button")
        page.click('.o_app[data-menu-xmlid="govinfo_module.menu_govinfo_root"]')
        page.wait_for_selector(DRAWN)
        self.check_calm(page)

    def open_action(self, page, xmlid, view=None):
        """Open the action ``xmlid`` as its menu does, on its first view or on ``view``."""
        page.evaluate(
            """([xmlid, viewType]) => odoo.__WOWL_DEBUG__.root.env.services.action.doAction(
                xmlid, viewType ? { clearBreadcrumbs: true, viewType } : { clearBreadcrumbs: true })""",
            [xmlid, view],
        )
        page.wait_for_selector(DRAWN)
        self.check_calm(page)

    def do_action(self, page, xmlid):
        """Open any kind of action of the addon's."""
        self.open_action(page, "govinfo_module." + xmlid)

    def settle(self, page):
        """Wait until the page has all its answers and has drawn them."""
        page.evaluate(SETTLED)

    def check_calm(self, page):
        """No error dialog and no failed script on the page."""
        self.settle(page)
        self.assertEqual(page.locator(ERRORS).count(), 0, page.inner_text("body")[-2000:])
        self.assertEqual(self.scripts_failed, [])

    def shoot(self, page, name):
        """Keep a picture of the page as ``name``.png."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(SHOTS / (name + ".png")))
