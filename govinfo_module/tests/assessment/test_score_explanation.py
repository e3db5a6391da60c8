"""From the ranking to the unit's entries to the fact; a reason on every entry that earned less."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .scoring_common import ScoringCase

STACK = {"stack_key": "a", "stack_by": "item", "stack_mode": "highest"}
RULES = {
    "报送": {"basis": "submission", "points": 1, "has_cap": True, "cap_points": 1,
             "cap_window": "month"},
    "县级": dict(STACK, basis="adoption", level="county", points=5),
    "市级": dict(STACK, basis="adoption", level="city", points=20, group="A"),
    "批示": {"basis": "instruction", "points": 10, "first_n": 1, "cap_window": "year"},
    "迟报": {"basis": "incident", "points": -30, "group": "A"},
    "否决": {"kind": "veto", "basis": "commission", "outcome": "missed", "effect": "zero"},
}  # fmt: skip
GROUPS = [{"code": "A", "has_floor": True, "floor_points": -5, "cap_window": "year"}]


@tagged("post_install", "-at_install")
class TestScoreExplanation(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ruleset = cls.make_ruleset(RULES, GROUPS)
        cls.item = cls.sent(cls.unit, "2026-07-01")
        cls.sent(cls.unit, "2026-07-02")
        cls.adopted(cls.item, "county", "2026-07-03")
        cls.adopted(cls.item, "city", "2026-07-04")
        cls.instructed(cls.item, "city", "2026-07-05")
        cls.instructed(cls.item, "city", "2026-07-06")
        cls.history("govinfo.incident", unit_id=cls.unit.id, kind="late", date="2026-07-07",
                    state="confirmed")  # fmt: skip
        cls.commissioned(cls.unit, "missed", "2026-07-10")
        cls.sent(cls.unit, "2026-08-01")
        cls.sent(cls.unit_b, "2026-08-01")
        cls.period = cls.make_period()
        cls.period.action_compute()

    def entry(self, day):
        domain = [("unit_id", "=", self.unit.id), ("date", "=", day), ("origin", "=", "fact")]
        return self.env["govinfo.score.entry"].search(domain)

    def test_every_entry_that_earned_less_says_why(self):
        entries = self.env["govinfo.score.entry"].search([("unit_id", "=", self.unit.id)])
        less = entries.filtered(lambda entry: abs(entry.points) < abs(entry.raw_points))
        self.assertEqual(
            [(str(entry.date), entry.reason) for entry in less.sorted("date")],
            [
                ("2026-07-02", "capped"),
                ("2026-07-04", "stacked"),
                ("2026-07-06", "capped"),
                ("2026-07-07", "floor"),
                ("2026-08-01", "veto"),
            ],
        )
        for entry in less:
            self.assertRegex(entry.explanation, "Worth -?[0-9]+; .*")
        self.assertIn("adds 15", self.entry("2026-07-04").explanation)
        self.assertIn("takes back", entries.filtered(lambda e: e.origin == "veto").explanation)

    def test_the_rule_and_the_other_entries_of_the_item_stand_beside(self):
        entry = self.entry("2026-07-04")
        self.assertIn("only the highest counts", entry.rule_sentence)
        days = [str(one.date) for one in entry.sibling_ids.sorted("date")]
        self.assertEqual(
            days, ["2026-07-01", "2026-07-03", "2026-07-04", "2026-07-05", "2026-07-06"]
        )
        self.assertFalse(self.entry("2026-07-07").sibling_ids)

    def test_from_the_rank_to_the_fact(self):
        score = self.score(self.period, self.unit).with_user(self.officer)
        opened = self.period.with_user(self.officer).action_open_scores()
        self.assertIn(score, score.search(opened["domain"]))
        action = score.action_open_entries()
        entries = self.env[action["res_model"]].with_user(self.officer).search(action["domain"])
        self.assertEqual(round(sum(entries.mapped("points")), 2), score.total)
        entry = entries.filtered(lambda one: str(one.date) == "2026-07-04")
        source = entry.action_open_source()
        self.assertEqual(source["res_model"], "govinfo.adoption")
        fact = self.env[source["res_model"]].with_user(self.officer).browse(source["res_id"])
        self.assertEqual(fact.item_id, self.item)

    def test_an_officer_sees_the_own_unit_only(self):
        ledger = self.env["govinfo.score.entry"].with_user(self.officer)
        self.assertEqual(ledger.search([]).unit_id, self.unit)
        with self.assertRaises(AccessError):
            self.env["govinfo.score.entry"].search(
                [("unit_id", "=", self.unit_b.id)], limit=1
            ).with_user(self.officer).read(["explanation"])  # fmt: skip

    def test_an_officer_reads_rules_no_longer_in_force(self):
        self.ruleset._transition({"state": "retired"})
        entry = self.entry("2026-07-04").with_user(self.officer)
        self.assertIn("only the highest counts", entry.rule_sentence)
