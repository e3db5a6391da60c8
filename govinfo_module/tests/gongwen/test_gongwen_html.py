"""Rich text becomes printable blocks; whatever cannot be printed vanishes without harm."""

import base64

from ...gongwen import Heading, ListItem, Para, Picture, Run, Table, html_to_blocks
from ..pure import PureCase, tagged


def text_of(block):
    """The plain text of a block."""
    return block.text if isinstance(block, Heading) else "".join(run.text for run in block.runs)


@tagged("post_install", "-at_install")
class TestGongwenHtml(PureCase):
    def test_paragraphs_and_line_breaks(self):
        blocks = html_to_blocks("前文<p>甲 <b>乙</b></p>\n<p><br></p><div>丙<br/>丁</div>")
        self.assertEqual([text_of(block) for block in blocks], ["前文", "甲 乙", "丙", "丁"])
        self.assertEqual(blocks[1].runs, (Run("甲 "), Run("乙", bold=True)))

    def test_headings_by_element_and_by_ordinal(self):
        blocks = html_to_blocks(
            "<h1>一、标题</h1><h5>深</h5><p>二、总体情况</p><p>（一）采用情况。全县共报送12条。</p>"
            "<p>三、这一段很长，不是标题；因为它有分号</p>"
        )
        self.assertEqual(
            blocks[:3], [Heading(1, "一、标题"), Heading(4, "深"), Heading(1, "二、总体情况")]
        )
        self.assertEqual(
            blocks[3].runs, (Run("（一）采用情况。", face="kai"), Run("全县共报送12条。"))
        )
        self.assertIsInstance(blocks[4], Para)

    def test_lists_keep_number_and_level(self):
        blocks = html_to_blocks(
            "<ol><li>甲<ul><li>子</li></ul></li><li><p>乙</p><p>续</p></li></ol><ul><li>丙</li></ul>"
        )
        found = [(block.marker, block.level, text_of(block)) for block in blocks]
        self.assertEqual(
            found, [("1.", 0, "甲"), ("·", 1, "子"), ("2.", 0, "乙"), ("", 0, "续"), ("·", 0, "丙")]
        )
        self.assertTrue(all(isinstance(block, ListItem) for block in blocks))

    def test_table_with_merged_cells(self):
        (table,) = html_to_blocks(
            "<table><thead><tr><th>单位</th><th colspan='2'>条数</th></tr></thead>"
            "<tr><td rowspan='2'>甲</td><td>1<br>2</td><td><table><tr><td>内</td></tr></table></td></tr>"
            "<tr><td>3</td></tr></table>"
        )
        self.assertIsInstance(table, Table)
        self.assertEqual(table.head, ("单位", "条数", ""))
        self.assertEqual(table.rows, (("甲", "1\n2", "内"), ("甲", "3")))

    def test_alignment(self):
        blocks = html_to_blocks(
            '<p style="text-align: center">中</p><p align="right">右</p><p>左</p>'
        )
        self.assertEqual([block.align for block in blocks], ["center", "right", "justify"])

    def test_pictures(self):
        data = base64.b64encode(b"picture").decode()
        asked = []
        blocks = html_to_blocks(
            "<p>甲<img src='data:image/png;base64,%s' width='96px'>乙<img src='/web/image/3'>"
            "<img src='data:image/png;base64,%%%%'></p>" % data,
            load_picture=lambda address: asked.append(address) or b"loaded",
        )
        pictures = [block for block in blocks if isinstance(block, Picture)]
        self.assertEqual([picture.data for picture in pictures[:2]], [b"picture", b"loaded"])
        self.assertAlmostEqual(pictures[0].width, 25.4)
        self.assertEqual(asked, ["/web/image/3"])

    def test_what_cannot_be_printed_vanishes(self):
        blocks = html_to_blocks(
            "<p onclick='x()'>甲</p><script>alert(1)</script><style>p{}</style><!-- 注 --><?php 1 ?>"
            "<form><input value='v'>表单</form><p style='display:none'>藏</p><blink>乙</blink>"
        )
        self.assertEqual([text_of(block) for block in blocks], ["甲", "乙"])

    def test_broken_input_gives_what_can_be_read(self):
        for html, texts in (
            (None, []),
            (False, []),
            ("", []),
            ("<p", []),
            ("<!-- 注 -->", []),
            ("&<>&amp;", ["&<>&"]),
            ("\x00甲\ud800", ["甲"]),
            ("<p><b>甲<p>乙", ["甲", "乙"]),
        ):
            with self.subTest(html=html):
                self.assertEqual([text_of(block) for block in html_to_blocks(html)], texts)

    def test_deep_nesting_ends(self):
        self.assertLessEqual(len(html_to_blocks("<div>" * 5000 + "甲")), 1)
        inner = html_to_blocks("<ul><li>" * 50 + "甲")
        self.assertEqual(text_of(inner[-1]), "甲")
