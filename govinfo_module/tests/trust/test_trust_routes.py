"""Every address of ours: what it answers to hostile parts, to strangers, and to a cache on the way."""

import logging
import re

from lxml import etree

from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from ..common import QUIET, GovinfoHttpCase

_logger = logging.getLogger(__name__)
#: What stands where a number or a token is expected; as it goes over the line.
PARTS = (
    *("%C2%B2", "%D9%A3", "%EF%BC%91", "%00", "1%00", "%ff%fe", "%ed%a0%80", "1%0a", "%0d%0aX:1"),
    *(
        "0",
        "-1",
        "1.5",
        "999999999999",
        "9" * 30,
        "9" * 5000,
        "abc",
        "None",
        "1%27--",
        "..%2f..%2f",
    ),
)
QUERIES = (
    "",
    "?page=%C2%B2",
    "?page=99999999999",
    "?page=" + "1" * 5000,
    "?q=%00",
    "?q=" + "%25" * 90,
)
QUERIES += (
    "?q=%5C&page=2",
    "?q=a&q=b&page=1&page=x",
    "?ids=%C2%B2,1",
    "?ids=" + "1," * 3000,
    "?%00=%00",
)
PUBLIC = ("/govinfo/public", "/govinfo/public/feed.atom")
ADDON = "odoo.addons.govinfo_module."
VARIABLE = re.compile(r"<[^>]+>")


