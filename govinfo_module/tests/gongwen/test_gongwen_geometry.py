"""The file format measured on the PDF itself, against the figures of GB/T 9704-2012 (millimetres)."""

from ...gongwen import Head, Options, Para
from ..pure import PureCase, tagged
from .gongwen_cases import (
    NO_END,
    NO_START,
    SENTENCE,
    ink_of,
    notice,
    opened,
    row,
    rows_of,
    rules_of,
)

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
ROW = 10.446  # line pitch
CHARACTER = 156 / 28


@tagged("post_install", "-at_install")
class TestGongwenGeometry(PureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        text = SENTENCE * 30
        cls.pdf = opened(notice(blocks=[Para(text)]))
        cls.first, cls.full = cls.pdf.pages[0], cls.pdf.pages[1]

    @classmethod
    def tearDownClass(cls):
        cls.pdf.close()
        super().tearDownClass()

    def body_rows(self, page):
        """Rows in the size of the text, without page number."""
        return [r for r in rows_of(page) if abs(r["size"] - 15.79) < 0.05]

    def test_paper(self):
        for page in self.pdf.pages:
            self.assertAlmostEqual(float(page.width) * 25.4 / 72, 210, delta=0.05)
            self.assertAlmostEqual(float(page.height) * 25.4 / 72, 297, delta=0.05)

    def test_22_rows_fill_the_page(self):
        rows = self.body_rows(self.full)
        self.assertEqual(len(rows), 22)
        self.assertAlmostEqual(rows[0]["top"], TOP, delta=0.1)
        self.assertAlmostEqual(rows[-1]["top"] + CHARACTER, BOTTOM, delta=0.1)
        for above, below in zip(rows, rows[1:]):
            self.assertAlmostEqual(below["top"] - above["top"], ROW, delta=0.1)

    def test_ink_lies_in_the_type_area(self):
        left, top, right, bottom = ink_of(self.full, (0, 0, 210, 264))
        self.assertAlmostEqual(left, LEFT, delta=1)
        self.assertAlmostEqual(right, RIGHT, delta=1)
        self.assertAlmostEqual(top, TOP, delta=1)
        self.assertAlmostEqual(bottom, BOTTOM, delta=1)

    def test_28_characters_fill_a_row(self):
        for found in self.body_rows(self.full):
            ems = sum(1 if ord(char) > 255 else 0.5 for char in found["text"])
            self.assertAlmostEqual(ems, 28, delta=2)
            self.assertAlmostEqual(found["x0"], LEFT, delta=0.1)
            self.assertAlmostEqual(found["x1"], RIGHT, delta=0.1)
        exact = opened(notice(blocks=[Para("中" * 28 * 40)])).pages[1]
        self.assertEqual({len(r["text"]) for r in self.body_rows(exact)[:-6]}, {28})

    def test_no_row_begins_or_ends_against_the_rules(self):
        for page in self.pdf.pages[:3]:
            for found in self.body_rows(page):
                self.assertNotIn(found["text"][0], NO_START, found["text"])
                self.assertNotIn(found["text"][-1], NO_END, found["text"])

    def test_first_line_is_indented_by_two_characters(self):
        rows = self.body_rows(self.first)
        place = next(i for i, r in enumerate(rows) if r["text"].startswith("2026年第三季度，全县"))
        self.assertAlmostEqual(rows[place]["x0"], LEFT + 2 * CHARACTER, delta=0.1)
        self.assertAlmostEqual(rows[place + 1]["x0"], LEFT, delta=0.1)

    def test_mark(self):
        left, top, right, bottom = ink_of(self.first, (20, 60, 190, 105), red=True)
        self.assertAlmostEqual(top, 72, delta=0.3)
        self.assertAlmostEqual((left + right) / 2, 106, delta=1)
        self.assertGreaterEqual(left, LEFT - 0.1)
        self.assertLessEqual(right, RIGHT + 0.1)
        colours = {tuple(c["non_stroking_color"]) for c in row(self.first, "江海县人民")["chars"]}
        self.assertEqual(colours, {(0, 0.8, 0.8, 0)})
        number = row(self.first, "江政办发")
        self.assertAlmostEqual(number["top"] - bottom, 2 * ROW, delta=1)

    def test_number_and_red_line(self):
        number = row(self.first, "江政办发")
        self.assertEqual(number["text"], "江政办发〔2026〕58号")
        self.assertAlmostEqual((number["x0"] + number["x1"]) / 2, 106, delta=0.1)
        (line,) = [r for r in rules_of(self.first) if r["colour"] == (0, 0.8, 0.8, 0)]
        self.assertAlmostEqual(line["y0"], number["top"] + CHARACTER + 4, delta=0.1)
        self.assertAlmostEqual(line["x0"], LEFT, delta=0.1)
        self.assertAlmostEqual(line["x1"], RIGHT, delta=0.1)

    def test_title_two_rows_under_the_line(self):
        (line,) = [r for r in rules_of(self.first) if r["colour"] == (0, 0.8, 0.8, 0)]
        title = [r for r in rows_of(self.first) if abs(r["size"] - 22) < 0.05]
        self.assertEqual(len(title), 2)
        self.assertAlmostEqual(title[0]["top"] - line["y0"], 2 * ROW, delta=1)
        for found in title:
            self.assertAlmostEqual((found["x0"] + found["x1"]) / 2, 106, delta=0.2)
        addressee = row(self.first, "各乡镇")
        self.assertAlmostEqual(addressee["top"], title[1]["top"] + 22 * 25.4 / 72 + ROW, delta=4.5)
        self.assertAlmostEqual(addressee["x0"], LEFT, delta=0.1)
        self.assertTrue(addressee["text"].endswith("："))

    def test_marks_at_the_left(self):
        head = Head("江海县人民政府文件", "江政〔2026〕1号", "000012", "机密★1年", "特急")
        page = opened(notice(head=head)).pages[0]
        for index, text in enumerate(("000012", "机密★1年", "特急")):
            found = row(page, text)
            self.assertAlmostEqual(found["top"], TOP + index * ROW, delta=0.1)
            self.assertAlmostEqual(found["x0"], LEFT, delta=0.1)

    def test_signer(self):
        page = opened(
            notice(head=Head("江海县人民政府文件", "江政〔2026〕1号", signer="领导甲"))
        ).pages[0]
        found = row(page, "江政〔2026〕1号")
        self.assertEqual(found["text"], "江政〔2026〕1号签发人：领导甲")
        self.assertAlmostEqual(found["x0"], LEFT + CHARACTER, delta=0.1)
        self.assertAlmostEqual(found["x1"], RIGHT - CHARACTER, delta=0.1)

    def test_page_numbers_outside(self):
        for index, page in enumerate(self.pdf.pages[:3], 1):
            number = row(page, "— ")
            self.assertEqual(number["text"], "— %d —" % index)
            self.assertAlmostEqual(number["size"], 14, delta=0.05)
            place = number["x1"] if index % 2 else number["x0"]
            self.assertAlmostEqual(place, 179.06 if index % 2 else 32.94, delta=0.1)
            box = (number["x0"] - 1, BOTTOM + 1, number["x0"] + 4.9, 280)
            _left, top, _right, bottom = ink_of(page, box, resolution=300)
            self.assertAlmostEqual((top + bottom) / 2, BOTTOM + 7, delta=0.3)

    def test_settings_of_an_office(self):
        options = Options(pitch=28.0, mirrored=True, colour="rgb", centred_numbers=True)
        pages = opened(notice(blocks=[Para(SENTENCE * 30)]), options=options).pages
        self.assertEqual(len(self.body_rows(pages[1])), 23)
        number = row(pages[2], "— 3 —")
        self.assertAlmostEqual((number["x0"] + number["x1"]) / 2, 106, delta=0.1)
        self.assertAlmostEqual(self.body_rows(pages[1])[0]["x0"], 26, delta=0.1)
        self.assertAlmostEqual(self.body_rows(pages[2])[0]["x0"], 28, delta=0.1)
        self.assertEqual(rules_of(pages[0])[0]["colour"], (1, 0, 0))
