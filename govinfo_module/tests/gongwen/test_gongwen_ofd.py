"""OFD beside PDF: the same text at the same places on pages of the same size, and a sound file."""

import datetime
import io
import logging
import os
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from ... import gongwen
from ...gongwen import Heading, Options, Para, Run, find_fonts, render_ofd
from ..pure import PureCase, tagged
from .gongwen_cases import (
    MM,
    OFFICE,
    annex,
    body,
    bulletin,
    letter,
    notice,
    opened,
    rules_of,
    small_font,
)
from .ofd_cases import BLOCKS, KINDS, NAMES, Opened, box_of, chars_of, images_of, lines_of, texts_of

NEAR = 0.02  # mm; 0.3 is asked
RED, BLACK = "255 51 51", "0 0 0"


@lru_cache(maxsize=1)
def pairs():
    """``(name, page of the PDF, page of the OFD)`` of every kind of document; read once."""
    found = []
    for name, document in KINDS.items():
        options = Options(mirrored=name == "notice")
        pdf, ofd = opened(document, options=options).pages, Opened(document, options=options)
        if len(pdf) != len(ofd.pages):
            raise AssertionError("%s: not as many pages" % name)
        for number, pages in enumerate(zip(pdf, ofd.pages), 1):
            found.append(("%s %d" % (name, number), *pages))
    return found


def used(ofd, number):
    """The characters of the texts in a font."""
    texts = [text for page in ofd.pages for text in texts_of(page) if text.get("Font") == number]
    return {char[0] for text in texts for char in chars_of(text)}


def outline(glyphs, name):
    """The contours of a glyph."""
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value


@tagged("post_install", "-at_install")
class TestGongwenOfdPlaces(PureCase):
    def assert_near(self, found, wanted):
        self.assertEqual(len(found), len(wanted))
        for ours, theirs in zip(found, wanted):
            for one, other in zip(ours, theirs):
                self.assertAlmostEqual(one, other, delta=NEAR)

    def test_every_character_is_where_the_pdf_has_it(self):
        for name, pdf, ofd in pairs():
            with self.subTest(name):
                height = float(pdf.height)
                wanted = [
                    (char["text"], char["matrix"][4] * MM, (height - char["matrix"][5]) * MM)
                    for char in pdf.chars
                ]
                found = chars_of(ofd)
                self.assertEqual([char[0] for char in found], [char[0] for char in wanted])
                self.assert_near([char[1:] for char in found], [char[1:] for char in wanted])

    def test_every_line_is_where_the_pdf_has_it(self):
        amount = 0
        for name, pdf, ofd in pairs():
            with self.subTest(name):
                wanted = [
                    (rule["x0"], rule["y0"], rule["x1"], rule["y1"], rule["weight"] * MM)
                    for rule in rules_of(pdf)
                ]
                found = lines_of(ofd)
                self.assert_near([line[:5] for line in found], wanted)
                amount += len(found)
        self.assertGreater(amount, 1000)

    def test_pages_are_as_large(self):
        for name, pdf, ofd in pairs():
            with self.subTest(name):
                box = ofd.findtext("o:Area/o:PhysicalBox", None, NAMES).split()
                size = [0, 0, float(pdf.width) * MM, float(pdf.height) * MM]
                self.assert_near([[float(part) for part in box]], [size])

    def test_pictures_are_where_the_pdf_has_them(self):
        amount = 0
        for name, pdf, ofd in pairs():
            with self.subTest(name):
                sides = ("x0", "top", "x1", "bottom")
                wanted = [[image[side] * MM for side in sides] for image in pdf.images]
                self.assert_near(images_of(ofd), wanted)
                amount += len(wanted)
        self.assertGreater(amount, 4)

    def test_objects_stay_within_their_boundary(self):
        for name, _pdf, ofd in pairs():
            with self.subTest(name):
                for text in texts_of(ofd):
                    x, y, width, height = box_of(text)
                    for _char, left, base in chars_of(text):
                        self.assertTrue(x <= left <= x + width and y <= base <= y + height)

    def test_sizes(self):
        for name, pdf, ofd in pairs():
            with self.subTest(name):
                sizes = [float(t.get("Size")) / MM for t in texts_of(ofd) for _char in chars_of(t)]
                for char, size in zip(pdf.chars, sizes):
                    if char["upright"]:
                        self.assertAlmostEqual(size, char["size"], delta=0.01)


