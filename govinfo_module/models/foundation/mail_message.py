"""What the log of a record says stays said."""

from odoo import _, models
from odoo.exceptions import AccessError

#: What a message says, of what, by whom and when; the rest (stars, what was seen) is its reader's.
SAID = {
    *("body", "subject", "date", "author_id", "email_from", "model", "res_id", "message_type"),
    *("subtype_id", "parent_id", "is_internal", "attachment_ids", "tracking_value_ids"),
}


class MailMessage(models.Model):
    """Nobody rewrites or deletes a message on a record of ours, its author neither."""

    _inherit = "mail.message"

    def write(self, vals):
        if not self.env.su and not SAID.isdisjoint(vals):
            self._govinfo_check_kept()
        return super().write(vals)

    def unlink(self):
        if not self.env.su:
            self._govinfo_check_kept()
        return super().unlink()

    def _govinfo_check_kept(self):
        """Raise when one of these messages is kept as it was written."""
        # sudo: where it stands, not what it says
        if any(message._govinfo_is_kept() for message in self.sudo()):
            raise AccessError(_("What the log says stays as it is. Write another message."))

    def _govinfo_is_kept(self):
        """Whether the message is one of our records'; rooms with other messages to keep extend this."""
        return (self.model or "").startswith("govinfo.")
