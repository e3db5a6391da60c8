import logging
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..compat import flush, render, trigger_cron
from ..gongwen import render_pdf

_logger = logging.getLogger(__name__)

BATCH = 50


class GovinfoNoticeLetter(models.Model):
    """The letter before and after the mail server: made ready, sent again, followed up."""

    _inherit = "govinfo.notice.letter"

    # -- made ready --------------------------------------------------------------------------

    def _prepare_soon(self):
        """Make the first batch ready now, and the others in the background."""
        self[:BATCH]._prepare()
        rest = self[BATCH:]
        if not rest:
            return
        if hasattr(rest, "with_delay"):  # OCA's queue_job is installed
            for start in range(0, len(rest), BATCH):
                rest[start : start + BATCH].with_delay()._prepare()
        else:
            trigger_cron(self.env, "govinfo_module.ir_cron_notice_letters")

    @api.model
    def _waiting(self):
        return [("is_ready", "=", False), ("state", "=", "pending")]

    @api.model
    def _prepare_waiting(self, autocommit=False):
        """Make ready, batch by batch, whatever publishing has left; with ``autocommit`` each is kept."""
        letters = self.sudo().search(self._waiting())  # sudo: all counties' letters
        for start in range(0, len(letters), BATCH):
            letters[start : start + BATCH]._prepare()
            if autocommit:
                self.env.cr.commit()  # pylint: disable=invalid-commit
        return True

    @api.model
    def _cron_prepare(self):
        """The job behind publishing; safe to run any number of times."""
        self._prepare_waiting(autocommit=True)
        return self._report_open()

    def _prepare(self):
        """Render the letter and queue the e-mail of each that is waiting and free."""
        letters = self._lock_waiting()
        letters._try_to_make_ready()
        if letters.mail_id:
            trigger_cron(self.env, "mail.ir_cron_mail_scheduler_action")
        return True

    def _try_to_make_ready(self):
        """All of these letters at once; when that fails, each by itself."""
        try:
            with self.env.cr.savepoint():
                self._make_ready()
        except Exception as error:  # whatever it is, the other heads get theirs
            self.env.clear()
            if len(self) > 1:
                for letter in self:
                    letter._try_to_make_ready()
                return
            _logger.exception("Letter %s cannot be made ready", self.id)
            self._transition({"state": "failed", "failure": str(error)})

    def _lock_waiting(self):
        """Those of these letters that wait to be made ready and that no other process is at."""
        flush(self.env)
        self.env.cr.execute(
            "SELECT id FROM govinfo_notice_letter WHERE id IN %s AND state = 'pending'"
            " AND NOT coalesce(is_ready, false) ORDER BY id FOR UPDATE SKIP LOCKED",
            [tuple(self.ids) or (0,)],
        )
        ids = {row[0] for row in self.env.cr.fetchall()}
        self.env.clear()
        # sudo: the files and e-mails are the system's, whoever published
        return self.sudo().filtered(lambda letter: letter.id in ids)

    def _make_ready(self):
        for notice in self.notice_id:
            letters = self.filtered(lambda letter, notice=notice: letter.notice_id == notice)
            letters._attach_pdfs()
            letters._queue()
        self._transition({"is_ready": True})

    def _attach_pdfs(self):
        letters = self.filtered(lambda letter: letter.shortfall and not letter.attachment_id)
        papers = self.company_id._govinfo_print()
        parts = self.notice_id._letter_parts()
        attachments = self.env["ir.attachment"]._govinfo_lock_files(
            [
                (
                    letter,
                    "告知书（%s）.pdf" % letter.unit_id.name,
                    render_pdf(letter._letter_document(*parts), **papers),
                    "application/pdf",
                )
                for letter in letters
            ]
        )
        for letter, attachment in zip(letters, attachments):
            letter._transition({"attachment_id": attachment.id})

    def _queue(self):
        """Put the e-mails into the platform's queue; without an address the letter is printed."""
        letters = self.filtered(lambda letter: letter.head_id.email and not letter.mail_id)
        vals_list = [
            dict(
                letter._mail_vals(),
                subject=letter.notice_id.name,
                body_html=letter._mail_body("letter"),
                attachment_ids=[
                    (6, 0, (letter.notice_id.attachment_id | letter.attachment_id).ids)
                ],
            )
            for letter in letters
        ]
        for letter, mail in zip(letters, self.env["mail.mail"].create(vals_list)):
            letter._transition({"mail_id": mail.id})

    def _mail_vals(self):
        """What all e-mails about a letter have in common."""
        company, sender = self.company_id, self.notice_id.approval_requested_by_id
        address = company.partner_id if company.email else sender.partner_id
        return {
            "recipient_ids": [(4, self.head_id.id)],
            "email_from": address.email_formatted,
            "author_id": address.id,
            "auto_delete": False,
            "model": self._name,
            "res_id": self.id,
        }

    def _mail_body(self, kind):
        lang = self.head_id.lang or self.company_id.partner_id.lang
        record = self.with_context(lang=lang)
        url = record.env["ir.config_parameter"].get_param("web.base.url")
        values = {
            "sentences": record._mail_sentences(kind),
            "letter": record,
            "link": "%s/govinfo/letter/%s" % (url, self.token),
        }
        return render(record.env, "govinfo_module.mail_notice", values)

    def _mail_sentences(self, kind):
        """What the e-mail says: ``letter``, or ``reminder`` of the receipt."""
        notice = self.notice_id
        words = {
            "notice": notice.name,
            "number": notice.doc_number,
            "letter": self.doc_number,
            "day": format_date(self.env, notice.rectify_by),
        }
        if kind == "letter":
            yield _("%(notice)s (%(number)s) has been issued and is attached.", **words)
            if self.shortfall:
                yield _(
                    "Your unit did not meet the requirements in this period; the letter %(letter)s"
                    " with the details is attached. Please report on rectification by %(day)s.",
                    **words,
                )
        else:
            yield _(
                "%(notice)s (%(number)s) was sent to you some days ago. We have not yet learned whether"
                " you received it.",
                **words,
            )
            if self.shortfall and not self.rectified_on:
                yield _("Please remember to report on rectification by %(day)s.", **words)

    # -- sent again, come back ----------------------------------------------------------------

    def action_send_again(self):
        """Queue these letters again: failed ones, and unconfirmed ones that have not arrived."""
        self._enter(deciding=True)
        for letter in self:
            if letter.state == "failed" or letter.unconfirmed:
                letter._queue_again()
            elif letter.state == "pending" and letter._is_on_paper() and letter.email:
                letter.sudo()._queue()  # sudo: as when it was published
            else:
                raise UserError(_("%s: there is nothing to be sent again.", letter.unit_id.name))
        return True

    def _queue_again(self):
        """Back into the queue; the caller has judged that nothing has arrived."""
        for letter in self:
            # sudo: the queue is not the reviewer's own
            letter.sudo().mail_id.write({"state": "outgoing", "failure_reason": False})
            letter._transition(
                {
                    "state": "pending",
                    "failure": False,
                    "handed_over_at": False,
                    "is_reported": False,
                }
            )
        self._prepare()
        trigger_cron(self.env, "mail.ir_cron_mail_scheduler_action")

    def _message_receive_bounce(self, email, partner):
        """The e-mail came back: the letter has not arrived."""
        result = super()._message_receive_bounce(email, partner)
        for letter in self.filtered(lambda rec: rec.state in ("pending", "sent")):
            letter._settle_mail("exception")
            letter._transition(
                {
                    "state": "failed",
                    "failure": _("Came back: %s cannot be reached.", email),
                    "handed_over_at": False,
                }
            )
        return result

    # -- followed up -------------------------------------------------------------------------

    @api.model
    def _report_open(self):
        """Tell the reviewers, once for each letter, of those that failed or are unconfirmed."""
        # A server that is slow to answer is not yet a process that died.
        before = fields.Datetime.now() - timedelta(minutes=10)
        letters = self.sudo().search(
            [
                ("is_reported", "=", False),
                "|",
                ("state", "=", "failed"),
                "&",
                ("unconfirmed", "=", True),
                ("handed_over_at", "<", before),
            ]
        )
        for notice in letters.notice_id:
            notice._report_open_letters()
        letters._transition({"is_reported": True})
        return True

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
            for letter in letters.filtered("email"):
                try:
                    with self.env.cr.savepoint():
                        letter._remind()
                except Exception:
                    self.env.clear()
                    _logger.exception("No reminder for letter %s", letter.id)
        return True

    def _remind(self):
        self._lock()
        if self.state != "sent" or self.reminded_at:
            return
        self._transition({"reminded_at": fields.Datetime.now()})
        lang = self.head_id.lang or self.company_id.partner_id.lang
        record = self.with_context(lang=lang)
        vals = dict(
            self._mail_vals(),
            subject=record._reminder_subject(),
            body_html=self._mail_body("reminder"),
        )
        self.env["mail.mail"].create(vals)

    def _reminder_subject(self):
        return _("Please confirm receipt: %s", self.notice_id.name)
