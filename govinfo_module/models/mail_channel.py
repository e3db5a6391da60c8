from odoo import _, fields, models

from ..compat import CHANNEL, create_channel, set_members


class MailChannel(models.Model):
    """The private channel of the units on a distribution list."""

    _inherit = CHANNEL

    govinfo_unit_ids = fields.Many2many(
        "govinfo.unit",
        "govinfo_channel_unit_rel",
        "channel_id",
        "unit_id",
        "Units on the list",
        readonly=True,
    )

    def _govinfo_channel_for(self, units):
        """The channel of exactly ``units``, made on first use; its members are brought up to date."""
        if not units:
            return self
        found = self.search([("govinfo_unit_ids", "in", units[:1].ids)]).filtered(
            lambda channel: channel.govinfo_unit_ids == units
        )[:1]
        if not found:
            found = create_channel(
                self.env, self._govinfo_list_name(units), self.env["res.partner"]
            )
            found.govinfo_unit_ids = units
        found._govinfo_sync_members()
        return found

    def _govinfo_sync_members(self):
        """Members are those who act for the units now."""
        for channel in self:
            people = channel.govinfo_unit_ids._people().filtered("active").partner_id
            set_members(channel, people)

    def _govinfo_list_name(self, units):
        """What the list is called: whole groups by their name, single units by theirs."""
        names = []
        rest = units
        for group in units.category_id:
            if group.unit_ids <= units:
                names.append(group.name)
                rest -= group.unit_ids
        names += rest.mapped("name")[:4]
        name = _("Government information: %s", "、".join(names))
        return (
            name
            if len(rest) <= 4
            else _("%(name)s and others (%(count)s)", name=name, count=len(units))
        )

    def _govinfo_follow_units(self, units):
        """After people of ``units`` have changed: the channels of their lists follow."""
        # sudo: channels are private; who belongs to them follows from the units alone
        self.sudo().search([("govinfo_unit_ids", "in", units.ids)])._govinfo_sync_members()
