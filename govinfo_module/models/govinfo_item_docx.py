"""A .docx becomes the text of an item, its pictures and itself attachments."""

import base64

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..exchange.clean_html import plain_text
from ..exchange.docx_in import read_docx
from ..exchange.errors import ExchangeError
from .exchange_errors import sentence, user_error


class GovinfoItemDocx(models.Model):
    """The file is dropped into ``docx_file``, or on the messages and then taken over by a button."""

    _inherit = "govinfo.item"

    docx_file = fields.Binary("Text from .docx", compute="_compute_docx_file", readonly=False)
    docx_name = fields.Char(compute="_compute_docx_file", readonly=False)

    def _compute_docx_file(self):
        # only a way in: the file is kept as an attachment
        self.docx_file = self.docx_name = False

    @api.model
    def _read_docx(self, data):
        """Title, text and pictures of a .docx; state secrets and unusable files are refused."""
        text = read_docx(data, picture_name=_("picture-%d"))
        self._refuse_state_secret("%s\n%s" % (text.title, plain_text(text.html)))
        return text

    @api.onchange("docx_file")
    def _onchange_docx_file(self):
        if not self.docx_file:
            return None
        try:
            text = self._read_docx(base64.b64decode(self.docx_file))
        except ExchangeError as error:
            self.docx_file = self.docx_name = False
            return {"warning": {"title": _("Text from .docx"), "message": sentence(self, error)}}
        self.name = text.title or self.name
        self.body = text.html
        if not text.warnings:
            return None
        notes = "\n".join(sentence(self, warning) for warning in text.warnings)
        return {"warning": {"title": _("Text from .docx"), "message": notes}}

    @api.model_create_multi
    def create(self, vals_list):
        files = [self._pop_docx(vals) for vals in vals_list]
        items = super().create(vals_list)
        for item, taken in zip(items, files):
            item._attach_docx(*taken)
        return items

    def write(self, vals):
        taken = self._pop_docx(vals)
        result = super().write(vals)
        for item in self:
            item._attach_docx(*taken)
        return result

    @api.model
    def _pop_docx(self, vals):
        """Take a .docx out of ``vals``; title and text that are not given come from it."""
        content, name = vals.pop("docx_file", None), vals.pop("docx_name", None)
        if not content:
            return None, None, None
        data = base64.b64decode(content)
        try:
            text = self._read_docx(data)
        except ExchangeError as error:
            raise user_error(self, error) from error
        vals.setdefault("name", text.title)
        vals.setdefault("body", text.html)
        return text, data, name

    def _attach_docx(self, text, data, name):
        """Keep the file and its pictures with the item."""
        if not text:
            return
        self._attach([(name or "%s.docx" % self.name, data)])
        self._attach([(picture.name, picture.data) for picture in text.pictures])

    def _attach(self, files):
        self.env["ir.attachment"].create(
            [
                {"name": name, "raw": data, "res_model": self._name, "res_id": self.id}
                for name, data in files
            ]
        )

    def action_take_docx(self):
        """Take title and text from the newest .docx that was dropped on the item."""
        self.ensure_one()
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("name", "=ilike", "%.docx"),
            ],
            order="id desc",
            limit=1,
        )
        if not attachment:
            raise UserError(_("Attach the .docx first: drop it on the messages below the form."))
        try:
            text = self._read_docx(attachment.raw)
        except ExchangeError as error:
            raise user_error(self, error) from error
        self.write({"name": text.title or self.name, "body": text.html})
        self._attach([(picture.name, picture.data) for picture in text.pictures])
        return True
