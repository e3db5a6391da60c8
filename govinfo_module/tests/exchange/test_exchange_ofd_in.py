"""Texts of .ofd files: ours, those of other writers, and files that mean harm."""

import random
from unittest.mock import patch
from xml.sax.saxutils import escape

from ...exchange import archive, errors, ofd_parts
from ...exchange.ofd_in import read_ofd
from ...gongwen import Notice, Para, render_ofd
from ..gongwen.gongwen_cases import OFFICE, SENTENCE, bulletin, letter, notice
from ..gongwen.ofd_cases import KINDS
from ..pure import PureCase, tagged
from .exchange_files import OLE, png, zip_bytes

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ENTRANCE = (
    "%s<ofd:OFD %s Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo><ofd:Title>%%s</ofd:Title>"
    "</ofd:DocInfo><ofd:DocRoot>%%s</ofd:DocRoot></ofd:DocBody></ofd:OFD>" % (HEAD, SPACE)
)
PLAIN = "/Doc_0/Document.xml"


def text(content, x=20, y=20, size=5, more="", steps=None):
    """A text object; by default each character is as wide as the size."""
    steps = " ".join([str(size)] * (len(content) - 1)) if steps is None else steps
    return (
        '<ofd:TextObject ID="9" Boundary="%s %s 100 10" Font="1" Size="%s" %s>'
        '<ofd:TextCode X="0" Y="0" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>'
        % (x, y, size, more, steps, escape(content))
    )


def page(content, before=""):
    return (
        '%s<ofd:Page %s>%s<ofd:Content><ofd:Layer ID="2">%s</ofd:Layer></ofd:Content></ofd:Page>'
        % (HEAD, SPACE, before, content)
    )


def parts(*pages, title="", common="", **more):
    """The parts of an OFD with these pages."""
    names = ["Pages/Page_%d/Content.xml" % index for index in range(len(pages))]
    places = "".join('<ofd:Page ID="1" BaseLoc="%s"/>' % name for name in names)
    document = "%s<ofd:Document %s><ofd:CommonData>%s</ofd:CommonData><ofd:Pages>%s</ofd:Pages>"
    return {
        "OFD.xml": ENTRANCE % (title, PLAIN),
        "Doc_0/Document.xml": document % (HEAD, SPACE, common, places) + "</ofd:Document>",
        **{"Doc_0/" + name: content for name, content in zip(names, pages)},
        **more,
    }


def read(*pages, **more):
    return read_ofd(zip_bytes(parts(*pages, **more)))


