import babel.dates

from odoo import _, models
from odoo.tools.misc import get_lang


class Base(models.AbstractModel):
    """Our groups by time are called as people call them: the platform has English order in every language."""

    _inherit = "base"

    def _web_read_group_groupby_formatter(self, groupby_spec, values):
        formatter = super()._web_read_group_groupby_formatter(groupby_spec, values)
        pattern = self._name.startswith("govinfo.") and self._govinfo_time_pattern(groupby_spec)
        if not pattern:
            return formatter
        locale = get_lang(self.env).code

        def in_words(value):
            group, domain = formatter(value)
            if group:
                group = group[0], babel.dates.format_date(value, pattern, locale=locale)
            return group, domain

        return in_words

    def _govinfo_time_pattern(self, groupby_spec):
        """The pattern of the labels of groups by ``groupby_spec`` when they are days, months …"""
        name, _colon, granularity = groupby_spec.partition(":")
        if "." in name or self._fields[name].type not in ("date", "datetime"):
            return False
        patterns = {
            "day": _("MMM d, y"),
            "month": _("MMMM y"),
            "quarter": _("QQQ y"),
            "year": _("y"),
        }
        return patterns.get(granularity)
