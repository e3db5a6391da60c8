from odoo import models

from ...exchange.clean_html import plain_text


class GovinfoIssue(models.Model):
    """Issues are found by their name, the editor's note and their pieces."""

    _name = "govinfo.issue"
    _inherit = ["govinfo.issue", "govinfo.search.mixin"]

    _search_watched = ("publication_id", "number", "year", "date", "editor_note")
    _search_unit = "line_ids.item_ids.unit_id"
    _search_held = True

    def _search_title(self):
        return self.label

    def _search_text(self):
        parts = [self.editor_note]
        for line in self.line_ids:
            parts += [line.name, plain_text(line.body)]
        return "\n".join(filter(None, parts))

    def _search_date(self):
        return self.date
