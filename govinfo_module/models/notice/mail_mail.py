import smtplib

from odoo import api, models


class MailMail(models.Model):
    """Letters leave by the platform's queue, each at most once (see ``govinfo.notice.letter``)."""

    _inherit = "mail.mail"

    def _govinfo_letters(self):
        # sudo: the queue runs for everybody
        return self.env["govinfo.notice.letter"].sudo().search([("mail_id", "in", self.ids)])

    @api.model
    def process_email_queue(self, *args, **kwargs):
        """Letters that are still to be made ready come first."""
        self.env["govinfo.notice.letter"]._prepare_waiting()
        return super().process_email_queue(*args, **kwargs)

    def send(self, auto_commit=False, raise_exception=False, **kwargs):
        """When the server drops the connection at a letter, the letters behind it get another."""
        mails = self
        while True:
            try:
                return super(MailMail, mails).send(
                    auto_commit=auto_commit, raise_exception=raise_exception, **kwargs
                )
            except smtplib.SMTPServerDisconnected:
                left = mails._govinfo_letters().mail_id
                left = left.filtered(lambda mail: mail.state == "outgoing")
                if raise_exception or not left or left == mails:
                    raise
                mails = left.with_env(self.env)

    def _send(self, auto_commit=False, raise_exception=False, smtp_session=None, **kwargs):
        """Other mails go as ever; a letter goes alone, with its mark and its outcome kept."""
        letters = self._govinfo_letters()
        others = self - letters.mail_id
        result = True
        if others:
            result = super(MailMail, others)._send(
                auto_commit=auto_commit,
                raise_exception=raise_exception,
                smtp_session=smtp_session,
                **kwargs,
            )
        for letter in letters:
            with letter._alone(auto_commit) as free:
                if not free:
                    continue
                if not letter._claim_mail(auto_commit):
                    letter._keep_back()
                    continue
                with letter._handing_over(smtp_session, auto_commit):
                    super(MailMail, letter.mail_id.with_env(self.env))._send(
                        auto_commit=False,
                        raise_exception=raise_exception,
                        smtp_session=smtp_session,
                        **kwargs,
                    )
        return result

    def _postprocess_sent_message(self, *args, **kwargs):
        """Tell the letters what became of their e-mails."""
        letters = self._govinfo_letters()  # before: a mail that is deleted here is no letter's
        result = super()._postprocess_sent_message(*args, **kwargs)
        letters._sync_mail()
        return result
