from odoo import Command, _, api, fields, models
from odoo.exceptions import AccessError

OFFICE = ("group_reviewer", "group_leader", "group_manager")
#: What members set for themselves, or the platform notes when somebody speaks.
OWN = {"last_interest_dt", "message_main_attachment_id"}
#: What makes a channel the office's: set by the system alone.
OFFICIAL = ("govinfo_official", "govinfo_unit_ids")


class DiscussChannel(models.Model):
    """The private channel of the units on a distribution list.

    In channels of the county office its people write and invite; everybody else reads.
    """

    _inherit = "discuss.channel"

    govinfo_official = fields.Boolean("Channel of the county office", readonly=True, copy=False)

    govinfo_unit_ids = fields.Many2many(
        "govinfo.unit",
        "govinfo_channel_unit_rel",
        "channel_id",
        "unit_id",
        "Units on the list",
        readonly=True,
    )

    @api.model
    def _govinfo_open(self, name):
        """A private channel of that name: of the type "channel" it would be open to everybody."""
        return self.create({"name": name, "channel_type": "group", "govinfo_official": True})

    # -- who writes --------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [
                dict(vals, govinfo_official=False, govinfo_unit_ids=[]) for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and vals.keys() - OWN:
            self._govinfo_check_office()
            vals = {name: value for name, value in vals.items() if name not in OFFICIAL}
        return super().write(vals)

    def unlink(self):
        self._govinfo_check_office()
        return super().unlink()

    def message_post(self, **kwargs):
        self._govinfo_check_office()
        return super().message_post(**kwargs)

    def add_members(self, *args, **kwargs):
        """Who belongs to the units on the list reads along; members invite nobody else."""
        self._govinfo_check_office()
        return super().add_members(*args, **kwargs)

    def _govinfo_check_office(self):
        """Raise when one of these channels is the office's and the caller is not of the office.

        Also as superuser: the client posts so, after it has asked whether somebody is a member.
        """
        user = self.env.user
        if user._is_superuser() or any(
            user.has_group("govinfo_module.%s" % group) for group in OFFICE
        ):
            return
        if any(self.sudo().mapped("govinfo_official")):  # sudo: whose it is, nothing else
            raise AccessError(_("In this channel only the county office writes and invites."))

    # -- the channel of a list ---------------------------------------------------------------

    def _govinfo_channel_for(self, units):
        """The channel of exactly ``units``, made on first use; its members are brought up to date."""
        if not units:
            return self
        official = [("govinfo_official", "=", True), ("govinfo_unit_ids", "in", units[:1].ids)]
        found = self.search(official).filtered(lambda channel: channel.govinfo_unit_ids == units)[
            :1
        ]
        if not found:
            found = self._govinfo_open(self._govinfo_list_name(units))
            found.govinfo_unit_ids = units
        found._govinfo_sync_members()
        return found

    def _govinfo_welcome(self, partners):
        """Let ``partners`` read this channel; those who do already stay."""
        missing = partners - self.channel_partner_ids
        if missing:
            self.add_members(partner_ids=missing.ids)

    def _govinfo_sync_members(self):
        """Members are those who act for the units now."""
        for channel in self:
            people = channel.govinfo_unit_ids._people().filtered("active").partner_id
            if channel.channel_partner_ids != people:
                channel.channel_partner_ids = [Command.set(people.ids)]

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
