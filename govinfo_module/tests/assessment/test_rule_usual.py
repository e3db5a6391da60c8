"""Usual rules: chosen from a list, a few numbers filled in, added to a draft as proper rules."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .scoring_common import ScoringCase


@tagged("post_install", "-at_install")
class TestRuleUsual(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft = cls.make_ruleset({}, active=False, date_from="2026-07-01")

    def dialog(self, user=None):
        opened = self.draft.with_user(user or self.manager).action_open_usual()
        return self.env[opened["res_model"]].with_user(user or self.manager).with_context(
            **opened["context"]
        )  # fmt: skip

    def add(self, usual, numbers=None, **vals):
        """Fill the dialog in as a person does and add the rules."""
        form = Form(self.dialog())
        form.usual = usual
        for name, value in vals.items():
            setattr(form, name, value)
        before = self.draft.rule_ids
        wizard = form.save()
        for line in wizard.line_ids:
            line.number = (numbers or {}).get(line.key, line.number)
        wizard.action_add()
        return self.draft.rule_ids - before

    def test_all_of_them_can_be_put_in_force(self):
        for usual, _label in self.dialog()._selection_usual():
            with self.subTest(usual=usual):
                rules = self.add(usual)
                self.assertTrue(rules)
                self.assertTrue(rules.group_id.name)
        self.draft.action_activate()
        self.assertEqual(self.draft.state, "active")
        self.assertEqual(len(set(self.draft.group_ids.mapped("name"))), len(self.draft.group_ids))

    def test_numbers_go_where_they_belong(self):
        rules = self.add("adoption", {"city": 30, "national": 0})
        self.assertEqual(
            [(rule.level, rule.points, rule.stack_by) for rule in rules.sorted("sequence")],
            [("county", 5, "item"), ("city", 30, "item"), ("province", 50, "item")],
        )
        rules = self.add("instruction", repeated="each")
        self.assertEqual(rules.mapped("stack_key"), [False] * 4)
        rules = self.add("instruction", repeated="level")
        self.assertEqual(set(rules.mapped("stack_by")), {"item_level"})
        rule = self.add("submission", {"cap": 0})
        self.assertFalse(rule.has_cap)
        rule = self.add("submission")
        self.assertEqual((rule.has_cap, rule.cap_points, rule.cap_window), (True, 10, "month"))
        rule = self.add("rate", {"rate": 40})
        self.assertEqual((rule.threshold, rule.below_points), (0.4, -5))

    def test_task_has_a_quota_for_each_unit_category(self):
        rule = self.add("task", {"category:%d" % self.townships.id: 3, "quota": 1})
        quotas = {line.unit_category_id: line.quota for line in rule.quota_line_ids}
        self.assertEqual((quotas[self.townships], quotas[self.bureaus], rule.quota), (3, 2, 1))

    def test_rules_come_last_and_the_group_is_found_again(self):
        first = self.add("commission")
        again = self.add("no_award")
        self.assertEqual(first.group_id, again.group_id)
        self.assertGreater(min(again.mapped("sequence")), max(first.mapped("sequence")))
        other = self.add("training", group_name="其他")
        self.assertEqual(other.group_id.name, "其他")

    def test_the_dialog_says_what_will_be_added(self):
        form = Form(self.dialog())
        form.usual = "training"
        self.assertEqual(form.preview, "Attending a training: 1 each time.")
        with form.line_ids.edit(0) as line:
            line.number = 2
        self.assertEqual(form.preview, "Attending a training: 2 each time.")

    def test_what_is_added_scores(self):
        self.add("submission", {"each": 3})
        self.draft.action_activate()
        self.sent(self.unit, "2026-08-03")
        period = self.make_period()
        period.action_compute()
        self.assertEqual(self.total(period, self.unit), 3)

    def test_nothing_to_add_is_refused(self):
        with self.assertRaisesRegex(UserError, "at least one number"):
            self.add("training", {"each": 0})

    def test_a_rule_set_in_force_is_refused(self):
        self.add("training")
        self.draft.action_activate()
        with self.assertRaisesRegex(UserError, "is not edited"):
            self.add("submission")

    def test_only_managers(self):
        for user in (self.officer, self.reviewer, self.leader):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.dialog(user).create({"ruleset_id": self.draft.id, "usual": "training"})
