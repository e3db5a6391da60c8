"""What the notice and the letter say about given figures."""

from ..documents import (
    blocks_to_html,
    letter_document,
    letter_title,
    notice_blocks,
    notice_document,
)
from ..documents.words import change, percent, points, reason_lines
from ..gongwen import render_pdf
from .pure import PureCase, tagged
from .sample_figures import OFFICE, figures, totals


def text_of(blocks):
    """All words of paragraphs and headings."""
    return blocks_to_html(blocks)


@tagged("post_install", "-at_install")
class TestNoticeWording(PureCase):
    def test_points_and_shares_are_rounded_half_up(self):
        self.assertEqual(points("2.005"), "2.01分")
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
            ["“每月报送2条”未完成：截至8月31日要求2、完成0。", "约稿逾期完成1件。"],
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
        self.assertIn("甲镇（84.00分）、乙镇（41.50分）", text)

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
        unit = {"code": "B02", "deadline": "2026-11-10"}
        self.assertTrue(render_pdf(letter_document(figures(), unit, office)).startswith(b"%PDF"))
        with self.assertRaises(KeyError):
            letter_document(figures(), dict(unit, code="X99"), office)
