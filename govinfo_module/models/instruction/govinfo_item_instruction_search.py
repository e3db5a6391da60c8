from odoo import models


class GovinfoItem(models.Model):
    """Instructions on an item are called after it; one that becomes a work secret loses its title."""

    _inherit = "govinfo.item"

    def write(self, vals):
        result = super().write(vals)
        if not {"name", "number", "secrecy"}.isdisjoint(vals):
            # sudo: which instructions there are, not what they say
            self.sudo().instruction_ids._search_mark()
        return result
