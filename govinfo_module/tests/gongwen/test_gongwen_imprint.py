"""The closing of a document: what stays together, and the imprint at the foot of the last even page."""

from ...gongwen import Head, Heading, Imprint, Options, Para
from ...gongwen.layout import imprint_page
from ..pure import PureCase, tagged
from .gongwen_cases import (
    OFFICE,
    SENTENCE,
    annex,
    body,
    ink_of,
    laid_out,
    letter,
    notice,
    opened,
    row,
    rows_of,
    rules_of,
)

CHARACTER, ROW = 156 / 28, 10.446


def texts(page):
    """The rows of a page as texts."""
    return [found["text"] for found in rows_of(page)]


@tagged("post_install", "-at_install")
class TestGongwenImprint(PureCase):
    def test_page_of_the_imprint(self):
        # pages so far, free height, needed height, both sides -> index of the page
        for count, free, need, duplex, page in (
            (1, 500, 50, True, 1),
            (1, 500, 50, False, 0),
            (2, 500, 50, True, 1),
            (2, 49, 50, True, 3),
            (2, 49, 50, False, 2),
            (3, 500, 50, True, 3),
            (3, 0, 50, True, 3),
            (4, 0, 50, True, 5),
        ):
            with self.subTest(count=count, free=free, duplex=duplex):
                self.assertEqual(imprint_page(count, free, need, duplex), page)

    def test_imprint_is_always_on_an_even_last_page(self):
        for rows in range(1, 70):
            pages = laid_out(notice(blocks=body(rows), remark=""))
            with self.subTest(rows=rows):
                self.assertEqual(len(pages) % 2, 0)
                shown = [any(t.startswith("抄送：") for t in found) for _number, found in pages]
                self.assertEqual(shown, [False] * (len(pages) - 1) + [True])

    def test_blank_page_and_imprint_after_it_have_no_number(self):
        seen = set()
        for rows in range(20, 60):
            pages = laid_out(notice(blocks=body(rows), remark=""))
            blank = [index for index, (_number, found) in enumerate(pages) if not found]
            numbers = [number for number, _found in pages]
            seen.add(bool(blank))
            if blank:
                self.assertEqual(blank, [len(pages) - 2])
                self.assertEqual(numbers, [*range(1, len(pages) - 1), None, None])
            else:
                self.assertEqual(numbers, [*range(1, len(pages) + 1)])
        self.assertEqual(seen, {True, False})

    def test_lines_and_texts(self):
        page = opened(notice()).pages[-1]
        lines = sorted(rules_of(page), key=lambda line: line["y0"])
        weights = [round(line["weight"] * 25.4 / 72, 2) for line in lines]
        self.assertEqual(weights, [0.35, 0.25, 0.35])
        for line in lines:
            self.assertAlmostEqual(line["x0"], 28, delta=0.05)
            self.assertAlmostEqual(line["x1"], 184, delta=0.05)
        copies = row(page, "抄送：")
        printer = next(r for r in rows_of(page) if r["text"].endswith("印发"))
        self.assertAlmostEqual(copies["x0"], 28 + 14 * 25.4 / 72, delta=0.1)
        self.assertEqual({round(copies["size"], 1), round(printer["size"], 1)}, {14.0})
        self.assertTrue(copies["text"].endswith("。"))
        self.assertTrue(printer["text"].endswith("2026年10月9日印发"))
        self.assertAlmostEqual(printer["x1"], 184 - 14 * 25.4 / 72, delta=0.1)

    def test_continuation_of_the_names(self):
        many = "，".join("县第%d局" % i for i in range(40))
        page = opened(notice(imprint=Imprint(many, OFFICE, "2026年10月9日"))).pages[-1]
        second = rows_of(page)[[t.startswith("抄送") for t in texts(page)].index(True) + 1]
        self.assertAlmostEqual(second["x0"], 28 + 4 * 14 * 25.4 / 72, delta=0.1)

    def test_no_imprint(self):
        pages = opened(notice(imprint=None, blocks=[Para("短。")])).pages
        self.assertEqual(len(pages), 1)

    def test_one_sided(self):
        pages = opened(notice(blocks=body(40)), options=Options(duplex=False)).pages
        self.assertEqual(len(pages), 3)
        self.assertIn("抄送：", "".join(texts(pages[-1])))

    def test_annexes_come_before_the_imprint(self):
        pages = opened(notice(annexes=[annex(60)])).pages
        at = [index for index, page in enumerate(pages) if "附件" in texts(page)]
        self.assertEqual(len(at), 1)
        self.assertIn("抄送：", "".join(texts(pages[-1])))
        self.assertGreater(len(pages) - 1, at[0])

    def test_closing_lines_stay_with_two_rows_of_text(self):
        closing = [OFFICE, "2026年10月9日", "（此件公开发布）"]
        for rows in range(6, 60):
            text = (SENTENCE * 40)[: rows * 28 - 2]
            pages = laid_out(notice(blocks=[Para(text)], imprint=None))
            last = pages[-1][1]
            with self.subTest(rows=rows):
                at = last.index("2026年10月9日") - 1
                self.assertEqual(last[at : at + 3], closing)
                company = [found for found in last[:at] if found and found in text]
                self.assertGreaterEqual(len(company), 2)

    def test_line_pitch_gives_way_before_text_is_pulled_over(self):
        pitches = set()
        for rows in range(8, 30):
            page = opened(notice(blocks=[Para("中" * (28 * rows - 3))], imprint=None)).pages[0]
            tops = [r["top"] for r in rows_of(page) if r["text"] == "中" * 28]
            pitches.add(round(tops[1] - tops[0], 1))
        self.assertEqual(pitches, {9.9, 10.4})

    def test_a_heading_is_not_the_last_row(self):
        for rows in range(6, 14):
            blocks = [Para("中" * (28 * rows - 3)), Heading(1, "一、标题"), Para("正文" * 100)]
            _number, first = laid_out(notice(blocks=blocks))[0]
            self.assertNotEqual(first[-1], "一、标题")

    def test_signature_without_seal(self):
        page = opened(notice(blocks=[Para("短。")], imprint=None)).pages[0]
        text, organ, date = row(page, "短。"), row(page, OFFICE), row(page, "2026年10月9日")
        organ = [r for r in rows_of(page) if r["text"] == OFFICE][-1]
        self.assertAlmostEqual(organ["top"] - text["top"], 2 * ROW, delta=0.1)
        self.assertAlmostEqual(organ["x1"], 184 - 2 * CHARACTER, delta=0.1)
        self.assertAlmostEqual(date["x0"], organ["x0"] + 2 * CHARACTER, delta=0.1)
        self.assertAlmostEqual(date["top"] - organ["top"], ROW, delta=0.1)
        remark = row(page, "（此件公开发布）")
        self.assertAlmostEqual(remark["x0"], 28 + 2 * CHARACTER, delta=0.1)
        self.assertAlmostEqual(remark["top"] - date["top"], ROW, delta=0.1)

    def test_short_name_moves_left_of_a_longer_date(self):
        page = opened(notice(blocks=[Para("短。")], organ="县府办", imprint=None)).pages[0]
        organ, date = row(page, "县府办"), row(page, "2026年10月9日")
        self.assertAlmostEqual(date["x1"], 184 - 2 * CHARACTER, delta=0.1)
        self.assertAlmostEqual(date["x0"], organ["x0"] + 2 * CHARACTER, delta=0.1)

    def test_signature_with_seal(self):
        page = opened(notice(blocks=[Para("短。")], seal=True, imprint=None)).pages[0]
        text, date = row(page, "短。"), row(page, "2026年10月9日")
        organ = [r for r in rows_of(page) if r["text"] == OFFICE][-1]
        self.assertAlmostEqual(date["x1"], 184 - 4 * CHARACTER, delta=0.1)
        self.assertAlmostEqual(
            (organ["x0"] + organ["x1"]) / 2, (date["x0"] + date["x1"]) / 2, delta=0.1
        )
        # a seal of 42 mm centred on both begins within one row of the text and does not cover it
        top = (organ["top"] + date["top"] + CHARACTER) / 2 - 21
        self.assertGreater(top, text["top"] + CHARACTER - 0.1)
        self.assertLess(top, text["top"] + CHARACTER + ROW)

    def test_annex_note(self):
        pages = opened(notice(blocks=[Para("短。")], annexes=[annex(3), annex(3)])).pages
        first, second = row(pages[0], "附件："), row(pages[0], "2.")
        self.assertEqual(first["text"].replace(" ", ""), "附件：1.政务信息工作积分排名表")
        self.assertAlmostEqual(first["top"] - row(pages[0], "短。")["top"], 2 * ROW, delta=0.1)
        self.assertAlmostEqual(first["x0"], 28 + 2 * CHARACTER, delta=0.1)
        self.assertAlmostEqual(second["x0"], 28 + 5 * CHARACTER, delta=0.1)
        one = opened(notice(blocks=[Para("短。")], annexes=[annex(3)])).pages
        self.assertEqual(row(one[0], "附件：")["text"], "附件：政务信息工作积分排名表")
        self.assertIn("附件", texts(one[1]))

    def test_so_many_addressees_that_no_text_would_show(self):
        many = "，".join("县第%d局" % i for i in range(120))
        pages = opened(notice(addressee=many)).pages
        self.assertIn("一、总体情况", texts(pages[0]))
        self.assertTrue(any(t.startswith("主送：县第0局") for t in texts(pages[-1])))

    def test_letter_copies_without_lines(self):
        page = opened(letter(copy_to="县委办公室")).pages[-1]
        copies = row(page, "抄送：")
        self.assertEqual(copies["text"], "抄送：县委办公室。")
        self.assertAlmostEqual(copies["top"] + 14 * 25.4 / 72, 262, delta=3)
        self.assertTrue(all(r["colour"] != (0, 0, 0, 1) for r in rules_of(page)))

    def test_head_without_number_or_mark(self):
        page = opened(notice(head=Head(""))).pages[0]
        self.assertTrue(ink_of(page, (20, 100, 190, 290)))
