from odoo import fields, models


class GovinfoScoreGroup(models.Model):
    """A unit's points under one rule group in a period; without a group: everything else."""

    _name = "govinfo.score.group"
    _description = "Score by Group"
    _inherit = ["govinfo.ledger.mixin"]
    _log_access = False
    _order = "score_id, sequence, id"
    _rec_name = "group_id"

    score_id = fields.Many2one(
        "govinfo.score", "Score", required=True, index=True, ondelete="cascade"
    )
    period_id = fields.Many2one(related="score_id.period_id", store=True, index=True)
    unit_id = fields.Many2one(related="score_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="score_id.company_id", store=True, index=True)
    group_id = fields.Many2one("govinfo.rule.group", "Group", ondelete="restrict")
    sequence = fields.Integer()
    points = fields.Float(digits=(16, 2))
