"""An issue on paper: the document, its PDF, the preview."""

from odoo import _, api, fields, models

from ...documents import issue_document
from ...gongwen import render
from ...helpers.foundation.readable import pdf_viewer


class GovinfoIssue(models.Model):
    _inherit = "govinfo.issue"

    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.depends("line_ids", "write_date", "line_ids.write_date")
    def _compute_preview(self):
        for issue in self:
            if not issue.id:
                issue.preview = False
                continue
            moments = [issue.write_date, *issue.line_ids.mapped("write_date")]
            stamp = max(moment for moment in moments if moment)
            address = "%s?as=%d" % (issue._pdf_address(), stamp.timestamp())
            issue.preview = pdf_viewer(address)

    def _pdf_address(self):
        return "/govinfo/issue/%d/pdf" % self.id

    def action_preview_pdf(self):
        """Open the PDF: the published one, or how it would look now."""
        self.check_access("read")
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self._pdf_address(), "target": "new"}

    def _pdf(self):
        """The final PDF of a published issue, or one made from what stands there now."""
        self.ensure_one()
        # sudo: who may read the issue may read its PDF
        return self.sudo().attachment_id.raw or self._render().pdf

    def _render(self):
        """The issue laid out. Equal contents give equal bytes."""
        return render(self._document(), **self.company_id._govinfo_print())

    def _document(self):
        """The content of the issue as it stands now."""
        return issue_document(self._print_values(), self._load_picture)

    def _print_values(self):
        publication, company = self.publication_id, self.company_id
        return {
            "masthead": publication._printed_masthead(),
            "kind": publication.kind,
            "number": self.number,
            "serial": self.serial if publication.prints_serial else 0,
            "organ": company.govinfo_organ or company.name,
            "date": str(self.date),
            "secrecy": self.secrecy,
            "head_notice": publication.head_notice or "",
            "signer": self.approver_id.name or "",
            "compiler": self.compiler_id.name,
            "editor_note": self.editor_note or "",
            "report_to": self.report_to or "",
            "send_to": self.send_to or "",
            "copy_to": self.copy_to or "",
            "print_run": publication.print_run,
            "pieces": [
                {"title": line.name or "", "body": line.body or "", "source": line.source or ""}
                for line in self.line_ids
            ],
        }

    def _note_print_faults(self):
        """Say in the chatter what cannot be printed as it was written; the form shows it anyhow."""
        if self._is_secret():
            return
        result = self._render()
        faults = (
            [_("No font has these characters: %s", " ".join(sorted(result.missing)))]
            if result.missing
            else []
        )
        if result.dropped:
            faults.append(_("Left out in print: %s", "、".join(result.dropped)))
        for fault in faults:
            self.sudo().message_post(body=fault)  # sudo: the note is the system's
