import hashlib

from odoo import _, fields, models
from odoo.exceptions import UserError

from ...gongwen import render_both, render_docx, render_pdf

PDF, OFD = "application/pdf", "application/ofd"


class GovinfoDocumentMixin(models.AbstractModel):
    """Records that are official documents; they say what in ``_document``."""

    _name = "govinfo.document.mixin"
    _description = "Official Document"

    attachment_id = fields.Many2one("ir.attachment", "PDF", readonly=True, copy=False)
    sha256 = fields.Char("SHA-256 of the PDF", readonly=True, copy=False)
    ofd_id = fields.Many2one("ir.attachment", "OFD", readonly=True, copy=False)
    ofd_sha256 = fields.Char("SHA-256 of the OFD", readonly=True, copy=False)

    def _document(self):
        """The content of the document, see ``gongwen.content``."""
        raise NotImplementedError

    def _render_pdf(self):
        """The PDF as the county prints."""
        return render_pdf(self._document(), **self.company_id._govinfo_print())

    def _render_docx(self):
        """The same for editing in Word or WPS."""
        return render_docx(self._document(), **self.company_id._govinfo_print())

    def _keep_files(self, documents):
        """PDF and OFD of each of these records as files that nobody changes or deletes.

        ``documents``: name of the file and content for each record, in their order. Gives for each what
        it keeps of them: the files and their hashes.
        """
        files = []
        for record, (name, document) in zip(self, documents):
            pdf, ofd = render_both(document, **record.company_id._govinfo_print())
            files.append((record, "%s.pdf" % name, pdf, PDF))
            files.append((record, "%s.ofd" % name, ofd, OFD))
        kept = self.env["ir.attachment"]._govinfo_lock_files(files)
        hashes = [hashlib.sha256(content).hexdigest() for _record, _name, content, _type in files]
        return [
            {
                "attachment_id": kept[place].id,
                "sha256": hashes[place],
                "ofd_id": kept[place + 1].id,
                "ofd_sha256": hashes[place + 1],
            }
            for place in range(0, len(files), 2)
        ]

    def action_ofd(self):
        """Download the OFD, which was made together with the PDF."""
        self.ensure_one()
        self.check_access("read")
        file = self.sudo().ofd_id  # sudo: who may read the document may read its files
        if not file:
            raise UserError(_("%s: there is no OFD; it is made on publication.", self.display_name))
        address = "/web/content/%d?download=true" % file.id
        return {"type": "ir.actions.act_url", "url": address, "target": "self"}

    def action_docx(self):
        """Download the document for editing in Word or WPS."""
        self.check_access("read")
        self.ensure_one()
        address = "/govinfo/docx/%s/%d" % (self._name, self.id)
        return {"type": "ir.actions.act_url", "url": address, "target": "new"}
