"""The words in office files, and files that would hold a worker for long."""

import time
from unittest import mock

from reportlab.pdfgen.canvas import Canvas

from ...exchange import file_text as module
from ...exchange.file_text import MAX_TEXT, SECONDS, file_text
from ...gongwen import render_ofd, render_pdf
from ..gongwen.gongwen_cases import letter
from ..pure import PureCase, tagged
from .exchange_files import OLE, W, docx, paragraph, workbook, zip_bytes


def canvas(draw):
    """A .pdf drawn by ``draw``."""
    page = Canvas("unused.pdf")
    draw(page)
    return page.getpdfdata()


@tagged("post_install", "-at_install")
class TestFileText(PureCase):
    def test_a_docx_with_table_header_and_deleted_words(self):
        cell = "<w:tc>%s</w:tc>"
        row = "<w:tr>%s%s</w:tr>" % (cell % paragraph("左"), cell % paragraph("右"))
        gone = '<w:p><w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>'
        header = '<w:hdr xmlns:w="%s">%s</w:hdr>' % (W, paragraph("页眉"))
        data = docx(
            paragraph("正文") + "<w:tbl>%s</w:tbl>" % row + gone, more={"word/header1.xml": header}
        )
        self.assertEqual(file_text("材料.DOCX", data), "正文\n左\n右\n页眉")

    def test_a_workbook(self):
        data = workbook([["单位", "篇数"], ["甲镇", 12], ["乙镇", None]])
        self.assertEqual(file_text("统计.xlsx", data), "单位 篇数\n甲镇 12\n乙镇")

    def test_our_own_documents(self):
        words = "各单位围绕“稳增长、调结构、惠民生”报送信息，为领导决策提供参考。"  # over two lines
        for name, data in (
            ("告知书.pdf", render_pdf(letter())),
            ("告知书.ofd", render_ofd(letter())),
        ):
            with self.subTest(name=name):
                self.assertIn(words, file_text(name, data))

    def test_no_words_no_fault(self):
        for name, data in (
            ("a.docx", b""),
            ("a.docx", OLE),
            ("a.docx", b"PK\x03\x04broken"),
            ("a.xlsx", zip_bytes({"xl/sharedStrings.xml": "<sst>"})),
            (
                "a.xlsx",
                zip_bytes({"xl/worksheets/sheet1.xml": '<w><row><c t="s"><v>9</v></c></row></w>'}),
            ),
            ("a.pdf", b"%PDF-1.7 broken"),
            ("a.pdf", canvas(lambda page: page.showPage())),
            ("a.ofd", zip_bytes({"OFD.xml": "<OFD/>"})),
            ("a.exe", b"MZ"),
            ("a", b"text"),
            (False, b"text"),
        ):
            with self.subTest(name=name, data=data[:9]):
                self.assertEqual(file_text(name, data), "")

    def test_no_entity_is_resolved(self):
        bomb = '<!DOCTYPE w [<!ENTITY a "甲甲甲">]><w:p xmlns:w="%s"><w:t>&a;</w:t></w:p>' % W
        self.assertEqual(file_text("a.docx", zip_bytes({"word/document.xml": bomb})), "")

    def test_a_text_has_a_bound(self):
        data = docx(paragraph("甲" * 9999) * 100)
        self.assertEqual(file_text("a.docx", data).count("甲"), MAX_TEXT - 50)

    def test_reading_has_an_end(self):
        """A million elements, a page of a hundred thousand strokes, a thousand pages: no minutes."""

        def strokes(page):
            page.drawString(50, 700, "stroke")
            for number in range(100_000):
                page.line(0, 0, number, number)

        def pages(page):
            for _number in range(1000):
                for line in range(40):
                    page.drawString(
                        50, 20 * line, "words of a page that is read like any other one"
                    )
                page.showPage()

        for name, data in (
            ("a.docx", docx("<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * 1_000_000)),
            (
                "a.xlsx",
                zip_bytes(
                    {"xl/sharedStrings.xml": "<sst>%s</sst>" % ("<si><t>甲</t></si>" * 500_000)}
                ),
            ),
            ("a.pdf", canvas(strokes)),
            ("a.pdf", canvas(pages)),
        ):
            with self.subTest(name=name, size=len(data)):
                start = time.monotonic()
                file_text(name, data)
                self.assertLess(time.monotonic() - start, 5 * SECONDS)

    def test_what_was_read_in_time_is_kept(self):
        clock = mock.Mock(side_effect=[0, 1, 2, 99])
        with mock.patch.object(module.time, "monotonic", clock):
            text = file_text("a.xlsx", workbook([["一", "二", "三", "四", "五", "六"]]))
        self.assertEqual(text, "一 二 三")
