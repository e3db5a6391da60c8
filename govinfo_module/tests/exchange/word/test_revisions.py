"""Changes go out as revisions of Word, and come back from Word, WPS and LibreOffice."""

from datetime import datetime

from ....exchange import errors
from ....exchange.word.docx_in import read_docx
from ....exchange.word.docx_out import write_docx
from ....exchange.word.revisions_in import Change, read_revisions
from ....exchange.word.revisions_out import Manuscript, chain_docx, revisions_docx
from ...pure import PureCase, tagged
from ..exchange_files import docx, paragraph
from .revision_cases import W, opened, settled

WHEN = datetime(2026, 10, 9, 8, 30)
BY = 'w:id="1" w:author="甲" w:date="2026-10-09T08:30:00Z"'
OLD = (
    "<p>平桥镇大力开展防汛工作，共排查12处。</p><p>此段删去。</p><ol><li>甲项<ul><li>其一</li></ul>"
    "</li></ol><table><tr><td>镇</td><td>数</td></tr><tr><td>平桥</td><td>9</td></tr></table><p>完</p>"
)
NEW = (
    "<p>平桥镇积极开展防汛抗旱工作，共<strong>排查</strong>15处。</p><h2>小标题</h2><ol><li>甲项工作"
    "<ul><li>其一</li></ul></li><li>乙项</li></ol><table><tr><td>镇</td><td>数</td></tr><tr><td>平桥"
    "</td><td>8</td></tr><tr><td>白鹤</td><td>3</td></tr></table><p>完</p>"
)


def run(text, tag="t", properties=""):
    return "<w:r><w:rPr>%s</w:rPr><w:%s>%s</w:%s></w:r>" % (properties, tag, text, tag)


def came(tag, content):
    return "<w:%s %s>%s</w:%s>" % (tag, BY, content, tag)


def marked(tag, content):
    """A paragraph whose end came or went."""
    return "<w:p><w:pPr><w:rPr><w:%s %s/></w:rPr></w:pPr>%s</w:p>" % (tag, BY, content)


