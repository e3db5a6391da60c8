"""Public pages: list, search, detail and an Atom feed of what leaders have cleared."""

from urllib.parse import urlencode

from lxml import etree
from lxml.builder import ElementMaker
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from ..exchange.text import printable
from .common import whole

PAGE = 20
PAGES = 500  # what lies farther back is found by searching
WORDS = 100  # characters of what is searched
MAX_AGE = 300
# Pages for everybody: no session comes with them.
OPEN = {"type": "http", "auth": "public", "methods": ["GET"], "save_session": False}
ATOM = "http://www.w3.org/2005/Atom"
E = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
# Nothing on these pages runs, is framed or comes from elsewhere.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'"


class DisclosureController(http.Controller):
    """Reads ``govinfo.disclosure`` through ``_public`` and nothing else."""

    @http.route("/govinfo/public", sitemap=True, **OPEN)
    def listing(self, q="", page="1", **_other):
        """The newest texts first, twenty a page; ``q`` searches titles and texts."""
        company = self._county()
        number = whole(page, PAGES)
        if not number or len(q) > WORDS or q != printable(q):
            raise NotFound()
        records, count = request.env["govinfo.disclosure"]._public(
            company, words=q, limit=PAGE, offset=PAGE * (number - 1)
        )
        values = {
            "county": company.name,
            "texts": records,
            "q": q,
            "page": number,
            "pages": min(PAGES, max(1, -(-count // PAGE))),
            "count": count,
            "previous_link": number > 1 and self._link(q, number - 1),
            "next_link": PAGE * number < count and number < PAGES and self._link(q, number + 1),
        }
        return self._page("govinfo_module.public_listing", values, company)

    @http.route("/govinfo/public/<string:text_id>", **OPEN)
    def detail(self, text_id, **_other):
        """One text."""
        company = self._county()
        records, _count = request.env["govinfo.disclosure"]._public(company, only=whole(text_id))
        if not records:
            raise NotFound()
        values = {"county": company.name, "text": records}
        return self._page("govinfo_module.public_detail", values, company)

    @http.route("/govinfo/public/feed.atom", **OPEN)
    def feed(self, **_other):
        """The newest texts as an Atom feed (RFC 4287)."""
        company = self._county()
        records, _count = request.env["govinfo.disclosure"]._public(company)
        # the setting, not what the caller says this host is called: a cache keeps the feed for others
        base = company.get_base_url() + "/govinfo/public"
        updated = [str(record.date) + "T00:00:00Z" for record in records]
        feed = E.feed(
            E.title(printable("%s政府信息公开" % company.name)),
            E.id(base),
            E.link(href=base),
            E.link(href=base + "/feed.atom", rel="self"),
            E.updated(max(updated, default="1970-01-01T00:00:00Z")),
        )
        for record, moment in zip(records, updated):
            link = "%s/%d" % (base, record.id)
            feed.append(
                E.entry(
                    E.title(printable(record.name)),
                    E.id(link),
                    E.link(href=link),
                    E.updated(moment),
                    E.author(E.name(printable(record.source or company.name))),
                )
            )
        body = etree.tostring(feed, encoding="utf-8", xml_declaration=True)
        return self._respond(body, "application/atom+xml; charset=utf-8", company)

    def _link(self, words, number):
        return "/govinfo/public?" + urlencode({"q": words, "page": number})

    def _county(self):
        """The county whose pages these are: the public user's, whoever is logged in here."""
        # sudo: its name and two settings, for anybody
        company = request.env.ref("base.public_user").sudo().company_id
        if not company.govinfo_public:
            raise NotFound()
        return company

    def _page(self, xmlid, values, company):
        lang = company.partner_id.lang or request.env.lang
        html = request.env["ir.qweb"].with_context(lang=lang)._render(xmlid, values)
        return self._respond(Markup("<!DOCTYPE html>") + html, "text/html; charset=utf-8", company)

    def _respond(self, body, content_type, company):
        headers = [
            ("Content-Type", content_type),
            ("Cache-Control", "public, max-age=%d" % MAX_AGE),
            ("Vary", "Accept-Language, Cookie"),
            ("Content-Security-Policy", POLICY),
            ("X-Content-Type-Options", "nosniff"),
        ]
        if not company.govinfo_public_robots:
            headers.append(("X-Robots-Tag", "noindex, nofollow"))
        response = request.make_response(body, headers=headers)
        # who has this very page already is told so (304)
        response.add_etag()
        return response.make_conditional(request.httprequest)
