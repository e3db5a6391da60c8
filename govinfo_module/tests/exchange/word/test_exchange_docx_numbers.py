"""The numbers that Word and WPS draw by themselves, and which paragraph of a .docx is the title."""

from ....exchange.word.docx_in import read_docx
from ...pure import PureCase, tagged
from ..exchange_files import WORD_STYLES, docx, numbering, paragraph


@tagged("post_install", "-at_install")
class TestDocxNumbers(PureCase):
    def read(self, body, *lists):
        return read_docx(docx(paragraph("标题") + body, WORD_STYLES, numbering(*lists))).html

    def test_chinese_numbers_become_text(self):
        body = "".join(
            [
                paragraph("概况", number=(1, 0)),
                paragraph("人口", number=(1, 1)),
                paragraph("面积", number=(1, 1)),
                paragraph("做法", number=(1, 0)),
                paragraph("宣传", number=(1, 1)),
            ]
        )
        for number_format in ("chineseCounting", "japaneseCounting", "chineseCountingThousand"):
            with self.subTest(number_format):
                html = self.read(body, [(number_format, "%1、"), (number_format, "（%2）")])
                self.assertEqual(
                    html,
                    "<p>一、概况</p><p>（一）人口</p><p>（二）面积</p>"
                    "<p>二、做法</p><p>（一）宣传</p>",
                )

    def test_numbered_headings_keep_their_numbers(self):
        body = paragraph("概况", "1", (1, 0)) + paragraph("正文") + paragraph("做法", "1", (1, 0))
        html = self.read(body, [("decimal", "%1.")])
        self.assertEqual(html, "<h1>1.概况</h1><p>正文</p><h1>2.做法</h1>")

    def test_a_count_that_goes_on_becomes_text(self):
        body = (
            paragraph("甲", number=(1, 0))
            + paragraph("正文")
            + paragraph("乙", number=(1, 0))
            + paragraph("丙", number=(2, 0))
        )
        html = self.read(body, [("decimal", "%1.")], [("decimal", "%1.")])
        self.assertEqual(html, "<p>1.甲</p><p>正文</p><p>2.乙</p><ol><li>丙</li></ol>")

    def test_levels_joined(self):
        body = paragraph("甲", number=(1, 0)) + paragraph("乙", number=(1, 1))
        html = self.read(body, [("decimal", "%1."), ("decimal", "%1.%2")])
        self.assertEqual(html, "<p>1.甲</p><p>1.1乙</p>")

    def test_numbers_from_the_style(self):
        styles = WORD_STYLES + (
            '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="条"/><w:pPr><w:numPr>'
            '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        )
        body = paragraph("标题") + paragraph("甲", "n") + paragraph("乙", "n")
        html = read_docx(docx(body, styles, numbering([("chineseCounting", "第%1条　")]))).html
        self.assertEqual(html, "<p>第一条　甲</p><p>第二条　乙</p>")

    def test_formats(self):
        for number_format, expected in [
            ("chineseLegalSimplified", "壹"),
            ("ideographTraditional", "甲"),
            ("decimalEnclosedCircle", "①"),
            ("decimalFullWidth", "１"),
            ("upperRoman", "I"),
            ("lowerLetter", "a"),
            ("somethingNew", "1"),
        ]:
            with self.subTest(number_format):
                html = self.read(paragraph("文", number=(1, 0)), [(number_format, "(%1)")])
                self.assertEqual(html, "<p>(%s)文</p>" % expected)


@tagged("post_install", "-at_install")
class TestDocxTitle(PureCase):
    def read(self, *texts, styles=WORD_STYLES):
        result = read_docx(docx("".join(paragraph(*text) for text in texts), styles))
        return result.title, result.html

    def test_first_line_without_headings(self):
        self.assertEqual(
            self.read(("　",), ("关于春耕的报告",), ("正文。",)),
            ("关于春耕的报告", "<p>正文。</p>"),
        )

    def test_heading_below_a_short_head(self):
        self.assertEqual(
            self.read(("平桥镇政府",), ("春耕报告", "1"), ("正文。",)),
            ("春耕报告", "<p>平桥镇政府</p><p>正文。</p>"),
        )

    def test_section_headings_are_not_the_title(self):
        for first, second in [("基本情况", "主要做法"), ("一、基本情况", None)]:
            with self.subTest(first):
                rows = [("春耕报告",), (first, "1"), ("正文。",)]
                rows += [(second, "1")] if second else []
                title, html = self.read(*rows)
                self.assertEqual(title, "春耕报告")
                self.assertIn("<h1>%s</h1>" % first, html)

    def test_long_first_paragraph_stays(self):
        text = "近日，我镇开展排查。" + "共排查隐患点。" * 20
        self.assertEqual(self.read((text,)), ("近日，我镇开展排查", "<p>%s</p>" % text))
        text = "字" * 300
        title, html = self.read((text,))
        self.assertEqual((len(title), html), (100, "<p>%s</p>" % text))

    def test_a_form(self):
        table = "<w:tbl><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>" % paragraph("信息报送单")
        result = read_docx(docx(table))
        self.assertEqual(result.title, "信息报送单")
        self.assertIn("信息报送单", result.html)
