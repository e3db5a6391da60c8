from odoo import fields, models


class GovinfoRuleBenchEntry(models.TransientModel):
    """Points a tried fact would give a unit."""

    _name = "govinfo.rule.bench.entry"
    _description = "Points of a Tried Fact"

    bench_id = fields.Many2one("govinfo.rule.bench", required=True, ondelete="cascade")
    unit_id = fields.Many2one("govinfo.unit", "Unit", ondelete="cascade")
    fact = fields.Char("What happened")
    rule_id = fields.Many2one("govinfo.rule", "Rule", ondelete="cascade")
    sentence = fields.Char(related="rule_id.sentence")
    raw_points = fields.Float("Raw points", digits=(16, 2))
    points = fields.Float(digits=(16, 2))
    explanation = fields.Char()
