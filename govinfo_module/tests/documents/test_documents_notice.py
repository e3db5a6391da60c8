"""What the notice and the letter say about given figures."""

import io

import pypdf

from ...documents import (
    blocks_to_html,
    letter_document,
    letter_title,
    letter_units,
    notice_blocks,
    notice_document,
)
from ...documents.words import change, percent, points, reason_lines
from ...gongwen import render_pdf
from ..analysis.sample_figures import OFFICE, figures, totals
from ..pure import PureCase, tagged


def text_of(blocks):
    """All words of paragraphs and headings."""
    return blocks_to_html(blocks)


@tagged("post_install", "-at_install")
class TestNoticeWording(PureCase):
    def test_points_and_shares_are_rounded_half_up(self):
        self.assertEqual(points("2.005"), "2.01分")
        self.assertEqual(points("84.00"), "84分")
        self.assertEqual(points("120"), "120分")
        self.assertEqual(percent(1, 8), "12.5%")
        self.assertEqual(percent(1, 0), "0.0%")

    def test_change_against_an_earlier_period(self):
        self.assertEqual(change(30, 24, "上季度"), "比上季度增加6条（增长25.0%）")
        self.assertEqual(change(3, 4, "上季度"), "比上季度减少1条（下降25.0%）")
        self.assertEqual(change(3, 0, "上季度"), "比上季度增加3条")
        self.assertEqual(change(3, 3, "上年同期"), "与上年同期持平")

    def test_reasons_name_window_and_numbers(self):
        reasons = figures()["shortfalls"][0]["reasons"]
        self.assertEqual(
            reason_lines(reasons),
            ["8月应报2条，未报送。", "约稿逾期完成1件。"],
        )

    def test_sections_are_numbered_without_gaps(self):
        text = text_of(notice_blocks(figures(), {"requirements": "<p>请认真整改。</p>"}))
        for heading in (
            "一、总体情况",
            "二、采用和批示情况",
            "三、约稿办理情况",
            "四、成绩突出的单位",
            "五、未达到报送要求的单位",
            "六、信息结构与差距",
            "七、下一步工作要求",
        ):
            self.assertIn(heading, text)
        text = text_of(notice_blocks(figures(totals=totals(commissions={})), {}))
        self.assertIn("三、成绩突出的单位", text)
        self.assertNotIn("约稿办理情况", text)

    def test_short_and_silent_units_are_named(self):
        text = text_of(notice_blocks(figures(), {}))
        self.assertIn("县直部门（2家）：丙局、丁局。", text)
        self.assertIn("其中未报送信息的单位：丁局。", text)
        self.assertIn("未完成约稿的单位：丁局。", text)
        self.assertIn("甲镇（84分）、乙镇（41.5分）", text)
        self.assertNotIn("丙局（2分）", text, "named as short, so not praised")

    def test_nobody_short_is_said_too(self):
        text = text_of(notice_blocks(figures(shortfalls=[]), {}))
        self.assertIn("各单位均按要求完成报送任务。", text)

    def test_editors_words_are_text_not_markup(self):
        text = text_of(notice_blocks(figures(), {"comment": "<p>1 &lt; 2<script>x()</script></p>"}))
        self.assertIn("1 &lt; 2", text)
        self.assertNotIn("script", text)

    def test_documents_render(self):
        notice = render_pdf(notice_document(figures(), {}, OFFICE))
        self.assertTrue(notice.startswith(b"%PDF"))
        self.assertEqual(notice, render_pdf(notice_document(figures(), {}, OFFICE)))
        office = dict(
            OFFICE,
            title=letter_title(figures()),
            notice_title=OFFICE["title"],
            notice_number=OFFICE["number"],
        )
        unit = {"id": 4, "deadline": "2026-11-10"}
        self.assertTrue(render_pdf(letter_document(figures(), unit, office)).startswith(b"%PDF"))
        with self.assertRaises(KeyError):
            letter_document(figures(), dict(unit, id=99), office)


