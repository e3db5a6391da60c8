from odoo import models

from ...exchange.clean_html import plain_text


class GovinfoCommission(models.Model):
    """Commissions are found by subject, requirement and number."""

    _name = "govinfo.commission"
    _inherit = ["govinfo.commission", "govinfo.search.mixin"]

    _search_watched = ("name", "requirement", "number", "date_issued")
    _search_unit = "line_ids.unit_id"
    _search_held = True

    def _search_title(self):
        return self.name

    def _search_text(self):
        return "\n".join(filter(None, [plain_text(self.requirement), self.number]))

    def _search_date(self):
        return self.date_issued or self._search_day(self.create_date)
