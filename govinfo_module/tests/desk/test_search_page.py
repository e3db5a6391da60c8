"""The page 检索: what is found as records of the platform, for each role, and nothing of what is hidden."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import settle
from ..exchange.exchange_files import docx, paragraph
from .test_search import SearchCase

SHOWN = {name: {} for name in ("kind", "title", "marked_title", "marked", "unit", "date")}


class PageCase(SearchCase):
    def page(self, domain, user=None, **how):
        """The rows that the web client gets."""
        if isinstance(domain, str):
            domain = [("words", "ilike", domain)]
        pages = self.env["govinfo.search.result"].with_user(user or self.leader)
        return pages.web_search_read(domain, SHOWN, **{"limit": 40, "count_limit": 10001, **how})

    def titles(self, domain, user=None, **how):
        return [row["title"] for row in self.page(domain, user, **how)["records"]]

    def texts(self, *titles, **vals):
        """Submitted items called and saying ``titles``."""
        return [self.submit(self.make_item(name=t, body="<p>%s</p>" % t, **vals)) for t in titles]


@tagged("post_install", "-at_install")
class TestSearchPage(PageCase):
    def test_a_row_says_what_it_is_and_shows_the_place(self):
        (item,) = self.texts("枸杞上市")
        (row,) = self.page("枸杞")["records"]
        self.assertEqual((row["kind"], row["title"], row["unit"]), (item._name, "枸杞上市", "甲镇"))
        self.assertIn("<mark>枸杞</mark>上市", row["marked"])
        self.assertEqual(row["marked_title"], "<mark>枸杞</mark>上市")
        self.assertEqual(row["date"], self.company.govinfo_today())
        found = self.env["govinfo.search.result"].with_user(self.leader).browse(row["id"])
        action = found.action_open()
        self.assertEqual((action["res_model"], action["res_id"]), self.key(item))

    def test_a_row_says_the_same_when_more_is_asked_of_it(self):
        self.texts("枸杞上市", "枸杞黄芪")
        self.make_commission([self.unit_b], name="枸杞专题")
        more = {**SHOWN, "display_name": {}, "res_model": {}, "res_id": {}}
        pages = self.env["govinfo.search.result"].with_user(self.leader)
        found = pages.web_search_read([("words", "ilike", "枸杞")], more, limit=40)
        for row in found["records"]:
            self.assertEqual(row.pop("display_name"), row["title"])
            record = self.env[row.pop("res_model")].browse(row.pop("res_id"))
            self.assertEqual(record.name, row["title"])
        self.assertEqual(found, self.page("枸杞"))
        self.assertEqual(found["length"], 3)

    def test_many_boxes_are_no_work(self):
        """Thirty boxes of two words each would be a thousand million texts to look for."""
        self.texts("枸杞上市")
        pair = ["|", ("words", "ilike", "枸杞"), ("words", "ilike", "上市")]
        self.assertEqual(self.titles(pair * 30), ["枸杞上市"])

    def test_what_is_no_number_and_no_kind_finds_nothing(self):
        self.texts("枸杞上市")
        pages = self.env["govinfo.search.result"].with_user(self.leader)
        for ids in ("abc", ["abc"], [None]):
            self.assertFalse(pages.search([("id", "in", ids)]))
        words = ("words", "ilike", "枸杞")
        for kind in (5, [5], "res.users"):
            operator = "in" if isinstance(kind, list) else "="
            self.assertFalse(pages.search([words, ("kind", operator, kind)]))

    def test_text_of_people_is_no_html(self):
        self.texts("枸杞<b>粗</b>")
        (row,) = self.page("枸杞")["records"]
        self.assertNotIn("<b>", row["marked"])

    def test_no_words_find_nothing(self):
        self.texts("枸杞上市")
        for domain in ([], [("words", "ilike", "")], [("kind", "=", "govinfo.item")]):
            with self.subTest(domain=domain):
                self.assertEqual(self.page(domain), {"length": 0, "records": []})

    def test_words_of_one_box_or_of_several(self):
        self.texts("枸杞上市", "黄芪上市", "枸杞黄芪")
        a, b = ("words", "ilike", "枸杞"), ("words", "ilike", "黄芪")
        self.assertEqual(set(self.titles([a, b])), {"枸杞黄芪"})
        self.assertEqual(set(self.titles("枸杞 黄芪")), {"枸杞黄芪"})
        self.assertEqual(set(self.titles(["|", a, b])), {"枸杞上市", "黄芪上市", "枸杞黄芪"})
        self.assertEqual(
            set(self.titles(["&", "|", a, b, ("words", "ilike", "上市")])), {"枸杞上市", "黄芪上市"}
        )

    def test_filters_by_kind_date_and_unit(self):
        (item,) = self.texts("枸杞上市")
        self.attach(item, "枸杞.docx", docx(paragraph("枸杞")), self.manager)
        self.make_commission([self.unit_b], name="枸杞专题", requirement="<p>报枸杞</p>")
        words = ("words", "ilike", "枸杞")
        today = str(self.company.govinfo_today())
        for condition, wanted in (
            ([("kind", "=", "govinfo.item")], {"枸杞上市"}),
            ([("kind", "=", "ir.attachment")], {"枸杞.docx"}),
            # where items are not looked for, their manuscripts are no copies of what is found
            ([("kind", "!=", "govinfo.item")], {"枸杞上市", "枸杞.docx", "枸杞专题"}),
            (
                ["|", ("kind", "=", "govinfo.item"), ("kind", "=", "govinfo.commission")],
                {"枸杞上市", "枸杞专题"},
            ),
            (
                ["!", ("kind", "in", ["govinfo.item", "govinfo.item.version", "ir.attachment"])],
                {"枸杞专题"},
            ),
            ([("date", ">=", today), ("date", "<=", today)], {"枸杞上市", "枸杞.docx", "枸杞专题"}),
            ([("date", "<", today)], set()),
            ([("unit", "ilike", "乙")], {"枸杞专题"}),
            ([("unit", "ilike", "甲镇")], {"枸杞上市", "枸杞.docx"}),
            ([("unit", "ilike", "无此单位")], set()),
        ):
            with self.subTest(condition=condition):
                self.assertEqual(set(self.titles([words, *condition], self.manager)), wanted)

    def test_what_is_no_search_is_refused_with_a_sentence(self):
        words = ("words", "ilike", "枸杞")
        for domain in (
            ["!", words],
            [("words", "not ilike", "枸杞")],
            [("words", "in", ["枸杞"])],
            ["|", words, ("kind", "=", "govinfo.item")],
            [words, ("title", "ilike", "征地")],
            [words, ("res_id", "=", 1)],
            [words, ("kind", "ilike", "item")],
            [words, ("date", ">", "gestern")],
        ):
            with self.subTest(domain=domain), self.assertRaises(UserError):
                self.page(domain)

    def test_pages_and_their_count(self):
        self.texts(*("枸杞%d号" % number for number in range(7)))
        first, second = self.page("枸杞", limit=4), self.page("枸杞", limit=4, offset=4)
        self.assertEqual((first["length"], second["length"]), (7, 7))
        shown = [row["title"] for row in first["records"] + second["records"]]
        self.assertEqual(shown, ["枸杞%d号" % number for number in reversed(range(7))])

    def test_as_many_queries_for_many_texts_as_for_few(self):
        counts = []
        for number in range(3):
            self.texts(*("枸杞%d%d号" % (number, other) for other in range(1 + 5 * number)))
            settle(self.env)
            for _again in range(2):  # rules and rights are read once
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.assertEqual(len(self.titles("枸杞")), (1, 7, 18)[number])
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts, counts[:1] * 3)


@tagged("post_install", "-at_install")
class TestSearchPageRights(PageCase):
    def test_each_role_finds_as_many_as_it_may_read(self):
        secret = self.make_item(
            name="天麻征地", secrecy="work_secret", reader_ids=[(6, 0, self.reviewer.ids)]
        )
        self.attach(secret, "天麻.docx", docx(paragraph("天麻附件")))
        self.submit(secret)
        self.make_item(name="天麻草稿", user=self.officer_b, unit_id=self.unit_b.id)
        self.texts("天麻上市")
        hidden, file, draft, sent = "天麻征地", "天麻.docx", "天麻草稿", "天麻上市"
        for user, wanted in (
            (self.officer, {hidden, file, sent}),
            (self.unit_leader, {hidden, file, sent}),
            (self.officer_b, {draft}),
            (self.unit_leader_b, {draft}),
            (self.reviewer, {hidden, file, sent}),
            (self.reviewer_b, {sent}),
            (self.leader, {hidden, file, sent}),
            (self.manager, {draft, sent}),
        ):
            with self.subTest(user=user.name):
                found = self.page("天麻", user)
                self.assertEqual({row["title"] for row in found["records"]}, wanted)
                self.assertEqual(found["length"], len(wanted))
                pages = self.env["govinfo.search.result"].with_user(user)
                self.assertEqual(
                    pages.search_count([("words", "ilike", "天麻征地")]), int(hidden in wanted)
                )
        with self.assertRaises(AccessError):
            self.page("天麻", self.outsider)

    def test_the_number_of_a_hidden_text_says_nothing(self):
        self.submit(
            self.make_item(
                name="天麻征地", secrecy="work_secret", reader_ids=[(6, 0, self.reviewer.ids)]
            )
        )
        (row,) = self.page("天麻征地", self.officer)["records"]
        hidden = self.env["govinfo.search.result"].with_user(self.reviewer_b).browse(row["id"])
        names = [*SHOWN, "res_model", "res_id", "words", "display_name"]
        (values,) = hidden.with_context(govinfo_words="天麻").read(names)
        self.assertFalse(any(values[name] for name in names), values)
        self.assertFalse(hidden.search([("id", "in", hidden.ids)]))
        seen = hidden.with_user(self.officer)
        self.assertEqual(seen.search([("id", "=", seen.id)]), seen)
        with self.assertRaises(UserError):
            hidden.action_open()
