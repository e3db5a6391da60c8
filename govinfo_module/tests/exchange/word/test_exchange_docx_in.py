"""A .docx from Word, WPS or LibreOffice becomes clean HTML and pictures."""

import io
import zipfile

import docx as python_docx

from ....exchange import errors
from ....exchange.word.docx_in import read_docx
from ...pure import PureCase, tagged
from .. import exchange_files as files
from ..exchange_files import WORD_STYLES, docx, numbering, paragraph, style

WPS_STYLES = (
    style("1", "Normal")
    + style("2", "heading 1", "1", 0)
    + style("3", "heading 2", "1", 1)
    + style("15", "公文标题", "1")
    + style("16", "我的小标题", "3")
)
PICTURE = (
    '<w:pict xmlns:v="urn:schemas-microsoft-com:vml">'
    '<v:shape><v:imagedata r:id="%s"/></v:shape></w:pict>'
)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@tagged("post_install", "-at_install")
class TestDocxStructure(PureCase):
    def test_word(self):
        """Headings, bold, lists and merged cells of python-docx's Word template."""
        document = python_docx.Document()
        document.add_heading("关于开展防汛\n工作的报告", 1)
        document.add_paragraph("连日来，").add_run("全镇上下").bold = True
        document.add_heading("基本情况", 2)
        for text in ("排查隐患", "转移群众"):
            document.add_paragraph(text, style="List Bullet")
        for text in ("其一", "其二"):
            document.add_paragraph(text, style="List Number")
        table = document.add_table(2, 2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
        table.cell(1, 0).text = "12"
        result = read_docx(saved(document))
        self.assertEqual(result.title, "关于开展防汛工作的报告")
        self.assertEqual(
            result.html,
            "<p>连日来，<strong>全镇上下</strong></p><h2>基本情况</h2>"
            "<ul><li>排查隐患</li><li>转移群众</li></ul><ol><li>其一</li><li>其二</li></ol>"
            '<table><tr><td colspan="2"><p>合计</p></td></tr>'
            "<tr><td><p>12</p></td><td></td></tr></table>",
        )
        self.assertEqual((result.pictures, result.warnings), ((), ()))

    def test_word_in_chinese(self):
        """Chinese Word gives its headings the ids 1, 2, 3."""
        body = paragraph("标题", "1") + paragraph("正文") + paragraph("小标题", "2")
        result = read_docx(docx(body, WORD_STYLES))
        self.assertEqual((result.title, result.html), ("标题", "<p>正文</p><h2>小标题</h2>"))

    def test_wps(self):
        """WPS has shifted ids, own styles based on headings, and 公文标题."""
        body = (
            paragraph("关于春耕备耕", "15")
            + paragraph("情况的报告", "15")
            + paragraph("主要做法", "2")
            + paragraph("抓农资", "16")
            + paragraph("农资充足。")
        )
        result = read_docx(docx(body, WPS_STYLES))
        self.assertEqual(result.title, "关于春耕备耕情况的报告")
        self.assertEqual(result.html, "<h1>主要做法</h1><h2>抓农资</h2><p>农资充足。</p>")

    def test_libreoffice(self):
        """LibreOffice numbers its headings with the format none and names styles in English."""
        styles = style("Title", "Title") + style("Heading1", "Heading 1")
        body = (
            paragraph("标题", "Title")
            + paragraph("一级", "Heading1", (1, 0))
            + paragraph("正文", number=(1, 0))
        )
        result = read_docx(docx(body, styles, numbering([("none", "")])))
        self.assertEqual((result.title, result.html), ("标题", "<h1>一级</h1><p>正文</p>"))

    def test_chinese_style_names_and_outline_levels(self):
        styles = style("x", "标题 1") + style("y", "标题2") + style("z", "自定义")
        body = (
            paragraph("甲", "x")
            + paragraph("乙", "y")
            + paragraph("丙", "z", outline=2)
            + paragraph("丁", "x", outline=9)
        )
        result = read_docx(docx(body, styles))
        self.assertEqual(result.title, "甲")
        self.assertEqual(result.html, "<h2>乙</h2><h3>丙</h3><p>丁</p>")

    def test_table_of_contents_is_left_out(self):
        styles = WORD_STYLES + style("11", "toc 1")
        body = paragraph("标题", "1") + paragraph("一、概况 1", "11") + paragraph("正文")
        self.assertEqual(read_docx(docx(body, styles)).html, "<p>正文</p>")

    def test_strict_files(self):
        transitional = docx(paragraph("标题") + paragraph("正文", outline=1))
        with zipfile.ZipFile(io.BytesIO(transitional)) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        for name, text in parts.items():
            parts[name] = text.replace(files.W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        result = read_docx(files.zip_bytes(parts))
        self.assertEqual((result.title, result.html), ("标题", "<h2>正文</h2>"))

    def test_main_part_under_another_name(self):
        result = read_docx(docx(paragraph("标题"), main="word/document2.xml"))
        self.assertEqual((result.title, result.html), ("标题", ""))

    def test_tracked_changes_are_accepted(self):
        body = (
            paragraph("标题")
            + "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
            + "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
        )
        self.assertEqual(read_docx(docx(body)).html, "<p>新</p>")


@tagged("post_install", "-at_install")
class TestDocxContent(PureCase):
    def test_pictures(self):
        document = python_docx.Document()
        document.add_paragraph("标题")
        document.add_picture(io.BytesIO(files.png()))
        document.add_paragraph("正文").add_run().add_picture(io.BytesIO(files.png(b"\0\0\xff")))
        result = read_docx(saved(document), picture_name="图片%d")
        self.assertEqual(result.html, "<p>[图片1.png]</p><p>正文[图片2.png]</p>")
        self.assertEqual(
            [(picture.name, picture.mimetype, picture.data) for picture in result.pictures],
            [
                ("图片1.png", "image/png", files.png()),
                ("图片2.png", "image/png", files.png(b"\0\0\xff")),
            ],
        )

    def test_pictures_that_cannot_be_taken(self):
        """A link to a file elsewhere is not followed; a missing part loses only the picture."""
        external = (
            '<Relationship Id="rX" Type="%s/image" Target="file:///etc/hostname" '
            'TargetMode="External"/><Relationship Id="rY" Type="%s/image" Target="media/no.png"/>'
        ) % (files.R, files.R)
        for target, skipped in [("rX", 1), ("rY", 1), ("rNowhere", 0)]:
            with self.subTest(target):
                body = paragraph("标题") + "<w:p><w:r>%s</w:r></w:p>" % (PICTURE % target)
                result = read_docx(docx(body + paragraph("正文"), relations=external))
                self.assertEqual((result.html, result.pictures), ("<p>正文</p>", ()))
                self.assertEqual(
                    [(type(note), note.params) for note in result.warnings],
                    [(errors.PicturesSkipped, {"count": 1})] * skipped,
                )

    def test_nothing_acts(self):
        link = (
            '<Relationship Id="rL" Type="%s/hyperlink" Target="javascript:alert(1)" '
            'TargetMode="External"/><Relationship Id="rG" Type="%s/hyperlink" '
            'Target="https://www.example.com/a?b=1" TargetMode="External"/>'
        ) % (files.R, files.R)
        body = (
            paragraph("标题")
            + paragraph("&lt;script&gt;alert(1)&lt;/script&gt;")
            + '<w:p><w:hyperlink r:id="rL"><w:r><w:t>坏</w:t></w:r></w:hyperlink>'
            + '<w:hyperlink r:id="rG"><w:r><w:t>好</w:t></w:r></w:hyperlink></w:p>'
        )
        self.assertEqual(
            read_docx(docx(body, relations=link)).html,
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
            '<p>坏<a href="https://www.example.com/a?b=1">好</a></p>',
        )

    def test_macros_are_ignored(self):
        result = read_docx(docx(paragraph("标题"), more={"word/vbaProject.bin": b"x"}))
        self.assertEqual([type(note) for note in result.warnings], [errors.MacrosIgnored])

    def test_footnotes_stay(self):
        note = '<w:footnotes xmlns:w="%s"><w:footnote w:id="2">%s</w:footnote></w:footnotes>'
        body = paragraph("标题") + (
            '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        )
        relation = '<Relationship Id="rF" Type="%s/footnotes" Target="footnotes.xml"/>' % files.R
        more = {"word/footnotes.xml": note % (files.W, paragraph("出处"))}
        html = read_docx(docx(body, more=more, relations=relation)).html
        self.assertIn("正文<sup>[1]</sup>", html)
        self.assertIn("出处", html)
