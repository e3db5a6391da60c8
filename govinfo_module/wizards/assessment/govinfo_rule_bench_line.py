from odoo import fields, models


class GovinfoRuleBenchLine(models.TransientModel):
    """A rule and what it had to say to a tried fact."""

    _name = "govinfo.rule.bench.line"
    _description = "Rule Tried on a Fact"

    bench_id = fields.Many2one("govinfo.rule.bench", required=True, ondelete="cascade")
    unit_id = fields.Many2one("govinfo.unit", "Unit", ondelete="cascade")
    fact = fields.Char("What happened")
    rule_id = fields.Many2one("govinfo.rule", "Rule", ondelete="cascade")
    sentence = fields.Char(related="rule_id.sentence")
    verdict = fields.Selection(
        [
            ("gives", "Gives the points"),
            ("also", "Gives its points as well"),
            ("later", "Would match, but a rule before it did"),
            ("no", "Does not match"),
            ("counts", "Counts for this task, rate or bar"),
        ]
    )
    why = fields.Char()
