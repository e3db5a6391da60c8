from odoo import Command, _, api, fields, models
from odoo.exceptions import AccessError


class ResUsers(models.Model):
    _inherit = "res.users"

    govinfo_unit_ids = fields.Many2many(
        "govinfo.unit", "govinfo_unit_officer_rel", "user_id", "unit_id", "Officer of"
    )
    govinfo_led_unit_ids = fields.One2many("govinfo.unit", "leader_id", "In charge of")

    def write(self, vals):
        units = self.govinfo_unit_ids if "govinfo_unit_ids" in vals else None
        result = super().write(vals)
        if units is not None:
            self.env["discuss.channel"]._govinfo_follow_units(units | self.govinfo_unit_ids)
        return result

    @api.model
    def _govinfo_new_officer(self, name, login):
        """A new user of the caller's county with the role of an officer and no other."""
        self._govinfo_check_manager()
        county = self.env.company
        # managers of information work may not edit users; they make officers, nothing higher
        user = self._govinfo_system().create(
            {
                "name": name,
                "login": login,
                "lang": county.partner_id.lang or self.env.lang,
                "tz": county.govinfo_tz,
                "company_id": county.id,
                "company_ids": [Command.set(county.ids)],
                "group_ids": [Command.set(self.env.ref("govinfo_module.group_officer").ids)],
            }
        )
        return user.with_env(self.env)

    def _govinfo_make_officer(self):
        """Give these users of the caller's county the role of an officer."""
        self._govinfo_check_manager()
        officer = self.env.ref("govinfo_module.group_officer")
        # sudo: as in _govinfo_new_officer; people of other counties stay as they are
        users = self.sudo().filtered(
            lambda user: user.company_id == self.env.company and officer not in user.all_group_ids
        )
        users.write({"group_ids": [Command.link(officer.id)]})

    def _govinfo_check_manager(self):
        if not (self.env.su or self.env.user.has_group("govinfo_module.group_manager")):
            raise AccessError(_("Only the manager names the people of units."))
