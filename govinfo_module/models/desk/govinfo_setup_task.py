from odoo import _, api, fields, models
from odoo.exceptions import UserError

# where each task is done
ACTIONS = {
    "county": "govinfo_module.govinfo_settings_action",
    "language": "base.action_res_users",
    "roles": "base.action_res_users",
    "units": "govinfo_module.govinfo_import_wizard_action_unit",
    "people": "govinfo_module.govinfo_unit_action",
    "heads": "govinfo_module.govinfo_unit_action",
    "publications": "govinfo_module.govinfo_publication_action",
    "ruleset": "govinfo_module.govinfo_ruleset_template_wizard_action",
    "working_days": "govinfo_module.govinfo_import_wizard_action_working_day",
    "wordlist": "govinfo_module.govinfo_wordlist_import_action",
    "mail": "base.action_ir_mail_server_list",
    "address": "base.ir_config_list_action",  # web.base.url
    "first_item": "govinfo_module.govinfo_item_action",
}
LOCAL = ("localhost", "127.0.0.1")  # addresses that nobody else can open
PLATFORMS = ("My Company", "YourCompany")  # what Odoo calls a company that nobody has named
ROLES = ("reviewer", "leader")


class GovinfoSetupTask(models.Model):
    """What a county has to do before its first item, and whether it is done.

    The tasks are data; ``_state_<code>`` answers for the county one works in, from its records.
    """

    _name = "govinfo.setup.task"
    _description = "Task of Setting Up"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    explanation = fields.Char(translate=True)
    for_system = fields.Boolean("Done by the system's administrator")
    done = fields.Boolean(compute="_compute_state")
    state = fields.Selection(
        [("done", "Done"), ("missing", "Missing")], "Progress", compute="_compute_state"
    )
    detail = fields.Char("As it is", compute="_compute_state")

    _code_unique = models.Constraint("unique(code)", "There is one task of each kind.")

    @api.depends("code")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_state(self):
        for task in self:
            task.done, task.detail = getattr(task, "_state_" + task.code)()
            task.state = "done" if task.done else "missing"

    def action_open(self):
        """The screen where this task is done."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(ACTIONS[self.code])
        if not self.env[action["res_model"]].has_access("create"):
            raise UserError(
                _("This is done by the system's administrator; the guide says what to ask for.")
            )
        if self.code == "address":
            action["domain"] = [("key", "=", "web.base.url")]
        return action

    # -- how it stands --------------------------------------------------------------------------

    @property
    def _own(self):
        return [("company_id", "=", self.env.company.id)]

    def _state_county(self):
        county = self.env.company
        if county.name in PLATFORMS:
            return False, _("The county has no name yet.")
        return bool(county.govinfo_organ), county.govinfo_organ or _("The office has no name yet.")

    def _state_language(self):
        others = self._users().filtered(lambda user: user.lang != "zh_CN")
        if others:
            return False, _("Not in Chinese: %s", self._names(others))
        return True, _("Everybody's screens are in Chinese.")

    def _state_roles(self):
        groups = {role: self.env.ref("govinfo_module.group_" + role) for role in ROLES}
        users = self._users()
        missing = [
            group.name
            for group in groups.values()
            if not users.filtered(lambda user, group=group: group in user.all_group_ids)
        ]
        if missing:
            return False, _("Nobody has the role: %s", "、".join(missing))
        return True, _("%s users", len(users))

    def _state_units(self):
        count = self.env["govinfo.unit"].search_count(self._own)
        return bool(count), _("%s units", count)

    def _state_people(self):
        units = self.env["govinfo.unit"].search(
            self._own + ["|", ("leader_id", "=", False), ("officer_ids", "=", False)]
        )
        return self._units_lack(units, _("Without officer or leader in charge: %s"))

    def _state_heads(self):
        units = self.env["govinfo.unit"].search(
            self._own + ["|", ("head_id", "=", False), ("head_id.email", "=", False)]
        )
        return self._units_lack(units, _("Without head or without the head's e-mail: %s"))

    def _state_publications(self):
        own = self.env["govinfo.publication"].search(self._own + [("is_own", "=", True)])
        return bool(own), self._names(own) or _("None yet")

    def _state_ruleset(self):
        active = self.env["govinfo.ruleset"].search(self._own + [("state", "=", "active")])
        return bool(active), self._names(active) or _("None is in force.")

    def _state_working_days(self):
        year = self.env.company.govinfo_today().year
        count = self.env["govinfo.working.day"].search_count(
            self._own + [("date", ">=", "%d-01-01" % year), ("date", "<=", "%d-12-31" % year)]
        )
        return bool(count), _("%(count)s days of the year %(year)s", count=count, year=str(year))

    def _state_wordlist(self):
        count = self.env["govinfo.wordlist.term"].search_count(self._own)
        return bool(count), _("%s words", count)

    def _state_mail(self):
        count = self._mail_servers()
        return bool(count), _("%s mail servers", count)

    def _state_address(self):
        address = self.get_base_url()
        return not any(name in address for name in LOCAL), address

    def _state_first_item(self):
        count = self.env["govinfo.item"].search_count(
            self._own + [("state", "in", ("accepted", "archived"))]
        )
        return bool(count), _("%s items accepted", count)

    # -- what they look at ----------------------------------------------------------------------

    def _units_lack(self, units, sentence):
        if not self.env["govinfo.unit"].search_count(self._own, limit=1):
            return False, _("There are no units yet.")
        return not units, sentence % self._names(units) if units else _("All units are complete.")

    def _names(self, records):
        """The first names, and how many more there are."""
        names = "、".join(records[:5].mapped("name"))
        if len(records) <= 5:
            return names
        return _("%(names)s and others, %(count)s in all", names=names, count=len(records))

    def _users(self):
        """People of the county who sign in."""
        return self.env["res.users"].search(
            [("company_ids", "in", self.env.company.id), ("share", "=", False)]
        )

    def _mail_servers(self):
        # sudo: their number only; the servers are the system's administrator's
        return self.env["ir.mail_server"].sudo().search_count([])
