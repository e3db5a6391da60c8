"""The rows of a .xlsx are found whatever stands around them, or the file is refused."""

import time
from datetime import date
from decimal import Decimal

from ....exchange import errors
from ....exchange.tables.table import Column
from ....exchange.tables.xlsx_in import read_xlsx
from ...pure import PureCase, tagged
from .. import exchange_files as files
from ..exchange_files import workbook

PLAIN = (
    Column("title", ("标题", "题目"), required=True),
    Column("unit", ("单位", "报送单位")),
    Column("date", ("采用日期",), "date"),
    Column("score", ("得分",), "number"),
)


def values(table, *names):
    return [tuple(row.values[name] for name in names) for row in table.rows]


def faults(table):
    return [(fault.number, type(fault.error), fault.error.params) for fault in table.errors]


@tagged("post_install", "-at_install")
class TestXlsxShape(PureCase):
    def test_header_below_a_merged_title(self):
        table = read_xlsx(
            workbook(
                [
                    ["2026年第一季度信息采用情况"],
                    ["填报单位：县府办"],
                    ["序号", " 标　题 ", "报送 单位（全称）", "采用日期*", "备注"],
                    [1, "春耕", "平桥镇", date(2026, 3, 5), "x"],
                ],
                ["A1:E1"],
            ),
            PLAIN,
        )
        self.assertEqual(
            values(table, "title", "unit", "date"), [("春耕", "平桥镇", date(2026, 3, 5))]
        )
        self.assertEqual(table.rows[0].number, 4)
        self.assertEqual(
            table.headers, {"title": "标　题", "unit": "报送 单位（全称）", "date": "采用日期*"}
        )

    def test_full_width_headers(self):
        table = read_xlsx(workbook([["Ｎａｍｅ："], ["x"]]), (Column("name", ("NAME",)),))
        self.assertEqual(values(table, "name"), [("x",)])

    def test_merged_cells_count_for_each_row(self):
        table = read_xlsx(
            workbook(
                [
                    ["单位", "标题", "得分"],
                    ["平桥镇", "甲", 1],
                    [None, "乙", 2],
                    [None, None, None],
                    [None, "丙", 3],
                    ["雷峰乡", "丁", 4],
                    [None, "戊", None],
                ],
                ["A2:A5", "C6:C7"],
            ),
            PLAIN,
        )
        self.assertEqual(
            values(table, "unit", "title", "score"),
            [
                ("平桥镇", "甲", 1),
                ("平桥镇", "乙", 2),
                ("平桥镇", "丙", 3),
                ("雷峰乡", "丁", 4),
                (None, "戊", 4),
            ],
        )
        self.assertEqual([row.number for row in table.rows], [2, 3, 5, 6, 7])

    def test_header_of_two_rows(self):
        table = read_xlsx(
            workbook(
                [
                    ["标题", "单位", "采用情况", None],
                    [None, None, "采用日期", "得分"],
                    ["春耕", "平桥镇", "2026.3.5", 5],
                ],
                ["A1:A2", "B1:B2", "C1:D1"],
            ),
            PLAIN,
        )
        self.assertEqual(
            values(table, "title", "date", "score"), [("春耕", date(2026, 3, 5), Decimal(5))]
        )

    def test_totals_remarks_and_repeated_headers_are_skipped(self):
        table = read_xlsx(
            workbook(
                [
                    ["单位", "标题", "得分"],
                    ["平桥镇", "甲", 1],
                    ["单位", "标题", "得分"],
                    ["小计", None, 1],
                    ["合 计", None, 1],
                    ["填表人：信息员甲"],
                    ["注：以上不含约稿。"],
                ]
            ),
            PLAIN,
        )
        self.assertEqual(values(table, "title"), [("甲",)])
        self.assertEqual(table.skipped, [("Sheet", number) for number in range(3, 8)])
        self.assertEqual(table.errors, [])

    def test_several_sheets(self):
        def more(book):
            for name in ("二月", "隐藏"):
                sheet = book.create_sheet(name)
                sheet.append(["标题"])
                sheet.append([name])
            book["隐藏"].sheet_state = "hidden"
            book.create_sheet("说明").append(["本表由县府办汇总"])
            book.create_sheet("空")

        table = read_xlsx(workbook([["标题"], ["一月"]], title="一月", change=more), PLAIN)
        self.assertEqual(
            [(row.sheet, row.number, row.values["title"]) for row in table.rows],
            [("一月", 2, "一月"), ("二月", 2, "二月")],
        )

    def test_wrong_dimension(self):
        """Some programs write that the sheet is A1 only."""
        cell = '<c r="A%d" t="inlineStr"><is><t>%s</t></is></c>'
        sheet = '<dimension ref="A1"/><sheetData><row r="1">%s</row><row r="2">%s</row></sheetData>'
        sheet %= (cell % (1, "标题"), cell % (2, "春耕"))
        self.assertEqual(
            values(read_xlsx(files.xlsx([("a", sheet, "")]), PLAIN), "title"), [("春耕",)]
        )

    def test_cells_without_addresses(self):
        cell = '<c t="inlineStr"><is><t>%s</t></is></c>'
        sheet = "<sheetData><row>%s%s</row><row>%s<c><f>1+1</f></c></row></sheetData>"
        sheet %= (cell % "标题", cell % "得分", cell % "春耕")
        table = read_xlsx(files.xlsx([("a", sheet, "")]), PLAIN)
        self.assertEqual(faults(table), [(2, errors.FormulaWithoutValue, {"column": "得分"})])

    def test_styles_that_the_library_refuses(self):
        styles = (
            '<styleSheet xmlns="%s"><fills><fill/></fills><cellXfs><xf numFmtId="x"/></cellXfs>'
        )
        styles = styles % files.S + "</styleSheet>"
        cell = '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'
        sheet = (
            "<sheetData><row r='1'>%s%s</row><row r='2'>%s<c r='B2' s='0'><v>46086</v></c></row>"
        )
        sheet = sheet % (cell % ("A1", "标题"), cell % ("B1", "采用日期"), cell % ("A2", "春耕"))
        table = read_xlsx(files.xlsx([("a", sheet + "</sheetData>", "")], styles), PLAIN)
        self.assertEqual(values(table, "title", "date"), [("春耕", date(2026, 3, 5))])

    def test_chinese_date_formats_without_a_definition(self):
        """Chinese Excel uses built-in formats 27 to 58 that the file does not spell out."""
        styles = (
            '<styleSheet xmlns="%s"><fonts count="1"><font/></fonts><fills count="1"><fill>'
            '<patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/>'
            '<xf numFmtId="31" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
            '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ) % files.S
        cell = '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'
        sheet = (
            "<sheetData><row r='1'>%s%s</row><row r='2'>%s<c r='B2' s='1'><v>46086</v></c></row>"
        )
        sheet = sheet % (cell % ("A1", "标题"), cell % ("B1", "采用日期"), cell % ("A2", "春耕"))
        table = read_xlsx(files.xlsx([("a", sheet + "</sheetData>", "")], styles), PLAIN)
        self.assertEqual(values(table, "date"), [(date(2026, 3, 5),)])

    def test_ten_thousand_rows(self):
        rows = [["标题", "单位", "采用日期", "得分"]]
        rows += [["标题%d" % n, "平桥镇", date(2026, 3, 5), n] for n in range(10000)]
        data = workbook(rows)
        start = time.process_time()
        table = read_xlsx(data, PLAIN)
        self.assertLess(time.process_time() - start, 15)
        self.assertEqual(len(table.rows), 10000)
        self.assertEqual(table.rows[-1].values["title"], "标题9999")


@tagged("post_install", "-at_install")
class TestXlsxRefused(PureCase):
    def refused(self, error, data, **options):
        with self.assertRaises(error) as caught:
            read_xlsx(data, PLAIN, **options)
        return str(caught.exception)

    def test_files(self):
        good = workbook([["标题"], ["春耕"]])
        self.refused(errors.EmptyFile, b"")
        self.refused(errors.FileTooLarge, b"PK\x03\x04" + b"x" * (50 * 1024 * 1024))
        self.refused(errors.OldFormat, files.OLE)
        self.refused(errors.EncryptedFile, files.OLE + "EncryptedPackage".encode("utf-16-le"))
        self.refused(errors.WrongFormat, "标题,单位".encode("gb18030"))
        self.refused(errors.WrongFormat, files.docx(files.paragraph("标题")))
        self.refused(errors.OldFormat, files.zip_bytes({"xl/workbook.bin": b"x"}))
        self.refused(errors.BrokenFile, good[: len(good) // 2])
        self.refused(errors.BrokenFile, files.zip_bytes({"xl/workbook.xml": "<workbook"}))
        for row in ("<row r='999999999'>", "<row r='x'>", "<row r='1'><c r='A'/>"):
            sheet = "<sheetData>%s</row></sheetData>" % row
            self.refused(errors.BrokenFile, files.xlsx([("a", sheet, "")]))
        self.refused(errors.BrokenFile, files.xlsx([("a", "<sheetData><row r='1'><c r='A1'>", "")]))

    def test_bomb(self):
        sheet = "<sheetData>" + " " * (310 * 1024 * 1024) + "</sheetData>"
        self.refused(errors.UnpackedTooLarge, files.xlsx([("a", sheet, "")]))

    def test_shape(self):
        self.assertIn("标题", self.refused(errors.NoHeader, workbook([["甲", "乙"], [1, 2]])))
        self.assertIn("标题", self.refused(errors.MissingColumns, workbook([["单位"], ["甲"]])))
        self.refused(errors.NoRows, workbook([["标题", "单位"]]))
        self.refused(errors.NoHeader, workbook([]))
        rows = [["标题"]] + [["x"]] * 12
        self.refused(errors.TooManyRows, workbook(rows), max_rows=11)
