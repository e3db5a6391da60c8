from odoo import models


class GovinfoPublication(models.Model):
    """Issues that are not out yet are called as their publication is."""

    _inherit = "govinfo.publication"

    def write(self, vals):
        result = super().write(vals)
        if "name" in vals:
            self.issue_ids.filtered(lambda issue: issue.state != "published")._search_mark()
        return result
