from odoo import models

OFFICE = ("group_reviewer", "group_leader", "group_manager")


class ResUsers(models.Model):
    """Whom a county of situation notices shows points and ranks: its office, not its units."""

    _inherit = "res.users"

    def _govinfo_without_points(self):
        """Whether this user works in a unit of a county that does not rank its units."""
        self.ensure_one()
        if any(self.has_group("govinfo_module.%s" % group) for group in OFFICE):
            return False
        # sudo: a setting, whoever asks
        return "situation" in self.env.companies.sudo().mapped("govinfo_notice_kind")
