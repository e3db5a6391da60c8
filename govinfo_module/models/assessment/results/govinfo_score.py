from odoo import fields, models


class GovinfoScore(models.Model):
    """A unit's score in a period (得分), as the ledger stood when the period was last computed."""

    _name = "govinfo.score"
    _description = "Score"
    _inherit = ["govinfo.score.mixin"]
    _log_access = False
    _order = "period_id, category_sequence, rank, unit_id"
    _rec_name = "unit_id"

    period_id = fields.Many2one(
        "govinfo.period", "Period", required=True, index=True, ondelete="cascade"
    )
    period_state = fields.Selection(related="period_id.state", string="State")
    company_id = fields.Many2one("res.company", "County", required=True, index=True)
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict"
    )
    category_id = fields.Many2one(
        "govinfo.unit.category",
        "Ranking group",
        ondelete="restrict",
        help="The unit's category on the period's last day.",
    )
    category_sequence = fields.Integer()
    total = fields.Float(digits=(16, 2))
    converted = fields.Float(digits=(16, 2))
    rank = fields.Integer(aggregator=False, help="Empty: the unit stands outside the ranking.")
    group_ids = fields.One2many("govinfo.score.group", "score_id", "Points by group")
    submitted_count = fields.Integer("Sent")
    adopted_count = fields.Integer("Adopted")
    instruction_count = fields.Integer("Instructions")
    commission_count = fields.Integer("Commissions")
    commission_done = fields.Integer("Commissions done")
    commission_late = fields.Integer("Commissions late")
    commission_missed = fields.Integer("Commissions missed")
    below_standard = fields.Boolean("Below standard")
    stale = fields.Boolean(help="Something about the unit has changed since.")

    _unit_unique = models.Constraint(
        "unique(period_id, unit_id)",
        "A unit has one score in a period.",
    )

    def action_open_entries(self):
        """Open the ledger entries this score is the sum of."""
        return self._open_entries()

    def _entry_domain(self):
        return [("unit_id", "=", self.unit_id.id), ("personal", "=", False)]
