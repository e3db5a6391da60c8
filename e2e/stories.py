"""What the stories of several people have in common."""

import datetime
import re

from .clicks import Clicks
from .common import BrowserCase

DESK = ".o_govinfo_desk_page"
LINE = ".o_govinfo_desk_line"
MORE = ".o_govinfo_desk_waiting > .btn-link"
FORM = ".o_form_view"
ROW = ".o_data_row"
NOTE = ".o_notification"
CALL = """([model, method, args]) =>
    odoo.__WOWL_DEBUG__.root.env.services.orm.call(model, method, args)"""


class Story(BrowserCase):
    """People begin at their desks; what one has done lies on the next one's."""

    def at_desk(self, login):
        page = self.sign_in(login)
        page.wait_for_selector(DESK)
        self.check_calm(page)
        return page

    def line_of(self, page, clicks, words):
        """The line of the desk that says ``words``; unfolding the rest of the list is a click, too."""
        line = page.locator(LINE, has_text=words)
        if not line.count():
            clicks.click(MORE)
        return line.first

    def line_at(self, page, model, record):
        """The link of the desk to a record."""
        link = page.locator("%s a[href='/odoo/%s/%d']" % (LINE, model, record))
        if not link.count():
            page.click(MORE)
        return link

    def record_of(self, page):
        """The id of the record the form shows."""
        return int(re.findall(r"/(\d+)(?:[?#]|$)", page.url)[-1])

    def call(self, page, model, method, *args):
        """What a story needs before a person begins it, with that person's own rights."""
        return page.evaluate(CALL, [model, method, list(args)])

    def looked_for(self, page, model, domain, fields=("name", "number"), limit=1):
        """Records of the sample county that a story is about."""
        return self.call(page, model, "search_read", domain, list(fields), 0, limit)

    def open_list_at(self, page, item):
        """All items, looked through for the title of ``item``; its row."""
        self.do_action(page, "govinfo_item_action")
        page.click(".o_facet_remove")
        page.fill(".o_searchview_input", item["name"])
        page.keyboard.press("Enter")
        row = page.locator(ROW, has_text=item["number"])
        row.wait_for()
        return row.locator("td[name=name]")

    def days_ahead(self, number):
        return str(datetime.date.today() + datetime.timedelta(days=number))

    def approve(self, story, model, record, picture):
        """A leader of the county office opens what waits, reads and signs it."""
        page = self.at_desk("lingdao")
        clicks = Clicks(page, story, 2)
        clicks.click(self.line_at(page, model, record))
        button = page.locator("button[name^=action_approve]")
        button.wait_for()
        self.check_calm(page)
        self.shoot(page, picture)
        with page.expect_response("**/call_button/%s/action_approve*" % model):
            clicks.click(button)  # the next one that waits may come in its place
        clicks.end()
        self.check_calm(page)

    def publish(self, story, model, record):
        """An editor publishes from the desk."""
        page = self.at_desk("bianji")
        clicks = Clicks(page, story, 1)
        self.line_at(page, model, record)
        link = page.locator("a[href='/odoo/%s/%d']" % (model, record))
        clicks.click(page.locator(LINE, has=link).locator("button"))
        page.wait_for_selector(NOTE, timeout=60000)
        clicks.end()
        self.check_calm(page)
