import json
import logging
import secrets
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..compat import render
from ..documents import letter_document, letter_title, print_cover
from ..gongwen import render_batch

_logger = logging.getLogger(__name__)


class GovinfoNoticeLetter(models.Model):
    """The notice on its way to one unit head, with a letter when the unit fell short (告知书)."""

    _name = "govinfo.notice.letter"
    _description = "Letter to a Unit Head"
    _inherit = ["govinfo.guard.mixin", "govinfo.document.mixin", "mail.thread"]
    _order = "notice_id desc, unit_id"
    _mail_post_access = "read"
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
        "reminded_at",
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
    reminded_at = fields.Datetime("Reminded on", readonly=True)
    rectified_on = fields.Date("Rectification reported on")
    rectification = fields.Text("Report on rectification")
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

    def _document(self):
        """The letter with the unit's own figures."""
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
        return letter_document(json.loads(notice.figures), unit, office)

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

    def _message_receive_bounce(self, email, partner):
        """The e-mail came back: the letter has not arrived."""
        result = super()._message_receive_bounce(email, partner)
        for letter in self.filtered(lambda rec: rec.state in ("pending", "sent")):
            letter._transition(
                {"state": "failed", "failure": _("Came back: %s cannot be reached.", email)}
            )
        return result

    def _print_batch(self):
        """Letters for heads without e-mail as one PDF: a list of addresses, then each one's papers."""
        rows, papers = [], []
        for letter in self.sorted(lambda rec: (rec.unit_id.category_sequence, rec.unit_id.code)):
            address = (letter.unit_id.partner_id or letter.head_id).contact_address or ""
            rows.append((letter.unit_id.name, letter.head_id.name or "", " ".join(address.split())))
            papers.append(letter.notice_id._document())
            if letter.shortfall:
                papers.append(letter._document())
        notice = self.notice_id[:1]
        cover = print_cover(notice.name, rows, notice._office())
        return render_batch([cover] + papers, **notice.company_id._govinfo_print())

    @api.model
    def _cron_remind(self):
        """Remind heads who have not acknowledged, once each; every letter by itself."""
        for company in self.env["res.company"].search([("govinfo_receipt_days", ">", 0)]):
            before = fields.Datetime.now() - timedelta(days=company.govinfo_receipt_days)
            letters = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "sent"),
                    ("reminded_at", "=", False),
                    ("sent_at", "<", before),
                ]
            )
            for letter in letters:
                try:
                    with self.env.cr.savepoint():
                        letter._remind()
                except Exception:
                    _logger.exception("No reminder for letter %s", letter.id)
        return True

    def _remind(self):
        self._lock()
        if self.state != "sent" or self.reminded_at:
            return
        self._transition({"reminded_at": fields.Datetime.now()})
        self.env["mail.mail"].create(
            {
                "subject": _("Please confirm receipt: %s", self.notice_id.name),
                "body_html": self._mail_body(),
                "recipient_ids": [(4, self.head_id.id)],
                "auto_delete": False,
                "model": self._name,
                "res_id": self.id,
            }
        )

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
