"""What anybody reads without login: found by a crawler, and accessible by axe-core's rules."""

import re
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe

from .common import ADDRESS, SHOTS, BrowserCase

START = "/govinfo/public"
MOST = 400


class TestPublicPages(BrowserCase):
    def setUp(self):
        super().setUp()
        context = self.browser.new_context(locale="zh-CN")
        self.addCleanup(context.close)
        self.page = context.new_page()

    def crawl(self):
        """``{path: status}`` of all addresses of this server that links lead to, without login."""
        todo, seen = [START], {}
        while todo and len(seen) < MOST:
            path = todo.pop(0)
            if path in seen:
                continue
            answer = self.page.request.get(ADDRESS + path)
            seen[path] = answer.status
            for link in re.findall(r'(?:href|src|action)="([^"]+)"', answer.text()):
                there = urlsplit(urljoin(ADDRESS + path, link.replace("&amp;", "&")))
                if "%s://%s" % there[:2] == ADDRESS:
                    todo.append(there.path + ("?" + there.query if there.query else ""))
        return seen

    def test_crawler_finds_public_texts_and_nothing_else(self):
        seen = self.crawl()
        SHOTS.mkdir(parents=True, exist_ok=True)
        lines = ["%s %s" % (status, path) for path, status in sorted(seen.items())]
        (SHOTS / "public-addresses.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.assertEqual(set(seen.values()), {200})
        pattern = r"/govinfo/public(/\d+|/feed\.atom|\?[^ ]*)?"
        self.assertEqual([path for path in seen if not re.fullmatch(pattern, path)], [])
        self.assertGreater(len(seen), 30)

    def test_pages_pass_an_accessibility_check(self):
        self.page.goto(ADDRESS + START)
        first = self.page.get_attribute("main ol a", "href")
        for path in (START, START + "?q=工作&page=2", START + "?q=没有这样的信息", first):
            with self.subTest(path=path):
                self.page.goto(ADDRESS + path)
                found = Axe().run(self.page)
                self.assertEqual(found.violations_count, 0, found.generate_report())
        self.shoot(self.page, "public-text")
        self.page.goto(ADDRESS + START)
        self.shoot(self.page, "public-list")
