"""What the public can read: cleared texts, and nothing else."""

import logging
import re

from lxml import etree, html

from odoo.exceptions import AccessError, UserError
from odoo.tests import common, tagged

from ..common import GovinfoCase

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install")
class TestDisclosure(GovinfoCase):
    def public_item(self, **vals):
        item = self.make_item(secrecy="public", disclosure="proactive", **vals)
        return self.accept(item)

    def test_leader_clears_and_withdraws(self):
        item = self.public_item()
        item.with_user(self.leader).action_disclose()
        text = item.sudo().disclosure_ids
        self.assertEqual((text.name, text.source, text.state), (item.name, "甲镇", "public"))
        with self.assertRaises(UserError):
            item.with_user(self.leader).action_disclose()
        with self.assertRaises(UserError):
            text.with_user(self.leader).action_withdraw(" ")
        text.with_user(self.leader).action_withdraw("内容有误")
        self.assertEqual(text.state, "withdrawn")
        self.assertFalse(self.env["govinfo.disclosure"]._public(self.company)[0])

    def test_what_is_public_is_withdrawn_before_it_is_closed(self):
        item = self.public_item()
        item.with_user(self.leader).action_disclose()
        own = item.with_user(self.reviewer)
        for vals in ({"secrecy": "work_secret"}, {"secrecy": "internal"}, {"disclosure": "none"}):
            with self.subTest(vals=vals), self.assertRaises(UserError), self.undone():
                own.write(vals)
        item.sudo().disclosure_ids.with_user(self.leader).action_withdraw("涉及内部事项")
        own.secrecy = "internal"
        self.assertEqual(item.secrecy, "internal")

    def test_so_is_an_item_of_a_public_issue(self):
        item = self.public_item()
        issue = self.make_issue(item, secrecy="public")
        self.publish_issue(issue)
        issue.with_user(self.leader).action_disclose()
        with self.assertRaises(UserError), self.undone():
            item.with_user(self.reviewer).secrecy = "internal"

    def test_only_leaders_clear(self):
        item = self.public_item()
        for user in self.officer | self.reviewer | self.manager:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                item.with_user(user).action_disclose()

    def test_the_office_proposes_and_a_leader_decides(self):
        item, kept = self.public_item(), self.public_item(name="甲镇开展冬季防火巡查")
        for user in self.officer | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                item.with_user(user).action_propose_disclosure()
        (item | kept).with_user(self.reviewer).action_propose_disclosure()
        self.assertEqual(item.disclosure_proposed_by_id, self.reviewer)
        with self.assertRaises(UserError):
            item.with_user(self.reviewer).action_propose_disclosure()
        self.assertTrue(item.with_user(self.leader).can_disclose)
        item.with_user(self.leader).action_disclose()
        self.assertFalse(item.disclosure_proposed_at)
        self.assertEqual(item.public_on, self.company.govinfo_today())
        self.assertFalse(item.with_user(self.leader).can_disclose, "it is public already")
        with self.assertRaises(UserError):
            kept.with_user(self.leader).action_decline_disclosure(" ")
        kept.with_user(self.leader).action_decline_disclosure("内容尚待核实")
        self.assertFalse(kept.disclosure_proposed_at or kept.public_on)
        self.assertIn("内容尚待核实", kept.message_ids[0].body)

    def test_internal_or_unaccepted_items_stay_inside(self):
        internal = self.accept(self.make_item(secrecy="internal", disclosure="proactive"))
        unmarked = self.accept(self.make_item(secrecy="public"))
        submitted = self.submit(self.make_item(secrecy="public", disclosure="proactive"))
        for item in internal | unmarked | submitted:
            with self.subTest(item=item.label), self.assertRaises(UserError):
                item.with_user(self.leader).action_disclose()

    def test_a_leader_clears_an_issue_once(self):
        inside = self.publish_issue(self.make_issue(self.public_item(name="甲镇内部刊物所载")))
        self.assertEqual(inside.secrecy, "internal")
        self.assertFalse(inside.with_user(self.leader_b).can_disclose)
        issue = self.publish_issue(self.make_issue(self.public_item(), secrecy="public"))
        for user in self.officer | self.reviewer | self.manager:
            with self.subTest(user=user.login):
                self.assertFalse(issue.with_user(user).can_disclose)
                with self.assertRaises(AccessError):
                    issue.with_user(user).action_disclose()
        self.assertTrue(issue.with_user(self.leader_b).can_disclose)
        issue.with_user(self.leader_b).action_disclose()
        self.assertEqual(issue.public_on, self.company.govinfo_today())
        self.assertFalse(issue.with_user(self.leader_b).can_disclose, "it is public already")
        with self.assertRaises(UserError):
            issue.with_user(self.leader_b).action_disclose()

    def test_an_issue_with_an_internal_piece_stays_inside(self):
        internal = self.accept(self.make_item(secrecy="internal"))
        issue = self.publish_issue(self.make_issue(internal)).with_user(self.leader_b)
        self.assertFalse(issue.can_disclose)
        with self.assertRaises(UserError):
            issue.action_disclose()

    def test_later_edits_are_not_public(self):
        item = self.public_item()
        item.with_user(self.leader).action_disclose()
        item.with_user(self.reviewer).write({"body": "<p>内部补充</p>"})
        self.assertNotIn("内部补充", item.sudo().disclosure_ids.body)

    def test_nobody_writes_a_disclosure_by_hand(self):
        item = self.public_item()
        item.with_user(self.leader).action_disclose()
        text = item.sudo().disclosure_ids
        for user in self.reviewer | self.leader | self.manager:
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    text.with_user(user).write({"body": "<p>改</p>"})
                with self.assertRaises(AccessError):
                    text.with_user(user).unlink()
        with self.assertRaises(AccessError):
            text.write({"name": "改"})


