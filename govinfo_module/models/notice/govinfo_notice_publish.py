import json

from odoo import models
from odoo.tools import LazyTranslate

from ...documents import notice_document, supplement_opening, supplement_title
from ...helpers.foundation.step import Step
from .govinfo_notice import OFFICE, OPEN

_lt = LazyTranslate(__name__)


class GovinfoNotice(models.Model):
    """What makes a notice final: its files, the letters, the intranet; and the supplement to it."""

    _inherit = "govinfo.notice"

    _own_steps = {
        "publish": Step(
            **dict(OFFICE, denied=_lt("Only reviewers of the county office publish notices.")),
            from_=("approved",),
            to="published",
            at="published_at",
        ),
        "supplement": Step(**OFFICE, from_=("published",), closes=False),
    }

    def action_publish(self):
        """Fix text, PDF and OFD, post to the intranet, write to every unit head."""
        for notice in self._begin("publish"):
            notice._publish()
        return True

    def _publish(self):
        (files,) = self._keep_files([(self.name, self._document())])
        self._change("publish", **files)
        letters = self.env["govinfo.notice.letter"]._make_for(self)
        self._post_to_intranet()
        letters._prepare_soon()

    def _office(self):
        """What the document says besides its figures."""
        company = self.company_id
        organ = company.govinfo_organ or company.name
        day = self.approved_at and company.govinfo_local(self.approved_at).date()
        return {
            "mark": "%s文件" % organ,
            "number": self.doc_number or "",
            "organ": organ,
            "addressee": company.govinfo_addressee,
            "copy_to": company.govinfo_copy_to or "",
            "date": str(day or company.govinfo_today()),
            "title": self.name,
            "contact": company.govinfo_contact or "",
            "phone": company.govinfo_phone or "",
        }

    def _document(self):
        figures = json.loads(self.figures)
        return notice_document(figures, self._texts(), self._office(), *self._manner())

    def action_preview_pdf(self):
        """Open the PDF: the published one, or how it would look now."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": "/govinfo/notice/%d/pdf" % self.id,
            "target": "new",
        }

    def _post_to_intranet(self):
        # sudo: the county's channel takes the notice whoever publishes it
        channel = self.company_id.sudo()._govinfo_channel()
        channel.message_post(
            subject=self.name,
            body=self.body,
            author_id=self.env.user.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[(self.attachment_id.name, self.sudo().attachment_id.raw)],
        )

    def action_supplement(self):
        """Open the draft of a supplementary notice: a published one is corrected by another only."""
        self.ensure_one()
        old = self._take("supplement")
        begun = [("supplement_of_id", "=", old.id), ("state", "in", OPEN)]
        notice = old.search(begun, limit=1) or old._make(
            [
                {
                    "period_id": old.period_id.id,
                    "supplement_of_id": old.id,
                    "kind": old.kind,
                    "name": supplement_title(old.name),
                    "opening": supplement_opening(old.name, old.doc_number),
                }
            ]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_notice_action"
        )
        return dict(action, views=[(False, "form")], res_id=notice.id)
