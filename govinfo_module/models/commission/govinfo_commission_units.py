from odoo import Command, api, fields, models


class GovinfoCommission(models.Model):
    """The units of a commission as one field: named one after the other, each becomes a line."""

    _inherit = "govinfo.commission"

    asked_unit_ids = fields.Many2many(
        "govinfo.unit",
        string="Units to ask",
        compute="_compute_asked_unit_ids",
        inverse="_inverse_asked_unit_ids",
    )

    @api.depends("line_ids.unit_id")
    def _compute_asked_unit_ids(self):
        for commission in self:
            commission.asked_unit_ids = commission.line_ids.unit_id

    def _inverse_asked_unit_ids(self):
        """Lines of units named anew are made, those of units named no more are taken away."""
        for commission in self:
            wanted, lines = commission.asked_unit_ids, commission.line_ids
            gone = lines.filtered(lambda line, wanted=wanted: line.unit_id not in wanted)
            commission.line_ids = [
                *(Command.delete(line.id) for line in gone),
                *(Command.create({"unit_id": unit.id}) for unit in wanted - lines.unit_id),
            ]
