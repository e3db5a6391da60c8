from odoo import _, models


class MailThread(models.AbstractModel):
    """The client changes messages as superuser, after it has asked this; how a log begins."""

    _inherit = "mail.thread"

    def _check_can_update_message_content(self, messages):
        messages._govinfo_check_kept()
        return super()._check_can_update_message_content(messages)

    def _creation_message(self):
        """In our own words: the platform's word order is English in every language."""
        if not self._name.startswith("govinfo."):
            return super()._creation_message()
        return _("New: %s", self.env["ir.model"]._get(self._name).name)