@tagged("post_install", "-at_install")
class TestGongwenOfdFile(PureCase):
    def test_equal_contents_give_equal_bytes(self):
        document = notice(annexes=[annex(30)])
        self.assertEqual(render_ofd(document), render_ofd(document))
        other = notice(annexes=[annex(31)])
        self.assertNotEqual(Opened(document).info()["DocID"], Opened(other).info()["DocID"])

    def test_equal_bytes_in_another_process(self):
        addon = Path(gongwen.__file__).resolve().parents[1]
        script = """
            import sys, hashlib, datetime
            sys.path.insert(0, %r)
            from gongwen import *
            document = Notice(Head("江海县人民政府文件", "江政〔2026〕1号"), "关于测试的通报",
                              [Para("正文12.50分" * 99)], date=datetime.date(2026, 10, 9))
            print(hashlib.sha256(render_ofd(document)).hexdigest())
        """
        hashes = {
            subprocess.run(
                [sys.executable, "-c", textwrap.dedent(script % str(addon))],
                check=True,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            ).stdout
            for seed, zone in (("1", "UTC"), ("77", "Asia/Shanghai"))
        }
        self.assertEqual(len(hashes), 1)

    def test_equal_bytes_in_threads(self):
        documents = [notice(blocks=body(n)) for n in range(10, 14)]
        alone = [render_ofd(document) for document in documents]
        with ThreadPoolExecutor(4) as pool:
            self.assertEqual(list(pool.map(render_ofd, documents)), alone)

    def test_metadata(self):
        document = notice()
        info = Opened(document).info()
        self.assertRegex(info.pop("DocID"), "^[0-9a-f]{32}$")
        self.assertEqual(
            info,
            {
                "Title": document.title,
                "Author": OFFICE,
                "Subject": "江政办发〔2026〕58号",
                "CreationDate": "2026-10-09",
                "Creator": "govinfo_module",
            },
        )
        stamp = datetime.datetime(2027, 1, 2, 3, 4, 5)
        info = Opened(document, options=Options(stamp=stamp)).info()
        self.assertEqual(info["CreationDate"], "2027-01-02")

    def test_numbers_are_unique_and_lead_somewhere(self):
        for document in KINDS.values():
            ofd = Opened(document)
            roots = [ofd.document, *ofd.pages, ofd.root("Doc_0/PublicRes.xml")]
            roots.append(ofd.root("Doc_0/DocumentRes.xml"))
            numbers = [int(number) for root in roots for number in root.xpath("//@ID")]
            self.assertEqual(len(numbers), len(set(numbers)))
            most = int(ofd.document.findtext(".//o:MaxUnitID", None, NAMES))
            self.assertGreaterEqual(most, max(numbers))
            used = {int(n) for page in ofd.pages for n in page.xpath("//@Font | //@ResourceID")}
            used |= {int(n) for n in ofd.document.xpath("//@PageID")}
            self.assertLessEqual(used, set(numbers))

    def test_characters_that_no_xml_has(self):
        bad = "\x00\x0b\x1f\x7f\ud800\ufffe"
        document = notice(
            title="题" + bad + "目", organ="甲" + bad, blocks=[Para("文" + bad + "字")]
        )
        ofd = Opened(document)
        self.assertEqual(ofd.info()["Title"], "题目")
        self.assertIn("文字", "".join(char[0] for char in chars_of(ofd.pages[0])))

    def test_outline(self):
        document = notice(
            blocks=[Heading(1, "一、甲"), Para("文"), Heading(2, "（一）乙"), Heading(1, "二、丙")],
            annexes=[annex(3)],
        )
        ofd = Opened(document)
        root = ofd.document.find("o:Outlines", NAMES)
        self.assertEqual(root.xpath("*/@Title"), [document.title])
        inner = ["一、甲", "二、丙", "附件　政务信息工作积分排名表", "版记"]
        self.assertEqual(root.xpath("*/o:OutlineElem/@Title", namespaces=NAMES), inner)
        pages = ofd.document.xpath("//o:Page/@ID", namespaces=NAMES)
        for entry in root.xpath("*/o:OutlineElem", namespaces=NAMES):
            (target,) = entry.xpath("o:Actions//@PageID", namespaces=NAMES)
            text = "".join(char[0] for char in chars_of(ofd.pages[pages.index(target)]))
            wanted = {"版记": "抄送："}.get(entry.get("Title"), entry.get("Title").split("　")[0])
            self.assertIn(wanted, text)
        items = Opened(bulletin()).document.xpath("//o:Outlines/*/*/@Title", namespaces=NAMES)
        self.assertEqual(
            items[:2], ["我县秋粮生产取得阶段性成效", "城关镇反映老旧小区加装电梯存在困难"]
        )

    def test_the_head_is_red_and_the_text_black(self):
        page = Opened(notice()).pages[0]
        colours = {
            code.text: text.find("o:FillColor", NAMES).get("Value")
            for text in texts_of(page)
            for code in text.iterfind("o:TextCode", NAMES)
        }
        self.assertEqual(colours[OFFICE + "文件"], RED)
        self.assertEqual(colours["江政办发〔2026〕58号"], BLACK)
        self.assertEqual([line[5] for line in lines_of(page)], [RED])
        rgb = Opened(notice(), options=Options(colour="rgb")).pages[0]
        self.assertEqual([line[5] for line in lines_of(rgb)], ["255 0 0"])

    def test_bold_is_a_stroke(self):
        page = Opened(notice(blocks=[Para([Run("粗", bold=True), Run("细")])])).pages[0]
        strokes = {
            text.findtext("o:TextCode", None, NAMES): text.get("LineWidth")
            for text in texts_of(page)
            if text.get("Stroke") == "true"
        }
        self.assertAlmostEqual(float(strokes["粗"]), 0.026 * 156 / 28, delta=0.001)
        self.assertNotIn("细", strokes)

    def test_no_text_begins_with_a_blank(self):
        page = Opened(notice(blocks=[Para([Run("汉"), Run(" km 一 ", face="hei")])])).pages[0]
        codes = [code.text for code in page.iterfind(".//o:TextCode", NAMES)]
        self.assertIn(" ", codes)
        self.assertFalse([text for text in codes if text.strip() and text[0].isspace()])