@tagged("post_install", "-at_install")
class TestRevisionsOut(PureCase):
    def test_there_and_back(self):
        data = revisions_docx(OLD, NEW, "采编员甲", WHEN, "防汛情况", "防汛抗旱情况")
        result = read_revisions(data)
        self.assertEqual(result.accepted, read_docx(write_docx("防汛抗旱情况", NEW)))
        self.assertEqual(result.rejected, read_docx(write_docx("防汛情况", OLD)))
        self.assertEqual(
            [(change.kind, change.text) for change in result.changes],
            [
                ("insert", "抗旱"),
                ("delete", "大力"),
                ("insert", "积极"),
                ("insert", "抗旱"),
                ("format", "排查"),
                ("delete", "12"),
                ("insert", "15"),
                ("delete", "此段删去。"),
                ("insert", "小标题"),
                ("insert", "工作"),
                ("insert", "乙项"),
                ("delete", "9"),
                ("insert", "8"),
                ("insert", "白鹤\n3"),
            ],
        )
        self.assertEqual({(c.author, c.date) for c in result.changes}, {("采编员甲", WHEN)})

    def test_each_revision_has_its_number(self):
        body = opened(revisions_docx(OLD, NEW, "采编员甲", WHEN))
        numbers = [node.get(W + "id") for node in body.iter() if node.get(W + "author")]
        self.assertEqual(len(set(numbers)), len(numbers))
        self.assertGreater(len(numbers), 10)

    def test_equal_texts_have_no_revisions(self):
        self.assertEqual(revisions_docx(OLD, OLD, "甲", WHEN, "题", "题"), write_docx("题", OLD))

    def test_nothing_on_one_side(self):
        for old, new in (("", NEW), (OLD, ""), (None, NEW)):
            result = read_revisions(revisions_docx(old, new, "甲", WHEN))
            for text, html in ((result.accepted, new), (result.rejected, old)):
                if html:
                    self.assertEqual(text, read_docx(write_docx("", html)))
                else:
                    self.assertEqual((text.title, text.html), ("", ""))
        with self.assertRaises(errors.NoText):
            read_revisions(revisions_docx("", "", "甲", WHEN))

    def test_a_table_in_place_of_a_paragraph(self):
        """The paragraph that goes never stands right before the table that stays."""
        texts = [
            "<p>前面一段。</p>%s<p>后面一段。</p>" % middle
            for middle in ("<p>删去的话</p>", "<table><tr><td>3</td></tr></table>")
        ]
        for old, new in (texts, texts[::-1]):
            data = revisions_docx(old, new, "甲", WHEN, "题", "题")
            for accept, html in ((True, new), (False, old)):
                self.assertEqual(settled(data, accept), settled(write_docx("题", html), True))

    def test_a_column_more(self):
        """No row is wider for it when the change is rejected."""
        old = "<table><tr><td>镇</td><td>数</td></tr></table>"
        new = "<table><tr><td>镇</td><td>数</td><td>比</td></tr></table>"
        result = read_revisions(revisions_docx(old, new, "甲", WHEN, "题", "题"))
        for text, columns in ((result.accepted, 3), (result.rejected, 2)):
            self.assertEqual(text.html.count("<td>"), columns)
            self.assertNotIn("colspan", text.html)

    def test_authors_of_a_chain(self):
        data = chain_docx(
            [
                Manuscript("题", "<p>全镇开展防汛工作。</p><p>完。</p>"),
                Manuscript("题", "<p>全镇大力开展防汛工作。</p><p>完。</p>", "甲", WHEN),
                Manuscript(
                    "题",
                    "<p>全镇大力开展抗旱工作。</p><p>又一段。</p><p>完。</p>",
                    "乙",
                    WHEN.replace(day=10),
                ),
                Manuscript("题", "<p>大力开展抗旱工作。</p><p>又一段。</p><p>完。</p>", "丙", WHEN),
            ]
        )
        self.assertEqual(
            [(c.kind, c.author, c.date.day, c.text) for c in read_revisions(data).changes],
            [
                ("delete", "丙", 9, "全镇"),
                ("insert", "甲", 9, "大力"),
                ("delete", "乙", 10, "防汛"),
                ("insert", "乙", 10, "抗旱"),
                ("insert", "乙", 10, "又一段。"),
            ],
        )

    def test_rows_of_a_chain(self):
        row = "<tr><td>%s</td></tr>"
        texts = [
            "<table>%s</table>" % "".join(row % t for t in rows)
            for rows in ("甲", "甲乙", "甲乙丙")
        ]
        data = chain_docx(
            [Manuscript("题", text, "第%d人" % at, WHEN) for at, text in enumerate(texts)]
        )
        rows = [row.find("%strPr/%sins" % (W, W)) for row in opened(data).iter(W + "tr")]
        self.assertEqual(
            [None if row is None else row.get(W + "author") for row in rows],
            [None, "第1人", "第2人"],
        )


