"""Random rule sets and facts: the engine's ledger is the reference's, entry by entry."""

from hypothesis import given, settings

from odoo.tests import tagged

from ..assessment.scoring_county import RandomCounty
from . import scoring_reference_scores as reference_scores
from .scoring_cases import PROFILE, cases, profile
from .scoring_engine_ledger import reference_lines
from .scoring_measures import comparable
from .scoring_reference import ledger
from .scoring_reference_persons import person_scores
from .scoring_tables import TABLES

# computed by the models and stored, as far as scoring looks at it
STORED = ("company_id", "unit_id", "level", "is_adopted", "commission_state")
RULES = ("govinfo.ruleset", "govinfo.rule.group", "govinfo.rule", "govinfo.rule.quota")


@tagged("post_install", "-at_install")
class TestScoringProperty(RandomCounty):
    @profile(1000)
    @given(cases())
    def test_engine_gives_the_ledger_of_the_reference(self, case):
        with self.undone():
            self.database.fill(case)
            period = self.period(**case["period"])
            period.action_compute()
            engine = self.engine()
            reference = ledger(self.database.case, period.date_to)
            self.assertEqual(engine.lines(), reference_lines(reference.entries))
            self.check_scores(engine, reference, period)

    def check_scores(self, engine, reference, period):
        wanted = reference_scores.scores(reference, period.kind, period.date_from, period.date_to)
        found = engine.scores(period)
        self.assertEqual(set(found), set(wanted))
        for unit, score in wanted.items():
            self.assertEqual(comparable_score(found[unit]), comparable_score(score), unit)
        persons = person_scores(reference, period.date_from, period.date_to)
        self.assertEqual(comparable_persons(engine.persons(period)), comparable_persons(persons))

    @settings(PROFILE, max_examples=40)
    @given(cases())
    def test_rows_are_what_the_models_would_have_written(self, case):
        """The way round the ORM is honest: stored values are the computed ones, rules are valid."""
        with self.undone():
            self.database.fill(case)
            self.env.clear()
            for table in TABLES.values():
                records = self.records(table.replace("_", "."))
                for name in STORED:
                    if name in records._fields and records._fields[name].compute:
                        self.check_stored(records, records._fields[name])
            for model in RULES:
                self.records(model)._validate_fields(self.env[model]._fields)
            self.records("govinfo.ruleset")._check_rules()

    def records(self, model):
        domain = [("company_id", "=", self.county.id)]
        if "company_id" not in self.env[model]._fields:
            domain = [("rule_id.company_id", "=", self.county.id)]
        return self.env[model].search(domain)

    def check_stored(self, records, field):
        stored = {record.id: record[field.name] for record in records}
        for record in records:
            field.compute_value(record)
            self.assertEqual(stored[record.id], record[field.name], field)


def comparable_persons(found):
    return {
        code: dict(vars(score), shortfall=comparable(score.shortfall))
        for code, score in found.items()
    }


def comparable_score(score):
    return {
        "category": score.category.code,
        "total": score.total,
        "base": score.base,
        "rank": score.rank,
        "groups": score.groups,
        "rules": {rule: points for rule, points in score.rules.items() if points},
        "converted": score.converted or None,
        "shortfall": comparable(score.shortfall),
        "barred_by": score.barred_by,
        "below_standard": score.below_standard,
    }
