import logging
from datetime import timedelta

from odoo import Command, _, api, fields, models

from ...documents import letter_name
from ...helpers.foundation.alone import alone

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
            self.env["ir.cron"]._govinfo_soon("govinfo_module.ir_cron_notice_letters")

    @api.model
    def _waiting(self):
        return [("is_ready", "=", False), ("state", "=", "pending")]

    @api.model
    def _prepare_waiting(self, autocommit=False):
        """Make ready, batch by batch, whatever publishing has left; with ``autocommit`` each is kept."""
        letters = self.sudo().search(self._waiting())  # sudo: all counties' letters
        for start in range(0, len(letters), BATCH):
            batch = letters[start : start + BATCH]
            with alone(self.env, "Letters are made ready"):
                batch._prepare()
            if autocommit:
                left = len(letters) - start - len(batch)
                self.env["ir.cron"]._commit_progress(len(batch), remaining=left)
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
            self.env["ir.cron"]._govinfo_soon("mail.ir_cron_mail_scheduler_action")
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
        # sudo: the files and e-mails are the system's, whoever published
        return (
            self._lock_free()
            .sudo()
            .filtered(lambda letter: letter.state == "pending" and not letter.is_ready)
        )

    def _make_ready(self):
        for notice in self.notice_id:
            letters = self.filtered(lambda letter, notice=notice: letter.notice_id == notice)
            letters._attach_files()
            letters._queue()
        self._transition({"is_ready": True})

    def _attach_files(self):
        letters = self.filtered(lambda letter: letter.shortfall and not letter.attachment_id)
        parts = self.notice_id._letter_parts()
        documents = [
            (
                "%s（%s）" % (letter_name(letter.notice_id.kind), letter.unit_id.name),
                letter._letter_document(*parts),
            )
            for letter in letters
        ]
        for letter, files in zip(letters, letters._keep_files(documents)):
            letter._transition(files)

    def _queue(self):
        """Put the e-mails into the platform's queue; without an address the letter is printed."""
        letters = self.filtered(lambda letter: letter.head_id.email and not letter.mail_id)
        vals_list = [
            dict(
                letter._mail_vals(),
                subject=letter._mail_subject(),
                body_html=letter._mail_body("letter"),
                attachment_ids=[
                    Command.set((letter.notice_id.attachment_id | letter.attachment_id).ids)
                ],
            )
            for letter in letters
        ]
        for letter, mail in zip(letters, self.env["mail.mail"].create(vals_list)):
            letter._transition({"mail_id": mail.id})

    def _mail_subject(self):
        """What the head is asked for, in the language they read."""
        lang = self.head_id.lang or self.company_id.partner_id.lang
        return self.with_context(lang=lang).env._("Please acknowledge: %s", self.notice_id.name)

    def _mail_vals(self):
        """What all e-mails about a letter have in common."""
        company, sender = self.company_id, self.notice_id.approval_requested_by_id
        address = company.partner_id if company.email else sender.partner_id
        return {
            "recipient_ids": [Command.link(self.head_id.id)],
            "email_from": address.email_formatted,
            "author_id": address.id,
            "auto_delete": False,
            "model": self._name,
            "res_id": self.id,
        }

    def _mail_body(self, kind):
        record = self.with_context(lang=self.head_id.lang or self.company_id.partner_id.lang)
        values = {
            "sentences": record._mail_sentences(kind),
            "letter": record,
            "link": self._new_link("token" if kind == "letter" else "reminder_token"),
        }
        return record.env["ir.qweb"]._render("govinfo_module.mail_notice", values)

    def _mail_sentences(self, kind):
        """What the e-mail says: ``letter``, or ``reminder`` of the receipt."""
        notice = self.notice_id
        words = {
            "notice": notice.name,
            "number": notice.doc_number,
            "letter": self._in_words(),
            "day": self.env.company._govinfo_day(notice.rectify_by),
        }
        if kind == "letter":
            yield _("%(notice)s (%(number)s) has been issued and is attached.", **words)
            if self.shortfall:
                yield self._mail_shortfall(words)
        else:
            yield _(
                "%(notice)s (%(number)s) was sent to you some days ago. We have not yet learned whether"
                " you received it.",
                **words,
            )
            if self.shortfall and not self.rectified_on:
                yield self._mail_reminder(words)

    def _mail_reminder(self, words):
        if self.notice_id.kind == "ranking":
            return _("Please remember to report on rectification by %(day)s.", **words)
        return _("Please remember to send the commissions or say why not by %(day)s.", **words)

    def _mail_shortfall(self, words):
        if self.notice_id.kind == "ranking":
            return _(
                "Your unit did not meet the requirements in this period; the attached %(letter)s has"
                " the details. Please report on rectification by %(day)s.",
                **words,
            )
        return _(
            "Your unit was late with commissions or missed them; the attached %(letter)s has the"
            " details. Please send them or say why not by %(day)s.",
            **words,
        )

    def _in_words(self):
        """What the letter is called, with its number if the county gives them numbers."""
        name = letter_name(self.notice_id.kind)
        return "%s（%s）" % (name, self.doc_number) if self.doc_number else name

    # -- sent again, come back ----------------------------------------------------------------

    def _why_not_again(self):
        """Why the letter is not sent again; False for those that failed or have not arrived."""
        again = self.state == "failed" or self.unconfirmed or self._is_on_paper() and self.email
        return not again and _("%s: there is nothing to be sent again.", self.unit_id.name)

    def action_send_again(self):
        """Queue these letters again: failed ones, and unconfirmed ones that have not arrived."""
        for letter in self._begin("send_again"):
            if letter.state == "failed" or letter.unconfirmed:
                letter._queue_again()
            else:
                letter.sudo()._queue()  # sudo: as when it was published
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
        self.env["ir.cron"]._govinfo_soon("mail.ir_cron_mail_scheduler_action")

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
            own = letters.filtered(lambda letter, notice=notice: letter.notice_id == notice)
            with alone(self.env, "Open letters of notice %d" % notice.id):
                notice._report_open_letters()
                own._transition({"is_reported": True})
        return True

    @api.model
    def _cron_remind(self):
        """Remind heads who have not acknowledged, once each, in working time; every letter by itself."""
        counties = self.env["res.company"].search([("govinfo_receipt_days", ">", 0)])
        for company in counties._govinfo_awake():
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
                with alone(self.env, "Reminder for letter %d" % letter.id):
                    letter._remind()
        return True

    def _remind(self):
        self._lock()
        if self.state != "sent" or self.reminded_at:
            return
        self._transition({"reminded_at": fields.Datetime.now()})
        record = self.with_context(lang=self.head_id.lang or self.company_id.partner_id.lang)
        vals = dict(
            self._mail_vals(),
            subject=record._reminder_subject(),
            body_html=self._mail_body("reminder"),
        )
        self.env["mail.mail"].create(vals)

    def _reminder_subject(self):
        return _("Please confirm receipt: %s", self.notice_id.name)
