from odoo import Command, _, fields, models
from odoo.exceptions import UserError


class GovinfoOfficerWizard(models.TransientModel):
    """Makes an account for an officer or the leader in charge of a unit."""

    _name = "govinfo.officer.wizard"
    _description = "New Officer of a Unit"

    unit_id = fields.Many2one("govinfo.unit", "Unit", required=True)
    name = fields.Char("Person's name", required=True)
    login = fields.Char("Login", required=True)
    role = fields.Selection(
        [("officer", "Officer"), ("leader", "Leader in charge")], required=True, default="officer"
    )

    def action_make(self):
        """The unit with its new person; the password is set by the system's administrator."""
        self.ensure_one()
        login = self.login.strip()
        if self._is_taken(login):
            raise UserError(_("There is a user with the login %s already.", login))
        user = self.env["res.users"]._govinfo_new_officer(self.name.strip(), login)
        if self.role == "leader":
            self.unit_id.leader_id = user
        else:
            self.unit_id.officer_ids = [Command.link(user.id)]
        return {"type": "ir.actions.act_window_close"}

    def _is_taken(self, login):
        # sudo: logins are one for all counties
        users = self.env["res.users"].sudo().with_context(active_test=False)
        return bool(users.search_count([("login", "=ilike", login)], limit=1))
