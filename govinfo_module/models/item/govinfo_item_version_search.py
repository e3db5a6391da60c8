from odoo import models

from ...exchange.clean_html import plain_text


class GovinfoItemVersion(models.Model):
    """Manuscripts are found where the item's present text has the words no longer."""

    _name = "govinfo.item.version"
    _inherit = ["govinfo.item.version", "govinfo.search.mixin"]

    _search_unit = "item_id.unit_id"

    def _search_title(self):
        return self.name

    def _search_text(self):
        return plain_text(self.body)

    def _search_unit_name(self):
        return self.item_id.unit_id.name

    def _search_date(self):
        return self._search_day(self.date)

    def _search_original(self):
        return self.item_id
