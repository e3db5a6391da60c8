"""What leaves the system in a table holds text and numbers, never a formula."""

import re

from odoo import models

# What Excel or WPS would calculate when a cell begins with it.
FORMULA = re.compile(r"[=+\-@\t\r]|\{=")


class Base(models.AbstractModel):
    _inherit = "base"

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
