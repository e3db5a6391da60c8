from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...helpers.desk.reader import Reader

ROLES = ("group_officer", "group_reviewer", "group_leader", "group_manager")


class GovinfoDesk(models.AbstractModel):
    """The first screen of each role: what waits, what is done most, how things stand.

    ``look`` is the one call the screen makes; everything in it is read with the caller's own rights, in
    a number of queries that does not grow with the records.
    """

    _name = "govinfo.desk"
    _description = "Desk"

    @api.model
    def look(self):
        """The desk of the current user as plain values.

        ``waiting``: the lines of what waits; ``kinds``: how many there are of each kind, with the
        question that lists them; ``often``: the buttons; ``blocks``: pictures, figures and lists.
        """
        reader = self._reader()
        lines, kinds = self._waiting(reader)
        return {
            "waiting": lines,
            "kinds": kinds,
            "often": self._often(reader),
            "blocks": [block for block in self._blocks(reader) if block],
        }

    @api.model
    def _reader(self):
        user = self.env.user
        roles = {role for role in ROLES if user.has_group("govinfo_module.%s" % role)}
        if not roles:
            raise AccessError(_("You have no part in government information; ask the manager."))
        company = self.env.company
        units = self.env["govinfo.unit"].search(
            ["|", ("officer_ids", "in", user.id), ("leader_id", "=", user.id)]
        )
        units.fetch(["name", "leader_id"])
        today = company.govinfo_today()
        return Reader(
            roles=frozenset(roles),
            units=units,
            led=units.filtered(lambda unit: unit.leader_id == user),
            company=company,
            ranks=company.govinfo_notice_kind == "ranking",
            now=fields.Datetime.now(),
            today=today,
            first=self.env["govinfo.period"]._span("quarter", today)[0],
        )

    # -- what is done most -------------------------------------------------------------------

    @api.model
    def _often(self, reader):
        """The buttons: each with its label and what it opens: an action, a list or a new record."""
        often = []
        if reader.led:
            often.append(self._opens(_("To sign off"), "govinfo_item_action_sign"))
        if reader.is_one_of("officer") and reader.units:
            often += [
                self._makes(_("Write an item"), "govinfo.item"),
                self._opens(_("Items of our unit"), "govinfo_item_action_mine"),
            ]
        if reader.is_one_of("reviewer"):
            often += [
                self._makes(_("Issue a commission"), "govinfo.commission"),
                self._makes(_("Edit an issue"), "govinfo.issue"),
                self._makes(_("Register an adoption"), "govinfo.adoption"),
            ]
        if reader.is_one_of("leader"):
            often += [
                self._lists(_("Issues to sign"), "govinfo.issue", self._waits_for_approval(reader)),
                self._opens(_("Sheet for the meeting"), "govinfo_analysis_sheet_action"),
            ]
        if reader.is_one_of("manager"):
            often.append(self._opens(_("Settings"), "govinfo_settings_action"))
        return often

    @api.model
    def _opens(self, label, action):
        return {"label": label, "action": "govinfo_module.%s" % action}

    @api.model
    def _lists(self, label, model, domain):
        return {"label": label, "model": model, "domain": domain}

    @api.model
    def _makes(self, label, model):
        return {"label": label, "model": model}

    # -- how things stand --------------------------------------------------------------------

    @api.model
    def _blocks(self, reader):
        """What stands beside the list: dicts with ``kind`` and ``title``; False where there is nothing."""
        blocks = []
        if reader.is_one_of("reviewer", "leader"):
            blocks.append(self._upward_today(reader))
        if reader.units:
            blocks += self._unit_blocks(reader)
        if reader.is_one_of("leader"):
            blocks += self._leader_blocks(reader)
        if reader.is_one_of("reviewer"):
            blocks += self._office_blocks(reader)
        return blocks

    @api.model
    def _cell(self, label, value, **more):
        """One figure of a block; ``action`` opens what it counts, ``points`` are not shown on a phone."""
        return dict(more, label=label, value=value)

    @api.model
    def _months(self, model, domain, date, reader, total="__count"):
        """``{(year, month): total}`` of ``model`` by the local month of ``date``."""
        local = self.env[model].with_context(tz=reader.company.govinfo_tz)
        rows = local._read_group(domain, ["%s:month" % date], [total])
        return {(month.year, month.month): value for month, value in rows}
