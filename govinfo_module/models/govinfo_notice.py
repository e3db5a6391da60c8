import hashlib
import json
from datetime import timedelta

from psycopg2 import sql

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..documents import (
    blocks_to_html,
    notice_blocks,
    notice_document,
    notice_title,
    supplement_opening,
    supplement_title,
)
from ..gongwen.chinese import period as period_name

EDITABLE = ("opening", "comment", "requirements")
# What else does not change once approval has been asked for.
SETTLED = ("name", "period_id", "rectify_by")
OPEN = ("draft", "returned")


class GovinfoNotice(models.Model):
    """The notice on information work in a period (通报).

    Figures are frozen when it is drafted and cannot be typed over; a reviewer writes the opening, the
    comment and the requirements. A leader approves (the number is given) or returns; publishing
    fixes text and PDF for good, posts to the intranet and writes to every unit head.
    """

    _name = "govinfo.notice"
    _description = "Notice"
    _inherit = ["govinfo.approval.mixin", "govinfo.document.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _guarded_fields = (
        "state",
        "body",
        "figures",
        "doc_number",
        "doc_year",
        "doc_sequence",
        "supplement_of_id",
        "approver_id",
        "approved_at",
        "published_at",
        "attachment_id",
        "sha256",
        "return_reason",
        "approval_requested_by_id",
        "approval_requested_at",
    )

    period_id = fields.Many2one(
        "govinfo.period", "Period", required=True, index=True, ondelete="restrict"
    )
    name = fields.Char("Title", required=True, tracking=True)
    supplement_of_id = fields.Many2one(
        "govinfo.notice", "Supplement to", readonly=True, copy=False, ondelete="restrict"
    )
    doc_number = fields.Char("Document number", readonly=True, copy=False)
    doc_year = fields.Integer(readonly=True, copy=False, group_operator=False)
    doc_sequence = fields.Integer(readonly=True, copy=False, group_operator=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("pending", "Waiting for approval"),
            ("returned", "Returned"),
            ("approved", "Approved"),
            ("published", "Published"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    opening = fields.Html(sanitize=True, strip_style=True)
    comment = fields.Html("Comment on structure and gaps", sanitize=True, strip_style=True)
    requirements = fields.Html(
        "Next steps",
        sanitize=True,
        strip_style=True,
        default=lambda self: self.env.company.govinfo_requirements,
    )
    body = fields.Html("Text", readonly=True, copy=False, sanitize=True)
    figures = fields.Text("Frozen figures (JSON)", readonly=True, copy=False)
    approver_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_at = fields.Datetime("Approved on", readonly=True, copy=False)
    published_at = fields.Datetime("Published on", readonly=True, copy=False)
    rectify_by = fields.Date(
        "Rectification reported by", default=lambda self: self._default_rectify_by()
    )
    attachment_id = fields.Many2one("ir.attachment", "PDF", readonly=True, copy=False)
    sha256 = fields.Char("SHA-256 of the PDF", readonly=True, copy=False)
    company_id = fields.Many2one(related="period_id.company_id", store=True, index=True)

    _sql_constraints = [
        (
            "number_unique",
            "exclude (company_id with =, doc_year with =, doc_sequence with =)"
            " where (doc_sequence > 0)",
            "Another notice has this number.",
        ),
    ]

    @api.model
    def _default_rectify_by(self):
        county = self.env.company
        return county.govinfo_today() + timedelta(days=county.govinfo_rectify_days)

    @api.constrains("period_id", "state", "supplement_of_id")
    def _check_one_a_period(self):
        for notice in self:
            others = self.search(
                [
                    ("period_id", "=", notice.period_id.id),
                    ("state", "!=", "cancelled"),
                    ("supplement_of_id", "=", False),
                    ("id", "!=", notice.id),
                ],
                limit=1,
            )
            if others and not notice.supplement_of_id and notice.state != "cancelled":
                raise ValidationError(
                    _("%s has a notice already: %s", notice.period_id.name, others.name)
                )

    # -- text --------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        notices = super().create(vals_list)
        for notice in notices:
            notice._freeze_figures()
        return notices

    def write(self, vals):
        if not self._is_guarded_call():
            self._check_editable(vals)
        result = super().write(vals)
        if any(name in vals for name in (*EDITABLE, "rectify_by")):
            for notice in self:
                notice._rebuild_body()
        return result

    def _check_editable(self, vals):
        technical = {"activity_ids", "message_follower_ids", "message_main_attachment_id"}
        for notice in self:
            if notice.state in ("published", "cancelled") and set(vals) - technical:
                raise AccessError(
                    _("A published notice is never changed; issue a supplementary notice.")
                )
            if notice.state not in OPEN and set(vals) & {*EDITABLE, *SETTLED}:
                raise UserError(_("%s is being approved: its text cannot change.", notice.name))

    def unlink(self):
        if any(notice.state not in OPEN or notice.doc_number for notice in self):
            raise UserError(_("Only a draft that never had a number can be deleted."))
        return super().unlink()

    def _freeze_figures(self):
        """Take the figures of the period as they stand now."""
        self.ensure_one()
        figures = self.env["govinfo.notice.figures"]._collect(self.period_id)
        self._transition({"figures": json.dumps(figures, ensure_ascii=False, sort_keys=True)})
        self._rebuild_body()

    def _rebuild_body(self):
        blocks = notice_blocks(json.loads(self.figures), self._texts())
        self._transition({"body": blocks_to_html(blocks)})

    def _texts(self):
        texts = {name: self[name] for name in EDITABLE}
        return dict(texts, rectify_by=self.rectify_by and str(self.rectify_by))

    def action_refresh(self):
        """Take the period's figures afresh; what the editor wrote stays."""
        self._lock()
        for notice in self:
            if notice.state not in OPEN:
                raise UserError(_("%s is being approved: its text cannot change.", notice.name))
            if not notice._approval_may_request():
                raise AccessError(_("Only reviewers of the county office draft notices."))
            notice._freeze_figures()
        return True

    @api.model
    def _draft_for(self, period):
        """The notice of ``period``, drafted if there is none yet."""
        notice = self.search(
            [
                ("period_id", "=", period.id),
                ("state", "!=", "cancelled"),
                ("supplement_of_id", "=", False),
            ],
            limit=1,
        )
        if notice:
            if notice.state == "draft":
                notice._freeze_figures()
            return notice
        notice = self.create(
            {
                "period_id": period.id,
                "name": notice_title(period_name(period.date_from, period.date_to)),
                "requirements": period.company_id.govinfo_requirements,
            }
        )
        for user in period.company_id._govinfo_users("group_reviewer"):
            notice._approval_schedule("govinfo_module.mail_activity_revise", user)
        return notice

    # -- approval ----------------------------------------------------------------------------

    def _approval_may_request(self):
        return self.env.user.has_group("govinfo_module.group_reviewer")

    def _approval_may_approve(self):
        return self.env.user.has_group("govinfo_module.group_leader")

    def _approval_users(self):
        return self.company_id._govinfo_users("group_leader")

    def _approval_check(self):
        present = self.env["govinfo.notice.figures"]._collect(self.period_id)
        if json.loads(self.figures) != json.loads(json.dumps(present)):
            raise UserError(
                _(
                    "The figures of %s have changed since this notice took them."
                    " Refresh the figures and read the text again.",
                    self.period_id.name,
                )
            )

    def _approval_request_vals(self):
        """A date for rectification that has passed while the draft lay is set anew."""
        today = self.company_id.govinfo_today()
        if self.rectify_by and self.rectify_by > today:
            return {}
        return {"rectify_by": today + timedelta(days=self.company_id.govinfo_rectify_days)}

    def _approval_approve_vals(self):
        year = self.company_id.govinfo_today().year
        number = self._highest_number(self._table, year) + 1
        return {
            "doc_year": year,
            "doc_sequence": number,
            "doc_number": self._number(self.company_id.govinfo_notice_mark, year, number),
            "approver_id": self.env.uid,
            "approved_at": fields.Datetime.now(),
        }

    @api.model
    def _number(self, mark, year, number):
        return "%s〔%d〕%d号" % (mark, year, number)

    def _highest_number(self, table, year):
        """The county's highest number of ``year`` in ``table``; nobody gives another until we are done.

        The county's row is locked so that records which refer to it can still be made meanwhile.
        """
        self.env.cr.execute(
            "SELECT id FROM res_company WHERE id = %s FOR NO KEY UPDATE", [self.company_id.id]
        )
        query = (
            "SELECT coalesce(max(doc_sequence), 0) FROM {} WHERE company_id = %s AND doc_year = %s"
        )
        self.env.cr.execute(
            sql.SQL(query).format(sql.Identifier(table)), [self.company_id.id, year]
        )
        return self.env.cr.fetchone()[0]

    def action_request_approval(self):
        """Ask the leaders of the county office to approve the notice."""
        return self._approval_request()

    def action_approve(self):
        """A leader approves; the document number is given."""
        return self._approval_approve()

    def action_return(self, reason):
        """A leader returns the notice to its editor."""
        return self._approval_return(reason)

    def action_open_return(self):
        """Ask for the reason of the return."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_return")

    def action_cancel(self):
        """Give up a notice that has not been published; a number once given stays used."""
        self._lock()
        for notice in self:
            if not notice._approval_may_request():
                raise AccessError(_("Only reviewers of the county office draft notices."))
            if notice.state in ("published", "cancelled"):
                raise UserError(_("%s cannot be cancelled any more.", notice.name))
        self._transition({"state": "cancelled"})
        self._approval_close_activities()
        return True

    # -- publishing --------------------------------------------------------------------------

    def action_publish(self):
        """Fix text and PDF, post to the intranet, write to every unit head."""
        self._lock()
        for notice in self:
            if not notice._approval_may_request():
                raise AccessError(_("Only reviewers of the county office publish notices."))
            if notice.state != "approved":
                raise UserError(_("%s: only an approved notice is published.", notice.name))
        for notice in self:
            notice._publish()
        return True

    def _publish(self):
        pdf = self._render_pdf()
        attachment = self.env["ir.attachment"]._govinfo_lock_file(
            self, "%s.pdf" % self.name, pdf, "application/pdf"
        )
        self._transition(
            {
                "state": "published",
                "published_at": fields.Datetime.now(),
                "attachment_id": attachment.id,
                "sha256": hashlib.sha256(pdf).hexdigest(),
            }
        )
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
        }

    def _document(self):
        return notice_document(json.loads(self.figures), self._texts(), self._office())

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

    def action_preview_pdf(self):
        """Open the PDF: the published one, or how it would look now."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": "/govinfo/notice/%d/pdf" % self.id,
            "target": "new",
        }

    def action_supplement(self):
        """Draft a supplementary notice: a published one is corrected by another only."""
        self.ensure_one()
        if not self._approval_may_request():
            raise AccessError(_("Only reviewers of the county office draft notices."))
        if self.state != "published":
            raise UserError(_("%s has not been published yet; change it instead.", self.name))
        notice = self._guarded().create(
            {
                "period_id": self.period_id.id,
                "supplement_of_id": self.id,
                "name": supplement_title(self.name),
                "opening": supplement_opening(self.name, self.doc_number),
            }
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_notice_action"
        )
        return dict(action, views=[(False, "form")], res_id=notice.id)
