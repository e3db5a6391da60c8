"""A rule set takes over from another, also in mid-quarter: each gives the entries of its own days."""

from hypothesis import given, settings

from odoo.tests import tagged

from ..assessment.scoring_county import RandomCounty
from .scoring_cases import PROFILE, takeovers
from .scoring_engine_ledger import reference_lines
from .scoring_ledger import ZERO
from .scoring_loader import load
from .scoring_reference import ledger


@tagged("post_install", "-at_install")
class TestScoringPropertyTakeover(RandomCounty):
    @settings(PROFILE, max_examples=200)
    @given(takeovers())
    def test_two_rule_sets_give_the_ledgers_of_the_reference(self, pair):
        case, later = pair
        with self.undone():
            self.database.fill(case)
            self.database.take_over(later)
            period = self.period(**case["period"])
            period.action_compute()
            first = ledger(load(case), period.date_to).entries
            second = ledger(load(later), period.date_to, first).entries
            wanted = reference_lines(first + second)
            self.assertEqual(self.engine().lines(), wanted)
            self.check_totals(period, wanted)

    def check_totals(self, period, wanted):
        """A score is the sum of both rule sets' entries of the unit in its period."""
        for unit, score in self.engine().scores(period).items():
            points = [
                line.points
                for line in wanted
                if line.unit == unit
                and not line.personal
                and period.date_from <= line.date <= period.date_to
            ]
            self.assertEqual(score.total, sum(points, ZERO), unit)
