"""Periods: who may take which step, in which order; ranks, shortfall, what cannot be written."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .scoring_common import ScoringCase


@tagged("post_install", "-at_install")
class TestScoringPeriod(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ruleset = cls.make_ruleset(
            {
                "报送": {"basis": "submission", "points": 1},
                "任务": {
                    "kind": "quota",
                    "basis": "submission",
                    "quota_window": "quarter",
                    "quota": 1,
                },
                "失实": {
                    "kind": "veto",
                    "basis": "incident",
                    "veto_count": 1,
                    "veto_window": "year",
                    "effect": "no_award",
                },
            },
            pass_mark=1,
            pass_window="quarter",
            conversion="top",
            conversion_weight=10,
        )
        cls.period = cls.make_period("2026-01-01")

    # -- who and in which order --------------------------------------------------------------

    def test_steps_by_role(self):
        allowed = {
            "action_compute": (self.reviewer, self.manager),
            "action_publicise": (self.reviewer, self.manager),
            "action_lock": (self.manager,),
        }
        everyone = (self.officer, self.unit_leader, self.reviewer, self.leader, self.manager)
        for step, users in allowed.items():
            for user in everyone:
                with self.subTest(step=step, user=user.name):
                    if user in users:
                        with self.undone():
                            getattr(self.period.with_user(user), step)()
                    else:
                        with self.assertRaises(AccessError):
                            getattr(self.period.with_user(user), step)()
            getattr(self.period, step)()

    def test_states(self):
        for step in ("action_publicise", "action_lock"):
            with self.assertRaises(UserError):
                getattr(self.period, step)()
        self.period.action_compute()
        with self.assertRaises(UserError):
            self.period.action_lock()
        self.period.action_publicise()
        self.period.action_compute()
        self.assertEqual(self.period.state, "publicity", "computed again, still publicised")
        self.period.action_lock()
        for step in ("action_compute", "action_publicise", "action_lock"):
            with self.assertRaises(UserError):
                getattr(self.period, step)()
        self.assertEqual(self.period.state, "locked")

    def test_state_is_not_written_by_hand(self):
        with self.assertRaises(AccessError):
            self.period.with_user(self.manager).state = "locked"
        with self.assertRaises(AccessError):
            vals = {"kind": "month", "date_from": "2026-05-01", "state": "locked"}
            self.env["govinfo.period"].with_user(self.manager).create(vals)
        guarded = self.period.with_user(self.manager).with_context(govinfo_guard=True)
        with self.assertRaises(AccessError):
            guarded.state = "locked"

    def test_locked_in_order(self):
        second = self.make_period("2026-04-01")
        for period in (self.period, second):
            period.action_compute()
            period.action_publicise()
        with self.assertRaisesRegex(UserError, "in order"):
            second.action_lock()
        self.period.action_lock()
        second.action_lock()

    def test_whole_calendar_windows(self):
        period = self.make_period("2026-05-17", "month")
        self.assertEqual((str(period.date_from), str(period.date_to)), ("2026-05-01", "2026-05-31"))
        with self.assertRaises(ValidationError):
            self.env["govinfo.period"].create(
                {"kind": "quarter", "date_from": "2026-04-01", "date_to": "2026-06-29"}
            )

    def test_computed_period_keeps_its_days(self):
        self.period.action_compute()
        with self.assertRaises(UserError):
            self.period.with_user(self.manager).date_to = "2026-03-30"

    def test_other_countys_period(self):
        county = self.env["res.company"].create({"name": "邻县"})
        period = self.env["govinfo.period"].create(
            {"kind": "quarter", "date_from": "2026-01-01", "company_id": county.id}
        )
        with self.assertRaises(AccessError):
            period.with_user(self.reviewer).action_compute()

    def test_a_draft_of_rules_is_taken_by_no_period(self):
        draft = self.make_ruleset({"报送": {"basis": "submission", "points": 9}}, active=False)
        for user in (self.reviewer, self.manager):
            with self.subTest(user=user.name):
                with self.assertRaisesRegex(UserError, "is a draft"), self.undone():
                    self.period.with_user(user).write({"ruleset_id": draft.id})
                with self.assertRaisesRegex(UserError, "is a draft"), self.undone():
                    self.env["govinfo.period"].with_user(user).create(
                        {"kind": "month", "date_from": "2026-02-01", "ruleset_id": draft.id}
                    )
        self.assertEqual(self.period.ruleset_id, self.ruleset)

    def test_publicity_lasts_some_days(self):
        self.company.govinfo_publicity_days = 7
        self.period.action_compute()
        self.assertFalse(self.period.publicity_until)
        with freeze_time("2026-04-09 17:00:00"):  # the 10th in the county
            self.period.action_publicise()
        self.assertEqual(str(self.period.publicity_until), "2026-04-17")

    def test_nothing_is_judged_before_its_day(self):
        """Of the running quarter facts count, and tasks of windows that are over; nobody is shown it as final."""
        with freeze_time("2026-02-10 02:00:00"):
            self.sent(self.unit, "2026-02-02")
            self.period.action_compute()
            self.assertNotIn("任务", self.score(self.period, self.unit_b).shortfall_reason)
            with self.assertRaisesRegex(UserError, "not over"):
                self.period.action_publicise()
        with freeze_time("2026-04-01 02:00:00"):
            self.period.action_compute()
            self.assertIn("任务", self.score(self.period, self.unit_b).shortfall_reason)
            self.period.action_publicise()

    # -- scores ------------------------------------------------------------------------------

    def test_rank_within_category(self):
        """1, 1, 3: equal totals share a rank, the next is skipped; a unit without entries has 0."""
        unit_c = self.make_unit("丁镇", "T03", self.townships)
        outside = self.make_unit("本办", "T04", self.townships, ranked=False)
        for unit in (self.unit, self.unit_b, outside, outside):
            self.sent(unit, "2026-02-02")
        self.period.action_compute()
        ranks = {score.unit_id: score.rank for score in self.period.score_ids}
        self.assertEqual([ranks[u] for u in (self.unit, self.unit_b, unit_c)], [1, 1, 3])
        self.assertEqual(ranks[outside], 0, "outside the ranking")
        self.assertEqual(ranks[self.bureau], 1, "a category of its own")
        self.assertEqual(self.score(self.period, self.unit).converted, 10)
        self.assertEqual(self.score(self.period, unit_c).converted, 0)
        self.assertFalse(self.score(self.period, self.unit).below_standard)
        self.assertTrue(self.score(self.period, unit_c).below_standard)

    def test_category_of_the_last_day(self):
        self.env["govinfo.unit.category.history"].create(
            {
                "unit_id": self.unit_b.id,
                "date_from": "2026-04-01",
                "category_id": self.bureaus.id,
            }
        )
        second = self.make_period("2026-04-01")
        (self.period | second).action_compute()
        self.assertEqual(self.score(self.period, self.unit_b).category_id, self.townships)
        self.assertEqual(self.score(second, self.unit_b).category_id, self.bureaus)

    def test_shortfall_in_words(self):
        self.commissioned(self.unit_b, "late", "2026-02-03")
        self.period.action_compute()
        score = self.score(self.period, self.unit_b)
        self.assertTrue(score.shortfall)
        self.assertEqual(
            score.shortfall_reason.split("\n"),
            [
                "任务: 0 of 1 up to 2026-03-31",
                "Nothing sent in the period",
                "Commissions: 1 late, 0 missed",
            ],
        )
        self.assertEqual((score.commission_count, score.commission_late), (1, 1))

    def test_bar_of_the_calendar_year(self):
        incident = self.env["govinfo.incident"].create(
            {"unit_id": self.unit.id, "kind": "false", "date": "2026-02-02"}
        )
        incident.with_user(self.reviewer).action_confirm()
        self.period.action_compute()
        score = self.score(self.period, self.unit)
        self.assertTrue(score.award_barred)
        self.assertEqual(score.award_barred_reason, "失实")
        self.assertFalse(self.score(self.period, self.unit_b).award_barred)

    def test_archived_unit_with_points_is_scored(self):
        self.sent(self.unit_b, "2026-02-02")
        self.unit_b.active = False
        self.bureau.active = False
        self.period.action_compute()
        self.assertEqual(self.total(self.period, self.unit_b), 1)
        self.assertFalse(self.score(self.period, self.bureau))

    # -- written by the engine only ----------------------------------------------------------

    def test_nobody_writes_the_ledger(self):
        self.sent(self.unit, "2026-02-02")
        self.period.action_compute()
        entry = self.env["govinfo.score.entry"].search([("unit_id", "=", self.unit.id)], limit=1)
        score = self.score(self.period, self.unit)
        result = self.env["govinfo.score.window"].search([], limit=1)
        for record in (entry, score, score.group_ids[:1], result):
            if not record:
                continue
            for user in (self.manager, self.env.user):
                record = record.with_user(user)
                for act in (
                    lambda r=record: r.write({"company_id": self.company.id}),
                    lambda r=record: r.unlink(),
                    lambda r=record: r.create({"company_id": self.company.id}),
                    lambda r=record: r.sudo().unlink(),
                ):
                    with self.subTest(model=record._name), self.assertRaises(AccessError):
                        act()

    def test_unit_in_the_ledger_is_not_deleted(self):
        self.sent(self.unit, "2026-02-02")
        self.period.action_compute()
        with self.assertRaises(UserError):
            self.unit.with_user(self.manager).unlink()

    # -- who sees what -----------------------------------------------------------------------

    def test_officers_see_their_units_points_and_others_totals_once_publicised(self):
        for unit in (self.unit, self.unit_b):
            self.sent(unit, "2026-02-02")
        self.period.action_compute()
        entries = self.env["govinfo.score.entry"].with_user(self.officer)
        scores = self.env["govinfo.score"].with_user(self.officer)
        self.assertEqual(entries.search([]).unit_id, self.unit)
        self.assertEqual(scores.search([]).unit_id, self.unit)
        with self.assertRaises(AccessError):
            self.score(self.period, self.unit_b).with_user(self.officer).read(["total"])
        self.period.action_publicise()
        self.assertIn(self.unit_b, scores.search([]).unit_id)
        self.assertEqual(entries.search([]).unit_id, self.unit)
        for user in (self.reviewer, self.leader, self.manager):
            seen = self.env["govinfo.score.entry"].with_user(user).search([]).unit_id
            self.assertEqual(seen, self.unit | self.unit_b)

    def test_from_a_total_to_the_fact(self):
        item = self.sent(self.unit, "2026-02-02")
        self.period.action_compute()
        score = self.score(self.period, self.unit).with_user(self.officer)
        action = score.action_open_entries()
        entry = self.env[action["res_model"]].with_user(self.officer).search(action["domain"])
        self.assertEqual(sum(entry.mapped("points")), score.total)
        opened = entry.action_open_source()
        self.assertEqual((opened["res_model"], opened["res_id"]), ("govinfo.item", item.id))
