from odoo import _, api, models
from odoo.exceptions import UserError

from .... import scoring
from ....helpers.assessment.ruleset_values import period_values


class GovinfoPeriod(models.Model):
    """What a period asks of the engine: the ledger brought up to date, its scores stored, both frozen."""

    _inherit = "govinfo.period"

    def _county(self):
        """The period's county, as the engine wants it."""
        # sudo: a setting of the county
        company = self.company_id.sudo()
        period = self.env["govinfo.period"]._in_language(company)
        return scoring.County(company.id, company.govinfo_tz, period._correction_note())

    @api.model
    def _correction_note(self):
        """What a correction says of itself; the engine puts the day in."""
        return _("Correction of {date}")

    def _terms(self):
        """``(county, rule sets that are or were in force)``, as the engine wants them."""
        # sudo: the whole county's, whoever computes
        rulesets = self.env["govinfo.ruleset"].sudo()._values_in_force(self.company_id)
        return self._county(), rulesets

    def _compute_ledger(self, full=False, terms=None):
        """Bring the county's ledger up to date, at least to this period's last day.

        Only the units that something has changed for are computed, all with ``full``. ``terms``: the value
        of ``_terms``, of one who has it already.
        """
        self.ensure_one()
        county, rulesets = terms or self._terms()
        self.env.flush_all()
        outcome = scoring.compute(
            self.env.cr,
            county,
            rulesets,
            self._horizon(),
            self._lock_date(self.company_id),
            full=full,
        )
        self.env.clear()
        return outcome

    def _horizon(self):
        """The last day of the county's periods computed so far, this one included; at most today.

        A task is judged when its window is over: nobody loses points in a month that has not come.
        """
        last = self.sudo().search(  # sudo: the whole county's
            [("company_id", "=", self.company_id.id), ("state", "!=", "open")],
            order="date_to desc",
            limit=1,
        )
        last = max(self.date_to, last.date_to or self.date_to)
        return min(last, self.company_id.govinfo_today())

    def _store_scores(self, terms=None):
        """Store the scores of this period from the ledger; ``terms`` as in ``_compute_ledger``."""
        self.ensure_one()
        ruleset = self.sudo().ruleset_id  # sudo: as in _compute_ledger
        values = period_values(ruleset, self.kind, self.date_from, self.date_to, self.id)
        county, rulesets = terms or self._terms()
        self.env.flush_all()
        scoring.store(self.env.cr, county, values, rulesets)
        self.env.clear()

    def _check_up_to_date(self):
        """What is frozen is what has been publicised: the ledger must not have moved since."""
        before = self._figures()
        self._store_scores()
        if self._figures() != before:
            raise UserError(
                _("The ledger has changed since %s was computed; compute it again.", self.name)
            )

    def _figures(self):
        """What the scores say, to compare."""
        names = ["unit_id", "total", "rank", "shortfall_data", "award_barred_data"]
        scores = self.sudo().score_ids  # sudo: all units
        return sorted(map(str, scores.read(names, load="")))

    def _lock_ledger(self):
        """Mark the ledger as frozen up to this period's last day."""
        self.env.flush_all()
        scoring.enter(self.env.cr, self.company_id.id)
        scoring.lock(self.env.cr, self.company_id.id, self.date_to)
        self.env.clear()

    def _lock_date(self, company):
        """The last day of the county's ledger that is frozen, or None."""
        last = self.sudo().search(  # sudo: the whole county's, whoever asks
            [("company_id", "=", company.id), ("state", "=", "locked")],
            order="date_to desc",
            limit=1,
        )
        return last.date_to or None
