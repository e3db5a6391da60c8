"""The .docx for editing: what the PDF says, with the page, faces and pitches of the standard."""

import io
import zipfile

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn

from ...gongwen import (
    Annex,
    Certificate,
    Head,
    Heading,
    ListItem,
    PageBreak,
    Para,
    Picture,
    Run,
    Slip,
    Table,
    render_docx,
)
from ..pure import PureCase, tagged
from .gongwen_cases import DATE, OFFICE, annex, body, bulletin, laid_out, letter, notice, ranking
from .test_gongwen_extremes import picture

MM = 36000  # English metric units
ORDER = {
    "pPr": "pStyle keepNext widowControl pBdr tabs autoSpaceDE autoSpaceDN spacing ind jc rPr sectPr",
    "rPr": "rStyle rFonts b i color spacing w sz szCs lang",
    "tblPr": "tblpPr tblW jc tblBorders tblLayout tblCellMar",
    "sectPr": "type pgSz pgMar cols titlePg docGrid",
}


def opened(document):
    """A document's .docx."""
    return docx.Document(io.BytesIO(render_docx(document)))


def texts(word):
    """The texts of the paragraphs, empty ones left out."""
    return [paragraph.text for paragraph in word.paragraphs if paragraph.text.strip()]


def found(word, beginning):
    """The paragraph that begins with a text."""
    return next(p for p in word.paragraphs if p.text.startswith(beginning))


def face(paragraph):
    """East Asian face and size of a paragraph's first run."""
    run = paragraph.runs[0]
    return run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt


