import json
import secrets

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..compat import render
from ..documents import letter_document, letter_title
from ..gongwen import render_pdf


class GovinfoNoticeLetter(models.Model):
    """The notice on its way to one unit head, with a letter when the unit fell short (告知书)."""

    _name = "govinfo.notice.letter"
    _description = "Letter to a Unit Head"
    _inherit = ["govinfo.guard.mixin"]
    _order = "notice_id desc, unit_id"
    _rec_name = "unit_id"

    _guarded_fields = (
        "notice_id",
        "unit_id",
        "head_id",
        "shortfall",
        "state",
        "failure",
        "mail_id",
        "attachment_id",
        "token",
        "sent_at",
        "acknowledged_at",
    )

    notice_id = fields.Many2one(
        "govinfo.notice", "Notice", required=True, index=True, ondelete="cascade", readonly=True
    )
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict", readonly=True
    )
    head_id = fields.Many2one("res.partner", "Head", readonly=True, ondelete="restrict")
    email = fields.Char(related="head_id.email")
    shortfall = fields.Boolean("Fell short", readonly=True)
    state = fields.Selection(
        [
            ("pending", "Pending"),
            ("sent", "Sent"),
            ("failed", "Failed"),
            ("acknowledged", "Acknowledged"),
        ],
        required=True,
        readonly=True,
        default="pending",
        index=True,
    )
    failure = fields.Char("Words of the mail server", readonly=True)
    mail_id = fields.Many2one("mail.mail", "E-mail", readonly=True, ondelete="restrict", index=True)
    attachment_id = fields.Many2one("ir.attachment", "Letter (PDF)", readonly=True)
    token = fields.Char(readonly=True, copy=False, groups="base.group_system", index=True)
    sent_at = fields.Datetime("Sent on", readonly=True)
    acknowledged_at = fields.Datetime("Acknowledged on", readonly=True)
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)

    _sql_constraints = [
        ("unit_unique", "unique(notice_id, unit_id)", "A unit receives a notice once."),
    ]

    def unlink(self):
        raise AccessError(_("Letters are kept."))

    # -- making ------------------------------------------------------------------------------

    @api.model
    def _make_for(self, notice):
        """Letters of a notice that is being published: rendered and queued, one for each unit."""
        # sudo: letters, attachments and mails are made by publishing, not by the publisher's hand
        letters = self.sudo()._guarded()
        for score in notice.sudo().period_id.score_ids:
            letter = letters.create(
                {
                    "notice_id": notice.id,
                    "unit_id": score.unit_id.id,
                    "head_id": score.unit_id.head_id.id,
                    "shortfall": score.shortfall,
                    "token": secrets.token_urlsafe(32),
                }
            )
            if letter.shortfall:
                letter._attach_pdf()
            letter._queue()

    def _attach_pdf(self):
        self.attachment_id = self.env["ir.attachment"]._govinfo_lock_file(
            self, "告知书（%s）.pdf" % self.unit_id.name, self._render_pdf(), "application/pdf"
        )

    def _render_pdf(self):
        notice = self.notice_id
        office = dict(
            notice._office(),
            title=letter_title(json.loads(notice.figures)),
            notice_title=notice.name,
            notice_number=notice.doc_number,
        )
        office["mark"] = office["organ"]
        unit = {
            "name": self.unit_id.name,
            "addressee": "%s：" % self.unit_id.name,
            "deadline": str(notice.rectify_by),
        }
        return render_pdf(letter_document(json.loads(notice.figures), unit, office))

    def _queue(self):
        """Put the e-mail into the platform's queue; without an address the letter is printed."""
        if not self.head_id.email:
            return
        attachments = self.notice_id.attachment_id | self.attachment_id
        self.mail_id = self.env["mail.mail"].create(
            {
                "subject": self.notice_id.name,
                "body_html": self._mail_body(),
                "recipient_ids": [(4, self.head_id.id)],
                "attachment_ids": [(6, 0, attachments.ids)],
                "auto_delete": False,
                "model": self._name,
                "res_id": self.id,
            }
        )

    def _mail_body(self):
        lang = self.head_id.lang or self.company_id.partner_id.lang
        record = self.with_context(lang=lang)
        url = record.env["ir.config_parameter"].get_param("web.base.url")
        values = {
            "letter": record,
            "notice": record.notice_id,
            "link": "%s/govinfo/letter/%s" % (url, self.token),
        }
        return render(record.env, "govinfo_module.mail_notice", values)

    # -- delivery ----------------------------------------------------------------------------

    def _sync_mail(self):
        """Take over what the mail queue knows of these letters."""
        for letter in self.filtered(lambda rec: rec.state in ("pending", "failed")):
            mail = letter.mail_id
            if mail.state == "sent":
                letter._transition(
                    {"state": "sent", "sent_at": fields.Datetime.now(), "failure": False}
                )
            elif mail.state == "exception":
                letter._transition({"state": "failed", "failure": mail.failure_reason})

    def _queue_again(self):
        self._lock()
        for letter in self:
            if letter.state == "failed":
                # sudo: the queue is not the reviewer's own
                letter.sudo().mail_id.write({"state": "outgoing", "failure_reason": False})
                letter._transition({"state": "pending", "failure": False})
        return True

    # -- acknowledgement ---------------------------------------------------------------------

    def _acknowledge(self):
        """The head has read it. True the first time, False afterwards."""
        self._lock()
        self.ensure_one()
        if self.state == "acknowledged":
            return False
        self._transition({"state": "acknowledged", "acknowledged_at": fields.Datetime.now()})
        return True

    def action_acknowledge(self):
        """A reviewer notes a receipt that came on paper."""
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office note receipts."))
        for letter in self:
            if not letter._acknowledge():
                raise UserError(_("%s has acknowledged already.", letter.unit_id.name))
        return True
