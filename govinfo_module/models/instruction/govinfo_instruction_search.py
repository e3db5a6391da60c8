from odoo import models


class GovinfoInstruction(models.Model):
    """Instructions are found by the leader's words and name, and by what they were written on."""

    _name = "govinfo.instruction"
    _inherit = ["govinfo.instruction", "govinfo.search.mixin"]

    _search_watched = ("text", "leader_name", "date", "item_id", "issue_id")
    _search_unit = "unit_id"

    def _search_title(self):
        return self.label

    def _search_text(self):
        return self.text

    def _search_unit_name(self):
        return self.unit_id.name

    def _search_date(self):
        return self.date
