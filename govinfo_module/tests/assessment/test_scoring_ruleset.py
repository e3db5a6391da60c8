"""Rule sets: what is checked before one is put in force, and how one takes over from another."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .scoring_common import ScoringCase

STACK = {"stack_key": "a", "stack_by": "item", "stack_mode": "highest"}
QUOTA = {"kind": "quota", "basis": "submission", "quota_window": "month", "quota": 1}
RATIO = {
    "kind": "ratio",
    "basis": "submission",
    "ratio_window": "quarter",
    "numerator_domain": "[('is_adopted', '=', True)]",
}
VETO = {"kind": "veto", "basis": "incident", "veto_window": "year", "effect": "zero"}
GROUPS = [{"code": "A"}, {"code": "B"}]


@tagged("post_install", "-at_install")
class TestScoringRuleset(ScoringCase):
    # -- checks ------------------------------------------------------------------------------

    def check_refused(self, words, rules, groups=GROUPS, **vals):
        with self.undone():
            ruleset = self.make_ruleset(rules, groups, active=False, **vals)
            with self.assertRaisesRegex(UserError, words):
                ruleset.action_activate()
            self.assertEqual(ruleset.state, "draft")

    def test_faults_are_named(self):
        event = {"basis": "adoption", "points": 1}
        cases = [
            ("no rules yet", {}),
            ("which facts", {"甲": {"points": 1}}),
            ("a condition is set", {"甲": dict(event, leader_rank="deputy")}),
            ("a condition is set", {"甲": {"basis": "submission", "level": "city"}}),
            ("superior's score", {"甲": {"basis": "upload", "points_mode": "external"}}),
            ("assessed within", {"甲": dict(event, points_mode="assessed")}),
            ("for which window", {"甲": dict(event, first_n=2)}),
            ("for which window", {"甲": dict(event, has_cap=True, cap_points=2)}),
            (
                "cannot be negative",
                {"甲": dict(event, has_cap=True, cap_points=-1, cap_window="year")},
            ),
            ("about an item", {"甲": dict(STACK, basis="incident")}),
            ("must be the same", {"甲": dict(event, stack_key="a", stack_mode="highest")}),
            ("counted once give points", {"甲": dict(event, stack_key="a", stack_by="item")}),
            (
                "must agree",
                {
                    "甲": dict(event, **STACK),
                    "乙": dict(event, **dict(STACK, stack_by="item_level")),
                },
            ),
            ("for which window", {"甲": dict(QUOTA, quota_window=False)}),
            ("counts submissions", {"甲": dict(QUOTA, basis="incident")}),
            ("points of which group", {"甲": dict(QUOTA, quota_metric="points")}),
            ("counted in the rate", {"甲": dict(RATIO, numerator_domain=False)}),
            ("which quota or rate", {"甲": dict(VETO, veto_trigger="rule")}),
            ("at least 1", {"甲": dict(VETO, veto_count=0)}),
            ("what the bar does", {"甲": dict(VETO, effect=False)}),
        ]
        for words, rules in cases:
            with self.subTest(words=words, rules=rules):
                self.check_refused(words, rules)

    def test_faults_of_groups_and_limits(self):
        rules = {"甲": {"basis": "submission", "points": 1}}
        group = {"code": "A", "has_cap": True, "cap_points": 5}
        self.check_refused("for which window", rules, [group])
        self.check_refused(
            "cannot be negative", rules, [dict(group, cap_points=-5, cap_window="month")]
        )
        floor = {"code": "A", "has_floor": True, "floor_points": 3, "cap_window": "month"}
        self.check_refused("above 0", rules, [floor])
        self.check_refused(
            "above the ceiling", rules, has_floor=True, floor=5, has_ceiling=True, ceiling=3
        )

    def test_faults_between_rules(self):
        with self.undone():
            ruleset = self.make_ruleset(
                {
                    "甲": dict(QUOTA, quota_metric="points", group="A"),
                    "乙": dict(QUOTA, quota_metric="points", group="B"),
                    "丙": QUOTA,
                },
                GROUPS,
                active=False,
            )
            first, second, third = (self.rule(ruleset, name) for name in "甲乙丙")
            group_a, group_b = ruleset.group_ids
            first.quota_group_id = group_b
            second.quota_group_id = group_a
            with self.assertRaisesRegex(UserError, "must not contain a quota in points"):
                ruleset.action_activate()
            second.write({"quota_metric": "facts", "quota_group_id": False})
            third.requires_rule_ids = first
            with self.assertRaisesRegex(UserError, "in points cannot be required"):
                ruleset.action_activate()
            third.requires_rule_ids = second
            ruleset.action_activate()
            self.assertEqual(ruleset.state, "active")

    def test_conditions_that_cannot_be_read(self):
        for text in ("[('no_such_field', '=', 1)]", "not a list", "__import__('os')"):
            with self.subTest(text=text), self.assertRaises(ValidationError), self.undone():
                self.make_ruleset({"甲": {"basis": "submission", "domain": text}}, active=False)

    def test_parts_of_another_rule_set(self):
        other = self.make_ruleset({"甲": QUOTA}, GROUPS, active=False)
        with self.assertRaises(ValidationError):
            self.make_ruleset({"乙": {"basis": "submission", "group_id": other.group_ids[0].id}})

    def test_quota_lines(self):
        ruleset = self.make_ruleset({"甲": QUOTA}, active=False)
        lines = ruleset.rule_ids.quota_line_ids
        for vals in (
            {"quota": 1},
            {"quota": 1, "unit_id": self.unit.id, "unit_category_id": self.townships.id},
            {"quota": -1, "unit_id": self.unit.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError), self.undone():
                lines.create(dict(vals, rule_id=ruleset.rule_ids.id))

    # -- life --------------------------------------------------------------------------------

    def test_only_managers(self):
        ruleset = self.make_ruleset({"甲": QUOTA}, active=False)
        for user in (self.officer, self.reviewer, self.leader):
            with self.subTest(user=user.name):
                with self.assertRaises(AccessError):
                    ruleset.with_user(user).action_activate()
                with self.assertRaises(AccessError):
                    ruleset.with_user(user).name = "另一办法"
                with self.assertRaises(AccessError):
                    ruleset.rule_ids.with_user(user).points = 5
        ruleset.with_user(self.manager).action_activate()
        for user in (self.officer, self.reviewer, self.leader):
            with self.assertRaises(AccessError):
                ruleset.with_user(user).action_retire()
            self.assertEqual(ruleset.with_user(user).rule_ids.name, "甲")

    def test_officers_read_the_one_in_force(self):
        draft = self.make_ruleset({"甲": QUOTA}, active=False)
        for record in (draft, draft.rule_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.officer).read(["name"])
        draft.action_activate()
        self.assertTrue(draft.with_user(self.officer).rule_ids.read(["name"]))

    def test_in_force_is_not_edited(self):
        ruleset = self.make_ruleset({"甲": QUOTA}, GROUPS)
        for change in (
            lambda: ruleset.write({"base_score": 5}),
            lambda: ruleset.rule_ids.write({"points": 5}),
            lambda: ruleset.rule_ids.unlink(),
            lambda: ruleset.group_ids[0].write({"cap_points": 5}),
            lambda: ruleset.write({"rule_ids": [Command.create({"name": "乙"})]}),
            lambda: ruleset.rule_ids.quota_line_ids.create(
                {"rule_id": ruleset.rule_ids.id, "unit_id": self.unit.id, "quota": 1}
            ),
            lambda: ruleset.write({"name": "另一办法"}),
            lambda: ruleset.unlink(),
        ):
            with self.assertRaises(UserError):
                change()
        ruleset.note = "说明"

    def test_state_is_not_written_by_hand(self):
        ruleset = self.make_ruleset({"甲": QUOTA}, active=False)
        with self.assertRaises(AccessError):
            ruleset.state = "active"

    def test_copy_is_a_draft_of_its_own(self):
        ruleset = self.make_ruleset(
            {
                "甲": dict(QUOTA, group="A"),
                "乙": QUOTA,
                "丙": dict(VETO, veto_trigger="rule"),
                "丁": dict(QUOTA, quota_metric="points", group="B"),
            },
            GROUPS,
            active=False,
        )
        first, second, third, fourth = (self.rule(ruleset, name) for name in "甲乙丙丁")
        second.requires_rule_ids = first
        third.veto_rule_id = second
        fourth.quota_group_id = ruleset.group_ids[0]
        first.quota_line_ids.create({"rule_id": first.id, "unit_id": self.unit.id, "quota": 4})
        ruleset.action_activate()
        twin = ruleset.copy()
        self.assertEqual(twin.state, "draft")
        first, second, third, fourth = (self.rule(twin, name) for name in "甲乙丙丁")
        self.assertEqual(second.requires_rule_ids, first)
        self.assertEqual(third.veto_rule_id, second)
        self.assertEqual((first.group_id, fourth.quota_group_id), (twin.group_ids[0],) * 2)
        self.assertEqual(first.quota_line_ids.quota, 4)
        self.assertEqual(first.ruleset_id, twin)

    def test_take_over(self):
        """The rule set in force ends the day before; each day's facts go by its own."""
        old = self.make_ruleset({"报送": {"basis": "submission", "points": 1}})
        new = self.make_ruleset(
            {"报送": {"basis": "submission", "points": 3}}, date_from="2026-02-15", active=False
        )
        period = self.make_period("2026-01-01")
        for day in ("2026-02-14", "2026-02-15"):
            self.sent(self.unit, day)
        period.action_compute()
        self.assertEqual(self.total(period, self.unit), 2)
        new.action_activate()
        self.assertEqual(str(old.date_to), "2026-02-14")
        period.action_compute()
        self.assertEqual(self.total(period, self.unit), 4)

    def test_take_over_in_the_middle_of_a_quarter(self):
        """A window belongs to the rule set of its last day and counts all its facts and points."""
        task = dict(QUOTA, quota_window="quarter", quota=2, met_points=7)
        self.make_ruleset({"报送": {"basis": "submission", "points": 4}, "旧任务": task})
        self.make_ruleset(
            {"报送": {"basis": "submission", "points": 1}, "新任务": task},
            date_from="2026-02-15",
            has_ceiling=True,
            ceiling=10,
        )
        period = self.make_period("2026-01-01")
        for day in ("2026-02-14", "2026-02-15"):
            self.sent(self.unit, day)
        period.action_compute()
        self.assertEqual(
            self.entries(self.unit),
            [
                ("2026-02-14", 4.0, 4.0, "none"),
                ("2026-02-15", 1.0, 1.0, "none"),
                ("2026-03-31", 7.0, 7.0, "quota"),
                ("2026-03-31", -2.0, -2.0, "ceiling"),
            ],
        )

    def test_take_over_is_refused(self):
        ruleset = self.make_ruleset({"报送": {"basis": "submission", "points": 1}})
        with self.undone():
            twin = ruleset.copy()
            with self.assertRaisesRegex(UserError, "overlaps"):
                twin.action_activate()
        period = self.make_period("2026-01-01")
        period.action_compute()
        period.action_publicise()
        period.action_lock()
        twin = ruleset.copy({"date_from": "2026-03-01"})
        with self.assertRaisesRegex(UserError, "locked"):
            twin.action_activate()
        twin.date_from = "2026-04-01"
        twin.action_activate()

    def test_retire(self):
        today = self.company.govinfo_today()
        ruleset = self.make_ruleset(
            {"报送": {"basis": "submission"}}, date_from=today.replace(day=1), date_to=False
        )
        ruleset.action_retire()
        self.assertEqual((ruleset.state, ruleset.date_to), ("retired", today))
        later = self.make_ruleset(
            {"报送": {"basis": "submission"}}, date_from="2099-01-01", date_to=False
        )
        later.action_retire()
        self.assertEqual(later.state, "draft", "it had not begun")
