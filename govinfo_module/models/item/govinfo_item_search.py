from odoo import models

from ...exchange.clean_html import plain_text


class GovinfoItem(models.Model):
    """Items are found by title, text and number."""

    _name = "govinfo.item"
    _inherit = ["govinfo.item", "govinfo.search.mixin"]

    _search_watched = ("name", "body", "number", "submitted_at", "unit_id")
    _search_unit = "unit_id"
    _search_held = True

    def _search_title(self):
        return self.name

    def _search_text(self):
        return "\n".join(filter(None, [plain_text(self.body), self.number]))

    def _search_unit_name(self):
        return self.unit_id.name

    def _search_date(self):
        return self._search_day(self.submitted_at or self.create_date)
