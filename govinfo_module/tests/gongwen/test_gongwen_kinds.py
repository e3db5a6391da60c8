"""Letters, bulletins, slips, certificates and sheets, measured on the page (millimetres)."""

import datetime
import io

import pdfplumber

from ...gongwen import BulletinItem, Certificate, Para, Sheet, Slip, render_batch
from ..pure import PureCase, tagged
from .gongwen_cases import (
    DATE,
    OFFICE,
    SENTENCE,
    body,
    bulletin,
    ink_of,
    letter,
    opened,
    outside,
    ranking,
    row,
    rows_of,
    rules_of,
)

RED = (0, 0.8, 0.8, 0)
CHARACTER = 156 / 28


def texts(page):
    """The rows of a page as texts."""
    return [found["text"] for found in rows_of(page)]


@tagged("post_install", "-at_install")
class TestGongwenLetter(PureCase):
    def test_head(self):
        page = opened(letter()).pages[0]
        left, top, right, bottom = ink_of(page, (10, 20, 200, 50), red=True)
        self.assertAlmostEqual(top, 30, delta=0.3)
        self.assertAlmostEqual((left + right) / 2, 106, delta=1.2)
        lines = sorted((r for r in rules_of(page) if r["colour"] == RED), key=lambda r: r["y0"])
        self.assertEqual(len(lines), 4)
        for line in lines:
            self.assertAlmostEqual(line["x0"], 20, delta=0.1)
            self.assertAlmostEqual(line["x1"], 190, delta=0.1)
        weights = [line["weight"] for line in lines]
        self.assertGreater(weights[0], weights[1])
        self.assertLess(weights[2], weights[3])
        half = weights[0] / 2 * 25.4 / 72
        self.assertAlmostEqual(lines[0]["y0"] - half - bottom, 4, delta=0.3)
        self.assertAlmostEqual(lines[3]["y0"] + half, 277, delta=0.1)
        number = row(page, "江政办函")
        self.assertAlmostEqual(number["x1"], 184, delta=0.1)
        self.assertAlmostEqual(number["top"] - lines[1]["y0"], CHARACTER * 7 / 8, delta=0.5)
        title = next(r for r in rows_of(page) if abs(r["size"] - 22) < 0.1)
        self.assertAlmostEqual(title["top"] - number["top"] - CHARACTER, 2 * 10.446, delta=5)

    def test_number_of_pages(self):
        pages = opened(letter(blocks=body(50))).pages
        self.assertGreaterEqual(len(pages), 3)
        self.assertFalse(any(t.startswith("— ") for t in texts(pages[0])))
        self.assertIn("— 2 —", texts(pages[1]))

    def test_a_letter_of_one_page_stays_on_it(self):
        for rows in (3, 6, 8):
            pages = opened(letter(blocks=[Para((SENTENCE * 9)[: rows * 28])])).pages
            self.assertEqual(len(pages), 1)
            self.assertIn("2026年10月9日", texts(pages[0]))


