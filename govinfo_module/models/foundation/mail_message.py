"""What the log of a record says stays said."""

from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...helpers.foundation.doing import SEEN

#: What a message says, of what, by whom and when; the rest (stars, what was seen) is its reader's.
SAID = {
    *("body", "subject", "date", "author_id", "email_from", "model", "res_id", "message_type"),
    *("subtype_id", "parent_id", "is_internal", "attachment_ids", "tracking_value_ids"),
}


class MailMessage(models.Model):
    """On a record of ours people write under their own name, and nobody rewrites or deletes it."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [self._govinfo_said(vals) for vals in vals_list]
        return super().create(vals_list)

    @api.model
    def _govinfo_said(self, vals):
        """``vals`` of a message as the caller may say it: in their name, now, of nothing but words."""
        model = vals.get("model") or self.env.context.get("default_model") or ""
        if not str(model).startswith("govinfo."):
            return vals
        own = self.env.user.partner_id
        changes = self.env.context.get("govinfo_seen") is not SEEN and vals.get(
            "tracking_value_ids"
        )
        if (vals.get("author_id") or own.id) != own.id or changes:
            raise AccessError(_("You write in your own name only, and in words."))
        return {
            **vals,
            "author_id": own.id,
            "email_from": self.env.user.email_formatted,
            "date": fields.Datetime.now(),
        }

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
