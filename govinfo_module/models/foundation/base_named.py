"""Nobody names a record they may not read: its values would reach them through the one they make."""

from collections import defaultdict

from odoo import _, api, models
from odoo.exceptions import AccessError
from odoo.fields import Command

#: Commands of a x2many value that only take something away.
_HARMLESS = (Command.DELETE, Command.UNLINK, Command.CLEAR)


class Base(models.AbstractModel):
    """Stored fields are computed as superuser, and dialogs copy what they are pointed at.

    So every record that a client names in a value (many2one, x2many commands however deep,
    references), in the context's or their own defaults, must be one they may read. Our own models
    only; our own steps, which run as superuser, name what they have judged.
    """

    _inherit = "base"

    def _check_field_access(self, field, operation):
        """The platform's refusal names model and field as programs do."""
        ours = not self.env.su and self._name.startswith("govinfo.")
        if ours and not self._has_field_access(field, operation):
            kind = self.env["ir.model"]._get(self._name).name
            label = field._description_string(self.env)
            raise AccessError(
                _("%(kind)s: “%(field)s” is not open to you.", kind=kind, field=label)
            )
        return super()._check_field_access(field, operation)

    @api.model
    def _govinfo_check_named(self, vals_list):
        """Raise unless the caller may read every record that ``vals_list`` names."""
        if self.env.su or not self._name.startswith("govinfo."):
            return
        named = defaultdict(set)
        for vals in vals_list:
            self._govinfo_collect_named(vals, named)
        named["res.users"].discard(self.env.uid)
        named["res.company"] -= set(self.env.companies.ids)
        for model, ids in named.items():
            if ids:
                self.env[model]._govinfo_check_readable(ids)

    @api.model
    def _govinfo_check_readable(self, ids):
        """Raise unless the caller may read the records ``ids``, or is making them right now."""
        readable = self.with_context(active_test=False).search([("id", "in", list(ids))])
        if len(readable) == len(ids):
            return
        # sudo: a record whose lines are made with it may not be complete enough for its rules yet
        others = self.sudo().browse(ids - set(readable.ids)).exists()
        now = self.env.cr.now().replace(microsecond=0)
        new = others.filtered(
            lambda record: (
                record._log_access
                and record.create_uid == self.env.user
                and record.create_date.replace(microsecond=0) == now
            )
        )
        if len(readable) + len(new) < len(ids):
            kind = self.env["ir.model"]._get(self._name).name
            raise AccessError(_("%s: a record is named here that you may not read.", kind))

    @api.model
    def _govinfo_collect_named(self, vals, named):
        """Add to ``named``, ids by model, what the values of one record of this model name."""
        for name, value in vals.items() if isinstance(vals, dict) else ():
            field = self._fields.get(name)
            if not field or not value:
                continue
            if field.type in ("many2one", "one2many", "many2many"):
                self.env[field.comodel_name]._govinfo_collect_links(value, named)
            elif field.type == "reference" and isinstance(value, str):
                model, _comma, record_id = value.partition(",")
                if model in self.env and record_id.isdecimal():
                    named[model].add(int(record_id))

    @api.model
    def _govinfo_collect_links(self, value, named):
        """As above, of a relational value that points to this model, in any form a client may send."""
        if isinstance(value, models.BaseModel):
            named[self._name].update(value._origin.ids)
        elif isinstance(value, dict):  # a line's own record, or its parent's, in an onchange
            self._govinfo_collect_links(value.get("id"), named)
            self._govinfo_collect_named(value, named)
        elif isinstance(value, (list, tuple)):
            for part in value:
                self._govinfo_collect_command(part, named)
        elif isinstance(value, int) and value:
            named[self._name].add(int(value))

    @api.model
    def _govinfo_collect_command(self, command, named):
        if not isinstance(command, (list, tuple)):
            self._govinfo_collect_links(command, named)
        elif command and command[0] not in _HARMLESS:
            for part in command[1:]:
                self._govinfo_collect_links(part, named)
