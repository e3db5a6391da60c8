"""One search over all texts: what is found, where, by whom, and that nobody learns more."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...exchange.likeness.bigrams import form
from ...gongwen import render_ofd, render_pdf
from ..common import GovinfoCase
from ..exchange.exchange_files import docx, paragraph, workbook
from ..gongwen.gongwen_cases import letter


class SearchCase(GovinfoCase):
    def find(self, words, user=None, **how):
        return self.env["govinfo.search"].with_user(user or self.leader).find(words, **how)

    def found(self, words, user=None, **how):
        """What is found, as ``{(model, id)}``."""
        return {(row["model"], row["id"]) for row in self.find(words, user, **how)}

    def key(self, record):
        return record._name, record.id

    def attach(self, record, name, content, user=None):
        return (
            self.env["ir.attachment"]
            .with_user(user or self.officer)
            .create({"name": name, "raw": content, "res_model": record._name, "res_id": record.id})
        )


@tagged("post_install", "-at_install")
class TestSearch(SearchCase):
    def test_every_kind_is_found(self):
        item = self.accept(self.make_item(name="青梅产业链调查", body="<p>青梅价格上涨。</p>"))
        issue = self.publish_issue(self.make_issue(item))
        commission = self.make_commission([self.unit], name="青梅专题", requirement="<p>报青梅</p>")
        instruction = (
            self.env["govinfo.instruction"]
            .with_user(self.leader)
            .create({"item_id": item.id, "text": "青梅一事请农业局研究。"})
        )
        for record in (item, issue, commission, instruction):
            with self.subTest(model=record._name):
                rows = [row for row in self.find("青梅") if row["model"] == record._name]
                self.assertEqual([row["id"] for row in rows], [record.id])
                self.assertIn("青梅", rows[0]["title"] + rows[0]["excerpt"])
                self.assertEqual(self.found("青梅", kinds=[record._name]), {self.key(record)})

    def test_the_place_is_shown_with_the_words_marked_and_nothing_acts(self):
        item = self.submit(
            self.make_item(body="<p>%s</p><p>5 &lt; 6 &amp; 青梅&lt;b&gt;</p>" % ("前文" * 99))
        )
        row = self.find("青梅<b>")[0]
        self.assertEqual(row["id"], item.id)
        self.assertTrue(row["excerpt"].startswith("…"))
        self.assertIn("5 < 6 & 青梅<b>", row["excerpt"])
        self.assertIn("5 &lt; 6 &amp; <mark>青梅&lt;b&gt;</mark>", row["marked"])
        self.assertEqual(row["date"], self.company.govinfo_today())

    def test_a_text_is_found_as_it_stands_now(self):
        item = self.make_item(body="<p>旧词丙丁</p>")
        self.assertEqual(self.found("旧词丙丁", self.officer), {self.key(item)})
        item.body = "<p>新词戊己</p>"
        self.assertEqual(self.found("旧词丙丁", self.officer), set())
        self.assertEqual(self.found("新词戊己", self.officer), {self.key(item)})
        item.with_user(self.officer).unlink()
        self.assertEqual(self.found("新词戊己", self.officer), set())

    def test_a_manuscript_is_found_when_the_text_has_the_words_no_longer(self):
        item = self.submit(self.make_item(body="<p>原稿词语甲</p>"))
        self.assertEqual(self.found("原稿词语甲"), {self.key(item)})
        item.with_user(self.reviewer).body = "<p>改后</p>"
        newest = item.version_ids.filtered(lambda version: "原稿" in version.body)[-1:]
        self.assertEqual(self.found("原稿词语甲"), {self.key(newest)})
        self.assertEqual(
            self.found("原稿词语甲", kinds=["govinfo.item.version"]), {self.key(newest)}
        )

    def test_a_piece_of_an_issue_and_a_renamed_publication(self):
        issue = self.make_issue(self.accept(self.make_item()))
        issue.line_ids.body = "<p>编者改写的一段</p>"
        self.assertEqual(self.found("编者改写"), {self.key(issue)})
        self.bulletin.name = "江海快报"
        self.assertEqual(self.found("江海快报"), {self.key(issue)})
        issue.line_ids.with_user(self.reviewer).unlink()
        self.assertEqual(self.found("编者改写"), set())

    def test_single_characters_and_words_of_all_lengths_as_ilike_would(self):
        bodies = ("<p>葡萄酒庄开工</p>", "<p>酒驾整治。</p>", "<p>萄甲、葡乙ABC</p>", "<p>白酒</p>")
        items = self.env["govinfo.item"].browse()
        for body in bodies:
            items |= self.submit(self.make_item(name="短文", body=body))
        for words in (
            "葡",
            "酒",
            "庄",
            "葡萄",
            "葡萄酒庄",
            "葡萄酒庄开工",
            "酒驾整治",
            "abc",
            "ＡＢＣ",
            "萄葡",
        ):
            with self.subTest(words=words):
                wanted = {item.id for item in items if form(words) in form(item.body)}
                rows = self.found(words, kinds=["govinfo.item"])
                self.assertEqual({ident for _model, ident in rows}, wanted)
                listed = self.env["govinfo.item"].search([("fulltext", "ilike", words)])
                self.assertEqual(set(listed.ids), wanted)

    def test_hostile_words_find_nothing_and_break_nothing(self):
        self.submit(self.make_item())
        for words in (
            "'",
            '"',
            "\\",
            "%",
            "_",
            "|",
            "&",
            "!",
            "<->",
            ":*",
            "a'b",
            "'; DROP TABLE x;--",
            "\0",
            "（）",
            "甲'镇",
            "春耕%",
            "春_备",
            "\ud800",
            "长" * 10000,
            "& " * 10000,
        ):
            with self.subTest(words=words[:9]):
                self.assertEqual(self.find(words), [])
                self.env["govinfo.item"].search([("fulltext", "ilike", words)])
        self.assertEqual(len(self.find("春\u200b耕")), 1)
        for words in ("", None, "   "):
            self.assertEqual(self.find(words), [])

    def test_what_cannot_be_asked_is_refused(self):
        for how in (
            {"words": ["春"]},
            {"limit": 0},
            {"limit": -1},
            {"limit": "5"},
            {"kinds": ["res.users"]},
            {"kinds": "govinfo.item"},
            {"unit_id": "x"},
            {"date_from": "gestern"},
        ):
            with self.subTest(how=how), self.assertRaises(UserError):
                self.find(**{"words": "春", **how})

    def test_newest_first_up_to_the_limit_within_days_and_a_unit(self):
        for day in ("2024-03-01", "2024-05-01", "2024-04-01"):
            self.past_item(
                "荔枝%s" % day,
                "%s 02:00:00" % day,
                unit_id=(self.unit if day < "2024-05" else self.unit_b).id,
                body="<p>荔枝</p>",
            )

        def titles(**how):
            return [row["title"][-5:] for row in self.find("荔枝", **how)]

        self.assertEqual(titles(), ["05-01", "04-01", "03-01"])
        self.assertEqual(titles(limit=2), ["05-01", "04-01"])
        self.assertEqual(titles(date_from="2024-04-01", date_to="2024-04-30"), ["04-01"])
        self.assertEqual(titles(unit_id=self.unit.id), ["04-01", "03-01"])


@tagged("post_install", "-at_install")
class TestSearchRights(SearchCase):
    def test_each_role_finds_what_it_may_read(self):
        draft = self.make_item(body="<p>枇杷草稿</p>")
        sent = self.submit(self.make_item(body="<p>枇杷上报</p>"))
        other = self.make_item(user=self.officer_b, unit_id=self.unit_b.id, body="<p>枇杷乙镇</p>")
        items = {"kinds": ["govinfo.item"]}
        self.assertEqual(
            self.found("枇杷", self.officer, **items), {self.key(draft), self.key(sent)}
        )
        self.assertEqual(self.found("枇杷", self.officer_b, **items), {self.key(other)})
        self.assertEqual(self.found("枇杷", self.reviewer, **items), {self.key(sent)})
        self.assertEqual(self.found("枇杷", self.leader, **items), {self.key(sent)})
        self.assertEqual(len(self.found("枇杷", self.manager, **items)), 3)
        for nobody in (self.outsider, self.env.ref("base.public_user")):
            self.assertEqual(self.found("枇杷", nobody), set())

    def test_work_secrets_are_found_by_those_concerned(self):
        secret = self.make_item(
            name="杨梅征地",
            body="<p>杨梅征地风险</p>",
            secrecy="work_secret",
            reader_ids=[(6, 0, self.reviewer.ids)],
        )
        self.attach(secret, "杨梅.docx", docx(paragraph("杨梅附件")))
        self.submit(secret)
        self.env["govinfo.instruction"].with_user(self.leader).create(
            {"item_id": secret.id, "text": "杨梅一事稳妥处理。"}
        )
        for user in (self.officer, self.unit_leader, self.reviewer, self.leader):
            with self.subTest(user=user.name):
                self.assertIn(self.key(secret), self.found("杨梅", user))
                self.assertEqual(len(self.found("杨梅附件", user)), 1)
        for user in (self.officer_b, self.unit_leader_b, self.reviewer_b, self.manager):
            with self.subTest(user=user.name):
                self.assertEqual(self.find("杨梅", user), [])
                listed = self.env["govinfo.item"].with_user(user)
                self.assertEqual(listed.search_count([("fulltext", "ilike", "杨梅")]), 0)

    def test_an_item_that_becomes_secret_takes_its_title_out_of_others(self):
        item = self.accept(self.make_item(name="柑橘滞销"))
        self.env["govinfo.instruction"].with_user(self.leader).create(
            {"item_id": item.id, "text": "请研究。"}
        )
        self.assertEqual(len(self.found("柑橘滞销", kinds=["govinfo.instruction"])), 1)
        item.with_user(self.reviewer).secrecy = "work_secret"
        self.assertEqual(self.found("柑橘滞销", kinds=["govinfo.instruction"]), set())

    def test_other_counties_find_nothing(self):
        self.submit(self.make_item(body="<p>石榴</p>"))
        county = self.env["res.company"].create({"name": "邻县"})
        stranger = self.make_user(
            "stranger", "邻县领导", "leader", company_id=county.id, company_ids=[(6, 0, county.ids)]
        )
        self.assertEqual(self.found("石榴", stranger), set())

    def test_what_others_may_read_does_not_crowd_out_ones_own(self):
        """Far more newer texts of others than are looked at first."""
        own = self.make_item(user=self.officer_b, unit_id=self.unit_b.id, body="<p>山楂</p>")
        for _number in range(25):
            self.make_item(body="<p>山楂</p>")
        self.assertEqual(self.found("山楂", self.officer_b, limit=2), {self.key(own)})
        self.assertEqual(len(self.found("山楂", self.officer, limit=2)), 2)

    def test_nobody_reads_the_index_itself(self):
        for user in (self.officer, self.reviewer, self.leader, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env["govinfo.search.text"].with_user(user).search([])

    def test_a_manager_rebuilds_the_index(self):
        item = self.submit(self.make_item(body="<p>核桃</p>"))
        file = self.attach(self.make_item(), "核桃.xlsx", workbook([["核桃"]]))
        self.find("核桃")
        self.env.cr.execute("DELETE FROM govinfo_search_text")
        self.assertEqual(self.found("核桃", self.manager), set())
        for user in (self.officer, self.reviewer, self.leader):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env["govinfo.search"].with_user(user).rebuild()
        self.env["govinfo.search"].with_user(self.manager).rebuild()
        self.assertEqual(self.found("核桃", self.manager), {self.key(item), self.key(file)})


@tagged("post_install", "-at_install")
class TestSearchFiles(SearchCase):
    def test_files_of_every_format_are_found_on_their_record(self):
        item = self.make_item()
        words = "惠民生"
        for name, content in (
            ("a.docx", docx(paragraph("推进惠民生工程"))),
            ("a.xlsx", workbook([["项目", "惠民生"]])),
            ("a.pdf", render_pdf(letter())),
            ("a.ofd", render_ofd(letter())),
        ):
            file = self.attach(item, name, content)
            with self.subTest(name=name):
                row = next(row for row in self.find(words, self.officer) if row["id"] == file.id)
                self.assertEqual(row["model"], "ir.attachment")
                self.assertEqual((row["res_model"], row["res_id"]), self.key(item))
                self.assertEqual(row["title"], name)
                self.assertIn(words, row["excerpt"])
        self.assertEqual(len(self.found(words, self.officer, kinds=["ir.attachment"])), 4)
        self.assertEqual(self.found(words, self.officer, kinds=["govinfo.item"]), set())
        self.assertEqual(self.found(words, self.officer_b), set())

    def test_a_file_is_found_as_it_is_now(self):
        item = self.make_item()
        file = self.attach(item, "a.docx", docx(paragraph("樱桃"))).with_user(self.manager)
        self.assertEqual(self.found("樱桃", self.officer), {self.key(file)})
        file.raw = docx(paragraph("桑葚"))
        self.assertEqual(self.found("樱桃", self.officer), set())
        self.assertEqual(self.found("桑葚", self.officer), {self.key(file)})
        file.res_id = self.make_item(user=self.officer_b, unit_id=self.unit_b.id).id
        self.assertEqual(self.found("桑葚", self.officer), set())
        self.assertEqual(self.found("桑葚", self.officer_b), {self.key(file)})

    def test_a_file_that_goes_is_found_no_longer(self):
        file = self.attach(self.make_item(), "a.docx", docx(paragraph("樱桃")))
        file.unlink()
        self.assertEqual(self.found("樱桃", self.officer), set())

    def test_what_the_system_printed_is_found_once(self):
        issue = self.publish_issue(self.make_issue(self.accept(self.make_item(name="板栗丰收"))))
        self.assertTrue(issue.sudo().attachment_id)
        self.assertEqual(self.found("板栗丰收", kinds=["ir.attachment"]), set())
