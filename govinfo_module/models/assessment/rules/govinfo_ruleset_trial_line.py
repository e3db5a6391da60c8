import json

from odoo import api, fields, models


class GovinfoRulesetTrialLine(models.Model):
    """A unit's points and rank in a dry run, as they are and as they would be. Written by the run only."""

    _name = "govinfo.ruleset.trial.line"
    _description = "Unit in a Dry Run"
    _order = "trial_id, category_id, rank_then, unit_id"
    _rec_name = "unit_id"

    trial_id = fields.Many2one(
        "govinfo.ruleset.trial", "Dry run", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="trial_id.company_id", store=True, index=True)
    unit_id = fields.Many2one("govinfo.unit", "Unit", required=True, ondelete="cascade")
    category_id = fields.Many2one("govinfo.unit.category", "Unit category", ondelete="set null")
    points_now = fields.Float("Points now", digits=(16, 2))
    points_then = fields.Float("Points then", digits=(16, 2))
    difference = fields.Float(digits=(16, 2))
    rank_now = fields.Integer("Rank now", aggregator=False)
    rank_then = fields.Integer("Rank then", aggregator=False)
    rank_change = fields.Integer("Places gained", aggregator=False)
    shortfall_change = fields.Selection(
        [("new", "New"), ("gone", "No more"), ("both", "As before")], "Shortfall"
    )
    reasons_now = fields.Text()
    reasons_then = fields.Text()
    shortfall_now = fields.Text("Shortfall now", compute="_compute_shortfalls")
    shortfall_then = fields.Text("Shortfall then", compute="_compute_shortfalls")
    barred_now = fields.Boolean("Award barred now")
    barred_then = fields.Boolean("Award barred then")

    @api.depends("reasons_now", "reasons_then")
    @api.depends_context("lang")
    def _compute_shortfalls(self):
        read = self.env["govinfo.score"]._reason_lines
        for line in self:
            line.shortfall_now = "\n".join(read(json.loads(line.reasons_now or "[]")))
            line.shortfall_then = "\n".join(read(json.loads(line.reasons_then or "[]")))
