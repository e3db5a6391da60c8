from odoo import api, models


class DiscussChannelMember(models.Model):
    """Into a channel of the county office nobody else brings members, by whatever way."""

    _inherit = "discuss.channel.member"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            ids = [vals.get("channel_id") for vals in vals_list]
            ids.append(self.env.context.get("default_channel_id"))
            self.env["discuss.channel"].browse(filter(None, ids)).exists()._govinfo_check_office()
        return super().create(vals_list)
