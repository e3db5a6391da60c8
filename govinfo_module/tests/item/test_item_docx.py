"""A .docx becomes the text of an item: dropped into the form, attached to it, or sent over RPC."""

import base64
import io

import docx as python_docx

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ...gongwen import Para, Sheet, render_ofd
from ..common import GovinfoCase
from ..exchange.exchange_files import docx, numbering, paragraph, png, style

TITLE = "甲镇扎实推进春耕备耕"


def word():
    """A file as Word writes it, with a heading, bold, a list, a table and a picture."""
    document = python_docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph("连日来，").add_run("全镇上下").bold = True
    document.add_heading("主要做法", 2)
    document.add_paragraph("抓农资", style="List Bullet")
    document.add_table(1, 1).cell(0, 0).text = "12"
    document.add_picture(io.BytesIO(png()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def wps():
    styles = style("1", "Normal") + style("2", "heading 1", "1", 0) + style("15", "公文标题", "1")
    return docx(
        paragraph(TITLE, "15") + paragraph("主要做法", "2") + paragraph("农资充足。"), styles
    )


def libreoffice():
    styles = style("Title", "Title") + style("Heading1", "Heading 1")
    body = paragraph(TITLE, "Title") + paragraph("主要做法", "Heading1", (1, 0)) + paragraph("正文")
    return docx(body, styles, numbering([("none", "")]))


@tagged("post_install", "-at_install")
class TestItemDocx(GovinfoCase):
    def files(self, item):
        return self.env["ir.attachment"].search(
            [("res_model", "=", "govinfo.item"), ("res_id", "=", item.id)], order="id"
        )

    def test_dropped_on_the_form(self):
        items = self.env["govinfo.item"].with_user(self.officer)
        with Form(items.with_context(default_docx_name="来稿.docx")) as form:
            form.docx_file = base64.b64encode(word())
            self.assertEqual(form.name, TITLE)
        item = form.save()
        for kept in ("<strong>全镇上下</strong>", "<h2>主要做法</h2>", "<li>抓农资</li>", "<td>"):
            self.assertIn(kept, item.body)
        self.assertEqual(self.files(item).mapped("name"), ["来稿.docx", "picture-1.png"])
        self.assertEqual(self.files(item)[1].raw, png())
        self.assertFalse(item.docx_file)

    def test_what_the_writer_changed_before_saving_stays(self):
        with Form(self.env["govinfo.item"].with_user(self.officer)) as form:
            form.docx_file = base64.b64encode(word())
            form.name = "改过的标题"
        self.assertEqual(form.save().name, "改过的标题")

    def test_files_of_every_origin_over_rpc(self):
        for origin in (word, wps, libreoffice):
            with self.subTest(origin=origin.__name__):
                vals = {"unit_id": self.unit.id, "docx_file": base64.b64encode(origin())}
                item = self.env["govinfo.item"].with_user(self.officer).create(vals)
                self.assertEqual(item.name, TITLE)
                self.assertIn("主要做法", item.body)
                self.assertNotIn(TITLE, item.body)

    def test_an_ofd_becomes_an_item(self):
        ofd = render_ofd(Sheet(TITLE, [Para("连日来，全镇上下抢抓农时。"), Para("农资充足。")]))
        items = self.env["govinfo.item"].with_user(self.officer)
        with Form(items) as form:
            form.docx_file = base64.b64encode(ofd)
            self.assertEqual(form.name, TITLE)
        item = form.save()
        self.assertEqual(item.body, "<p>连日来，全镇上下抢抓农时。</p><p>农资充足。</p>")
        self.assertEqual(self.files(item).mapped("name"), [TITLE + ".ofd"])
        other = self.make_item()
        self.env["ir.attachment"].with_user(self.officer).create(
            {"name": "来稿.OFD", "raw": ofd, "res_model": other._name, "res_id": other.id}
        )
        other.action_take_docx()
        self.assertEqual((other.name, other.body), (item.name, item.body))

    def test_attached_and_then_taken_over(self):
        item = self.make_item()
        with self.assertRaises(UserError):
            item.action_take_docx()
        self.env["ir.attachment"].with_user(self.officer).create(
            {"name": "来稿.DOCX", "raw": word(), "res_model": item._name, "res_id": item.id}
        )
        item.action_take_docx()
        self.assertEqual(item.name, TITLE)
        self.assertEqual(self.files(item).mapped("name"), ["来稿.DOCX", "picture-1.png"])

    def test_unusable_files_lose_nothing(self):
        item = self.make_item()
        body = item.body
        for data in (b"", b"no docx", word()[:2000], b"x" * 31 * 1024 * 1024):
            with self.subTest(size=len(data)):
                if data:
                    with self.assertRaises(UserError):
                        item.write({"docx_file": base64.b64encode(data)})
                self.assertEqual(item.body, body)
        form = Form(self.env["govinfo.item"].with_user(self.officer))
        form.name = "已写的标题"
        with self.assertLogs("odoo.tests", "WARNING") as log:
            form.docx_file = base64.b64encode(b"no docx")
        self.assertIn(".docx", log.output[0])
        self.assertEqual((form.name, form.docx_file), ("已写的标题", False))

    def test_a_marked_file_is_refused_everywhere(self):
        secret = docx(paragraph("机密★10年") + paragraph(TITLE) + paragraph("正文"))
        item = self.make_item()
        with self.assertRaises(ValidationError):
            item.write({"docx_file": base64.b64encode(secret)})
        with self.assertRaises(ValidationError):
            self.env["ir.attachment"].create(
                {"name": "涉密.docx", "raw": secret, "res_model": item._name, "res_id": item.id}
            )
        loose = self.env["ir.attachment"].create({"name": "涉密.docx", "raw": secret})
        with self.assertRaises(ValidationError):
            loose.write({"res_model": item._name, "res_id": item.id})

    def test_others_cannot_change_a_text_by_file(self):
        item = self.submit(self.make_item())
        with self.assertRaises(UserError):
            item.with_user(self.officer).write({"docx_file": base64.b64encode(word())})
        self.assertFalse(self.files(item))
