from odoo import api, models

from ..exchange.clean_html import plain_text
from ..exchange.docx_in import read_docx
from ..exchange.errors import ExchangeError


class IrAttachment(models.Model):
    """Files on items are held against the rule that this network holds no state secrets."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._govinfo_refuse_state_secrets()
        return attachments

    def write(self, vals):
        result = super().write(vals)
        if {"res_model", "raw", "datas", "name"} & set(vals):
            self._govinfo_refuse_state_secrets()
        return result

    def _govinfo_refuse_state_secrets(self):
        items = self.env["govinfo.item"]
        for attachment in self.filtered(lambda file: file.res_model == items._name):
            if not (attachment.name or "").lower().endswith(".docx"):
                continue
            try:
                text = read_docx(attachment.raw or b"")
            except ExchangeError:
                continue  # kept as it is; it is no text of an item
            items._refuse_state_secret("%s\n%s" % (text.title, plain_text(text.html)))
