"""Texts of an item side by side with their differences in colour, or as revisions of Word."""

from markupsafe import escape

from odoo import _, api, fields, models

from ...exchange.versions.diff import html_diff
from ...exchange.word.revisions_out import Manuscript, chain_docx


class GovinfoItem(models.Model):
    """What the county office changed, and a comparison of any two manuscripts."""

    _inherit = "govinfo.item"

    edit_diff = fields.Html(
        "Changes since it was sent", compute="_compute_edit_diff", sanitize=False
    )

    @api.depends("name", "body", "original_body", "version_ids")
    def _compute_edit_diff(self):
        for item in self:
            sent = item._sent_version() if item.submitted_at else None
            old, new = (sent._whole(), item._whole()) if sent else ("", "")
            item.edit_diff = html_diff(old, new) if old != new else False

    def _sent_version(self):
        """The manuscript as it left its unit the last time; the first one where there is none."""
        versions = self.version_ids.sorted("id")
        return versions.filtered(lambda version: version.stage == "submitted")[-1:] or versions[:1]

    def _whole(self):
        """Title and text as one HTML, as of a manuscript."""
        self.ensure_one()
        return "<h3>%s</h3>%s" % (escape(self.name or ""), self.body or "")

    def action_open_compare(self):
        """Compare the unit's text with the current one, or any two manuscripts."""
        self.ensure_one()
        self.read(["id"])  # record rules: manuscripts are compared by who may read the item
        compare = self.env["govinfo.item.compare"].create(
            {"item_id": self.id, "from_id": self._sent_version().id}
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("Compare Manuscripts"),
            "res_model": compare._name,
            "res_id": compare.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _revisions_docx(self, first, last):
        """The .docx with the changes from one manuscript to another as revisions of those who made them.

        ``last`` empty: to the current text.
        """
        end = last.id or max(self.version_ids.ids, default=0)
        between = self.version_ids.sorted("id").filtered(lambda one: first.id <= one.id <= end)
        manuscripts = [self._manuscript(one) for one in between]
        if not last and between[-1:]._whole() != self._whole():
            writer = self.sudo().write_uid.name  # sudo: who, nothing else
            local = self.company_id.govinfo_local(self.write_date).replace(tzinfo=None)
            manuscripts.append(Manuscript(self.name, self.body or "", writer, local))
        if len(manuscripts) == 1:
            manuscripts *= 2
        return chain_docx(manuscripts)

    def _manuscript(self, version):
        local = self.company_id.govinfo_local(version.date).replace(tzinfo=None)
        # sudo: who, nothing else
        author = version.sudo().author_id.name
        return Manuscript(version.name, version.body or "", author, local)
