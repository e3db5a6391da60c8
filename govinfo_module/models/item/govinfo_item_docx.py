"""A .docx or .ofd becomes the text of an item, its pictures and itself attachments."""

import base64

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...exchange.clean_html import plain_text
from ...exchange.errors import ExchangeError
from ...exchange.text_in import SUFFIXES, read_text, suffix
from ...helpers.foundation.exchange_errors import sentence, user_error


class GovinfoItem(models.Model):
    """The file is dropped into ``docx_file``, or on the messages and then taken over by a button."""

    _inherit = "govinfo.item"

    # only a way in: the file is kept as an attachment
    docx_file = fields.Binary("Text from .docx or .ofd", store=False, attachment=False)
    docx_name = fields.Char(store=False)

    def _check_may_read_files(self):
        """Only who may write the item, or a new one, has the server read a file."""
        self.check_access("write" if self._origin else "create")

    @api.model
    def _file_bytes(self, content):
        """The bytes of a file as a client sends it."""
        try:
            return base64.b64decode(content)
        except (TypeError, ValueError) as error:
            raise UserError(_("The file did not arrive whole. Choose it again.")) from error

    @api.model
    def _read_docx(self, data):
        """Title, text and pictures of a .docx or .ofd; state secrets and unusable files are refused."""
        text = read_text(data, picture_name=_("picture-%d"))
        self._refuse_state_secret("%s\n%s" % (text.title, plain_text(text.html)))
        return text

    @api.onchange("docx_file")
    def _onchange_docx_file(self):
        if not self.docx_file:
            return None
        self._check_may_read_files()
        try:
            text = self._read_docx(self._file_bytes(self.docx_file))
        except ExchangeError as error:
            self.docx_file = self.docx_name = False
            return {
                "warning": {"title": _("Text from .docx or .ofd"), "message": sentence(self, error)}
            }
        self.name = text.title or self.name
        self.body = text.html
        if not text.warnings:
            return None
        notes = "\n".join(sentence(self, warning) for warning in text.warnings)
        return {"warning": {"title": _("Text from .docx or .ofd"), "message": notes}}

    def _pop_docx(self, vals):
        """Take the file out of ``vals``; title and text that are not given come from it."""
        content, name = vals.pop("docx_file", None), vals.pop("docx_name", None)
        if not content:
            return None, None, None
        self._check_may_read_files()
        data = self._file_bytes(content)
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
        self._attach([(name or self.name + suffix(data), data)])
        self._attach([(picture.name, picture.data) for picture in text.pictures])

    def _attach(self, files):
        self.env["ir.attachment"].create(
            [
                {"name": name, "raw": data, "res_model": self._name, "res_id": self.id}
                for name, data in files
            ]
        )

    def action_take_docx(self):
        """Take title and text from the newest .docx or .ofd that was dropped on the item."""
        self.check_access("read")
        self.ensure_one()
        self._check_may_read_files()
        own = Domain("res_model", "=", self._name) & Domain("res_id", "=", self.id)
        named = Domain.OR(Domain("name", "=ilike", "%" + ending) for ending in SUFFIXES)
        attachment = self.env["ir.attachment"].search(own & named, order="id desc", limit=1)
        if not attachment:
            raise UserError(
                _("Attach the .docx or .ofd first: drop it on the messages below the form.")
            )
        try:
            text = self._read_docx(attachment.raw)
        except ExchangeError as error:
            raise user_error(self, error) from error
        self.write({"name": text.title or self.name, "body": text.html})
        self._attach([(picture.name, picture.data) for picture in text.pictures])
        return True
