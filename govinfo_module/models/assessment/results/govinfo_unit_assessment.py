"""What of this room keeps a unit from being deleted."""

from odoo import api, models


class GovinfoUnit(models.Model):
    _inherit = "govinfo.unit"

    @api.model
    def _named_by(self):
        return [
            *super()._named_by(),
            ("govinfo.adjustment", "unit_id"),
            ("govinfo.appeal", "unit_id"),
            ("govinfo.score.entry", "unit_id"),
            ("govinfo.score.window", "unit_id"),
            ("govinfo.score", "unit_id"),
            ("govinfo.score.person", "unit_id"),
            ("govinfo.honor", "unit_id"),
            ("govinfo.rule.quota", "unit_id"),
        ]