@tagged("post_install", "-at_install")
class TestGongwenOfdFonts(PureCase):
    @patch.object(logging.getLogger("fontTools.ttLib.tables._g_l_y_f"), "disabled", True)
    def test_embedded_outlines_are_those_of_the_font(self):
        """Quietly: Debian's Song face has bytes too many in its table of outlines."""
        ofd, whole = Opened(notice(blocks=BLOCKS)), {}
        for use in find_fonts().report():
            whole[use.family] = TTFont(use.file, fontNumber=0)
        checked = 0
        for font in ofd.root("Doc_0/PublicRes.xml").iterfind(".//o:Font", NAMES):
            if font.get("FontName") not in whole:
                continue  # it lends single characters
            large = whole[font.get("FontName")]
            small = TTFont(io.BytesIO(ofd.fonts()[font.get("ID")]))
            for char in used(ofd, font.get("ID")):
                wanted = outline(large.getGlyphSet(), large.getBestCmap()[ord(char)])
                found = outline(small.getGlyphSet(), small.getBestCmap()[ord(char)])
                self.assertEqual(found, wanted, char)
                checked += 1
        self.assertGreater(checked, 150)

    def test_only_what_is_used_is_embedded(self):
        ofd = Opened(letter())
        for number, data in ofd.fonts().items():
            mapped = set(TTFont(io.BytesIO(data)).getBestCmap())
            self.assertEqual(mapped, set(map(ord, used(ofd, number))))
        self.assertLess(sum(map(len, ofd.parts.values())), 400_000)

    def test_characters_beyond_the_basic_plane(self):
        text = "𬭎𠅤甲"
        fonts = find_fonts(overrides={"hei": small_font(text)})
        ofd = Opened(notice(blocks=[Para([Run(text, face="hei")])]), fonts=fonts)
        self.assertIn(text, [code.text for code in ofd.pages[0].iterfind(".//o:TextCode", NAMES)])
        small = [TTFont(io.BytesIO(data)) for data in ofd.fonts().values()]
        (font,) = [font for font in small if ord("𬭎") in font.getBestCmap()]
        tables = {(table.platEncID, table.format): table.cmap for table in font["cmap"].tables}
        self.assertEqual(set(tables[1, 4]), {ord("甲")})
        self.assertEqual(set(tables[10, 12]), set(map(ord, text)))
