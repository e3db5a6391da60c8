from odoo import _, fields, models

from ..compat import CHANNEL


class ResCompany(models.Model):
    """The county's channel on the intranet: a channel of the platform's own Discuss."""

    _inherit = "res.company"

    govinfo_channel_id = fields.Many2one(
        CHANNEL, "Intranet channel", help="Made with the first post when left empty."
    )

    def _govinfo_post(self, subject, body, users, attachments=()):
        """Post ``body`` (safe HTML) to the county's channel and notify ``users``, who join it.

        Returns the message. ``attachments`` are ir.attachment records the caller may read.
        """
        # sudo: the county office posts to a channel its readers need not be able to manage
        channel = self.sudo()._govinfo_channel()
        partners = users.sudo().partner_id
        channel.channel_partner_ids |= partners
        return channel.message_post(
            subject=subject,
            body=body,
            partner_ids=partners.ids,
            author_id=self.env.user.partner_id.id,
            attachment_ids=[attachment.id for attachment in attachments],
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _govinfo_channel(self):
        if not self.govinfo_channel_id:
            name = _("Government information of %s") % self.name
            self.govinfo_channel_id = self.env[CHANNEL].create({"name": name})
        return self.govinfo_channel_id
