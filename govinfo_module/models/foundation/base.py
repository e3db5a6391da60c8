"""What comes into our records, and what leaves them in a table, passes here."""

import re

from odoo import _, api, models
from odoo.exceptions import UserError

from ...helpers.foundation.doing import bare

# What Excel or WPS would calculate when a cell begins with it.
FORMULA = re.compile(r"[=+\-@\t\r]|\{=")


class Base(models.AbstractModel):
    """A value that comes in is sound (``base_bounds``) and names nothing hidden (``base_named``)."""

    _inherit = "base"

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._govinfo_sound(vals) for vals in vals_list]
        self._govinfo_check_named(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        vals = self._govinfo_sound(vals)
        self._govinfo_check_named([vals])
        return super().write(vals)

    @api.model
    def default_get(self, fields):
        context = self.env.context
        given = {
            name: context["default_" + name] for name in fields if "default_" + name in context
        }
        self._govinfo_sound(given)
        values = super().default_get(fields)
        self._govinfo_check_named([given, values])
        return values

    def onchange(self, values, field_names, fields_spec):
        values = self._govinfo_sound(values, form=True)
        self._govinfo_check_named([values])
        return super().onchange(values, field_names, fields_spec)

    def _govinfo_system(self):
        """These records for the system: as superuser, and without what a client has sent as context."""
        # sudo: for what a method of ours does after it has judged its caller, never on what they named
        return self.sudo().with_context(bare(self.env.context))

    def _check_company(self, fnames=None):
        """The platform's refusal names models and fields as programs do."""
        try:
            super()._check_company(fnames)
        except UserError as error:
            if not self._name.startswith("govinfo."):
                raise
            raise UserError(_("A record of another county is named here.")) from error

    def export_data(self, *args, **kwargs):
        """Texts that begin like a formula get an apostrophe before them.

        The platform does so in .csv only; in .xlsx a title ``=HYPERLINK(…)`` would be calculated.
        """
        result = super().export_data(*args, **kwargs)
        if self._name.startswith("govinfo."):
            result["datas"] = [[_as_text(value) for value in row] for row in result["datas"]]
        return result


def _as_text(value):
    return "'" + value if isinstance(value, str) and FORMULA.match(value) else value
