"""Cells as people type them become values, and a bad one names its row, column and fault."""

from datetime import date, datetime
from decimal import Decimal

from ....exchange import errors
from ....exchange.tables.columns import ADOPTIONS, COMMISSIONS, UNITS
from ....exchange.tables.xlsx_in import read_xlsx
from ...pure import PureCase, tagged
from .. import exchange_files as files
from ..exchange_files import workbook
from .test_exchange_xlsx_in import PLAIN, faults, values


@tagged("post_install", "-at_install")
class TestXlsxValues(PureCase):
    def test_formulas(self):
        """A stored result counts, also an empty text; none, or an error, is a fault of the row."""
        cell = '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'
        sheet = (
            "<sheetData><row r='1'>%s%s%s</row>"
            "<row r='2'>%s<c r='B2'><f>2*3</f><v>6</v></c>"
            "<c r='C2' t='str'><f>\"\"</f><v></v></c></row>"
            "<row r='3'>%s<c r='B3'><f>2*3</f></c></row>"
            "<row r='4'>%s<c r='B4' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>"
            "<row r='5'>%s<c r='B5' t='str'><f>HYPERLINK(1)</f><v>7分</v></c></row></sheetData>"
        ) % tuple(
            cell % pair
            for pair in [
                ("A1", "标题"),
                ("B1", "得分"),
                ("C1", "单位"),
                ("A2", "甲"),
                ("A3", "乙"),
                ("A4", "丙"),
                ("A5", "丁"),
            ]
        )
        table = read_xlsx(files.xlsx([("a", sheet, "")]), PLAIN)
        self.assertEqual(
            values(table, "title", "score", "unit"), [("甲", 6, None), ("丁", 7, None)]
        )
        self.assertEqual(
            faults(table),
            [
                (3, errors.FormulaWithoutValue, {"column": "得分"}),
                (4, errors.FaultyFormula, {"column": "得分", "value": "#DIV/0!"}),
            ],
        )

    def test_dates(self):
        good = [
            datetime(2026, 3, 5, 15, 30),
            "2026年3月5日",
            "2026年03月05日（星期四）",
            "2026.3.5",
            "2026/3/5",
            "2026—3—5",
            "20260305",
            20260305,
            46086,
            "２０２６年３月５日",
            "26年3月5日",
            "26.3.5",
            "二〇二六年三月五日",
            "二○二六年三月五号",
            "3月5日",
            "3.5",
            "2026-03-05 15:30",
            "2026年3月5日下午3时",
        ]
        table = read_xlsx(workbook([["标题", "采用日期"]] + [["x", d] for d in good]), PLAIN, 2026)
        self.assertEqual(faults(table), [])
        for text, row in zip(good, table.rows):
            with self.subTest(text):
                self.assertEqual(row.values["date"], date(2026, 3, 5))

    def test_days_without_a_year_up_to_a_date(self):
        days = {
            "12月28日": date(2026, 12, 28),
            "1月6日": date(2026, 1, 6),
            "1月5日": date(2027, 1, 5),
            "2025年12月28日": date(2025, 12, 28),
        }
        book = workbook([["标题", "采用日期"]] + [["x", day] for day in [*days, "2月29日"]])
        table = read_xlsx(book, PLAIN, date(2027, 1, 5))
        self.assertEqual([row.values["date"] for row in table.rows], [*days.values()])
        self.assertEqual([fault[1] for fault in faults(table)], [errors.BadDate])

    def test_wrong_dates(self):
        bad = [
            "昨天",
            "2026年2月30日",
            "2026年3月",
            "3月5日至7日",
            "5/3/2026",
            3.5,
            True,
            "2026-13-01",
        ]
        table = read_xlsx(workbook([["标题", "采用日期"]] + [["x", d] for d in bad]), PLAIN, 2026)
        self.assertEqual(
            [fault[:2] for fault in faults(table)],
            [(number, errors.BadDate) for number in range(2, 2 + len(bad))],
        )
        table = read_xlsx(
            workbook([["标题", "采用日期"], ["x", "1026-3-5"], ["x", "3月5日"]]), PLAIN
        )
        self.assertEqual(
            [fault[1] for fault in faults(table)], [errors.DateOutOfRange, errors.BadDate]
        )
        self.assertIn("1026-3-5", str(table.errors[0].error))

    def test_times(self):
        columns = COMMISSIONS
        rows = [["题目", "承办单位", "截止时间"]] + [
            ["x", "平桥镇、县水利局；县水利局\n雷峰乡", text]
            for text in ("3月5日", "2026年3月5日9时", "2026-3-5 下午3点半", "3月5日17：30前")
        ]
        table = read_xlsx(workbook(rows), columns, 2026)
        self.assertEqual(
            values(table, "deadline"),
            [
                (datetime(2026, 3, 5, 18),),
                (datetime(2026, 3, 5, 9),),
                (datetime(2026, 3, 5, 15, 30),),
                (datetime(2026, 3, 5, 17, 30),),
            ],
        )
        self.assertEqual(table.rows[0].values["units"], ("平桥镇", "县水利局", "雷峰乡"))

    def test_numbers(self):
        cases = [
            ("１２．５", "12.5"),
            ("1,234.50", "1234.50"),
            ("20分", "20"),
            (0.1 + 0.2, "0.3"),
            ("－3", "-3"),
            (5, "5"),
        ]
        table = read_xlsx(workbook([["标题", "得分"]] + [["x", cell] for cell, _ in cases]), PLAIN)
        self.assertEqual(values(table, "score"), [(Decimal(text),) for _cell, text in cases])
        bad = ["十分", "5%", "1.2.3", "1,23"]
        table = read_xlsx(workbook([["标题", "得分"]] + [["x", cell] for cell in bad]), PLAIN)
        self.assertEqual([fault[1] for fault in faults(table)], [errors.BadNumber] * 4)

    def test_texts(self):
        rows = [
            ["标题"],
            ["　春耕\n生产\u200b "],
            ["a\r\nb"],
            [20260305],
            [12.0],
            ["=1+1+不是公式"],
        ]
        book = workbook(rows[:-1])
        self.assertEqual(
            values(read_xlsx(book, PLAIN), "title"),
            [("春耕生产",), ("a b",), ("20260305",), ("12",)],
        )

    def test_units(self):
        rows = [
            ["单位名称", "单位代码", "参与排名", "任务数", "邮箱"],
            ["平桥镇", "Ｔ０１", "√", "１２条", "a＠b.cn"],
            ["雷峰乡", "T02", "否", "12.5", None],
            [None, "T03", "也许", 1, None],
        ]
        table = read_xlsx(workbook(rows), UNITS)
        self.assertEqual(
            values(table, "name", "code", "ranked", "target", "head_email"),
            [("平桥镇", "T01", True, 12, "a@b.cn")],
        )
        self.assertEqual(
            [fault[:2] for fault in faults(table)],
            [(3, errors.BadInteger), (4, errors.EmptyCell), (4, errors.BadFlag)],
        )

    def test_choices(self):
        rows = [["标题", "级别", "采用方式"], ["甲", "省 级", "全文采用"], ["乙", "乡级", "综合"]]
        table = read_xlsx(workbook(rows), ADOPTIONS)
        self.assertEqual(values(table, "level", "mode"), [("province", "full")])
        self.assertEqual(
            faults(table),
            [
                (
                    3,
                    errors.BadChoice,
                    {"column": "级别", "value": "乡级", "choices": "县级、市级、省级、国家级"},
                )
            ],
        )
