"""A .docx from Word, WPS or LibreOffice becomes a title, clean HTML and pictures, or a sentence."""

import io
import zipfile

import docx as python_docx

from ..exchange import errors
from ..exchange.docx_in import read_docx
from . import exchange_files as files
from .exchange_files import docx, numbering, paragraph, style
from .pure import PureCase, tagged

WORD_STYLES = (
    style("a", "Normal") + style("1", "heading 1", "a", 0) + style("2", "heading 2", "a", 1)
)
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


@tagged("post_install", "-at_install")
class TestDocxRefused(PureCase):
    def refused(self, error, data, **options):
        with self.assertRaises(error) as caught:
            read_docx(data, **options)
        self.assertTrue(str(caught.exception))
        return caught.exception

    def test_empty(self):
        self.refused(errors.EmptyFile, b"")
        self.refused(errors.NoText, docx("<w:p/>"))

    def test_too_large(self):
        error = self.refused(errors.FileTooLarge, b"PK\x03\x04" + b"x" * (50 * 1024 * 1024))
        self.assertEqual(error.params, {"limit": 30})

    def test_other_formats(self):
        self.refused(errors.OldFormat, files.OLE)
        self.refused(errors.OldFormat, b"{\\rtf1\\ansi text}")
        self.refused(errors.EncryptedFile, files.OLE + "EncryptedPackage".encode("utf-16-le"))
        self.refused(errors.WrongFormat, b"%PDF-1.4")
        self.refused(errors.WrongFormat, files.xlsx([("a", "<sheetData/>", "")]))
        self.refused(errors.WrongFormat, files.zip_bytes({"content.xml": "<office/>"}))

    def test_password_in_the_zip(self):
        data = bytearray(docx(paragraph("标题")))
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = 0
            while mark in data[start:]:
                start = data.index(mark, start) + 1
                data[start - 1 + offset] |= 1
        self.refused(errors.EncryptedFile, bytes(data))

    def test_damaged(self):
        good = docx(paragraph("标题") * 50)
        self.refused(errors.BrokenFile, good[: len(good) // 2])
        self.refused(errors.BrokenFile, good[:60] + b"\xff" * 40 + good[100:])
        self.refused(errors.BrokenFile, docx("<w:p><w:r>"))
        self.refused(errors.BrokenFile, docx(paragraph("标题"), numbers="<w:numbering"))
        nested = "<w:tbl><w:tr><w:tc>" * 300 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 300
        self.refused(errors.BrokenFile, docx(nested))

    def test_zip_bomb(self):
        bomb = docx(paragraph("标题"), more={"word/media/a.bin": b"\0" * (310 * 1024 * 1024)})
        self.assertLess(len(bomb), 1024 * 1024)
        self.refused(errors.UnpackedTooLarge, bomb)
        self.refused(
            errors.UnpackedTooLarge,
            docx(paragraph("标题"), more={"a.xml": b" " * (41 * 1024 * 1024)}),
        )
        many = {"word/media/%d.png" % number: b"" for number in range(5001)}
        self.refused(errors.UnpackedTooLarge, docx(paragraph("标题"), more=many))

    def test_entities(self):
        """Neither growing entities nor files of the server: a DTD is refused."""
        with zipfile.ZipFile(io.BytesIO(docx(paragraph("&x;")))) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        for attack in ('<!ENTITY x SYSTEM "file:///etc/hostname">', '<!ENTITY x "lol">'):
            bad = dict(parts)
            bad["word/document.xml"] = "<!DOCTYPE a [%s]>%s" % (attack, parts["word/document.xml"])
            self.refused(errors.BrokenFile, files.zip_bytes(bad))
            bad["word/document.xml"] = bad["word/document.xml"].encode("utf-16")
            self.refused(errors.BrokenFile, files.zip_bytes(bad))
