"""Two versions of a text are shown as one, with what is in and what is out."""

import random
import re
import time

from ....exchange.clean_html import clean, parse, plain_text
from ....exchange.versions.diff import html_diff
from ...pure import PureCase, tagged


def bare(html):
    """Without the colours."""
    return re.sub(r' style="[^"]*"', "", html)


def side(html, dropped):
    """The text of one version of a comparison."""
    root = parse(html)
    for node in list(root.iter(dropped)):
        node.drop_tree()
    return re.sub(r"\s", "", root.text_content())


@tagged("post_install", "-at_install")
class TestDiff(PureCase):
    def check(self, old, new, expected):
        self.assertEqual(bare(html_diff(old, new)), expected)

    def test_chinese_words(self):
        self.check(
            "<p>今年以来，平桥镇大力开展防汛工作。共排查隐患点12处。</p>",
            "<p>今年以来，平桥镇积极开展防汛抗旱工作。共排查隐患点15处。</p>",
            "<p>今年以来，平桥镇<del>大力</del><ins>积极</ins>开展防汛<ins>抗旱</ins>工作。"
            "共排查隐患点<del>12</del><ins>15</ins>处。</p>",
        )

    def test_western_words_keep_their_spaces(self):
        self.check(
            "<p>the quick brown fox</p>",
            "<p>the slow brown <b>fox</b></p>",
            "<p>the <del>quick</del><ins>slow</ins> brown <b>fox</b></p>",
        )

    def test_paragraphs(self):
        self.check(
            "<p>第一段内容保留。</p><p>第二段删除了的。</p><p>第三段内容。</p>",
            "<p>第一段内容保留。</p><p>第三段内容增加一些。</p><p>另起一段</p>",
            "<p>第一段内容保留。</p><p><del>第二段删除了的。</del></p>"
            "<p>第三段内容<ins>增加一些</ins>。</p><p><ins>另起一段</ins></p>",
        )

    def test_no_islands(self):
        """A single character between two changes is part of them, a word stays."""
        self.check(
            "<p>群众的满意度明显上升。</p>",
            "<p>居民和幸福感显著上升。</p>",
            "<p><del>群众的满意度明显</del><ins>居民和幸福感显著</ins>上升。</p>",
        )
        self.check(
            "<p>大力开展工作</p>",
            "<p>积极开展专项工作</p>",
            "<p><del>大力</del><ins>积极</ins>开展<ins>专项</ins>工作</p>",
        )

    def test_numbers_and_words_are_whole(self):
        self.check(
            "<p>同比增长17.49%，发放1,286份COVID-19资料</p>",
            "<p>同比增长17.4%，发放1,299份COVID-20资料</p>",
            "<p>同比增长<del>17.49%</del><ins>17.4%</ins>，发放"
            "<del>1,286份COVID-19</del><ins>1,299份COVID-20</ins>资料</p>",
        )

    def test_changes_begin_and_end_at_stops(self):
        self.check(
            "<p>甲镇开展防汛，丙镇开展抗旱。</p>",
            "<p>甲镇开展防汛，乙镇开展防汛，丙镇开展抗旱。</p>",
            "<p>甲镇开展防汛，<ins>乙镇开展防汛，</ins>丙镇开展抗旱。</p>",
        )

    def test_a_title_that_is_all_new_is_one_line(self):
        self.check(
            "<h1>旧题</h1><p>文。</p>",
            "<h1>新名</h1><p>文。</p>",
            "<h1><del>旧题</del></h1><h1><ins>新名</ins></h1><p>文。</p>",
        )

    def test_structure_stays(self):
        html = (
            '<table><thead><tr><th colspan="2">合计</th></tr></thead><tbody><tr><td rowspan="2">甲'
            "</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>"
            '<ol start="3"><li>丙<ul><li>丁</li></ul></li></ol><blockquote><p>引</p></blockquote>'
        )
        self.check(html, html, html)

    def test_lists(self):
        self.check(
            "<ul><li>甲项工作</li><li>乙</li></ul><p>尾</p>",
            "<ul><li>甲项重点工作</li></ul><p>尾</p>",
            "<ul><li>甲项<ins>重点</ins>工作</li><li><del>乙</del></li></ul><p>尾</p>",
        )
        self.check(
            "<ol><li>甲</li></ol><p>尾</p>",
            "<p>尾</p>",
            "<ol><li><del>甲</del></li></ol><p>尾</p>",
        )

    def test_tables(self):
        self.check(
            "<table><tr><td>1</td><td>甲</td></tr><tr><td>9</td><td>丙</td></tr></table>",
            "<table><tr><td>2</td><td>甲</td></tr><tr><td>3</td><td>乙</td><td>x</td></tr></table>",
            "<table><tr><td><del>1</del><ins>2</ins></td><td>甲</td></tr>"
            "<tr><td><del>9</del></td><td><del>丙</del></td></tr>"
            "<tr><td><ins>3</ins></td><td><ins>乙</ins></td><td><ins>x</ins></td></tr></table>",
        )

    def test_nothing_and_equal(self):
        self.check(None, "", "")
        self.check("", "<p>新</p>", "<p><ins>新</ins></p>")
        self.check("<p>旧</p>", "", "<p><del>旧</del></p>")
        self.check("<p>一 样 &amp;lt;</p>", "<p>一 样 &amp;lt;</p>", "<p>一 样 &amp;lt;</p>")

    def test_nothing_acts(self):
        html = html_diff(
            "<p>甲<img src=x onerror=alert(1)></p>",
            "<p onclick=x>甲<script>alert(1)</script>&lt;script&gt;"
            "<a href='javascript:x'>乙</a><ins style='x' onclick='y'>丙</ins></p>",
        )
        self.assertEqual(bare(html), bare(clean(bare(html))))
        self.assertNotIn("<script", html)
        self.assertNotIn("onclick", html)
        self.assertNotIn("javascript", html)

    def test_both_versions_can_be_read_back(self):
        """Whatever the change, one side shows the new text and the other holds all of the old."""
        chance = random.Random(5)
        tags = ["p", "h1", "li", "td", "strong", "em", "ul", "tr", "table", "br", "div"]

        def html():
            pieces = []
            for _number in range(chance.randrange(25)):
                tag = chance.choice(tags)
                pieces.append(chance.choice(["<%s>" % tag, "</%s>" % tag, ""]))
                pieces.append("".join(chance.choices("甲乙丙丁，。 ab1", k=chance.randrange(12))))
            return "".join(pieces)

        for number in range(400):
            old, new = html(), html()
            if number % 2:
                new = old.replace("甲", "戊", 1).replace("</p>", "", 1)
            with self.subTest(old=old, new=new):
                result = html_diff(old, new)
                squeezed = [re.sub(r"\s", "", plain_text(text)) for text in (old, new)]
                self.assertEqual(side(result, "del"), squeezed[1])
                self.assertEqual(sorted(side(result, "ins")), sorted(squeezed[0]))

    def test_a_long_paragraph(self):
        """Too long to be compared at once, it still shows only what was changed."""
        sentences = ["第%d个村完成了当年的任务。" % number for number in range(2000)]
        old = "<p>%s</p>" % "".join(sentences)
        sentences[700] = sentences[700].replace("完成了", "超额完成")
        del sentences[1500]
        new = "<p>%s</p>" % "".join(sentences)
        marks = re.findall("<(ins|del)>(.*?)</", bare(html_diff(old, new)))
        self.assertEqual(
            marks, [("ins", "超额"), ("del", "了"), ("del", "第1500个村完成了当年的任务。")]
        )

    def test_many_short_paragraphs(self):
        """So many that only those that occur once are looked for."""
        lines = ["<p>%d</p>" % number for number in range(12000)]
        old = "".join(lines)
        del lines[5000]
        lines[11900] = "<p>x</p>"
        marks = re.findall(
            "<(ins|del)>(.*?)</", bare(html_diff(old, "".join(["<p>新</p>", *lines])))
        )
        self.assertEqual(
            sorted(marks), sorted([("ins", "新"), ("del", "5000"), ("del", "11901"), ("ins", "x")])
        )

    def test_hostile_texts(self):
        """What matches everywhere, and what never ends, takes bounded time."""
        chance = random.Random(5)
        for paragraph in (300000, 1500, 20):
            with self.subTest(paragraph):
                texts = [
                    "".join(
                        "<p>%s</p>" % "".join(chance.choices("甲乙", k=paragraph))
                        for _paragraph in range(300000 // paragraph)
                    )
                    for _side in range(2)
                ]
                start = time.process_time()
                html_diff(*texts)
                self.assertLess(time.process_time() - start, 20)

    def test_long_texts(self):
        chance = random.Random(5)
        characters = [chr(0x4E00 + number) for number in range(900)]
        weights = [1 / (number + 3) for number in range(900)]
        texts = [
            "<p>%s。</p>" % "".join(chance.choices(characters, weights, k=50000)) for _ in range(2)
        ]
        start = time.process_time()
        html_diff(*texts)
        self.assertLess(time.process_time() - start, 10)