@tagged("post_install", "-at_install")
class TestSituationNotice(PureCase):
    """A notice of the situation names what was done, never points, ranks or who sent little."""

    def test_no_points_no_ranks_nobody_last(self):
        text = text_of(notice_blocks(figures(), {}, "situation"))
        for word in ("得分", "名次", "84", "成绩突出", "未达到报送要求", "未报送信息的单位"):
            self.assertNotIn(word, text)
        document = notice_document(figures(), {}, OFFICE, "situation")
        titles = [annex.title for annex in document.annexes]
        self.assertEqual(titles, ["2026年第三季度信息采用情况表", "2026年第三季度约稿办理情况表"])

    def test_good_pieces_with_their_authors(self):
        given = figures()
        given["adopted"][0]["author"] = "信息员甲"
        text = text_of(notice_blocks(given, {}, "situation"))
        self.assertIn(
            "被省级刊物采用的有：《甲镇“三个聚焦”推动春耕备耕提质增效》（甲镇　信息员甲）", text
        )

    def test_problems_by_kind_without_names(self):
        given = figures(problems=[{"kind": "迟报", "count": 2}, {"kind": "漏报", "count": 0}])
        text = text_of(notice_blocks(given, {}, "situation"))
        self.assertIn("经核实，迟报2起，请各单位引以为戒。", text)
        self.assertNotIn("漏报", text)

    def test_units_that_missed_a_commission_are_named_if_the_county_says_so(self):
        named = text_of(notice_blocks(figures(), {}, "situation", name_missed=True))
        self.assertIn("未完成约稿的单位：丁局。", named)
        silent = text_of(notice_blocks(figures(), {}, "situation", name_missed=False))
        self.assertNotIn("丁局", silent)
        self.assertIn("未完成1家次", silent)
        document = notice_document(figures(), {}, OFFICE, "situation", name_missed=False)
        self.assertEqual(len(document.annexes), 1)

    def test_annexes_are_numbered_as_they_are(self):
        text = text_of(notice_blocks(figures(), {}, "situation"))
        self.assertIn("采用情况见附件1。", text)
        self.assertIn("办理情况见附件2。", text)
        ranking = text_of(notice_blocks(figures(commissions=[]), {}))
        self.assertIn("具体情况见附件3。", ranking)


@tagged("post_install", "-at_install")
class TestLetterWording(PureCase):
    def text(self, kind="ranking", unit_id=4, **unit):
        office = dict(
            OFFICE,
            title=letter_title(figures(), kind),
            notice_title=OFFICE["title"],
            notice_number=OFFICE["number"],
            contact="信息员甲",
            phone="0000-0000000",
        )
        unit = dict({"id": unit_id, "deadline": "2026-11-10"}, **unit)
        letter = letter_document(figures(), unit, office, kind)
        return letter, text_of(letter.blocks)

    def test_nothing_sent_is_one_clause_without_zeros(self):
        _letter, text = self.text()
        self.assertIn("你单位未报送政务信息，在县直部门中列第2位。", text)
        self.assertNotIn("0条", text)

    def test_addressed_to_the_full_name_with_a_contact(self):
        letter, _text = self.text(full_name="某县丁局")
        self.assertEqual(letter.addressee, "某县丁局：")
        self.assertEqual(letter.remark, "联系人：信息员甲，电话：0000-0000000")

    def test_a_fact_is_said_once(self):
        given = figures()
        reasons = next(r for r in given["shortfalls"] if r["unit_id"] == 4)["reasons"]
        reasons += [{"kind": "nothing_sent"}, {"kind": "commission", "late": 0, "missed": 1}]
        office = dict(
            OFFICE,
            title=letter_title(given),
            notice_title=OFFICE["title"],
            notice_number=OFFICE["number"],
        )
        letter = letter_document(given, {"id": 4, "deadline": "2026-11-10"}, office)
        text = text_of(letter.blocks)
        self.assertEqual(text.count("未报送政务信息"), 1)
        self.assertNotIn("本期未报送信息", text)
        self.assertNotIn("约稿未完成1件", text)
        self.assertIn("未按时完成的约稿如下：", text)

    def test_a_letter_goes_on_one_page(self):
        for kind in ("ranking", "situation"):
            with self.subTest(kind):
                letter, _text = self.text(kind, full_name="某县丁局")
                pages = pypdf.PdfReader(io.BytesIO(render_pdf(letter))).pages
                self.assertEqual(len(pages), 1)

    def test_a_letter_of_the_situation_has_no_points_and_no_rank(self):
        letter, text = self.text("situation")
        for word in ("得分", "第2位", "未达要求"):
            self.assertNotIn(word, text)
        self.assertIn("二、约稿办理情况", text)
        self.assertTrue(letter.title.endswith("的函"))

    def test_who_receives_a_letter(self):
        self.assertEqual(letter_units(figures()), {3, 4})
        given = figures(commissions=figures()["commissions"][:1])
        self.assertEqual(letter_units(given, "situation"), {4})
