"""A manager starts a rule set from a published measure; what it says is the measure."""

import json
from decimal import Decimal

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ...wizards.assessment.govinfo_ruleset_template_wizard import MEASURES, measures
from ..common import GovinfoCase
from ..scoring.scoring_measures import CODES, MERGED, REWORDED, WORKED, measure

REFERENCES = {"group_id", "quota_group_id", "veto_rule_id"}
LISTS = {"publication_ids", "category_ids", "unit_category_ids", "requires_rule_ids"}
DOMAINS = {"domain", "numerator_domain"}


@tagged("post_install", "-at_install")
class TestMeasuresTemplate(GovinfoCase):
    def wizard(self, code, user=None, **vals):
        model = self.env["govinfo.ruleset.template.wizard"].with_user(user or self.manager)
        return model.create(dict({"measure": code}, **vals))

    def start(self, code, **vals):
        action = self.wizard(code, **vals).action_create_ruleset()
        return self.env["govinfo.ruleset"].browse(action["res_id"])

    # -- the shipped files -------------------------------------------------------------------

    def test_shipped_measures_are_the_published_ones(self):
        """But for names, for quotas of single units, and for what the design has learnt since."""
        self.assertEqual(sorted(measures()), sorted(CODES))
        for code in CODES:
            published, shipped = measure(code)["ruleset"], measures()[code]["ruleset"]
            merged = MERGED.get(code, {})
            put_otherwise = {*merged, *merged.values()}
            own = {row["id"]: row for row in shipped["rule_ids"]}
            for row in () if code in REWORDED else published["rule_ids"]:
                if row["id"] not in put_otherwise:
                    with self.subTest(measure=code, rule=row["id"]):
                        self.assertEqual(nameless(without_units(row)), nameless(own[row["id"]]))
            if code not in WORKED:
                self.assertEqual(len(published["rule_ids"]), len(shipped["rule_ids"]))
            for row, own in zip(published["group_ids"], shipped["group_ids"]):
                self.assertEqual(nameless(row), without_flags(nameless(own)))
            for name in ("base_score", "base_window"):
                self.assertEqual(published.get(name), shipped.get(name))

    def test_shipped_measures_are_readable(self):
        for path in MEASURES.glob("*.json"):
            values = json.loads(path.read_text(encoding="utf-8"))
            with self.subTest(measure=path.name):
                self.assertEqual(path.stem.upper(), values["code"])
                self.assertTrue(values["name"] and values["source"] and values["note"])

    # -- what the wizard makes ---------------------------------------------------------------

    def test_every_measure_becomes_a_draft_that_can_be_put_in_force(self):
        for code in CODES:
            with self.subTest(measure=code), self.undone():
                ruleset = self.start(code)
                self.assertEqual(ruleset.state, "draft")
                self.assertEqual(ruleset.source, measures()[code]["source"])
                self.check_rules(ruleset, measures()[code])
                ruleset.with_user(self.manager).action_activate()
                self.assertEqual(ruleset.state, "active")

    def check_rules(self, ruleset, values):
        rows = values["ruleset"]["rule_ids"]
        rules = ruleset.rule_ids.sorted("sequence")
        self.assertEqual(len(rules), len(rows))
        names = {row["id"]: row["name"] for row in rows}
        codes = {
            table: {row["code"]: row["name"] for row in values[table]}
            for table in ("publications", "categories", "unit_categories")
        }
        for row, rule in zip(sorted(rows, key=lambda one: one["sequence"]), rules):
            with self.subTest(rule=row["id"]):
                for name, value in row.items():
                    self.check_field(rule, name, value, names, codes)

    def check_field(self, rule, name, value, names, codes):
        if name in ("id", "weight_line_ids"):
            return
        if name in DOMAINS:
            self.assertEqual(rule._domain(rule[name]), [tuple(term) for term in value])
        elif name == "group_id":
            self.assertEqual(rule.group_id.code, value)
        elif name == "veto_rule_id":
            self.assertEqual(rule.veto_rule_id.name, names[value])
        elif name in ("requires_rule_ids", "factor_rule_ids"):
            self.assertEqual(set(rule[name].mapped("name")), {names[one] for one in value})
        elif name == "quota_line_ids":
            lines = {line.unit_category_id.name: line.quota for line in rule.quota_line_ids}
            wanted = {
                codes["unit_categories"][line["unit_category_id"]]: line["quota"] for line in value
            }
            self.assertEqual(lines, wanted)
        elif name in LISTS:
            self.assertEqual(len(rule[name]), len(value))
        elif isinstance(value, float):
            self.assertEqual(Decimal(str(rule[name])), Decimal(str(value)))
        else:
            self.assertEqual(rule[name], value)

    def test_weights(self):
        ruleset = self.start("FY")
        rule = ruleset.rule_ids.sorted("sequence")[0]
        weights = {line.category_id.code: line.weight for line in rule.weight_line_ids}
        self.assertEqual(weights, {"briefing": 2, "short": 0.25})

    def test_name_and_first_day_follow_the_year(self):
        ruleset = self.start("SF", date_from="2027-01-01", date_to="2027-12-31")
        self.assertEqual(ruleset.name, "市政务信息工作考评 2027")
        self.assertEqual(str(ruleset.date_from), "2027-01-01")
        self.assertEqual(str(ruleset.date_to), "2027-12-31")

    # -- the words of the measure ------------------------------------------------------------

    def test_missing_words_are_created_once(self):
        publications = self.env["govinfo.publication"]
        before = publications.search_count([("company_id", "=", self.company.id)])
        self.start("KH", date_from="2026-01-01", date_to="2026-12-31")
        made = publications.search_count([("company_id", "=", self.company.id)]) - before
        self.assertEqual(made, len(measures()["KH"]["publications"]))
        self.start("KH", date_from="2027-01-01")
        self.assertEqual(
            publications.search_count([("company_id", "=", self.company.id)]), before + made
        )

    def test_own_journal_stands_for_the_measures(self):
        wizard = self.wizard("KH")
        line = wizard.line_ids.filtered(lambda one: one.code == "ZW")
        self.assertFalse(line.publication_id)
        line.publication_id = self.bulletin
        action = wizard.action_create_ruleset()
        ruleset = self.env["govinfo.ruleset"].browse(action["res_id"])
        rule = ruleset.rule_ids.filtered(lambda one: one.name == "《政务》采用")
        self.assertEqual(rule.publication_ids, self.bulletin)

    def test_item_categories_go_by_code(self):
        line = self.wizard("ZL").line_ids.filtered(
            lambda one: one.kind == "category" and one.code == "dynamic"
        )
        self.assertEqual(line.category_id, self.category)

    def test_a_code_in_use_gets_a_number(self):
        """The county's own CITY paper may have the code of another journal of the measure."""
        self.city_paper.code = "SJ"
        ruleset = self.start("KH")
        rule = ruleset.rule_ids.filtered(lambda one: one.name == "市级采用")
        self.assertEqual(rule.level, "city")
        made = self.env["govinfo.publication"].search([("name", "=", "市级刊物")])
        self.assertEqual(made.code, "SJ2")

    def test_form_shows_the_measure(self):
        form = Form(self.env["govinfo.ruleset.template.wizard"].with_user(self.manager))
        form.measure = "HZ"
        self.assertEqual(form.issuer, "湖州市人民政府办公室")
        self.assertEqual(len(form.line_ids), 8)
        form.measure = "SF"
        self.assertEqual(len(form.line_ids), 5)
        wizard = form.save()
        self.assertEqual(len(wizard.line_ids), 5)
        self.assertTrue(wizard.action_create_ruleset()["res_id"])

    # -- refusals ----------------------------------------------------------------------------

    def test_only_managers(self):
        for user in (self.officer, self.reviewer, self.leader):
            with self.assertRaises(AccessError):
                self.wizard("SF", user=user)

    def test_foreign_journal_is_refused(self):
        other = self.env["res.company"].create({"name": "邻县"})
        foreign = self.env["govinfo.publication"].create(
            {"name": "邻县信息", "code": "LX", "company_id": other.id}
        )
        line = self.wizard("KH").line_ids.filtered(lambda one: one.code == "ZW")
        with self.assertRaises(UserError):
            line.publication_id = foreign


def without_units(row):
    """A rule without the quotas of the sample units, which are no part of a measure."""
    row = dict(row)
    lines = [line for line in row.pop("quota_line_ids", ()) if "unit_category_id" in line]
    return dict(row, quota_line_ids=lines) if lines else row


def nameless(row):
    return {name: value for name, value in row.items() if name != "name"}


def without_flags(row):
    return {name: value for name, value in row.items() if name not in ("has_cap", "has_floor")}
