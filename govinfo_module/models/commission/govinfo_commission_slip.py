from odoo import _, fields, models

from ...documents import slip_document
from ...gongwen import render_pdf


class GovinfoCommission(models.Model):
    """The slip of a commission (约稿单) that goes to the units with the message."""

    _inherit = "govinfo.commission"

    slip_id = fields.Many2one("ir.attachment", "Slip", readonly=True, copy=False)

    def _make_slip(self):
        """Lay out the slip; once issued it is locked, earlier ones are kept as files."""
        content = render_pdf(slip_document(self._slip_values()), **self.company_id._govinfo_print())
        name = _("Commission slip (%s).pdf", self.name.replace("/", "-"))
        files = self.env["ir.attachment"].sudo()  # sudo: who may read the record may print it
        if self.state == "draft":
            self.sudo().slip_id.unlink()
            file = files.create(
                {"name": name, "raw": content, "res_model": self._name, "res_id": self.id}
            )
        else:
            file = files._govinfo_lock_file(self, name, content, "application/pdf")
        self._transition({"slip_id": file.id})

    def _slip_values(self):
        company = self.company_id

        def local(moment):
            return company.govinfo_local(moment).replace(tzinfo=None).isoformat()

        return {
            "name": self.name,
            "number": self.number or "",
            "origin": self.origin,
            "organ": company.govinfo_organ or company.name,
            "date": str(self.date_issued or ""),
            "deadline": local(self.deadline),
            "requirement": self.requirement or "",
            "words": self.asked_words,
            "phone": self.company_id.govinfo_phone or "",
            "keypoint": self.keypoint_id.name or "",
            "editor": (self.issued_by_id or self.env.user).name,
            "attachments": self.attachment_ids.mapped("name"),
            "units": [
                (line.unit_id.name, local(line.deadline))
                for line in self.line_ids.sorted(lambda line: line.unit_id._protocol())
            ],
        }

    def action_print_slip(self):
        """Download the slip: as it was issued, or how it would look now."""
        self.ensure_one()
        if self.state == "draft" or not self.slip_id:
            self._make_slip()
        url = "/web/content/%d?download=true" % self.slip_id.id
        return {"type": "ir.actions.act_url", "url": url, "target": "self"}
