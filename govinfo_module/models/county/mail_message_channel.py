from odoo import models


class MailMessage(models.Model):
    """What was posted to a channel of the county office stays as well."""

    _inherit = "mail.message"

    def _govinfo_is_kept(self):
        if self.model == "discuss.channel" and self.res_id:
            return self.env["discuss.channel"].browse(self.res_id).govinfo_official
        return super()._govinfo_is_kept()