@tagged("post_install", "-at_install")
class TestPublicPages(common.HttpCase):
    def setUp(self):
        super().setUp()
        self.company = self.env.company
        self.company.govinfo_public = True
        self.company.partner_id.lang = False
        texts = self.env["govinfo.disclosure"]
        users = self.env.user
        category = self.env["govinfo.unit.category"].create({"name": "乡镇", "code": "TX"})
        unit = self.env["govinfo.unit"].create(
            {"name": "甲镇", "code": "T91", "category_id": category.id}
        )
        past = {
            "name": "内部标题",
            "unit_id": unit.id,
            "state": "accepted",
            "submitted_at": "2026-09-01 02:00:00",
            "body": "<p>内部</p>",
        }
        items = self.env["govinfo.item"].with_context(govinfo_history=True).create([past] * 26)
        self.item = items[0]
        vals = {
            "body": "<h3>做法</h3><p>正文<script>alert(1)</script></p>",
            "source": "甲镇",
            "item_id": self.item.id,
            "cleared_by_id": users.id,
            "company_id": self.company.id,
        }
        self.public = texts._make([dict(vals, name="公开的<b>信息</b>", date="2026-10-01")])
        self.withdrawn = texts._make(
            [dict(vals, name="撤回的信息", date="2026-10-02", state="withdrawn")]
        )
        for number, item in enumerate(items[1:]):
            more = dict(name="更多信息%02d" % number, date="2026-09-01", item_id=item.id)
            texts._make([dict(vals, **more)])

    def crawl(self):
        """All addresses reachable from the list without login, with their answers."""
        todo, seen = ["/govinfo/public", "/govinfo/public/feed.atom"], {}
        while todo:
            address = todo.pop()
            if address in seen or len(seen) > 100:
                continue
            answer = seen[address] = self.url_open(address)
            links = re.findall(r'href="([^"]+)"', answer.text)
            todo += [
                link.replace("&amp;", "&")
                for link in (re.sub(r"^https?://[^/]+", "", link) for link in links)
                if link.startswith("/govinfo")
            ]
        return seen

    def test_a_page_known_already_is_not_sent_again(self):
        for address in ("/govinfo/public", "/govinfo/public/feed.atom"):
            with self.subTest(address=address):
                first = self.url_open(address)
                self.assertIn("public", first.headers["Cache-Control"])
                known = {"If-None-Match": first.headers["ETag"]}
                again = self.url_open(address, headers=known)
                self.assertEqual((again.status_code, again.content), (304, b""))
        self.withdraw()
        self.assertEqual(self.url_open("/govinfo/public", headers=known).status_code, 200)

    def withdraw(self):
        self.public._transition({"state": "withdrawn"})
        self.env.flush_all()

    def test_withdrawing_removes_from_list_search_feed_and_page(self):
        own = "/govinfo/public/%d" % self.public.id
        pages = ("/govinfo/public", "/govinfo/public?q=公开", "/govinfo/public/feed.atom")
        for address in pages:
            self.assertIn(own, self.url_open(address).text)
        self.withdraw()
        for address in pages:
            with self.subTest(address=address):
                self.assertNotIn(own, self.url_open(address).text)
        self.assertEqual(self.url_open(own).status_code, 404)

    def test_crawler_reaches_public_texts_only(self):
        seen = self.crawl()
        _logger.info("reachable without login:\n%s", "\n".join(sorted(seen)))
        self.assertIn("/govinfo/public/%d" % self.public.id, seen)
        self.assertNotIn("/govinfo/public/%d" % self.withdrawn.id, seen)
        admin = self.env.ref("base.user_admin")
        for address, answer in seen.items():
            with self.subTest(address=address):
                self.assertEqual(answer.status_code, 200)
                self.assertIn("max-age", answer.headers["Cache-Control"])
                self.assertIn("noindex", answer.headers["X-Robots-Tag"])
                for secret in ("撤回的信息", "内部", admin.name, admin.login, "<script", "/web"):
                    self.assertNotIn(secret, answer.text)

    def test_other_addresses_are_refused(self):
        for address in (
            "/govinfo/public/%d" % self.withdrawn.id,
            "/govinfo/public/999999999",
            "/govinfo/letter/wrong",
            "/govinfo/letter/False",
        ):
            with self.subTest(address=address):
                self.assertEqual(self.url_open(address).status_code, 404)
        answer = self.url_open("/govinfo/notice/1/pdf", allow_redirects=False)
        self.assertIn(answer.status_code, (302, 303))

    def test_search_pages_and_robots(self):
        self.company.govinfo_public_robots = True
        answer = self.url_open("/govinfo/public?q=%E6%9B%B4%E5%A4%9A&page=2")
        self.assertNotIn("X-Robots-Tag", answer.headers)
        page = html.fromstring(answer.content)
        self.assertEqual(len(page.findall(".//li")), 5)
        self.assertEqual(self.url_open("/govinfo/public?page=abc").status_code, 404)

    def test_pages_are_accessible(self):
        for address in ("/govinfo/public", "/govinfo/public/%d" % self.public.id):
            answer = self.url_open(address)
            page = html.fromstring(answer.content)
            with self.subTest(address=address):
                self.assertEqual(page.get("lang"), "zh-CN")
                self.assertTrue(page.findtext(".//title").strip())
                self.assertEqual(len(page.findall(".//main")), 1)
                self.assertEqual(len(page.findall(".//h1")), 1)
                for field in page.xpath("//input[not(@type='hidden')]"):
                    self.assertTrue(page.xpath("//label[@for=$id]", id=field.get("id")))
                for link in page.findall(".//a"):
                    self.assertTrue(link.text_content().strip())
                for picture in page.findall(".//img"):
                    self.assertIsNotNone(picture.get("alt"))

    def test_feed_has_what_rfc_4287_requires(self):
        name = "{http://www.w3.org/2005/Atom}%s"
        feed = etree.fromstring(self.url_open("/govinfo/public/feed.atom").content)
        self.assertEqual(feed.tag, name % "feed")
        for element in (feed, *feed.findall(name % "entry")):
            for required in ("id", "title", "updated"):
                self.assertEqual(len(element.findall(name % required)), 1)
            self.assertRegex(
                element.findtext(name % "updated"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
            )
            self.assertRegex(element.findtext(name % "id"), r"^https?://")
        for entry in feed.findall(name % "entry"):
            self.assertTrue(entry.find(name % "author").findtext(name % "name"))
            self.assertTrue(entry.find(name % "link").get("href").startswith("http"))

    def test_feed_is_atom(self):
        feed = etree.fromstring(self.url_open("/govinfo/public/feed.atom").content)
        entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
        self.assertEqual(len(entries), 20)
        self.assertEqual(entries[0][0].text, "公开的<b>信息</b>")

    def test_switched_off_by_default(self):
        self.company.govinfo_public = False
        self.assertEqual(self.url_open("/govinfo/public").status_code, 404)
