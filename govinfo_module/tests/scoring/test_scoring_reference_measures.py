"""The reference gives the figures that the published measures and the worked example ask for."""

import copy
import datetime

from ..assessment.scoring_book import Book
from ..pure import PureCase, tagged
from . import scoring_loader
from .scoring_measures import (
    CODES,
    WORKED,
    MeasureChecks,
    completed,
    decimal,
    measure,
    worked,
    worked_example,
)
from .scoring_reference import ledger
from .scoring_reference_persons import person_scores
from .scoring_reference_scores import scores


def line_of(entry):
    return (
        entry.date,
        entry.rule.id if entry.rule else None,
        entry.fact.record.id if entry.fact else None,
        entry.raw_points,
        entry.points,
        entry.reason,
    )


@tagged("post_install", "-at_install")
class TestScoringReferenceMeasures(MeasureChecks, PureCase):
    def test_every_measure(self):
        for code in CODES:
            self.check_case(measure(code))
            self.check_case(completed(code))

    def test_worked_cases(self):
        for code in WORKED:
            self.check_case(worked(code))

    def test_worked_example(self):
        self.check_case(worked_example())

    def check_case(self, values):
        period = values["period"]
        first, last = period["date_from"], period["date_to"]
        book = ledger(scoring_loader.load(values), last)
        found = scores(book, period["kind"], first, last)
        for unit, expected in values["expected"].items():
            with self.subTest(measure=values["code"], unit=unit):
                self.check_score(found.get(unit), expected)
        self.check_persons(person_scores(book, first, last), values.get("persons", {}))
        for unit, working in values["working"].items():
            lines = [
                line_of(entry)
                for entry in book.entries
                if entry.unit.code == unit and first <= entry.date <= last
            ]
            with self.subTest(measure=values["code"], working=unit):
                self.check_working(lines, working)

    def test_late_adoption_of_the_worked_example(self):
        """Registered after the lock it becomes a correction; the locked quarter stays."""
        values = worked_example()
        period, late = values["period"], values["late"]
        book = Book()
        book.compute(scoring_loader.load(values), period["date_to"])
        book.lock(period["date_to"])
        later = copy.deepcopy(values)
        later["facts"]["adoptions"] += late["adoptions"]
        computed = book.compute(scoring_loader.load(later), datetime.date(2026, 10, 31))
        found = scores(computed, "quarter", period["date_from"], period["date_to"])
        self.assertEqual(found["JIA"].total, decimal(values["expected"]["JIA"]["total"]))
        corrections = [entry for entry in computed.entries if entry.reason == "correction"]
        self.assertEqual(
            [(e.unit.code, e.date, e.source[1], e.points) for e in corrections],
            [
                (line["unit_id"], line["date"], line["fact"], decimal(line["points"]))
                for line in late["expected"]
            ],
        )

    def test_joint_item_of_the_worked_example(self):
        """Both units get the item in full, or half of it each when the rule splits."""
        for share, parts in (("full", ("1.00", "1.00")), ("split", ("0.50", "0.50"))):
            values = worked_example()
            values["ruleset"]["rule_ids"][0]["share"] = share
            values["facts"]["items"] = [
                {
                    "id": "x1",
                    "unit_id": "JIA",
                    "joint_unit_ids": ["BING"],
                    "category_id": "dynamic",
                    "submitted_at": datetime.datetime(2026, 7, 1, 9),
                }
            ]
            values["facts"]["adoptions"] = values["facts"]["instructions"] = []
            book = ledger(scoring_loader.load(values), values["period"]["date_to"])
            found = {e.unit.code: e.points for e in book.entries if e.rule and e.rule.id == "R01"}
            self.assertEqual(found, {"JIA": decimal(parts[0]), "BING": decimal(parts[1])})
