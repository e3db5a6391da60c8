from odoo import models

from ..gongwen import render_docx, render_pdf


class GovinfoDocumentMixin(models.AbstractModel):
    """Records that are official documents; they say what in ``_document``."""

    _name = "govinfo.document.mixin"
    _description = "Official Document"

    def _document(self):
        """The content of the document, see ``gongwen.content``."""
        raise NotImplementedError

    def _render_pdf(self):
        """The PDF as the county prints."""
        return render_pdf(self._document(), **self.company_id._govinfo_print())

    def _render_docx(self):
        """The same for editing in Word or WPS."""
        return render_docx(self._document(), **self.company_id._govinfo_print())

    def action_docx(self):
        """Download the document for editing in Word or WPS."""
        self.ensure_one()
        address = "/govinfo/docx/%s/%d" % (self._name, self.id)
        return {"type": "ir.actions.act_url", "url": address, "target": "new"}