@tagged("post_install", "-at_install")
class TestOfdIn(PureCase):
    def test_our_own_notice(self):
        document = notice(blocks=[Para(SENTENCE * 15), Para("请遵照执行。")])
        found = read_ofd(render_ofd(document))
        self.assertEqual(found.title, document.title)
        self.assertEqual(found.paragraphs[:2], (OFFICE + "文件", "江政办发〔2026〕58号"))
        self.assertEqual("".join(found.paragraphs[2:4]), document.title)
        self.assertEqual(
            found.paragraphs[4:7],
            ("各乡镇人民政府、街道办事处，县直各部门：", SENTENCE * 15, "请遵照执行。"),
        )
        self.assertIn("<p>%s</p><p>请遵照执行。</p>" % (SENTENCE * 15), found.html)
        self.assertNotIn("采用情况的通报", found.html)
        self.assertNotIn("— 2 —", found.html)

    def test_every_kind_says_what_it_was_given(self):
        for name, document in KINDS.items():
            with self.subTest(name):
                found = read_ofd(render_ofd(document))
                self.assertEqual(found.title, getattr(document, "title", "") or document.masthead)
                self.assertIn(OFFICE, " ".join(found.paragraphs))
        self.assertIn(SENTENCE * 12, read_ofd(render_ofd(KINDS["letter"])).paragraphs)

    def test_items_of_a_bulletin(self):
        found = read_ofd(render_ofd(bulletin())).paragraphs
        self.assertEqual(found.count("我县秋粮生产取得阶段性成效"), 1)
        self.assertIn("（县农业农村局）", found)

    def test_a_table_gives_a_paragraph_for_each_row(self):
        found = read_ofd(render_ofd(KINDS["notice"])).paragraphs
        self.assertIn("名次 单位 采用条数 积分", found)
        self.assertIn("30 单位30 3 7.50", found)
        self.assertIn("0 2 4 6 8 10 12 14 16 18 20 22 24 26", found)  # lies sideways

    def test_title_without_one_named(self):
        found = read(page(text("关于汛期的报告", y=20) + text("正文", y=40)))
        self.assertEqual((found.title, found.html), ("关于汛期的报告", "<p>正文</p>"))
        stale = read(page(text("甲", y=20) + text("乙", y=40)), title="Microsoft Word - 文档1")
        self.assertEqual(stale.title, "甲")
        long = read(page(text("长" * 150, steps="")))
        self.assertEqual((len(long.title), len(long.html)), (100, 157))

    def test_order_is_by_place(self):
        found = read(page(text("二", y=40) + text("一右", x=60) + text("一左", x=20)))
        self.assertEqual(found.paragraphs, ("一左 一右", "二"))

    def test_one_object_for_each_character(self):
        row = "".join(text(char, x=20 + 5 * n) for n, char in enumerate("政务信息"))
        self.assertEqual(read(page(row)).paragraphs, ("政务信息",))

    def test_words_keep_their_blanks(self):
        row = text("PM", steps="2.5") + text("standard", x=28, steps="2.5 " * 7)
        self.assertEqual(read(page(row)).paragraphs, ("PM standard",))

    def test_steps_may_be_counted(self):
        row = text("一二三四", steps="g 3 5") + text("五", x=40)
        self.assertEqual(read(page(row)).paragraphs, ("一二三四五",))

    def test_a_paragraph_goes_on_where_the_line_was_full(self):
        rows = [
            ("　　" + "一" * 10, 20),
            ("二" * 12, 20),
            ("三", 20),
            ("四" * 10, 30),
            ("五" * 10, 30),
        ]
        content = "".join(text(row, x, 20 + 8 * n) for n, (row, x) in enumerate(rows))
        joined = "一" * 10 + "二" * 12 + "三"
        self.assertEqual(read(page(content)).paragraphs, (joined, "四" * 10, "五" * 10))

    def test_a_paragraph_goes_on_on_the_next_page(self):
        first = text("一" * 12, y=200) + text("— 1 —", y=280, steps="2.5 2.5 2.5 2.5")
        found = read(page(first), page(text("二" * 12, y=30) + text("三", y=40)))
        self.assertEqual(found.paragraphs, ("一" * 12 + "二" * 12 + "三",))

    def test_sideways(self):
        turned = text("甲乙", 20, 200, more='CTM="0 -1 1 0 0 0"')
        turned += text("丙", 20, 180, more='CTM="0 -1 1 0 0 0"')
        turned += text("丁", 30, 200, more='CTM="0 -1 1 0 0 0"')
        self.assertEqual(read(page(turned)).paragraphs, ("甲乙 丙", "丁"))

    def test_templates_blocks_and_drawings(self):
        common = (
            '<ofd:PublicRes>Res.xml</ofd:PublicRes><ofd:TemplatePage ID="7" BaseLoc="Tpl.xml"/>'
        )
        unit = (
            "%s<ofd:Res %s><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='8'><ofd:Content>"
            "%s</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
        )
        content = "<ofd:PageBlock ID='3'>%s</ofd:PageBlock>" % text("块", y=40)
        content += "<ofd:CompositeObject ID='4' Boundary='0 60 9 9' ResourceID='8'/>"
        found = read(
            page(content, before='<ofd:Template TemplateID="7"/>'),
            common=common,
            **{
                "Doc_0/Tpl.xml": page(text("底", y=20)),
                "Doc_0/Res.xml": unit % (HEAD, SPACE, text("图", y=0)),
            },
        )
        self.assertEqual(found.paragraphs, ("底", "块", "图"))

    def test_hidden_text_is_left_out(self):
        found = read(page(text("见") + text("隐", y=40, more='Visible="false"')))
        self.assertEqual(found.paragraphs, ("见",))

    def test_other_writers(self):
        given = parts(page(text("正文")))
        bare = {
            name.upper(): content.replace("ofd:", "").replace(" xmlns:ofd=", " xmlns=")
            for name, content in given.items()
        }
        self.assertEqual(read_ofd(zip_bytes(bare)).paragraphs, ("正文",))
        chinese = {
            name: content.replace("UTF-8", "GB18030").encode("gb18030")
            for name, content in given.items()
        }
        self.assertEqual(read_ofd(zip_bytes(chinese)).paragraphs, ("正文",))
        given["OFD.xml"] = ENTRANCE % ("", "Doc_0\\Document.xml")
        self.assertEqual(read_ofd(zip_bytes(given)).paragraphs, ("正文",))

    def test_markup_in_the_text_is_only_text(self):
        found = read(page(text("甲", y=20) + text("<script>&", y=40)))
        self.assertEqual(found.html, "<p>&lt;script&gt;&amp;</p>")


