"""An item as it looks on official paper."""

from odoo import _, api, fields, models

from ...documents import item_document
from ...gongwen import render_pdf
from ...helpers.foundation.readable import pdf_viewer


class GovinfoItem(models.Model):
    _inherit = "govinfo.item"

    page_view = fields.Html("Official page", compute="_compute_page_view", sanitize=False)

    @api.depends("write_date")
    def _compute_page_view(self):
        for item in self:
            stamp = item.write_date and "?as=%d" % item.write_date.timestamp()
            item.page_view = bool(stamp) and pdf_viewer(item._pdf_address() + stamp)

    def _pdf_address(self):
        return "/govinfo/item/%d/pdf" % self._origin.id

    def action_preview_pdf(self):
        """Open the item as it would look on official paper."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": self._pdf_address(),
            "target": "new",
            "name": _("Official page"),
        }

    def _render_pdf(self):
        """The PDF of the text as it stands."""
        self.ensure_one()
        day = self.company_id.govinfo_local(self.submitted_at or fields.Datetime.now()).date()
        unit = self.sudo().unit_id  # sudo: its name
        values = {
            "title": self.name,
            "body": self.body or "",
            "organ": unit.full_name or unit.name,
            "date": day.isoformat(),
        }
        return render_pdf(item_document(values), **self.company_id._govinfo_print())
