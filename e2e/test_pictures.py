"""The screens and papers that guides and README show; ``make pictures`` takes the pictures over."""

import base64
from urllib.parse import quote

from .common import ADDRESS, DRAWN, SHOTS, BrowserCase

# who looks → picture: at which action, whether at the first record
SCREENS = {
    "xinxi": {
        "desk-officer": (None, False),
        "explanation": ("govinfo_score_entry_action", True),
    },
    "fenguan": {"desk-unit-leader": (None, False)},
    "bianji": {"desk-reviewer": (None, False), "notice": ("govinfo_notice_action", True)},
    "lingdao": {"desk-leader": (None, False), "units": ("govinfo_analysis_unit_action", False)},
    "guanli": {
        "setup": ("govinfo_setup_task_action", False),
        "rule": ("govinfo_ruleset_action", True),
    },
}
# the platform's drawings grow; two looks one after the other see the same
GROWN = """() => {
    const seen = [...document.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL()).join();
    const same = window.drawingsSeen === seen;
    window.drawingsSeen = seen;
    return same;
}"""


class TestPictures(BrowserCase):
    def test_every_screen_is_drawn(self):
        for login, pictures in SCREENS.items():
            page = self.sign_in(login, {"width": 1366, "height": 768})
            page.wait_for_selector(DRAWN)
            for picture, (action, first) in pictures.items():
                with self.subTest(picture=picture):
                    self.draw(page, action, first)
                    self.shoot(page, picture)
            page.context.close()

    def draw(self, page, action, first):
        """Open the screen, and wait until nothing of it grows."""
        if action:
            self.do_action(page, action)
        if first:
            page.click(".o_data_row .o_data_cell:not(.o_list_record_selector)")
            page.wait_for_selector(".o_form_view")
        self.check_calm(page)
        page.mouse.move(0, 0)
        page.wait_for_function(GROWN, polling=100)

    def test_every_paper_is_drawn(self):
        page = self.sign_in("lingdao")
        (county,) = self.first(page, "res.company", [], ["id"], "id")
        self.keep("sheet", page, self.paper(page, "/govinfo/analysis/%d/pdf" % county["id"]))
        page.context.close()
        page = self.sign_in("bianji")
        ranking = [("kind", "=", "ranking"), ("state", "=", "published")]
        (notice,) = self.first(page, "govinfo.notice", ranking, ["id"], "id desc")
        own = [("notice_id", "=", notice["id"]), ("attachment_id", "!=", False)]
        (letter,) = self.first(page, "govinfo.notice.letter", own, ["attachment_id"], "id")
        notice = "/govinfo/notice/%d/pdf" % notice["id"]
        pages = [self.paper(page, notice, number) for number in (1, 2)]
        pages.append(self.paper(page, "/web/content/%d" % letter["attachment_id"][0]))
        self.keep("documents", page, *pages)

    def first(self, page, model, domain, fields, order):
        """The first record of ``domain``, in a list."""
        return page.evaluate(
            """([model, domain, fields, order]) => odoo.__WOWL_DEBUG__.root.env.services.orm.searchRead(
                model, domain, fields, { limit: 1, order })""",
            [model, domain, fields, order],
        )

    def paper(self, page, address, number=1):
        """A picture of one page of the PDF at ``address``, as the platform's viewer draws it."""
        page.set_viewport_size({"width": 1000, "height": 1300})
        viewer = "/web/static/lib/pdfjs/web/viewer.html?file=%s#page=%d&zoom=100"
        page.goto("about:blank")  # another page of the same file is another page to the viewer, too
        page.goto(ADDRESS + viewer % (quote(address), number))
        drawn = ".page[data-page-number='%d'][data-loaded=true] canvas" % number
        page.wait_for_selector(drawn)
        return page.locator(drawn).screenshot()

    def keep(self, name, page, *pictures):
        """Keep ``pictures`` side by side as ``name``.png."""
        shown = '<img src="data:image/png;base64,%s">'
        images = "".join(shown % base64.b64encode(one).decode() for one in pictures)
        page.goto("about:blank")
        page.set_content(
            '<body style="margin: 0"><div style="background: gray; display: inline-flex; gap: 16px">%s</div>'
            % images
        )
        page.wait_for_function("[...document.images].every((image) => image.complete)")
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.locator("div").screenshot(path=str(SHOTS / (name + ".png")))