@tagged("post_install", "-at_install")
class TestTrustRoutes(GovinfoHttpCase):
    def setUp(self):
        super().setUp()
        self.company.govinfo_public = True
        self.portal = new_test_user(
            self.env, "portal_a", groups="base.group_portal", context=QUIET, name="门户用户甲"
        )

    def addresses(self):
        """Every address pattern of ours."""
        for rule in self.env["ir.http"].routing_map().iter_rules():
            endpoint = getattr(rule.endpoint, "original_endpoint", rule.endpoint)
            module = getattr(getattr(endpoint, "func", endpoint), "__module__", "")
            if module.startswith(ADDON) and rule.endpoint.routing["type"] == "http":
                yield rule.rule

    def public_text(self):
        item = self.accept(self.make_item(secrecy="public", disclosure="proactive"))
        item.with_user(self.leader_b).action_disclose()
        return item.sudo().disclosure_ids

    # -- hostile parts -----------------------------------------------------------------------

    def test_no_address_answers_with_an_error_of_the_program(self):
        patterns = sorted(set(self.addresses()))
        self.assertGreater(len(patterns), 10)
        sent = 0
        for login, user in (("nobody", None), ("portal", self.portal), ("manager", self.manager)):
            if user:
                self.log_in(user)
            for address in self.hostile(patterns):
                sent += 1
                with self.subTest(address=address[:80], user=login):
                    status = self.url_open(address, allow_redirects=False).status_code
                    self.assertIn(status, (200, 303, 400, 404) if user is None else (200, 400, 404))
        _logger.info("trust: routes, %d addresses", sent)
        self.assertGreater(sent, 600)

    def hostile(self, patterns):
        """Every pattern with every part in each of its places, and with every query."""
        for pattern in patterns:
            places = len(VARIABLE.findall(pattern))
            for part in PARTS if places else ():
                yield VARIABLE.sub(lambda _match, part=part: part, pattern)
            plain = VARIABLE.sub("0", pattern)
            for query in QUERIES:
                yield plain + query

    def test_what_is_no_number_is_not_found(self):
        self.public_text()
        for address in (
            *("/govinfo/public?page=" + part for part in ("%C2%B2", "0", "-1", "501", "9" * 5000)),
            *("/govinfo/public/" + part for part in PARTS),
            *("/govinfo/public?q=%00", "/govinfo/public?q=" + "a" * 101),
            *("/govinfo/letter/%00", "/govinfo/letter/" + "a" * 5000, "/govinfo/letter/%ff"),
        ):
            with self.subTest(address=address[:60]):
                self.assertEqual(self.url_open(address).status_code, 404)

    def test_the_last_page_costs_what_the_first_does(self):
        self.public_text()
        texts, costs = self.env["govinfo.disclosure"], []
        for offset, words in ((0, ""), (9980, ""), (0, "%" * 80), (0, "a b c d e f g h i j k")):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            texts._public(self.company, words=words, offset=offset)
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(max(costs), 2)
        self.assertFalse(texts._public(self.company, words="%")[0])

    # -- caches ------------------------------------------------------------------------------

    def test_public_pages_come_without_a_session(self):
        text = self.public_text()
        for address in (*PUBLIC, "/govinfo/public/%d" % text.id):
            self.opener.cookies.clear()
            answer = self.url_open(address)
            with self.subTest(address=address):
                self.assertEqual(answer.status_code, 200)
                self.assertNotIn("Set-Cookie", answer.headers)
                self.assertIn("public", answer.headers["Cache-Control"])
                self.assertIn("Cookie", answer.headers["Vary"])

    def test_everybody_gets_the_same_public_page(self):
        """Also people of another county who are logged in here: a cache may keep it for all."""
        self.public_text()
        other = self.env["res.company"].create({"name": "乙县", "govinfo_public": True})
        user = new_test_user(
            self.env, "x_user", context=QUIET, company_id=other.id, company_ids=[(6, 0, other.ids)]
        )
        pages = {address: self.url_open(address).text for address in PUBLIC}
        self.log_in(user)
        for address, page in pages.items():
            with self.subTest(address=address):
                self.assertEqual(self.url_open(address).text, page)

    def test_the_host_is_the_settings_whatever_the_caller_says(self):
        self.public_text()
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url")
        feed = self.url_open(PUBLIC[1], headers={"Host": "evil.example"})
        self.assertNotIn("evil.example", feed.text)
        self.assertIn("<id>%s/govinfo/public</id>" % base, feed.text)

    def test_control_characters_break_no_feed(self):
        """Of texts and names that came into the database by other ways."""
        text = self.public_text()
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE govinfo_disclosure SET name = %s WHERE id = %s",
                "标题\x0b\x1f\ufffe",
                text.id,
            )
        )
        self.env.cr.execute(SQL("UPDATE govinfo_disclosure SET source = %s", "单位\x01"))
        text.invalidate_recordset()
        feed = self.url_open(PUBLIC[1])
        self.assertEqual(feed.status_code, 200)
        titles = etree.fromstring(feed.content).findall(".//{*}entry/{*}title")
        self.assertEqual([title.text for title in titles], ["标题"])

    # -- strangers ---------------------------------------------------------------------------

    def test_papers_are_not_found_by_people_without_access(self):
        item = self.accept(self.make_item(secrecy="work_secret", reader_ids=[self.reviewer.id]))
        issue = self.make_issue(item)
        line = issue.line_ids
        self.assertEqual(issue.secrecy, "work_secret")
        self.assertTrue(line)
        addresses = [
            "/govinfo/issue/%d/pdf" % issue.id,
            "/govinfo/docx/govinfo.issue/%d" % issue.id,
            "/govinfo/annual/%d/2026/pdf" % self.company.id,
            "/govinfo/analysis/%d/pdf" % self.company.id,
            "/govinfo/notice/1/pdf",
            "/govinfo/notice/1/print",
            "/govinfo/honor/certificates?ids=1",
        ]
        for user in (self.portal, self.outsider, self.officer_b):
            self.log_in(user)
            for address in addresses:
                with self.subTest(address=address, user=user.login):
                    answer = self.url_open(address)
                    self.assertEqual(answer.status_code, 404)
                    self.assertNotIn(item.name, answer.text)
        self.log_in(self.reviewer_b)
        for address in addresses[:2]:
            with self.subTest(address=address):
                self.assertEqual(self.url_open(address).status_code, 404)

    def test_the_name_of_a_secret_stands_in_no_file_name(self):
        item = self.accept(
            self.make_item(
                name="探针秘密标题",
                secrecy="work_secret",
                reader_ids=[Command.set(self.reviewer.ids)],
            )
        )
        issue = self.make_issue(item)
        self.log_in(self.reviewer)
        for address in ("/govinfo/issue/%d/pdf", "/govinfo/docx/govinfo.issue/%d"):
            answer = self.url_open(address % issue.id)
            self.assertEqual(answer.status_code, 200)
            for name, value in answer.headers.items():
                self.assertNotIn("探针", value, name)
                self.assertNotIn("%E6%8E%A2%E9%92%88", value, name)