@tagged("post_install", "-at_install")
class TestGongwenBulletin(PureCase):
    def test_head_closes_the_first_third(self):
        page = opened(bulletin()).pages[0]
        (line,) = [r for r in rules_of(page) if r["colour"] == RED]
        self.assertAlmostEqual(line["y0"], 297 / 3, delta=2)
        self.assertAlmostEqual(row(page, "内部资料")["x0"], 28, delta=0.1)
        for text in ("第12期", "（总第128期）"):
            found = row(page, text)
            self.assertAlmostEqual((found["x0"] + found["x1"]) / 2, 106, delta=0.2)
        organ = row(page, OFFICE)
        self.assertEqual(organ["text"], OFFICE + "2026年10月9日")
        self.assertAlmostEqual(organ["x0"], 28 + CHARACTER, delta=0.1)
        self.assertAlmostEqual(organ["x1"], 184 - CHARACTER, delta=0.1)
        _left, top, _right, bottom = ink_of(page, (20, 43, 190, 68), red=True)
        self.assertGreater(row(page, "第12期")["top"], bottom)
        self.assertGreater(top, row(page, "内部资料")["top"] + CHARACTER)

    def test_special_report(self):
        document = bulletin(
            masthead="政务信息专报",
            total=None,
            secrecy="机密★1年",
            copy_number="000003",
            signer="领导甲",
        )
        page = opened(document).pages[0]
        self.assertEqual(texts(page)[0], "机密★1年000003")
        self.assertAlmostEqual(rows_of(page)[0]["x1"], 184, delta=0.1)
        signed = next(r for r in rows_of(page) if "签发：领导甲" in r["text"])
        self.assertAlmostEqual(signed["x1"], 184 - CHARACTER, delta=0.1)
        self.assertFalse(any("总第" in t for t in texts(page)))

    def test_items_and_sources(self):
        pages = opened(bulletin(contents=True, editor_note="请各单位参阅。")).pages
        found = [t for page in pages for t in texts(page)]
        self.assertIn("本期要目", found)
        self.assertIn("【编者按】请各单位参阅。", found)
        self.assertLess(found.index("我县秋粮生产取得阶段性成效"), found.index("（县农业农村局）"))
        source = next(r for page in pages for r in rows_of(page) if r["text"] == "（县农业农村局）")
        self.assertAlmostEqual(source["x1"], 184, delta=1)

    def test_foot(self):
        pages = opened(bulletin()).pages
        self.assertEqual(len(pages) % 2, 0)
        last = texts(pages[-1])
        for text in (
            "报：市政府办公室。",
            "送：县委办公室。",
            "发：各乡镇人民政府、街道办事处。",
            "责任编辑：信息员甲共印60份",
        ):
            self.assertIn(text, last)
        lines = sorted(r["y0"] for r in rules_of(pages[-1]))
        self.assertAlmostEqual(lines[-1], 262, delta=0.05)

    def test_30_items(self):
        items = [BulletinItem("第%d条信息的标题" % i, body(8), "单位%d" % i) for i in range(30)]
        pages = opened(bulletin(items=items)).pages
        found = [t for page in pages for t in texts(page)]
        self.assertEqual(
            [t for t in found if t.endswith("条信息的标题")], [item.title for item in items]
        )
        for page in pages:
            self.assertEqual(outside(page), [])

    def test_an_issue_without_items_or_foot(self):
        bare = {
            "items": [],
            "report_to": "",
            "send_to": "",
            "copy_to": "",
            "editor": "",
            "print_run": None,
        }
        self.assertEqual(len(opened(bulletin(**bare)).pages), 1)


@tagged("post_install", "-at_install")
class TestGongwenForms(PureCase):
    def test_slip(self):
        slip = Slip(
            "政务信息约稿通知单",
            [
                ("约稿单位", "县农业农村局"),
                ("内容要求", "1. 基本情况；\n2. 存在问题。"),
                ("报送时限", ""),
            ],
            mark=OFFICE,
            number="江政办约[2026]18号",
            organ=OFFICE,
            date=DATE,
            seal=True,
            blocks=[Para("请按时报送。")],
        )
        (page,) = opened(slip).pages
        found = texts(page)
        for text in (
            "政务信息约稿通知单",
            "江政办约〔2026〕18号",
            "约稿单位县农业农村局",
            "报送时限",
            "请按时报送。",
            "2026年10月9日",
        ):
            self.assertIn(text, found)
        self.assertEqual(outside(page), [])
        self.assertEqual(len([r for r in rules_of(page) if r["colour"] == RED]), 1)
        cell = row(page, "约稿单位")
        self.assertAlmostEqual(cell["size"], 14, delta=0.1)

    def test_certificate(self):
        text = "在2026年度全县政务信息工作中成绩突出，被评为先进集体。特发此证，以资鼓励。"
        for words in (text, text * 12):
            (page,) = opened(
                Certificate(
                    "城关镇人民政府", words, OFFICE, datetime.date(2027, 1, 15), number="001"
                )
            ).pages
            self.assertEqual((round(float(page.width)), round(float(page.height))), (842, 595))
            self.assertEqual(outside(page, (297, 210)), [])
            foot = row(page, OFFICE)
            lines = [r for r in rows_of(page) if r["top"] < foot["top"]]
            self.assertIn("以资鼓励。", "".join(r["text"] for r in lines))
            self.assertEqual(len([r for r in rules_of(page) if r["colour"] == RED]), 8)
            self.assertLess(max(r["x1"] for r in rows_of(page)), 297 - 14)

    def test_certificates_have_no_empty_backs(self):
        one = Certificate("城关镇人民政府", SENTENCE, OFFICE, datetime.date(2027, 1, 15))
        with pdfplumber.open(io.BytesIO(render_batch([one, one]))) as pdf:
            self.assertEqual(len(pdf.pages), 2)

    def test_sheet(self):
        pages = opened(Sheet("统计表", [ranking(40)], "（2026年第三季度）", OFFICE, DATE)).pages
        self.assertEqual(texts(pages[0])[:2], ["统计表", "（2026年第三季度）"])
        self.assertIn("— 1 —", texts(pages[0]))
        self.assertIn("2026年10月9日", texts(pages[-1]))
        single = opened(Sheet("名单", [Para("甲")])).pages[0]
        self.assertFalse(any("—" in t for t in texts(single)))
