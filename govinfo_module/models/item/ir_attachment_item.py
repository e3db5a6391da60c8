from odoo import _, api, models
from odoo.exceptions import AccessError

from ..foundation.search.ir_attachment_search import WATCHED

KEPT = ("accepted", "archived")


class IrAttachment(models.Model):
    """Files on items are held against the rule that this network holds no state secrets.

    Once the item is accepted they are evidence: nobody changes or deletes them.
    """

    _inherit = "ir.attachment"

    def write(self, vals):
        if not WATCHED.isdisjoint(vals):
            self._govinfo_check_evidence()
        return super().write(vals)

    def unlink(self):
        self._govinfo_check_evidence()
        return super().unlink()

    def _govinfo_check_evidence(self):
        """Raise when one of these files lies on an accepted item; also for the superuser, as whom the
        client deletes."""
        files = self.sudo().filtered(  # sudo: in what state the item is, nothing else
            lambda file: file.res_model == "govinfo.item" and file.res_id and not file.res_field
        )
        items = self.env["govinfo.item"].sudo().browse(files.mapped("res_id")).exists()
        if any(item.state in KEPT for item in items):
            raise AccessError(_("The files of an accepted item are kept as they are."))

    @api.model
    def _govinfo_check_words(self, model, text):
        super()._govinfo_check_words(model, text)
        if model == "govinfo.item":
            self.env[model]._refuse_state_secret(text)
