"""The dry run: a past period under the draft beside the rules in force, nothing of the ledger touched."""

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .scoring_common import ScoringCase

NOW = {
    "报送": {"basis": "submission", "points": 1},
    "市级": {"basis": "adoption", "level": "city", "points": 20},
    "任务": {"kind": "quota", "basis": "submission", "quota_window": "quarter", "quota": 2},
}
LEDGER = """SELECT (SELECT md5(string_agg(e::text, ';' ORDER BY id)) FROM govinfo_score_entry e),
    (SELECT md5(string_agg(s::text, ';' ORDER BY id)) FROM govinfo_score s),
    (SELECT md5(string_agg(w::text, ';' ORDER BY id)) FROM govinfo_score_window w),
    (SELECT md5(string_agg(l::text, ';')) FROM govinfo_ledger l),
    (SELECT count(*) FROM govinfo_ledger_change)"""


@tagged("post_install", "-at_install")
@freeze_time("2026-11-10")
class TestRulesetTrial(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-11-10"):
            cls.ruleset = cls.make_ruleset(NOW)
            for day in ("2026-07-01", "2026-07-02", "2026-07-03"):
                cls.sent(cls.unit, day)
            item = cls.sent(cls.unit_b, "2026-08-01")
            cls.adopted(item, "city", "2026-08-03")
            cls.period = cls.make_period()
            cls.period.action_compute()
            cls.draft = cls.changed({"报送": {"points": 10}, "任务": {"quota": 1}})

    @classmethod
    def changed(cls, changes):
        """A copy of the rule set in force with some rules changed."""
        opened = cls.ruleset.with_user(cls.manager).action_copy_as_draft()
        draft = cls.env["govinfo.ruleset"].with_user(cls.manager).browse(opened["res_id"])
        for name, vals in changes.items():
            cls.rule(draft, name).write(vals)
        return draft

    def trial(self, draft=None, user=None, **vals):
        opened = (draft or self.draft).with_user(user or self.manager).action_open_trial()
        trial = self.env[opened["res_model"]].with_user(user or self.manager)
        trial = trial.browse(opened["res_id"])
        if vals:
            trial.write(vals)
        trial.action_run()
        return trial

    def line(self, trial, unit):
        return trial.line_ids.filtered(lambda line: line.unit_id == unit)

    def figures(self, trial, unit):
        line = self.line(trial, unit)
        points = (line.points_now, line.points_then, line.difference)
        return points + (line.rank_now, line.rank_then, line.rank_change)

    def ledger(self):
        self.env.flush_all()
        self.env.cr.execute(LEDGER)
        return self.env.cr.fetchone()

    # -- what it shows -----------------------------------------------------------------------

    def test_points_and_ranks_now_and_then(self):
        trial = self.trial()
        self.assertEqual((str(trial.date_from), str(trial.date_to)), ("2026-07-01", "2026-09-30"))
        self.assertEqual(trial.against, "考核办法")
        self.assertEqual(self.figures(trial, self.unit), (3, 30, 27, 2, 1, 1))
        self.assertEqual(self.figures(trial, self.unit_b), (21, 30, 9, 1, 1, 0))
        self.assertEqual(self.line(trial, self.unit).category_id, self.townships)
        self.assertEqual(
            trial.summary,
            "3 units: 1 up, 0 down, 2 keep their rank;"
            " 0 with a new shortfall, 1 without one any more",
        )

    def test_now_is_what_the_period_says(self):
        for score in self.period.score_ids:
            line = self.line(self.trial(), score.unit_id)
            self.assertEqual((line.points_now, line.rank_now), (score.total, score.rank))
            self.assertEqual(line.shortfall_now, score.shortfall_reason)

    def test_then_is_what_the_draft_gives_once_in_force(self):
        trial = self.trial()
        then = {line.unit_id: (line.points_then, line.rank_then) for line in trial.line_ids}
        reasons = {line.unit_id: line.shortfall_then for line in trial.line_ids}
        with self.undone():
            # the same rules in force from the beginning of the year
            self.ruleset._transition({"state": "retired", "date_to": "2025-12-31",
                                      "date_from": "2025-01-01"})  # fmt: skip
            self.draft.write({"date_from": "2026-01-01"})
            self.draft.action_activate()
            self.period.action_compute()
            for score in self.period.score_ids:
                self.assertEqual(then[score.unit_id], (score.total, score.rank))
                self.assertEqual(reasons[score.unit_id], score.shortfall_reason)

    def test_shortfalls_change(self):
        trial = self.trial()
        changes = {line.unit_id: line.shortfall_change for line in trial.line_ids}
        self.assertEqual(changes, {self.unit: False, self.unit_b: "gone", self.bureau: "both"})
        self.assertIn("任务: 1 of 2", self.line(trial, self.unit_b).shortfall_now)
        self.assertFalse(self.line(trial, self.unit_b).shortfall_then)
        stricter = self.changed({"任务": {"quota": 4}})
        line = self.line(self.trial(stricter), self.unit)
        self.assertEqual(
            (line.shortfall_change, line.shortfall_then), ("new", "任务: 3 of 4 up to 2026-09-30")
        )

    def test_persons_tasks_are_tried_as_well(self):
        self.rule(self.draft, "任务").write({"quota_per": "author", "quota": 9, "to_unit": False})
        trial = self.trial()
        people = len((self.unit | self.unit_b | self.bureau).officer_ids)
        self.assertEqual(
            (trial.person_count, trial.person_short_now, trial.person_short_then),
            (people, 0, people),
        )

    def test_other_periods(self):
        trial = self.trial(kind="month", date_from="2026-07-20")
        self.assertEqual(str(trial.date_from), "2026-07-01")
        self.assertEqual(self.figures(trial, self.unit_b)[:3], (0, 0, 0))
        trial = self.trial(kind="year", date_from="2026-07-20")
        self.assertEqual((str(trial.date_from), str(trial.date_to)), ("2026-01-01", "2026-12-31"))
        self.assertEqual(self.figures(trial, self.unit)[:2], (3, 30))

    def test_caps_and_stacks_reach_back_as_far_for_both(self):
        capped = {"has_cap": True, "cap_points": 4, "cap_window": "year", "points": 1}
        for day in ("2026-02-01", "2026-02-02", "2026-02-03"):
            self.sent(self.unit, day)
        trial = self.trial(self.changed({"报送": capped}))
        self.assertEqual(self.figures(trial, self.unit)[:2], (3, 1))

    def test_adjustments_stay_with_their_rule(self):
        rules = {"加分": {"basis": "manual", "points_mode": "assessed", "points_max": 9}}
        later = self.make_ruleset(rules, date_from="2026-10-01")
        period = self.make_period("2026-10-01")
        rule = later.rule_ids
        self.adjusted(self.unit, period, 4, rule_id=rule.id, date="2026-10-05")
        copied = later.with_user(self.manager).action_copy_as_draft()
        draft = self.env["govinfo.ruleset"].browse(copied["res_id"])
        draft.rule_ids.group_id = draft.group_ids.create(
            {"ruleset_id": draft.id, "code": "A", "name": "组", "has_cap": True, "cap_points": 3,
             "cap_window": "year"}
        )  # fmt: skip
        trial = self.trial(draft, date_from="2026-10-01")
        self.assertEqual(self.figures(trial, self.unit)[:2], (4, 3))

    def test_a_unit_outside_the_ranking(self):
        self.unit.ranked = False
        trial = self.trial()
        self.assertEqual(self.figures(trial, self.unit)[3:], (0, 0, 0))
        self.assertEqual(self.figures(trial, self.unit_b)[3:], (1, 1, 0))

    # -- what it leaves alone ----------------------------------------------------------------

    def test_the_ledger_is_not_touched(self):
        self.sent(self.unit, "2026-07-04")
        before = self.ledger()
        self.assertEqual(self.figures(self.trial(), self.unit)[:2], (4, 40))
        self.assertEqual(self.ledger(), before)
        self.assertEqual(self.draft.state, "draft")

    def test_a_locked_period_can_be_looked_at(self):
        self.period.action_publicise()
        self.period.action_lock()
        before = self.ledger()
        self.assertEqual(self.figures(self.trial(), self.unit)[:2], (3, 30))
        self.assertEqual(self.ledger(), before)

    def test_nobody_waits_for_it(self):
        # Others wait for rows written; these are counted also when they are rolled back afterwards.
        written = """SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
            WHERE schemaname = 'public' AND (relname LIKE 'govinfo_score%'
                OR relname LIKE 'govinfo_ledger%' OR relname = 'govinfo_period') ORDER BY 1"""
        self.env.flush_all()
        self.env.cr.execute(written)
        before = self.env.cr.fetchall()
        self.assertIn("govinfo_ledger", dict(before))
        self.trial()
        self.env.flush_all()
        self.env.cr.execute(written)
        self.assertEqual(self.env.cr.fetchall(), before)

    # -- how long it stays -------------------------------------------------------------------

    def test_the_result_stays_until_the_next_run(self):
        trial = self.trial()
        self.assertFalse(trial.outdated)
        self.assertEqual(self.draft.trial_at, trial.computed_at)
        self.rule(self.draft, "报送").points = 2
        self.env.flush_all()
        self.env.clear()
        self.assertTrue(trial.outdated)
        self.assertEqual(self.figures(trial, self.unit)[1], 30)
        again = self.trial()
        self.assertEqual(again, trial)
        self.assertEqual(self.figures(again, self.unit)[1], 6)
        self.assertEqual(len(again.line_ids), 3)
        self.draft.action_activate()
        self.assertEqual(self.figures(trial, self.unit)[1], 6)

    def test_what_was_tried_is_put_in_force_from_there(self):
        trial = self.trial()
        with self.assertRaises(AccessError):
            trial.with_user(self.reviewer).action_activate()
        shown = trial.action_activate()
        self.assertEqual(self.draft.state, "active")
        self.assertIn(shown["res_model"], ("govinfo.ruleset", "govinfo.finding"))

    def test_the_leader_looks_at_it(self):
        trial = self.trial().with_user(self.leader)
        self.assertTrue(trial.summary)
        self.assertEqual(len(trial.line_ids.read(["difference", "shortfall_then"])), 3)
        self.assertEqual(self.draft.with_user(self.leader).action_open_trial()["res_id"], trial.id)

    # -- refusals ----------------------------------------------------------------------------

    def test_who_may(self):
        trial = self.trial(user=self.reviewer)
        with self.assertRaises(AccessError):
            trial.with_user(self.leader).action_run()
        with self.assertRaises(AccessError):
            trial.with_user(self.officer).read(["summary"])
        with self.assertRaises(AccessError):
            trial.line_ids.with_user(self.officer).read(["points_now"])
        with self.assertRaises(AccessError):
            trial.with_user(self.officer).action_run()

    def test_a_leader_is_told_that_there_is_none_yet(self):
        with self.assertRaisesRegex(UserError, "not been tried"):
            self.draft.with_user(self.leader).action_open_trial()

    def test_results_are_not_written_by_hand(self):
        trial = self.trial()
        for user in (self.reviewer, self.manager):
            with self.assertRaises(AccessError):
                trial.line_ids.with_user(user).write({"points_then": 99})
            with self.assertRaises(AccessError):
                trial.with_user(user).write({"line_ids": [Command.clear()]})
            with self.assertRaises(AccessError):
                trial.with_user(user).write({"against": "别的办法"})

    def test_only_drafts(self):
        trial = self.trial()
        self.draft.action_activate()
        with self.assertRaisesRegex(UserError, "not a draft any more"):
            trial.action_run()
        with self.assertRaisesRegex(UserError, "without a dry run"):
            self.ruleset.action_open_trial()

    def test_only_days_that_have_been(self):
        with self.assertRaisesRegex(UserError, "past period"):
            self.trial(date_from="2027-01-01")

    def test_a_draft_that_contradicts_itself(self):
        self.rule(self.draft, "任务").quota_window = False
        with self.assertRaisesRegex(UserError, "任务: say for which window"):
            self.trial()

    def test_counties_are_apart(self):
        county = self.env["res.company"].create({"name": "邻县"})
        stranger = self.make_user("stranger", "邻县编辑", "manager", company_id=county.id,
                                  company_ids=[Command.set(county.ids)])  # fmt: skip
        trial = self.trial()
        with self.assertRaises(AccessError):
            trial.with_user(stranger).action_run()
        with self.assertRaises(AccessError):
            trial.line_ids.with_user(stranger).read(["points_now"])
