"""An exported .xlsx shows what was written and calculates nothing."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl

from ....exchange.tables.xlsx_out import Sheet, write_xlsx
from ...pure import PureCase, tagged

DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "{=1}",
    "=" * 300,
]


def opened(*sheets):
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets)))


@tagged("post_install", "-at_install")
class TestXlsxOut(PureCase):
    def test_no_formula(self):
        data = write_xlsx([Sheet("=1", ["=A1"], [[text] for text in DANGEROUS], "=caption")])
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = archive.read("xl/worksheets/sheet1.xml")
        self.assertNotIn(b"<f>", content)
        self.assertNotIn(b"hyperlink", content)
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        cells = [sheet.cell(row, 1) for row in range(1, 12)]
        self.assertEqual([cell.value for cell in cells], ["=caption", "=A1"] + DANGEROUS)
        self.assertEqual({cell.data_type for cell in cells}, {"s"})
        # a cell of text format stays text when somebody edits it
        self.assertEqual([cell.number_format for cell in cells[2:9]], ["@"] * 7)

    def test_values(self):
        row = [
            "文\n本",
            3,
            Decimal("12.50"),
            1.5,
            True,
            date(2026, 3, 5),
            datetime(2026, 3, 5, 9, 30),
            None,
        ]
        sheet = opened(Sheet("得分", ["列%d" % n for n in range(8)], [row])).active
        self.assertEqual(
            [cell.value for cell in sheet[2]],
            ["文\n本", 3, 12.5, 1.5, True, datetime(2026, 3, 5), datetime(2026, 3, 5, 9, 30), None],
        )
        self.assertEqual(sheet["C2"].number_format, "#,##0.00")
        self.assertEqual(sheet["F2"].number_format, "yyyy-mm-dd")
        self.assertEqual(sheet["A2"].font.name, "宋体")
        self.assertEqual(sheet.freeze_panes, "A2")

    def test_widths(self):
        sheet = opened(Sheet("a", ["标题", "n"], [["二十个汉字" * 4, 1], ["长" * 500, 1]])).active
        self.assertEqual([sheet.column_dimensions[c].width > 20 for c in "AB"], [True, False])
        self.assertLess(sheet.column_dimensions["A"].width, 62)

    def test_sheet_names(self):
        book = opened(
            *[Sheet(name, ["x"], []) for name in ("a/b[1]", "甲" * 40, "甲" * 40, "", "'")]
        )
        self.assertEqual(
            book.sheetnames, ["a b 1", "甲" * 31, "甲" * 27 + " (2)", "Sheet", "Sheet (2)"]
        )

    def test_odd_characters(self):
        sheet = opened(
            Sheet("a", ["x"], [["a\x00\x0bb\ud800\ufffe"], ["_x0041_"], ["𬭎<&>"]])
        ).active
        self.assertEqual([cell.value for cell in sheet["A"]][1:], ["ab", "_x0041_", "𬭎<&>"])

    def test_same_rows_same_bytes(self):
        sheet = Sheet("a", ["x", "y"], [["甲", 1]] * 3, "表")
        self.assertEqual(write_xlsx([sheet]), write_xlsx([sheet]))
