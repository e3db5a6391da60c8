from odoo import models


class MailThread(models.AbstractModel):
    """The client changes messages as superuser, after it has asked this."""

    _inherit = "mail.thread"

    def _check_can_update_message_content(self, messages):
        messages._govinfo_check_kept()
        return super()._check_can_update_message_content(messages)
