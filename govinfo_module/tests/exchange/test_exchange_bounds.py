"""A small file that would hold a worker for a minute is refused before it does."""

from ...exchange import archive, errors
from ...exchange.clean_html import clean, plain_text
from ...exchange.file_text import MAX_TEXT, file_text
from ...exchange.tables.pasted import read_pasted
from ...exchange.tables.table import MAX_ROWS, Column
from ...exchange.tables.xlsx_in import read_xlsx
from ...exchange.word.docx_in import read_docx
from ..pure import PureCase, tagged
from .exchange_files import docx, numbering, paragraph, workbook

LINE = "<w:p><w:r><w:t>行</w:t></w:r></w:p>"
CELL = "<w:tc>%s</w:tc>" % LINE
ROW = "<w:tr>%s</w:tr>" % (CELL * 10)
COLUMNS = (Column("title", ("标题",), required=True),)


def nested(depth):
    text = LINE
    for _table in range(depth):
        text = "<w:tbl><w:tr><w:tc>%s%s</w:tc></w:tr></w:tbl>" % (text, LINE)
    return text


@tagged("post_install", "-at_install")
class TestExchangeBounds(PureCase):
    def refused(self, error, call, *arguments, **options):
        with self.assertRaises(error):
            call(*arguments, **options)

    def test_a_text_has_so_many_paragraphs_cells_and_tables(self):
        for what, body in {
            "paragraphs": LINE * 6000,
            "cells": "<w:tbl>%s</w:tbl>" % (ROW * 501),
            "cells of one row": "<w:tbl><w:tr>%s</w:tr></w:tbl>" % (CELL * 5001),
            "tables in tables": nested(6),
            "tables": nested(1) * 501,
            "runs": "<w:p>%s</w:p>" % ("<w:r><w:t>字</w:t></w:r>" * 20_001),
            "fields": "<w:p>%s</w:p>" % ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 1001),
            "links": "<w:p>%s</w:p>" % ('<w:hyperlink w:anchor="a"/>' * 2001),
        }.items():
            data = docx(body)
            with self.subTest(what=what):
                self.assertLess(len(data), 100_000)
                self.refused(errors.TooMuchText, read_docx, data)
        self.assertIn("行", read_docx(docx(nested(5) + ROW.join(("<w:tbl>", "</w:tbl>")))).html)

    def test_what_stands_beside_the_text_is_bounded_as_well(self):
        parts = archive.read_office(docx(LINE), "docx")
        parts["word/comments.xml"] = b"<a>" + b"<b/>" * 500_000 + b"</a>"
        self.refused(errors.UnpackedTooLarge, read_docx, archive.write_zip(parts))

    def test_levels_of_a_list_end_at_nine(self):
        """A list of a million levels would be counted through for each paragraph."""
        text = paragraph("条目", number=(1, 999_999))
        level = numbering([("decimal", "%1.")]).replace('w:ilvl="0"', 'w:ilvl="999999"')
        data = docx(text * 5000, numbers=level)
        self.assertIn("条目", read_docx(data).html)

    def test_deep_xml_is_no_text(self):
        body = "<w:p>" + "<w:r>" * 2000 + "<w:t>字</w:t>" + "</w:r>" * 2000 + "</w:p>"
        self.refused(errors.BrokenFile, read_docx, docx(body))

    def test_a_table_has_so_many_rows_and_tags(self):
        sheet = workbook([["标题"], *([str(number)] for number in range(30))])
        self.refused(errors.TooManyRows, read_xlsx, sheet, COLUMNS, max_rows=20)
        parts = archive.read_office(sheet, "xlsx")
        parts["xl/sharedStrings.xml"] = b"<sst>" + b"<si/>" * 2_000_001 + b"</sst>"
        big = archive.write_zip(parts)
        self.assertLess(len(big), 100_000)
        self.refused(errors.UnpackedTooLarge, read_xlsx, big, COLUMNS)
        self.refused(
            errors.TooManyRows, read_pasted, "标题\t单位\n" + "题\t镇\n" * (MAX_ROWS + 1), COLUMNS
        )

    def test_zip_bombs(self):
        bomb = archive.write_zip({"word/document.xml": b"\0" * (archive.MAX_UNPACKED + 1)})
        self.assertLess(len(bomb), archive.MB)
        self.refused(errors.UnpackedTooLarge, read_docx, bomb)
        self.assertEqual(file_text("a.docx", bomb), "")

    def test_words_for_the_search_are_bounded(self):
        long = docx("<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % ("字" * (MAX_TEXT + 1000)))
        self.assertEqual(len(file_text("a.docx", long)), MAX_TEXT)

    def test_html_of_any_depth_is_cleaned(self):
        for tag in ("b", "div", "table><tr><td", "ul><li", "span"):
            html = "<%s>" % tag * 20_000 + "字"
            with self.subTest(tag=tag):
                self.assertLessEqual(len(clean(html)), 2 * len(html))
                plain_text(html)
