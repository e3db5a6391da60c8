"""A county starts from a published measure: the engine gives every unit the measure's figures."""

from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from ..common import GovinfoCase
from ..scoring.scoring_engine_ledger import EngineLedger, exact
from ..scoring.scoring_ledger import total
from ..scoring.scoring_loader import load
from ..scoring.scoring_measures import CODES, WORKED, MeasureChecks, completed, worked
from ..scoring.scoring_reference import ledger
from .scoring_models import CountyOfMeasure


@tagged("post_install", "-at_install")
@freeze_time("2027-01-10")  # the year of the cases is over: every task is judged
class TestScoringMeasures(MeasureChecks, GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.county = cls.env["res.company"].create({"name": "某县"})
        cls.people = {"manager": cls.manager, "reviewer": cls.reviewer, "leader": cls.leader}
        for user in cls.people.values():
            user.write({"company_ids": [Command.link(cls.county.id)], "company_id": cls.county.id})

    def test_every_measure(self):
        for code in CODES:
            with self.undone():
                self.check_measure(completed(code))

    def test_worked_cases(self):
        """What the second edition of the rules lets the shipped measures say."""
        for code in WORKED:
            with self.undone():
                self.check_measure(worked(code))

    def check_measure(self, case):
        county = CountyOfMeasure(self.env, self.county, self.people)
        county.fill(case)
        county.compute()
        engine = EngineLedger(self.env.cr, self.county, county.tables)
        scores = engine.scores(county.period)
        self.assertTrue(scores)
        for unit, expected in case["expected"].items():
            with self.subTest(measure=case["code"], unit=unit):
                self.check_score(scores.get(unit), expected)
        self.check_persons(engine.persons(county.period), case.get("persons", {}))
        self.check_honors(county, case)
        for unit, working in case["working"].items():
            with self.subTest(measure=case["code"], working=unit):
                self.check_working(self.working(engine, case, unit), working)

    def check_honors(self, county, case):
        """Who is proposed for each half of the year."""
        halves = {
            "first": (date(2026, 1, 1), date(2026, 6, 30)),
            "second": (date(2026, 7, 1), date(2026, 12, 31)),
        }
        reference = ledger(load(case), case["period"]["date_to"])
        for half, codes in case.get("honors", {}).items():
            first, last = halves[half]
            honors = county.model("govinfo.honor", "reviewer")
            honors = honors.propose(2026, "unit", 3, self.county, first, last)
            earned = {
                code: total(
                    e for e in reference.entries if e.unit.code == code and first <= e.date <= last
                )
                for code in codes
            }
            self.assertEqual(
                {honor.unit_id.code: exact(honor.total) for honor in honors}, earned, half
            )

    def working(self, engine, case, unit):
        """The entries of a unit in the period, as a measure writes them."""
        first, last = case["period"]["date_from"], case["period"]["date_to"]
        return [
            (
                line.date,
                line.rule,
                line.source[1] if line.is_fact else None,
                line.raw_points,
                line.points,
                line.reason,
            )
            for line in engine.lines()
            if line.unit == unit and first <= line.date <= last
        ]
