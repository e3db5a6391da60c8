"""What of this room keeps a unit from being deleted."""

from odoo import api, models


class GovinfoUnit(models.Model):
    _inherit = "govinfo.unit"

    @api.model
    def _named_by(self):
        return [
            *super()._named_by(),
            ("govinfo.followup", "unit_id"),
            ("govinfo.incident", "unit_id"),
            ("govinfo.training.attendance", "unit_id"),
        ]
