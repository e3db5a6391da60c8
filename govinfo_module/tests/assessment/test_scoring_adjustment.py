"""Adjustments and appeals: who may, what follows in the ledger, what holds up the lock."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .scoring_common import ScoringCase


@tagged("post_install", "-at_install")
class TestScoringAdjustment(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ruleset = cls.make_ruleset(
            {
                "报送": {"basis": "submission", "points": 1},
                "检查": {
                    "basis": "manual",
                    "points_mode": "assessed",
                    "points": 0,
                    "points_max": 20,
                    "group": "A",
                },
                "不重视": {"basis": "manual", "points": -20, "group": "A"},
            },
            [{"code": "A", "has_cap": True, "cap_points": 15, "cap_window": "quarter"}],
        )
        cls.period = cls.make_period("2026-01-01")

    def propose(self, user=None, **vals):
        values = dict(
            {"unit_id": self.unit.id, "period_id": self.period.id, "points": 3, "reason": "理由"},
            **vals,
        )
        return self.env["govinfo.adjustment"].with_user(user or self.reviewer).create(values)

    # -- adjustments -------------------------------------------------------------------------

    def test_who_may(self):
        for user in (self.officer, self.leader):
            with self.assertRaises(AccessError):
                self.propose(user)
        adjustment = self.propose()
        with self.assertRaises(AccessError):
            adjustment.with_user(self.leader).action_request_approval()
        adjustment.action_request_approval()
        for user in (self.officer, self.reviewer, self.reviewer_b, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                adjustment.with_user(user).action_approve()
        adjustment.with_user(self.leader).action_approve()
        self.assertEqual((adjustment.state, adjustment.approver_id), ("approved", self.leader))
        with self.assertRaises(UserError):
            adjustment.with_user(self.leader).action_approve()

    def test_leaders_are_asked_in_words_of_their_own(self):
        """What is published is signed; points are decided on. Nobody ends what another is asked."""
        adjustment = self.propose()
        adjustment.action_request_approval()
        asked = adjustment.activity_ids
        self.assertEqual(asked.user_id, self.leader + self.leader_b)
        self.assertEqual(
            asked.activity_type_id, self.env.ref("govinfo_module.mail_activity_decision")
        )
        of_leader = asked.filtered(lambda activity: activity.user_id == self.leader)
        with self.assertRaises(AccessError):
            of_leader.with_user(self.leader_b).unlink()
        adjustment.with_user(self.leader).action_approve()
        self.assertFalse(adjustment.activity_ids)

    def test_nobody_approves_their_own(self):
        self.manager.group_ids += self.env.ref("govinfo_module.group_leader")
        adjustment = self.propose(self.manager)
        adjustment.action_request_approval()
        with self.assertRaises(AccessError):
            adjustment.with_user(self.manager).action_approve()
        adjustment.with_user(self.leader).action_approve()

    def test_returned_and_proposed_again(self):
        adjustment = self.propose()
        adjustment.action_request_approval()
        with self.assertRaises(UserError):
            adjustment.points = 4
        with self.assertRaises(UserError):
            adjustment.with_user(self.leader).action_return(" ")
        adjustment.with_user(self.leader).action_return("请核实")
        adjustment.points = 4
        adjustment.action_request_approval()
        adjustment.with_user(self.leader).action_approve()
        for act in (lambda: adjustment.write({"points": 9}), adjustment.unlink):
            with self.assertRaises(UserError):
                act()

    def test_points_follow_approval(self):
        adjustment = self.propose()
        self.period.action_compute()
        self.assertEqual(self.total(self.period, self.unit), 0)
        adjustment.action_request_approval()
        self.period.action_compute()
        self.assertEqual(self.total(self.period, self.unit), 0)
        adjustment.with_user(self.leader).action_approve()
        self.period.action_compute()
        names = ("points", "reason", "rule_id", "group_id", "note")
        rows = self.entries(self.unit, *names)
        none = self.env["govinfo.rule"]
        self.assertEqual(rows, [(3.0, "manual", none, self.env["govinfo.rule.group"], "理由")])

    def test_scored_by_its_rule_alone(self):
        check, careless = (self.rule(self.ruleset, name) for name in ("检查", "不重视"))
        self.adjusted(self.unit, self.period, 18, rule_id=check.id, date="2026-02-01")
        self.adjusted(self.unit, self.period, 0, rule_id=careless.id, date="2026-02-02")
        self.period.action_compute()
        self.assertEqual(
            self.entries(self.unit),
            [("2026-02-01", 18.0, 15.0, "capped"), ("2026-02-02", -20.0, -20.0, "none")],
        )

    def test_refused(self):
        check, sent = (self.rule(self.ruleset, name) for name in ("检查", "报送"))
        for vals in (
            {"date": "2026-04-01"},
            {"rule_id": check.id, "points": 21},
            {"rule_id": check.id, "points": -1},
            {"rule_id": sent.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError), self.undone():
                self.propose(**vals)

    def test_rule_of_a_rule_set_not_in_force(self):
        later = self.make_ruleset(
            {"检查": {"basis": "manual"}}, date_from="2027-01-01", date_to=False
        )
        with self.assertRaises(ValidationError):
            self.propose(rule_id=later.rule_ids.id)

    # -- appeals -----------------------------------------------------------------------------

    def publicise(self):
        self.item = self.sent(self.unit, "2026-02-02")
        self.period.action_compute()
        self.period.action_publicise()
        return self.env["govinfo.score.entry"].search([("unit_id", "=", self.unit.id)])

    def appeal(self, user=None, **vals):
        values = dict(
            {"unit_id": self.unit.id, "period_id": self.period.id, "reason": "漏计一条"}, **vals
        )
        return self.env["govinfo.appeal"].with_user(user or self.officer).create(values)

    def test_appeal_while_publicised(self):
        with self.assertRaisesRegex(UserError, "publicised"):
            self.appeal()
        entry = self.publicise()
        appeal = self.appeal(entry_id=entry.id)
        self.assertEqual(appeal.state, "open")
        with self.assertRaises(AccessError):
            self.appeal(self.officer_b)

    def test_entry_of_another_unit(self):
        entry = self.publicise()
        with self.assertRaises(AccessError):
            self.appeal(self.officer_b, unit_id=self.unit_b.id, entry_id=entry.id)
        self.unit_b.officer_ids |= self.officer
        with self.assertRaises(ValidationError):
            self.appeal(unit_id=self.unit_b.id, entry_id=entry.id)

    def test_answered_by_a_reviewer(self):
        self.publicise()
        appeal = self.appeal()
        for user in (self.officer, self.leader):
            with self.assertRaises(AccessError):
                appeal.with_user(user).action_reject("不予采纳")
        with self.assertRaises(UserError):
            appeal.with_user(self.reviewer).action_reject("")
        with self.assertRaises(AccessError):
            appeal.with_user(self.officer).state = "accepted"
        appeal.with_user(self.reviewer).action_accept("情况属实")
        self.assertEqual((appeal.state, appeal.answer), ("accepted", "情况属实"))
        with self.assertRaises(UserError):
            appeal.with_user(self.reviewer_b).action_reject("不予采纳")
        with self.assertRaises(UserError):
            appeal.with_user(self.officer).reason = "再申诉"

    def test_the_editors_are_told_of_an_appeal(self):
        self.publicise()
        message = self.appeal().sudo().message_ids[:1]
        self.assertIn("漏计一条", message.body)
        self.assertEqual(message.author_id, self.officer.partner_id)
        editors = (self.reviewer | self.reviewer_b | self.manager).partner_id
        self.assertLessEqual(editors, message.partner_ids)
        self.assertLessEqual(editors, message.notified_partner_ids)
        self.assertNotIn(self.leader.partner_id, message.partner_ids)

    def test_the_unit_is_told_the_answer(self):
        self.publicise()
        for step, state in (("action_accept", "Upheld"), ("action_reject", "Rejected")):
            appeal = self.appeal()
            getattr(appeal.with_user(self.reviewer), step)("已逐条\n核对")
            message = appeal.sudo().message_ids[:1]
            with self.subTest(step):
                self.assertIn(state, message.body)
                self.assertIn("已逐条<br>核对", message.body)
                people = (self.officer | self.unit_leader).partner_id
                self.assertEqual(message.partner_ids, people)

    def test_who_appealed_is_told_also_after_leaving_the_unit(self):
        self.publicise()
        appeal = self.appeal()
        self.unit.officer_ids = self.officer_b
        appeal.with_user(self.reviewer).action_accept("情况属实")
        people = (self.officer | self.officer_b | self.unit_leader).partner_id
        self.assertEqual(appeal.sudo().message_ids[:1].partner_ids, people)

    def test_withdrawn_by_the_unit(self):
        self.publicise()
        appeal = self.appeal()
        with self.assertRaises(AccessError):
            appeal.with_user(self.officer_b).action_withdraw()
        with self.assertRaises(AccessError):
            appeal.with_user(self.reviewer).action_withdraw()
        appeal.with_user(self.officer).action_withdraw()
        with self.assertRaises(UserError):
            appeal.sudo().unlink()

    def test_open_appeal_holds_up_the_lock(self):
        self.publicise()
        appeal = self.appeal()
        with self.assertRaisesRegex(UserError, "appeal"):
            self.period.action_lock()
        appeal.with_user(self.reviewer).action_reject("计分无误")
        self.period.action_lock()

    def test_accepted_appeal_with_adjustment(self):
        self.publicise()
        appeal = self.appeal(points=2)
        appeal.with_user(self.reviewer).action_accept("情况属实")
        context = appeal.with_user(self.reviewer).action_propose_adjustment()["context"]
        adjustment = self.env["govinfo.adjustment"].with_user(self.reviewer)
        adjustment = adjustment.with_context(**context).create({})
        adjustment.action_request_approval()
        adjustment.with_user(self.leader).action_approve()
        self.assertEqual(appeal.sudo().adjustment_ids, adjustment.sudo())
        self.period.action_compute()
        self.assertEqual(self.total(self.period, self.unit), 3)
        self.period.action_lock()

    def test_entry_keeps_its_id_when_it_is_computed_again(self):
        """An appeal goes on pointing to the entry it was about."""
        entry = self.publicise()
        appeal = self.appeal(entry_id=entry.id)
        self.item.joint_unit_ids = self.bureau
        self.sent(self.unit, "2026-02-01")
        self.period.action_compute()
        self.assertEqual(appeal.entry_id, entry)
        self.assertTrue(entry.exists())