@tagged("post_install", "-at_install")
class TestOfdInRefuses(PureCase):
    def refuses(self, error, data):
        with self.assertRaises(error) as caught:
            read_ofd(data)
        self.assertIs(type(caught.exception), error)
        self.assertTrue(str(caught.exception))

    def test_what_is_no_ofd(self):
        self.refuses(errors.EmptyFile, b"")
        self.refuses(errors.WrongFormat, b"%PDF-1.4")
        self.refuses(errors.WrongFormat, zip_bytes({"word/document.xml": "<w/>"}))
        self.refuses(errors.OldFormat, OLE)
        self.refuses(errors.BrokenFile, render_ofd(letter())[:5000])
        self.refuses(errors.BrokenFile, zip_bytes({"OFD.xml": ENTRANCE % ("", PLAIN)}))
        self.refuses(errors.BrokenFile, zip_bytes({"OFD.xml": "no XML"}))

    def test_pictures_only(self):
        content = '<ofd:ImageObject ID="3" Boundary="0 0 9 9" ResourceID="4"/>'
        self.refuses(errors.NoText, zip_bytes({**parts(page(content)), "Doc_0/a.png": png()}))
        self.refuses(errors.NoText, zip_bytes(parts()))

    def test_numbers_that_are_none(self):
        for bad in (
            text("甲").replace('Size="5"', 'Size="x"'),
            text("甲").replace('Boundary="20', 'Boundary="nan'),
            text("甲").replace('Boundary="20', 'Boundary="1e999'),
            text("甲", more='CTM="1 0 0"'),
            text("甲乙", steps="g x 5"),
        ):
            self.refuses(errors.BrokenFile, zip_bytes(parts(page(bad))))

    def test_entities(self):
        bomb = HEAD + '<!DOCTYPE a [<!ENTITY b "%s">]>' % ("甲" * 99)
        given = parts(page(text("正文")))
        for name in given:
            changed = {**given, name: given[name].replace(HEAD, bomb)}
            self.refuses(errors.BrokenFile, zip_bytes(changed))

    def test_a_file_that_unpacks_to_too_much(self):
        given = parts(page(text("正文")))
        blank = {**given, "Doc_0/blank": b"\0" * (301 * archive.MB)}
        self.refuses(errors.UnpackedTooLarge, zip_bytes(blank))
        large = parts(page(text("正文") + " " * ofd_parts.MAX_PART))
        self.refuses(errors.UnpackedTooLarge, zip_bytes(large))
        with patch.object(ofd_parts, "MAX_XML", 5000):
            self.refuses(errors.UnpackedTooLarge, zip_bytes(given))
        with self.assertRaises(errors.FileTooLarge):
            read_ofd(zip_bytes(given), max_bytes=10)

    def test_one_page_listed_without_end(self):
        given = parts(page(text("正文")))
        entry = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
        document = given["Doc_0/Document.xml"].replace(entry, entry * 60_000)
        self.refuses(errors.UnpackedTooLarge, zip_bytes({**given, "Doc_0/Document.xml": document}))

    def test_drawings_within_themselves(self):
        """Each drawing holds the next one twice: two to the power of the depth."""
        use = "<ofd:CompositeObject ID='4' Boundary='0 0 9 9' ResourceID='%d'/>"
        unit = "<ofd:CompositeGraphicUnit ID='%d'><ofd:Content>%s</ofd:Content></ofd:CompositeGraphicUnit>"
        units = "".join(unit % (n, use % (n + 1) * 9) for n in range(15))
        units += unit % (15, text("甲"))
        resource = (
            "%s<ofd:Res %s><ofd:CompositeGraphicUnits>%s</ofd:CompositeGraphicUnits></ofd:Res>"
        )
        given = parts(page(use % 0), common="<ofd:PublicRes>Res.xml</ofd:PublicRes>")
        given["Doc_0/Res.xml"] = resource % (HEAD, SPACE, units)
        with patch.object(ofd_parts, "MAX_ITEMS", 20_000):
            self.refuses(errors.UnpackedTooLarge, zip_bytes(given))
        given["Doc_0/Res.xml"] = resource % (HEAD, SPACE, unit % (0, use % 0))
        self.refuses(errors.BrokenFile, zip_bytes(given))

    def test_deep_nesting(self):
        deep = "<ofd:PageBlock ID='3'>" * 40 + text("甲") + "</ofd:PageBlock>" * 40
        self.refuses(errors.BrokenFile, zip_bytes(parts(page(deep))))
        deeper = "<ofd:PageBlock ID='3'>" * 5000 + "</ofd:PageBlock>" * 5000
        self.refuses(errors.BrokenFile, zip_bytes(parts(page(deeper))))

    def test_a_count_of_steps_without_end(self):
        row = text("一二", steps="g 999999999 5")
        self.assertEqual(read(page(row)).paragraphs, ("一二",))
        self.assertEqual(read(page(text("一二", steps="g -9 5"))).paragraphs, ("一二",))

    def test_damaged_files_give_a_sentence_or_a_text(self):
        chance = random.Random(33190)
        whole = render_ofd(Notice(letter().head, "题", [Para("文" * 50)]))
        refused = 0
        for _round in range(300):
            data = bytearray(whole)
            for _byte in range(chance.choice((1, 3, 30))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                read_ofd(bytes(data))
            except errors.FileError:
                refused += 1
        self.assertGreater(refused, 30)

    def test_damaged_xml_gives_a_sentence_or_a_text(self):
        chance = random.Random(2016)
        given = parts(page(text("正文" * 20) + "".join(text("行", y=n) for n in range(30, 60, 5))))
        for _round in range(300):
            name = chance.choice(list(given))
            content = list(given[name])
            start = chance.randrange(len(content))
            content[start : start + chance.randrange(9)] = chance.choice(
                ["", "-", "9" * 400, "g", '"', "<", "&x;", " ", "甲"]
            )
            try:
                read_ofd(zip_bytes({**given, name: "".join(content)}))
            except errors.FileError as error:
                self.assertTrue(str(error))
