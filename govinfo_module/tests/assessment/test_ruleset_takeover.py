"""A rule set in force is copied, changed and takes over on a day: the way through the buttons."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .scoring_common import ScoringCase

RULES = {"报送": {"basis": "submission", "points": 1}}


@tagged("post_install", "-at_install")
@freeze_time("2026-08-20")
class TestRulesetTakeover(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-08-20"):
            cls.ruleset = cls.make_ruleset(RULES)

    def copied(self, ruleset=None):
        opened = (ruleset or self.ruleset).with_user(self.manager).action_copy_as_draft()
        return self.env["govinfo.ruleset"].with_user(self.manager).browse(opened["res_id"])

    def test_copy_change_try_put_in_force(self):
        draft = self.copied()
        self.assertEqual((draft.state, str(draft.date_from)), ("draft", "2026-10-01"))
        self.assertEqual(draft.name, "考核办法 (from Oct 1, 2026)")
        draft.rule_ids.points = 5
        opened = draft.action_open_trial()
        self.env[opened["res_model"]].browse(opened["res_id"]).action_run()
        draft.action_activate()
        self.assertEqual((draft.state, str(self.ruleset.date_to)), ("active", "2026-09-30"))
        self.sent(self.unit, "2026-09-30")
        self.sent(self.unit, "2026-10-01")
        with freeze_time("2027-01-10"):
            self.make_period("2026-10-01").action_compute()
        self.assertEqual(self.entries(self.unit, "points"), [(1,), (5,)])

    def test_the_first_day_lies_behind_what_is_settled(self):
        draft = self.copied()
        draft.action_activate()
        again = self.copied(draft)
        self.assertEqual(str(again.date_from), "2027-01-01")
        self.assertFalse(again.date_to)

    def test_the_last_day_is_kept_when_it_comes_later(self):
        self.assertEqual(str(self.copied().date_to), "2026-12-31")

    def test_a_retired_one_can_be_copied_too(self):
        self.ruleset.with_user(self.manager).action_retire()
        self.assertEqual(self.copied().state, "draft")

    def test_only_managers(self):
        for user in (self.officer, self.reviewer, self.leader):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.ruleset.with_user(user).action_copy_as_draft()

    def test_what_is_in_force_is_not_edited(self):
        manager = self.ruleset.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "Copy it"):
            manager.rule_ids.points = 2
        with self.assertRaisesRegex(UserError, "Copy it"):
            manager.name = "改名"
