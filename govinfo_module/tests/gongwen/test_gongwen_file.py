"""The PDF as a file: embedded subsets, searchable text, metadata, bookmarks, equal bytes."""

import datetime
import io
import os
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pypdf import PdfReader

from ... import gongwen
from ...gongwen import Heading, Options, Para, Run, find_fonts, render_batch, render_pdf
from ..pure import PureCase, tagged
from .gongwen_cases import DATE, OFFICE, annex, body, bulletin, letter, notice, opened, small_font


def reader(document, **how):
    """A PDF opened for its structure."""
    return PdfReader(io.BytesIO(render_pdf(document, **how)))


def outline(entries, depth=0):
    """``(depth, title)`` of each bookmark."""
    for entry in entries:
        if isinstance(entry, list):
            yield from outline(entry, depth + 1)
        else:
            yield depth, entry["/Title"]


@tagged("post_install", "-at_install")
class TestGongwenFile(PureCase):
    def test_equal_contents_give_equal_bytes(self):
        document = notice(annexes=[annex(30)])
        self.assertEqual(render_pdf(document), render_pdf(document))
        other = render_pdf(notice(annexes=[annex(31)]))
        self.assertNotEqual(render_pdf(document), other)

    def test_equal_bytes_in_another_process(self):
        addon = Path(gongwen.__file__).resolve().parents[1]
        script = """
            import sys, hashlib, datetime
            sys.path.insert(0, %r)
            from gongwen import *
            blocks = [Para("正文12.50分" * 99)]
            document = Notice(Head("江海县人民政府文件", "江政〔2026〕1号"), "关于测试的通报", blocks,
                              organ="江海县人民政府", date=datetime.date(2026, 10, 9))
            print(hashlib.sha256(render_pdf(document)).hexdigest())
        """
        hashes = {
            subprocess.run(
                [sys.executable, "-c", textwrap.dedent(script % str(addon))],
                check=True,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONHASHSEED": seed},
            ).stdout
            for seed in ("1", "77")
        }
        self.assertEqual(len(hashes), 1)

    def test_equal_bytes_in_threads(self):
        documents = [notice(blocks=body(n)) for n in range(10, 14)]
        alone = [render_pdf(document) for document in documents]
        with ThreadPoolExecutor(4) as pool:
            self.assertEqual(list(pool.map(render_pdf, documents)), alone)

    def test_date_of_the_file_is_the_documents(self):
        info = reader(notice()).metadata
        self.assertTrue(
            info["/CreationDate"].startswith("D:20261009000000+08"), info["/CreationDate"]
        )
        stamp = datetime.datetime(2027, 1, 2, 3, 4, 5)
        info = reader(notice(), options=Options(stamp=stamp)).metadata
        self.assertTrue(info["/ModDate"].startswith("D:20270102030405"))

    def test_metadata(self):
        file = reader(notice())
        info = file.metadata
        self.assertEqual(info["/Title"], notice().title)
        self.assertEqual(info["/Author"], OFFICE)
        self.assertEqual(info["/Subject"], "江政办发〔2026〕58号")
        self.assertEqual(file.trailer["/Root"]["/Lang"], "zh-CN")

    def test_bookmarks(self):
        document = notice(
            blocks=[Heading(1, "一、甲"), Para("文"), Heading(2, "（一）乙"), Heading(1, "二、丙")],
            annexes=[annex(3)],
        )
        found = list(outline(reader(document).outline))
        titles = ["一、甲", "二、丙", "附件　政务信息工作积分排名表", "版记"]
        self.assertEqual(found, [(0, document.title)] + [(1, title) for title in titles])
        items = [title for depth, title in outline(reader(bulletin()).outline) if depth == 1]
        self.assertEqual(
            items[:2], ["我县秋粮生产取得阶段性成效", "城关镇反映老旧小区加装电梯存在困难"]
        )

    def test_every_font_is_embedded_as_a_subset(self):
        for document in (notice(annexes=[annex(40)]), letter(), bulletin()):
            fonts = set()
            for page in reader(document).pages:
                for font in page["/Resources"]["/Font"].values():
                    font = font.get_object()
                    self.assertIn("/FontFile2", font["/FontDescriptor"])
                    self.assertRegex(font["/BaseFont"], r"^/[A-Z]{6}\+")
                    fonts.add(font["/BaseFont"])
            self.assertLess(len(render_pdf(document)), 600_000)
            self.assertTrue(fonts)

    def test_text_can_be_copied_as_it_was_typed(self):
        text = (
            "江海县人民政府办公室《政务信息》第12期：“稳增长”——17.49%……（一）1.（1）〔2026〕·，。"
        )
        runs = [Run(text), Run("加粗", bold=True), Run("楷体", face="kai")]
        found = opened(notice(blocks=[Para(runs)])).pages[0].extract_text().replace("\n", "")
        self.assertIn(text + "加粗楷体", found)
        self.assertFalse([char for char in found if "\u2e80" <= char <= "\u2fdf"])

    def test_characters_beyond_the_basic_plane_can_be_copied(self):
        text = "𬭎𠅤𬱟"
        fonts = find_fonts(overrides={"hei": small_font(text)})
        found = opened(notice(blocks=[Para([Run(text, face="hei")])]), fonts=fonts)
        self.assertIn(text, found.pages[0].extract_text())

    def test_markup_in_user_text_is_only_text(self):
        text = "<b>甲</b>&amp;<script>(\\)]"
        self.assertIn(text, opened(notice(blocks=[Para(text)])).pages[0].extract_text())

    def test_batch(self):
        letters = [letter(addressee="单位%d负责同志" % n) for n in range(5)]
        data = render_batch(letters)
        self.assertEqual(data, render_batch(iter(letters)))
        pages = PdfReader(io.BytesIO(data)).pages
        self.assertEqual(len(pages), 10)  # each on the front of a sheet
        self.assertEqual(
            len(PdfReader(io.BytesIO(render_batch(letters, options=Options(duplex=False)))).pages),
            5,
        )
        mixed = [letter(), bulletin(), notice()]
        titles = [
            title
            for depth, title in outline(PdfReader(io.BytesIO(render_batch(mixed))).outline)
            if not depth
        ]
        self.assertEqual(titles, [letter().title, "江海政务信息", notice().title])
        self.assertIsInstance(DATE, datetime.date)

    def test_two_fonts_of_one_name_in_one_file(self):
        fonts = find_fonts(overrides={"hei": small_font("甲乙"), "kai": small_font("丙丁")})
        runs = [Run("甲乙", face="hei"), Run("丙丁", face="kai")]
        self.assertIn(
            "甲乙丙丁", opened(notice(blocks=[Para(runs)]), fonts=fonts).pages[0].extract_text()
        )

    def test_empty_batch(self):
        with self.assertRaises(ValueError):
            render_batch([])
