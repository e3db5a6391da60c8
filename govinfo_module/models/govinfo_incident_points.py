from odoo import api, fields, models


class GovinfoIncident(models.Model):
    """What an incident costs: in the ledger so far, and by the rules before the next computation."""

    _inherit = "govinfo.incident"

    entry_ids = fields.Many2many(
        "govinfo.score.entry", string="Points in the ledger", compute="_compute_entry_ids"
    )
    points = fields.Float(
        compute="_compute_entry_ids", digits=(16, 2), help="In the ledger so far."
    )
    applying_rule_ids = fields.Many2many(
        "govinfo.rule", string="Rules that apply", compute="_compute_applying_rule_ids"
    )
    expected_points = fields.Float(
        compute="_compute_applying_rule_ids",
        digits=(16, 2),
        help="By the rules in force on its day, before limits, floors and vetoes.",
    )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_entry_ids(self):
        entries = self.env["govinfo.score.entry"].search(
            [("source_model", "=", self._name), ("source_id", "in", self.ids)]
        )
        for incident in self:
            incident.entry_ids = entries.filtered(lambda e, i=incident: e.source_id == i.id)
            incident.points = sum(incident.entry_ids.mapped("points"))

    @api.depends("unit_id", "kind", "urgent", "notified_by", "date", "state", "assessed_points")
    def _compute_applying_rule_ids(self):
        for incident in self:
            applies = incident.unit_id and incident.date and incident.state != "dismissed"
            # sudo: the rules of the day, which may be retired by now; they are no secret
            rules = incident.sudo()._rules() if applies else self.env["govinfo.rule"]
            incident.applying_rule_ids = rules
            incident.expected_points = sum(
                incident.assessed_points if rule.points_mode == "assessed" else rule.points
                for rule in rules
            )
