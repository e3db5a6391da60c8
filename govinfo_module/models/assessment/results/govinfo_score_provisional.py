"""The running quarter's points, reckoned every night: what a unit has so far (暂计)."""

from odoo import api, fields, models

from .... import scoring
from ....helpers.assessment.ruleset_values import period_values
from ....helpers.foundation.alone import alone

SCORES = "SELECT unit_id, total FROM govinfo_score"


class GovinfoScoreProvisional(models.Model):
    """A unit's points in the quarter that is not over, as last night's facts gave them.

    They stand in no ledger and no period and bind nobody: tasks of windows that are not over are not
    judged yet, and the quarter is computed when it is over.
    """

    _name = "govinfo.score.provisional"
    _description = "Provisional Points"
    _inherit = ["govinfo.ledger.mixin"]
    _log_access = False
    _order = "unit_id"
    _rec_name = "unit_id"

    unit_id = fields.Many2one("govinfo.unit", "Unit", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", "County", required=True, index=True)
    date = fields.Date("As of", required=True)
    total = fields.Float("Points so far", digits=(16, 2))

    _unit_unique = models.Constraint(
        "unique(unit_id)",
        "A unit has its provisional points once.",
    )

    @api.model
    def _cron_reckon(self):
        """Reckon anew for every county; one county's failure does not touch the others."""
        for company in self.env["res.company"].search([]):
            with alone(self.env, "Provisional points of county %d" % company.id):
                self._reckon(company)

    @api.model
    def _reckon(self, company):
        """The points of ``company``'s units in the quarter that holds today, up to today."""
        today = company.govinfo_today()
        ruleset = self.env["govinfo.ruleset"]._in_force(company, today)
        scores = self._scores(company, ruleset, today) if ruleset else {}
        self.env.cr.execute(
            "DELETE FROM govinfo_score_provisional WHERE company_id = %s", [company.id]
        )
        for unit_id, total in scores.items():
            self.env.cr.execute(
                "INSERT INTO govinfo_score_provisional (unit_id, company_id, date, total)"
                " VALUES (%s, %s, %s, %s)",
                [unit_id, company.id, today, total],
            )
        self.invalidate_model()

    @api.model
    def _scores(self, company, ruleset, today):
        """``{unit id: points}``, by the engine, on a ledger that is thrown away."""
        first, last = self.env["govinfo.period"]._span("quarter", today)
        county = scoring.County(company.id, company.govinfo_tz)
        period = period_values(ruleset, "quarter", first, last, 0)
        rulesets = ruleset._values_in_force(company)
        cr = self.env.cr
        self.env.flush_all()
        with scoring.scratch(cr):
            scoring.compute(cr, county, rulesets, today, full=True)
            scoring.store(cr, county, period, rulesets)
            cr.execute(SCORES)
            return dict(cr.fetchall())