@tagged("post_install", "-at_install")
class TestRevisionsIn(PureCase):
    def check(self, body, accepted, rejected, *changes):
        result = read_revisions(docx(paragraph("标题") + body))
        self.assertEqual(result.accepted.html, accepted)
        self.assertEqual(result.rejected.html, rejected)
        self.assertEqual(
            result.changes, tuple(Change(kind, "甲", WHEN, text) for kind, text in changes)
        )

    def test_runs(self):
        inside = came("ins", run("新") + run("增")) + came("del", run("旧", "delText")) + run("文")
        self.check(
            "<w:p>%s</w:p>" % inside,
            "<p>新增文</p>",
            "<p>旧文</p>",
            ("insert", "新增"),
            ("delete", "旧"),
        )

    def test_inserted_and_deleted_again(self):
        inside = run("甲") + came("ins", came("del", run("乙", "delText")))
        self.check("<w:p>%s</w:p>" % inside, "<p>甲</p>", "<p>甲</p>", ("delete", "乙"))

    def test_moves(self):
        body = (
            marked("moveFrom", '<w:moveFromRangeStart w:id="3"/>' + came("moveFrom", run("移")))
            + "<w:p>%s</w:p>" % run("中")
            + marked("moveTo", came("moveTo", run("移")))
            + "<w:p>%s</w:p>" % run("尾")
        )
        self.check(
            body,
            "<p>中</p><p>移</p><p>尾</p>",
            "<p>移</p><p>中</p><p>尾</p>",
            ("move_from", "移"),
            ("move_to", "移"),
        )

    def test_ends_of_paragraphs(self):
        self.check(
            marked("ins", run("甲")) + "<w:p>%s</w:p>" % run("乙"),
            "<p>甲</p><p>乙</p>",
            "<p>甲乙</p>",
            ("insert", "\n"),
        )
        self.check(
            marked("del", run("甲")) + "<w:p>%s</w:p>" % run("乙"),
            "<p>甲乙</p>",
            "<p>甲</p><p>乙</p>",
            ("delete", "\n"),
        )

    def test_rows_and_cells(self):
        def row(text, properties="", cell=""):
            return (
                "<w:tr><w:trPr>%s</w:trPr><w:tc><w:tcPr>%s</w:tcPr><w:p>%s</w:p></w:tc>"
                "<w:tc><w:p>%s</w:p></w:tc></w:tr>" % (properties, cell, run(text), run("乙"))
            )

        table = "<w:tbl>%s</w:tbl><w:p/>"
        whole = "<tr><td><p>%s</p></td><td><p>乙</p></td></tr>"
        gone = "<tr><td><p>乙</p></td></tr>"
        for tag, kind in (("ins", "insert"), ("del", "delete")):
            both = "<table>%s</table>" % (whole % "甲" + whole % "丙")
            one = "<table>%s</table>" % whole % "甲"
            texts = (both, one) if tag == "ins" else (one, both)
            body = table % (row("甲") + row("丙", "<w:%s %s/>" % (tag, BY)))
            self.check(body, *texts, (kind, "丙\n乙"))
        body = table % row("甲", cell="<w:cellDel %s/>" % BY)
        self.check(body, "<table>%s</table>" % gone, "<table>%s</table>" % whole % "甲")

    def test_a_table_that_goes(self):
        row = "<w:tr><w:trPr><w:del %s/></w:trPr><w:tc><w:p>%s</w:p></w:tc></w:tr>"
        body = "<w:p>%s</w:p><w:tbl>%s</w:tbl><w:p>%s</w:p>" % (
            run("前"),
            row % (BY, came("del", run("表", "delText"))),
            run("后"),
        )
        self.check(
            body,
            "<p>前</p><p>后</p>",
            "<p>前</p><table><tr><td><p>表</p></td></tr></table><p>后</p>",
            ("delete", "表"),
        )

    def test_formats(self):
        look = "<w:b/><w:rPrChange %s><w:rPr><w:i/></w:rPr></w:rPrChange>" % BY
        self.check(
            "<w:p>%s</w:p>" % run("粗", properties=look),
            "<p><strong>粗</strong></p>",
            "<p><em>粗</em></p>",
            ("format", "粗"),
        )
        style = (
            '<w:pPr><w:outlineLvl w:val="1"/><w:pPrChange %s><w:pPr/></w:pPrChange></w:pPr>' % BY
        )
        self.check(
            "<w:p>%s%s</w:p>" % (style, run("题")), "<h2>题</h2>", "<p>题</p>", ("format", "题")
        )

    def test_no_date(self):
        body = "<w:p><w:ins w:id='1' w:author='甲' w:date='soon'>%s</w:ins></w:p>" % run("新")
        (change,) = read_revisions(docx(paragraph("标题") + body)).changes
        self.assertEqual(change, Change("insert", "甲", None, "新"))

    def test_plain_files_have_no_changes(self):
        result = read_revisions(write_docx("题", OLD))
        self.assertEqual(result.accepted, result.rejected)
        self.assertEqual(result.changes, ())

    def test_what_is_no_file(self):
        with self.assertRaises(errors.WrongFormat):
            read_revisions(b"%PDF-1.4")
