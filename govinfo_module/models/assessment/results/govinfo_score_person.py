from odoo import _, api, fields, models

from ....helpers.foundation.readable import number_text


class GovinfoScorePerson(models.Model):
    """What a person did in a period and what it earned (个人得分): everyone has a task.

    The points are those of the ledger's entries with the person's name: of the items they wrote, and
    of their own tasks. Computed with the period and frozen with it, as the units' scores are.
    """

    _name = "govinfo.score.person"
    _description = "Score of a Person"
    _inherit = ["govinfo.score.mixin"]
    _log_access = False
    _order = "period_id, category_id, rank, user_id"
    _rec_name = "user_id"

    period_id = fields.Many2one(
        "govinfo.period", "Period", required=True, index=True, ondelete="cascade"
    )
    period_state = fields.Selection(related="period_id.state", string="State")
    company_id = fields.Many2one("res.company", "County", required=True, index=True)
    user_id = fields.Many2one("res.users", "Person", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict"
    )
    category_id = fields.Many2one("govinfo.unit.category", "Ranking group", ondelete="restrict")
    total = fields.Float("Points", digits=(16, 2))
    rank = fields.Integer(aggregator=False, help="Among the persons of the category of units.")
    submitted_count = fields.Integer("Sent")
    adopted_count = fields.Integer("Adopted")
    instruction_count = fields.Integer("Instructions")
    task_ids = fields.Many2many("govinfo.score.window", string="Tasks", compute="_compute_task_ids")
    task_words = fields.Char("Own tasks", compute="_compute_task_ids")

    _user_unique = models.Constraint(
        "unique(period_id, user_id)",
        "A person has one score in a period.",
    )

    @api.depends("user_id", "period_id")
    @api.depends_context("lang")
    def _compute_task_ids(self):
        for score in self:
            tasks = self.env["govinfo.score.window"].search(score._task_domain(), order="date, id")
            score.task_ids = tasks
            score.task_words = self.env["govinfo.rule"]._clauses(
                [score._task_said(task) for task in tasks]
            )

    def _task_domain(self):
        return [
            ("company_id", "=", self.company_id.id),
            ("user_id", "=", self.user_id.id),
            ("kind", "=", "quota"),
            ("date", ">=", self.period_id.date_from),
            ("date", "<=", self.period_id.date_to),
        ]

    def _task_said(self, task):
        return _(
            "%(count)s of %(quota)s up to %(day)s (%(rule)s)",
            rule=task.sudo().rule_id.name,  # sudo: a name; officers read the rule sets in force only
            count=number_text(task.quantity),
            quota=number_text(task.quota),
            day=task.company_id._govinfo_day(task.window_end),
        )

    def action_open_entries(self):
        """Open the ledger entries this score is the sum of."""
        return self._open_entries()

    def _entry_domain(self):
        return [("company_id", "=", self.company_id.id), ("user_id", "=", self.user_id.id)]
