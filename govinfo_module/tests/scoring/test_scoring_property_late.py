"""Facts that come late, change or are cancelled: locked entries stay, corrections make up for it."""

from hypothesis import given, settings

from odoo.tests import tagged

from ..assessment.scoring_book import Book
from ..assessment.scoring_county import RandomCounty
from .scoring_cases import PROFILE, histories
from .scoring_engine_ledger import correction_sums, reference_lines
from .scoring_ledger import window
from .scoring_loader import load


@tagged("post_install", "-at_install")
class TestScoringPropertyLate(RandomCounty):
    @settings(PROFILE, max_examples=200)
    @given(histories())
    def test_engine_corrects_as_the_reference_does(self, history):
        case, steps = history
        with self.undone():
            self.database.fill(case)
            book = Book()
            for step in steps:
                self.check_step(case, step, book)

    def check_step(self, case, step, book):
        """Store the facts of the step, compute, compare, and lock when the step says so."""
        known = dict(case, facts=step["facts"])
        self.database.revise(known)
        first, last = window("quarter", step["through"])
        period = self.period(kind="quarter", date_from=first, date_to=last)
        period.action_compute()
        reference = book.compute(load(known), last)
        found, wanted = self.engine().lines(), reference_lines(reference.entries)
        self.assertEqual(
            [line for line in found if line.reason != "correction"],
            [line for line in wanted if line.reason != "correction"],
        )
        self.assertEqual(correction_sums(found), correction_sums(wanted))
        if step["lock"]:
            period.action_publicise()
            period.action_lock()
            book.lock(last)
