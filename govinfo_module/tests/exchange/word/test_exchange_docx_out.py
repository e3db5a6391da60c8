"""The text of an item goes out as a .docx and comes back the same."""

import io

import docx
from docx.oxml.ns import qn

from ....exchange.word.docx_in import read_docx
from ....exchange.word.docx_out import write_docx
from ...pure import PureCase, tagged

TEXT = (
    "<h1>一、基本情况</h1><p>全镇<strong>五个村</strong>转移<em>群众</em>。</p>"
    "<h2>（一）人员</h2><p>第一行<br>第二行</p>"
)


def opened(html, title="标题"):
    return docx.Document(io.BytesIO(write_docx(title, html)))


@tagged("post_install", "-at_install")
class TestDocxOut(PureCase):
    def test_there_and_back(self):
        result = read_docx(write_docx("关于防汛的报告", TEXT))
        self.assertEqual(result.title, "关于防汛的报告")
        self.assertEqual(
            result.html,
            TEXT,
        )

    def test_geometry_and_faces(self):
        document = opened(TEXT)
        section = document.sections[0]
        sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
        self.assertEqual([round(size.mm) for size in sizes], [210, 297, 37, 28])
        faces = [
            paragraph.style.element.rPr.rFonts.get(qn("w:eastAsia"))
            for paragraph in document.paragraphs
            if paragraph.text
        ]
        self.assertEqual(faces, ["方正小标宋简体", "黑体", "仿宋", "楷体", "仿宋"])

    def test_only_the_styles_that_are_used_are_there(self):
        """Whatever the text and the template's lists name, and what those styles need; no picture of a page."""
        html = TEXT + "<ul><li>甲</li></ul><table><tr><td>乙</td></tr></table>"
        data = write_docx("标题", html)
        self.assertLess(len(data), 20_000)
        document = docx.Document(io.BytesIO(data))
        there = {style.style_id for style in document.styles}
        parts = (document, document.styles, document.part.numbering_part)
        named = {
            node.get(qn("w:val"))
            for part in parts
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
            for node in part.element.iter(qn("w:" + tag))
        }
        self.assertLessEqual({"Title", "Heading1", "TableGrid"}, named)
        self.assertLessEqual(named, there)
        self.assertLess(len(there), 30)
        kinds = {part.content_type for part in document.part.package.iter_parts()}
        self.assertNotIn("image/jpeg", kinds)

    def test_lists(self):
        """Lists of Word, nested, each with its own count; a count from 3 comes back as text."""
        html = (
            "<ul><li>甲<ol><li>乙</li></ol></li></ul><ol><li>丙<ul><li>丁</li></ul></li>"
            "<li>戊</li></ol><p>己</p><ol><li>庚</li></ol>"
        )
        self.assertEqual(read_docx(write_docx("标题", html)).html, html)
        result = read_docx(write_docx("标题", "<ol start='3'><li><p>丙</p></li></ol>"))
        self.assertEqual(result.html, "<p>3.丙</p>")

    def test_tables(self):
        document = opened(
            "<table><tbody><tr><th rowspan='2'>镇</th><th colspan='2'>数</th></tr>"
            "<tr><td>1</td><td><p>2</p><p>3</p></td></tr><tr><td>x</td></tr></tbody></table>"
        )
        rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        self.assertEqual(rows, [["镇", "数", "数"], ["镇", "1", "2\n3"], ["x"]])

    def test_odd_tables(self):
        """Overlapping and endless spans, empty and nested tables give a file that opens."""
        for html in (
            "<table><tr><td rowspan=9999 colspan=9999>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            "<table></table>",
            "<table><tr></tr></table>",
            "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>",
            "<table><tr><td>1</td><td rowspan=2>2</td></tr><tr><td colspan=3>3</td></tr></table>",
        ):
            with self.subTest(html):
                opened(html)

    def test_odd_texts(self):
        for html in (
            None,
            "",
            "裸文字<b>粗</b>",
            "<p>\x00\ud800a</p>",
            "<script>alert(1)</script>",
        ):
            with self.subTest(html):
                text = "".join(p.text for p in opened(html, "").paragraphs)
                self.assertNotIn("alert", text)

    def test_same_text_same_bytes(self):
        self.assertEqual(write_docx("标题", TEXT), write_docx("标题", TEXT))
