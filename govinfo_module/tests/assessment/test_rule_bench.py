"""The test bench: what a fact would score and why, by the engine itself, leaving nothing behind."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .scoring_common import ScoringCase

STACK = {"stack_key": "a", "stack_by": "item", "stack_mode": "highest"}
RULES = {
    "报送": {"basis": "submission", "points": 1},
    "任务": {"kind": "quota", "basis": "submission", "quota_window": "month", "quota": 2},
    "县级": dict(STACK, basis="adoption", level="county", points=5),
    "市级标题": dict(STACK, basis="adoption", level="city", mode="title", points=8),
    "市级": dict(STACK, basis="adoption", level="city", points=20),
    "采用": {"basis": "adoption", "points": 1},
    "另加": {"basis": "adoption", "points": 2, "additive": True, "category": True},
    "批示": {"basis": "instruction", "level": "city", "points": 10},
    "上报": {"basis": "upload", "level": "city", "points": 3},
    "约稿": {"basis": "commission", "outcome": "missed", "points": -10},
    "迟报": {"basis": "incident", "incident_kind": "late", "points": -5},
    "反馈": {"basis": "followup", "outcome": "overdue", "points": -3},
    "培训": {"basis": "training", "points": 2},
    "反映": {"basis": "response", "outcome": "useful", "points": 4},
    "否决": {
        "kind": "veto",
        "basis": "incident",
        "incident_kind": "concealed",
        "effect": "no_award",
    },
}
TABLES = ("item", "item_version", "adoption", "instruction", "upload", "commission", "incident")
TABLES += ("commission_line", "followup", "training", "training_attendance", "score_entry")
TABLES += ("ledger_change", "score")


@tagged("post_install", "-at_install")
class TestRuleBench(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.problem = cls.env.ref("govinfo_module.category_problem")
        rules = {name: dict(rule) for name, rule in RULES.items()}
        rules["另加"].pop("category")
        rules["另加"]["category_ids"] = [Command.set(cls.problem.ids)]
        cls.ruleset = cls.make_ruleset(rules)

    def bench(self, user=None, ruleset=None, **vals):
        """A bench on the rule set, with the answer."""
        user = user or self.reviewer
        ruleset = (ruleset or self.ruleset).with_user(user)
        opened = ruleset.action_open_bench()
        bench = self.env[opened["res_model"]].with_user(user).browse(opened["res_id"])
        bench.write(vals)
        bench.action_run()
        return bench

    def imagined(self, basis, **vals):
        defaults = {
            "subject": "imagined",
            "basis": basis,
            "unit_id": self.unit.id,
            "date": "2026-08-03",
            "category_id": self.category.id,
            "publication_id": self.city_paper.id,
            "level": "city",
        }
        return self.bench(**dict(defaults, **vals))

    def points(self, bench):
        return [(entry.raw_points, entry.points) for entry in bench.entry_ids]

    def verdicts(self, bench):
        return {line.rule_id.name: (line.verdict, line.why or "") for line in bench.line_ids}

    def counts(self):
        """How many rows the tables of facts and of the ledger have."""
        found = []
        for table in TABLES:
            self.env.cr.execute("SELECT count(*) FROM govinfo_%s" % table)
            found.append(self.env.cr.fetchone()[0])
        return found

    # -- facts on record ---------------------------------------------------------------------

    def test_an_item_and_what_came_of_it(self):
        item = self.sent(self.unit, "2026-07-01")
        self.adopted(item, "county", "2026-07-10")
        self.adopted(item, "city", "2026-08-03")
        bench = self.bench(item_id=item.id)
        self.assertEqual(self.points(bench), [(1, 1), (5, 5), (20, 15)])
        self.assertEqual(bench.answer, "甲镇: 21 points in all")
        self.assertIn("earned before, so it adds 15", bench.entry_ids[2].explanation)
        self.assertIn("In full", bench.entry_ids[0].explanation)
        self.assertEqual(bench.entry_ids[2].rule_id.name, "市级")

    def test_the_ledger_agrees(self):
        item = self.sent(self.unit, "2026-07-01", joint_unit_ids=[Command.set(self.unit_b.ids)])
        self.adopted(item, "county", "2026-07-10", mode="title")
        self.instructed(item, "city", "2026-07-11")
        self.make_period().action_compute()
        bench = self.bench(item_id=item.id)
        shown = [(one.unit_id, one.rule_id.name, one.points) for one in bench.entry_ids]
        entries = self.env["govinfo.score.entry"].search([("item_id", "=", item.id)])
        stored = [(one.unit_id, one.rule_id.name, one.points) for one in entries]
        self.assertEqual(sorted(shown, key=str), sorted(stored, key=str))
        self.assertEqual(len(shown), 6)

    def test_why_other_rules_did_not_give_the_points(self):
        item = self.sent(self.unit, "2026-07-01")
        self.adopted(item, "city", "2026-08-03")
        verdicts = self.verdicts(self.bench(item_id=item.id))
        self.assertEqual(verdicts["报送"], ("gives", ""))
        self.assertEqual(verdicts["任务"], ("counts", ""))
        self.assertEqual(verdicts["县级"], ("no", "asks for Level: County level"))
        self.assertEqual(verdicts["市级标题"], ("no", "asks for Form of adoption: Title"))
        self.assertEqual(verdicts["市级"], ("gives", ""))
        self.assertEqual(verdicts["采用"], ("later", ""))
        self.assertEqual(verdicts["另加"], ("no", "asks for Categories: Problem"))
        self.assertNotIn("迟报", verdicts)
        item = self.sent(self.unit, "2026-07-01", category_id=self.problem.id)
        self.adopted(item, "county", "2026-08-03")
        self.assertEqual(self.verdicts(self.bench(item_id=item.id))["另加"], ("also", ""))

    def test_a_further_condition_is_asked_of_the_engine_too(self):
        self.make_ruleset({"甲": {"basis": "submission", "points": 1}}, date_from="2027-01-01",
                          date_to=False)  # fmt: skip
        domain = "[('external_score', '>', 5)]"
        draft = self.make_ruleset(
            {"高分": {"basis": "adoption", "points": 9, "domain": domain}}, active=False
        )
        item = self.sent(self.unit, "2026-07-01")
        self.adopted(item, "city", "2026-08-03", external_score=4)
        bench = self.bench(ruleset=draft, item_id=item.id)
        why = "asks for Superior's score is above 5"
        self.assertEqual(self.verdicts(bench)["高分"], ("no", why))
        self.adopted(item, "city", "2026-08-04", external_score=6)
        bench = self.bench(ruleset=draft, item_id=item.id)
        self.assertEqual(sorted(bench.line_ids.mapped("verdict")), ["gives", "no"])

    def test_a_draft_is_tried_as_if_it_had_been_in_force(self):
        draft = self.make_ruleset(
            {"市级": {"basis": "adoption", "points": 33}}, active=False, date_from="2027-01-01",
            date_to=False,
        )  # fmt: skip
        item = self.sent(self.unit, "2026-07-01")
        self.adopted(item, "city", "2026-08-03")
        self.assertEqual(self.points(self.bench(ruleset=draft, item_id=item.id))[-1], (33, 33))
        self.assertEqual(draft.state, "draft")

    def test_a_cap_reached_before(self):
        draft = self.make_ruleset(
            {"报送": {"basis": "submission", "points": 1, "has_cap": True, "cap_points": 1,
                      "cap_window": "month"}},
            active=False,
        )  # fmt: skip
        self.sent(self.unit, "2026-07-01")
        item = self.sent(self.unit, "2026-07-02")
        bench = self.bench(ruleset=draft, item_id=item.id)
        self.assertEqual(self.points(bench), [(1, 0)])
        self.assertIn("limit was reached", bench.entry_ids.explanation)

    def test_facts_without_an_item(self):
        line = self.commissioned(self.unit, "missed", "2026-07-10")
        incident = self.history(
            "govinfo.incident", unit_id=self.unit.id, kind="late", date="2026-07-01",
            state="confirmed",
        )  # fmt: skip
        for fact, points in ((line, -10), (incident, -5)):
            bench = self.bench(subject="fact", fact_ref="%s,%d" % (fact._name, fact.id))
            self.assertEqual(self.points(bench), [(points, points)])
        self.assertEqual(self.verdicts(bench)["否决"][0], "no")

    def test_what_is_no_fact_says_so(self):
        draft = self.make_item()
        waiting = self.history(
            "govinfo.incident", unit_id=self.unit.id, kind="late", date="2026-07-01", state="draft"
        )
        for vals in (
            {"item_id": self.submit(draft).id and self.sent(
                self.unit, "2026-07-01", counted=False, not_counted_reason="迟到").id},
            {"subject": "fact", "fact_ref": "govinfo.incident,%d" % waiting.id},
        ):  # fmt: skip
            bench = self.bench(**vals)
            self.assertIn("no fact for the assessment", bench.answer)
            self.assertFalse(bench.entry_ids | bench.line_ids.bench_id.entry_ids)

    # -- imagined facts ----------------------------------------------------------------------

    def test_every_kind_of_imagined_fact(self):
        kinds = (
            ("submission", {}, 1),
            ("adoption", {}, 20),
            ("adoption", {"mode": "title"}, 8),
            ("adoption", {"category_id": self.problem.id}, 22),
            ("instruction", {}, 10),
            ("instruction", {"level": "county"}, 0),
            ("upload", {}, 3),
            ("commission", {"outcome": "missed"}, -10),
            ("incident", {"incident_kind": "late"}, -5),
            ("incident", {"incident_kind": "concealed"}, 0),
            ("followup", {"outcome": "missed"}, -3),
            ("training", {}, 2),
            ("response", {}, 4),
            ("response", {"answer_value": "none"}, 0),
        )
        before = self.counts()
        for basis, vals, points in kinds:
            with self.subTest(basis=basis, vals=vals):
                bench = self.imagined(basis, **vals)
                self.assertEqual(sum(bench.entry_ids.mapped("points")), points)
        self.assertEqual(self.counts(), before)

    def test_a_fact_that_only_counts_towards_a_full_number_says_so(self):
        draft = self.make_ruleset(
            {"每两条": {"basis": "submission", "points": 3, "points_every": 2,
                      "cap_window": "month"}},
            active=False,
        )  # fmt: skip
        first, second = self.sent(self.unit, "2026-07-01"), self.sent(self.unit, "2026-07-02")
        bench = self.bench(ruleset=draft, item_id=first.id)
        self.assertEqual(self.points(bench), [(0, 0)])
        self.assertIn("next full 2", bench.entry_ids.explanation)
        self.assertEqual(self.verdicts(bench)["每两条"][0], "counts")
        self.assertEqual(self.points(self.bench(ruleset=draft, item_id=second.id)), [(3, 3)])

    def test_joint_units_and_answers_to_commissions(self):
        draft = self.make_ruleset(
            {"约稿": {"basis": "submission", "points": 5, "commissioned": "yes", "share": "split"}},
            active=False,
        )
        bench = self.imagined(
            "submission",
            ruleset=draft,
            is_commissioned=True,
            joint_unit_ids=[Command.set(self.unit_b.ids)],
        )
        self.assertEqual(self.points(bench), [(2.5, 2.5), (2.5, 2.5)])
        bench = self.imagined("submission", ruleset=draft)
        self.assertEqual(self.points(bench), [(0, 0)])
        self.assertIn("No rule gives", bench.entry_ids.explanation)

    def test_numbers_of_items_and_commissions_are_not_used_up(self):
        first = self.make_item().number
        self.imagined("adoption", is_commissioned=True)
        second = self.make_item().number
        self.assertEqual(int(second[-4:]), int(first[-4:]) + 1)

    def test_nobody_is_written_to(self):
        self.env.cr.execute("SELECT count(*) FROM mail_message")
        before = self.env.cr.fetchone()
        self.imagined("instruction")
        self.env.cr.execute("SELECT count(*) FROM mail_message")
        self.assertEqual(self.env.cr.fetchone(), before)

    # -- refusals ----------------------------------------------------------------------------

    def test_what_is_missing_is_named(self):
        for words, vals in (
            ("Choose the item", {"subject": "item"}),
            ("Choose the fact", {"subject": "fact"}),
            ("unit", {"subject": "imagined", "basis": "training"}),
            ("publication", dict(subject="imagined", basis="adoption", unit_id=self.unit.id,
                                 category_id=self.category.id)),
            ("go up to", dict(subject="imagined", basis="upload", unit_id=self.unit.id,
                              category_id=self.category.id, level="county")),
        ):  # fmt: skip
            with self.subTest(words=words), self.undone():
                with self.assertRaisesRegex(UserError, words):
                    self.bench(**vals)

    def test_who_may(self):
        item = self.sent(self.unit, "2026-07-01")
        for user in (self.reviewer, self.leader, self.manager):
            self.assertEqual(self.points(self.bench(user=user, item_id=item.id)), [(1, 1)])
        for user in (self.officer, self.outsider):
            with self.assertRaises(AccessError):
                self.bench(user=user, item_id=item.id)

    def test_an_item_one_may_not_read_is_refused(self):
        item = self.sent(self.unit, "2026-07-01")
        item._transition({"secrecy": "work_secret"})
        with self.assertRaises(AccessError):
            self.bench(item_id=item.id)
        self.assertTrue(self.bench(user=self.leader, item_id=item.id).entry_ids)

    def test_a_rule_set_of_another_county_is_refused(self):
        county = self.env["res.company"].create({"name": "邻县"})
        other = self.env["govinfo.ruleset"].create(
            {"name": "邻县办法", "date_from": "2026-01-01", "company_id": county.id}
        )
        with self.assertRaises(AccessError):
            self.bench(ruleset=other, item_id=self.sent(self.unit, "2026-07-01").id)