@tagged("post_install", "-at_install")
class TestGongwenDocx(PureCase):
    def test_page(self):
        section = opened(notice()).sections[0]
        for value, millimetres in (
            (section.page_width, 210),
            (section.page_height, 297),
            (section.top_margin, 37),
            (section.left_margin, 28),
            (section.right_margin, 26),
            (section.bottom_margin, 35),
        ):
            self.assertAlmostEqual(value / MM, millimetres, delta=0.1)

    def test_faces_sizes_and_pitch(self):
        word = opened(
            notice(
                blocks=[
                    Heading(1, "一、甲"),
                    Heading(2, "（一）乙"),
                    Heading(3, "1.丙"),
                    Para("正文"),
                ]
            )
        )
        for beginning, name, size in (
            (OFFICE + "关于", "方正小标宋简体", 22),
            ("一、甲", "黑体", 16),
            ("（一）乙", "楷体_GB2312", 16),
            ("1.丙", "仿宋_GB2312", 16),
            ("正文", "仿宋_GB2312", 16),
        ):
            self.assertEqual(face(found(word, beginning)), (name, size))
        text = found(word, "正文")
        self.assertAlmostEqual(22 * text.paragraph_format.line_spacing / MM, 225, delta=0.5)
        indent = text._p.pPr.ind
        self.assertEqual(indent.get(qn("w:firstLineChars")), "200")
        self.assertTrue(found(word, "一、甲").style.name.startswith("Heading"))
        spacing = word.styles["Normal"].element.rPr.find(qn("w:spacing"))
        self.assertLess(28 * (16 + int(spacing.get(qn("w:val"))) / 20), 156 / 25.4 * 72)

    def test_texts_in_order(self):
        head = Head(OFFICE + "文件", "江政办发[2026]58号", "000012", "机密★1年", signer="领导甲")
        word = opened(
            notice(
                head=head,
                blocks=[Para([Run("正"), Run("文", bold=True)])],
                annexes=[annex(3), annex(2)],
            )
        )
        self.assertEqual(
            [text.replace("\t", "|").replace("\n", "") for text in texts(word)],
            [
                "000012|",
                "机密★1年|",
                OFFICE + "文件",
                "江政办发〔2026〕58号|签发人：领导甲",
                notice().title,
                "各乡镇人民政府、街道办事处，县直各部门：",
                "正文",
                "附件：1. 政务信息工作积分排名表",
                "2. 政务信息工作积分排名表",
                OFFICE,
                "2026年10月9日",
                "（此件公开发布）",
                "附件1",
                "政务信息工作积分排名表",
                "附件2",
                "政务信息工作积分排名表",
            ],
        )
        imprint = word.tables[-1]
        self.assertTrue(imprint.cell(0, 0).text.startswith("抄送：县委办公室"))
        self.assertEqual(imprint.cell(1, 0).text, OFFICE + "\t2026年10月9日印发")

    def test_red_line_and_mark(self):
        word = opened(notice())
        number = found(word, "江政办发")
        line = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
        self.assertEqual(line.get(qn("w:color")), "FF0000")
        mark = found(word, OFFICE + "文件")
        self.assertEqual(str(mark.runs[0].font.color.rgb), "FF0000")
        self.assertLess(int(mark.runs[0]._r.rPr.find(qn("w:w")).get(qn("w:val"))), 100)

    def test_page_numbers_outside(self):
        word = opened(notice())
        self.assertTrue(word.settings.odd_and_even_pages_header_footer)
        section = word.sections[0]
        for footer, side in ((section.footer, 2), (section.even_page_footer, 0)):
            paragraph = footer.paragraphs[0]
            self.assertEqual(int(paragraph.alignment), side)
            self.assertEqual(paragraph.text, "—  —")
            self.assertIn("PAGE", paragraph._p.xml)

    def test_imprint_on_an_even_page(self):
        one = opened(notice(blocks=[Para("短。")]))
        self.assertEqual(one.sections[-1].start_type, WD_SECTION.EVEN_PAGE)
        self.assertIn("— ", one.sections[-1].footer.paragraphs[0].text)
        same = opened(notice(blocks=body(24)))
        self.assertEqual(len(same.sections), 1)
        self.assertIn("tblpPr", same.tables[-1]._tbl.tblPr.xml)
        documents = (notice(blocks=body(rows)) for rows in range(20, 60))
        blank = opened(next(document for document in documents if not laid_out(document)[-2][1]))
        self.assertEqual(blank.sections[-1].start_type, WD_SECTION.EVEN_PAGE)
        self.assertEqual(blank.sections[-1].even_page_footer.paragraphs[0].text, "")

    def test_tables(self):
        wide = Table(
            ["列%d" % i for i in range(14)], [["长一点的文字内容"] * 14] * 3, landscape=True
        )
        word = opened(notice(annexes=[annex(40), Annex("明细表", [wide])]))
        upright, turned = word.tables[0], word.tables[1]
        self.assertEqual([cell.text for cell in upright.rows[1].cells], ["1", "单位1", "1", "0.25"])
        self.assertEqual(len(upright.rows), 41)
        self.assertIn("tblHeader", upright.rows[0]._tr.xml)
        self.assertNotIn("tblHeader", upright.rows[1]._tr.xml)
        self.assertEqual(len(turned.columns), 14)
        orientations = [section.orientation for section in word.sections]
        self.assertIn(WD_ORIENT.LANDSCAPE, orientations)
        self.assertEqual(orientations[-1], WD_ORIENT.PORTRAIT)

    def test_letter(self):
        word = opened(letter(copy_to="县委办公室"))
        section = word.sections[0]
        self.assertTrue(section.different_first_page_header_footer)
        self.assertEqual(section.first_page_header.paragraphs[0].text, OFFICE)
        self.assertIn("thickThinSmallGap", section.first_page_header._element.xml)
        self.assertIn("thinThickSmallGap", section.first_page_footer._element.xml)
        self.assertAlmostEqual(section.footer_distance / MM, 20, delta=0.1)
        space = section.footer.paragraphs[0].paragraph_format.space_after
        usual = opened(notice()).sections[0].footer_distance
        self.assertAlmostEqual((section.footer_distance + space) / MM, usual / MM, delta=0.1)
        self.assertEqual(texts(word)[0], "江政办函〔2026〕5号")
        self.assertEqual(word.tables[-1].cell(0, 0).text, "抄送：县委办公室。")
        marked = opened(letter(head=Head(OFFICE, "江政办函〔2026〕5号", secrecy="机密★1年")))
        self.assertEqual(texts(marked)[0], "机密★1年\t江政办函〔2026〕5号")

    def test_bulletin(self):
        word = opened(bulletin(contents=True, editor_note="请参阅。", signer="领导甲"))
        expected = [
            "江海政务信息",
            "第12期",
            "（总第128期）",
            "签发：领导甲",
            OFFICE + "\t2026年10月9日",
        ]
        self.assertEqual(texts(word)[1:6], expected)
        for text in ("【编者按】请参阅。", "本期要目", "（县农业农村局）"):
            self.assertIn(text, texts(word))
        foot = [row.cells[0].text for row in word.tables[-1].rows]
        self.assertEqual(foot[0].split("\n")[0], "报：市政府办公室。")
        self.assertEqual(foot[1], "责任编辑：信息员甲\t共印60份")

    def test_other_blocks(self):
        blocks = [
            ListItem("条目", "1."),
            PageBreak(),
            Picture(picture((60, 40)), caption="图1"),
            Picture(b"x"),
            ranking(2),
        ]
        word = opened(notice(blocks=blocks))
        self.assertEqual(len(word.inline_shapes), 1)
        self.assertIn("1. 条目", texts(word))
        self.assertIn("图1", texts(word))
        self.assertEqual(len(word.tables), 2)

    def test_equal_contents_give_equal_bytes(self):
        document = notice(annexes=[annex(5)])
        data = render_docx(document)
        self.assertEqual(data, render_docx(document))
        properties = docx.Document(io.BytesIO(data)).core_properties
        self.assertEqual((properties.title, properties.author), (document.title, OFFICE))
        self.assertEqual(properties.created.date(), DATE)

    def test_elements_are_in_the_order_word_expects(self):
        blocks = [Heading(1, "一、甲"), Para([Run("粗", bold=True)]), ListItem("条目"), ranking(2)]
        for document in (
            notice(blocks=blocks, annexes=[annex(3)]),
            letter(copy_to="县委办公室"),
            bulletin(signer="领导甲", contents=True),
        ):
            with zipfile.ZipFile(io.BytesIO(render_docx(document))) as archive:
                names = [
                    n for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml")
                ]
                for name in names:
                    if "style" not in name and "document" not in name and "er" not in name:
                        continue
                    root = docx.oxml.parse_xml(archive.read(name))
                    for kind, order in ORDER.items():
                        self.check_order(root.iter(qn("w:" + kind)), order.split(), name)

    def check_order(self, elements, order, name):
        """The children that the order names follow it."""
        for element in elements:
            tags = [child.tag.split("}")[1] for child in element]
            places = [order.index(tag) for tag in tags if tag in order]
            self.assertEqual(places, sorted(places), (name, tags))

    def test_other_kinds_are_refused(self):
        for document in (Slip("通知单", []), Certificate("甲", "乙", "丙", DATE)):
            with self.assertRaises(TypeError):
                render_docx(document)

    def test_markup_and_control_characters(self):
        word = opened(
            notice(
                title="<a>&\x00\ud800", blocks=[Para("<b>\x07&amp;"), Table(("<i>",), [("&\x01",)])]
            )
        )
        self.assertIn("<a>&", texts(word))
        self.assertIn("<b>&amp;", texts(word))
        self.assertEqual([cell.text for cell in word.tables[0].column_cells(0)], ["<i>", "&"])
