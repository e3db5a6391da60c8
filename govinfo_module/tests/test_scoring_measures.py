"""A county starts from a published measure: the engine gives every unit the measure's figures."""

from odoo.tests import tagged

from .common import GovinfoCase
from .scoring_engine_ledger import EngineLedger
from .scoring_measures import CODES, MeasureChecks, measure
from .scoring_models import CountyOfMeasure


@tagged("post_install", "-at_install")
class TestScoringMeasures(MeasureChecks, GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.county = cls.env["res.company"].create({"name": "某县"})
        cls.people = {"manager": cls.manager, "reviewer": cls.reviewer, "leader": cls.leader}
        for user in cls.people.values():
            user.write({"company_ids": [(4, cls.county.id)], "company_id": cls.county.id})

    def test_every_measure(self):
        for code in CODES:
            with self.undone():
                self.check_measure(measure(code))

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
        for unit, working in case["working"].items():
            with self.subTest(measure=case["code"], working=unit):
                self.check_working(self.working(engine, case, unit), working)

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
