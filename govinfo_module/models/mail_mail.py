from odoo import models


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _postprocess_sent_message(self, *args, **kwargs):
        """Tell the letters what became of their e-mails."""
        # sudo: the queue runs for everybody; a mail that is deleted here is no letter's
        letters = self.env["govinfo.notice.letter"].sudo().search([("mail_id", "in", self.ids)])
        result = super()._postprocess_sent_message(*args, **kwargs)
        letters._sync_mail()
        return result
