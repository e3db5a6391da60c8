"""Every menu of every role opens without an error, and no Latin word stands on any screen.

Looked at: what is drawn, tooltips and placeholders, in lists, forms with all their pages, dialogs, empty
lists, the menus of filters. What people write (logins, addresses, codes) and names that Chinese uses as they are
(PDF, Word, names of fonts) may be Latin. Screens of the platform's own models are opened, their words are not ours.
"""

import re

from .common import ADDRESS, DRAWN, ERRORS, BrowserCase

ROLES = ("xinxi", "fenguan", "bianji", "lingdao", "guanli")
# names that Chinese writes in Latin letters
NAMES = {
    *(
        "pdf",
        "ofd",
        "word",
        "wps",
        "excel",
        "xlsx",
        "docx",
        "html",
        "csv",
        "zip",
        "xml",
        "sha",
        "odoo",
    ),
    *("wenquanyi", "micro", "hei", "sungtil", "kaitim", "gb", "ttf", "ttc", "kb", "mb"),
    *("noto", "sans", "serif", "cjk", "sc", "black", "fandolfang"),
    *(
        "id",
        "json",
        "atom",
        "rss",
        "url",
        "cc",
        "ctrl",
        "alt",
        "esc",
        "asia",
        "shanghai",
        "govinfo",
    ),
}
# addresses, files, paths, numbers with a code in front, hashes, codes of two to four capitals
WRITTEN = re.compile(
    r"https?://\S+|\S+@\S+|[\w%-]+\.[A-Za-z]{2,4}\b|/\w+(/\w+)+|\b[A-Za-z]{1,4}\d[\w-]*|\b[A-Z]{1,4}\b"
    r"|\b(?=[0-9a-f]*\d)[0-9a-f]{12,}\b"
)
WORD = re.compile(r"[A-Za-z]{2,}")
# the texts of one screen: what is drawn and what is said about it
SEEN = """(errors) => {
    const texts = [document.body.innerText];
    for (const node of document.querySelectorAll("[title], [placeholder], [data-tooltip]")) {
        if (node.offsetParent === null) continue;
        for (const name of ["title", "placeholder", "data-tooltip"]) {
            if (node.hasAttribute(name)) texts.push(node.getAttribute(name));
        }
    }
    return [[...document.querySelectorAll(errors)].map((node) => node.innerText), texts.join("\\n")];
}"""
# a click without the way there: what is clicked has been looked at
CLICK = """([selector, number]) => {
    const shown = [...document.querySelectorAll(selector)].filter((node) => node.offsetParent);
    shown[number]?.click();
    return shown[number]?.innerText ?? null;
}"""
OPEN = """async (id) => {
    const { services } = odoo.__WOWL_DEBUG__.root.env;
    await services.dialog.closeAll();
    await services.action.doAction(id, { clearBreadcrumbs: true });
    return services.action.currentController?.action.res_model || "";
}"""


class TestLanguage(BrowserCase):
    """One test a role."""

    maxDiff = None  # all that was found

    def setUp(self):
        super().setUp()
        self.found = {}

    def menus(self, page):
        """``[(name, action)]`` of the application's menus this person sees."""
        tree = page.request.get(ADDRESS + "/web/webclient/load_menus").json()
        (root,) = [
            menu
            for menu in tree.values()
            if menu.get("xmlid") == "govinfo_module.menu_govinfo_root"
        ]
        waiting, found = [root], []
        while waiting:
            menu = waiting.pop()
            waiting += [tree[str(child)] for child in menu["children"]]
            if menu["actionID"] and menu["actionModel"] != "ir.actions.act_url":
                found.append((menu["name"], menu["actionID"]))
        return found

    def look(self, page, place):
        """Note the Latin words on the screen, and what went wrong."""
        self.settle(page)
        errors, text = page.evaluate(SEEN, ERRORS)
        for error in errors:
            self.found.setdefault("error: " + error[:300], place)
        for word in WORD.findall(WRITTEN.sub(" ", text)):
            if word.lower() not in NAMES and word not in ROLES:
                self.found.setdefault(word, place)

    def walk(self, login):
        page = self.sign_in(login)
        page.wait_for_selector(DRAWN)
        for name, action in self.menus(page):
            model = page.evaluate(OPEN, action)
            self.settle(page)
            self.check_calm(page)
            if model and not model.startswith("govinfo."):
                continue
            self.look(page, name)
            if page.locator(".modal:visible").count():
                continue  # a dialog, closed by the next one
            self.look_at_filters(page, name)
            self.look_at_first(page, name)
        self.assertEqual(self.scripts_failed, [])
        self.assertEqual(self.found, {})

    def click(self, page, selector, number=0):
        """Click the shown ``selector`` of that number; its text, None if there is none."""
        return page.evaluate(CLICK, [selector, number])

    def look_at_filters(self, page, name):
        if self.click(page, ".o_searchview_dropdown_toggler") is not None:
            self.look(page, name + " › 筛选")
            self.click(page, ".o_searchview_dropdown_toggler")

    def look_at_first(self, page, name):
        """The first record's form, with all its pages."""
        if self.click(page, ".o_data_row .o_data_cell:not(.o_list_button)") is None:
            return
        self.look(page, name + " › 表单")
        tabs = 0
        while (
            tab := self.click(page, ".o_form_view .o_notebook_headers .nav-link", tabs)
        ) is not None:
            self.look(page, "%s › %s" % (name, tab))
            tabs += 1

    def test_officer(self):
        self.walk("xinxi")

    def test_unit_leader(self):
        self.walk("fenguan")

    def test_reviewer(self):
        self.walk("bianji")

    def test_leader(self):
        self.walk("lingdao")

    def test_manager(self):
        self.walk("guanli")
