"""The life of a commission's line for one unit: every state, every refusal, every role."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import GovinfoCase

WHERE_LINES_ARE = "SELECT ctid FROM govinfo_commission_line ORDER BY id"


@tagged("post_install", "-at_install")
class TestCommissionLineLife(GovinfoCase):
    def setUp(self):
        super().setUp()
        self.commission = self.make_commission(self.unit | self.unit_b)
        self.line = self.commission.line_ids.filtered(lambda line: line.unit_id == self.unit)
        self.line_b = self.commission.line_ids - self.line

    def answer(self, **vals):
        return self.make_item(commission_line_id=self.line.id, **vals)

    def pass_deadline(self, line, hours=1):
        line._transition({"deadline": fields.Datetime.now() - timedelta(hours=hours)})

    def officer_activities(self):
        return self.line.sudo().activity_ids.filtered(lambda a: a.user_id == self.officer)

    # -- the unit ----------------------------------------------------------------------------

    def test_officer_or_leader_in_charge_acknowledges_once(self):
        line = self.line.with_user(self.officer)
        line.action_acknowledge()
        first = line.acknowledged_at
        self.assertEqual((line.state, line.acknowledged_by_id), ("pending", self.officer))
        line.with_user(self.unit_leader).action_acknowledge()
        self.assertEqual((line.acknowledged_at, line.acknowledged_by_id), (first, self.officer))

    def test_nobody_acknowledges_or_answers_for_another_unit(self):
        for user in self.officer_b | self.reviewer | self.manager | self.leader:
            for step in ("action_acknowledge", "action_answer"):
                with self.subTest(user=user.login, step=step), self.assertRaises(AccessError):
                    getattr(self.line.with_user(user), step)()

    def test_the_answer_starts_from_the_line(self):
        action = self.line.with_user(self.officer).action_answer()
        self.assertEqual(self.line.acknowledged_by_id, self.officer)
        item = (
            self.env["govinfo.item"]
            .with_user(self.officer)
            .with_context(**action["context"])
            .create({"category_id": self.category.id, "body": "<p>情况如下。</p>"})
        )
        self.assertEqual(item.commission_line_id, self.line)
        self.assertEqual(item.unit_id, self.unit)
        self.assertEqual(self.line.with_user(self.officer).item_ids, item)
        self.assertEqual(self.line.state, "pending")

    def test_a_piece_on_its_way_to_the_leader_writes_no_line(self):
        item = self.answer()
        self.submit(self.answer())
        self.env.flush_all()
        self.env.cr.execute(WHERE_LINES_ARE)
        before = self.env.cr.fetchall()
        item.with_user(self.officer).action_request_signoff()
        self.env.flush_all()
        self.env.cr.execute(WHERE_LINES_ARE)
        self.assertEqual(self.env.cr.fetchall(), before)
        self.assertEqual(self.line.state, "submitted")

    def test_submitted_then_done_in_time(self):
        item = self.submit(self.answer())
        self.assertEqual(
            (self.line.state, self.line.submitted_at), ("submitted", item.submitted_at)
        )
        self.assertEqual(self.line_b.state, "pending")
        item.with_user(self.reviewer).action_accept()
        self.assertEqual(self.line.state, "done")
        self.assertEqual(self.line.completed_at, item.submitted_at)
        self.assertFalse(self.officer_activities())

    def test_in_time_up_to_the_deadline_itself_and_late_after_it(self):
        for seconds, state in ((0, "done"), (-1, "late")):
            with self.subTest(state=state):
                commission = self.make_commission(self.unit)
                item = self.submit(self.make_item(commission_line_id=commission.line_ids.id))
                commission.line_ids._transition(
                    {"deadline": item.submitted_at + timedelta(seconds=seconds)}
                )
                item.with_user(self.reviewer).action_accept()
                self.assertEqual(commission.line_ids.state, state)

    def test_time_of_submission_decides_not_of_acceptance(self):
        item = self.submit(self.answer())
        self.line._transition({"deadline": item.submitted_at + timedelta(seconds=1)})
        item.with_user(self.reviewer).action_accept()
        self.assertEqual(self.line.state, "done")

    def test_an_answer_filed_by_the_office_was_an_answer(self):
        item = self.submit(self.answer())
        item.with_user(self.reviewer).action_archive_item("留存备查")
        self.assertEqual(self.line.state, "done")

    def test_a_returned_or_withdrawn_answer_leaves_the_line_pending(self):
        item = self.submit(self.answer())
        item.with_user(self.reviewer).action_return("请补充数据")
        self.assertEqual((self.line.state, self.line.submitted_at), ("pending", False))
        self.submit(item)
        self.assertEqual(self.line.state, "submitted")
        item.with_user(self.officer).action_withdraw()
        self.assertEqual(self.line.state, "pending")

    def test_a_second_answer_keeps_the_line_submitted(self):
        first, second = self.submit(self.answer()), self.submit(self.answer(name="补充材料"))
        first.with_user(self.reviewer).action_return("重复")
        self.assertEqual(self.line.state, "submitted")
        second.with_user(self.reviewer).action_accept()
        self.assertEqual(self.line.state, "done")

    def test_an_item_answers_lines_of_its_own_units_only(self):
        with self.assertRaises(AccessError):
            self.make_item(commission_line_id=self.line_b.id)
        with self.assertRaises(ValidationError):
            self.make_item(user=self.manager, commission_line_id=self.line_b.id)
        with self.assertRaises(ValidationError):
            self.answer().with_user(self.manager).unit_id = self.unit_b

    def test_a_joint_item_answers_for_its_joint_units(self):
        item = self.submit(self.answer(joint_unit_ids=[Command.set(self.unit_b.ids)]))
        self.assertEqual(set(self.commission.line_ids.mapped("state")), {"submitted"})
        item.with_user(self.reviewer).action_accept()
        self.assertEqual(set(self.commission.line_ids.mapped("state")), {"done"})

    def test_a_returned_joint_item_opens_all_its_lines(self):
        item = self.submit(self.answer(joint_unit_ids=[Command.set(self.unit_b.ids)]))
        item.with_user(self.reviewer).action_return("请核实")
        self.assertEqual(set(self.commission.line_ids.mapped("state")), {"pending"})

    def test_a_line_given_up_by_the_item_is_pending_again(self):
        item = self.submit(self.answer())
        item.with_user(self.reviewer).commission_line_id = False
        self.assertEqual(self.line.state, "pending")
        item.with_user(self.reviewer).commission_line_id = self.line
        self.assertEqual(self.line.state, "submitted")

    def test_an_answer_to_a_missed_line_leaves_a_trace_only(self):
        item = self.answer()
        self.pass_deadline(self.line)
        self.line._expire("未按时报送")
        self.submit(item)
        item.with_user(self.reviewer).action_accept()
        self.assertEqual(self.line.state, "missed")
        self.assertIn(item.label, self.line.message_ids[0].body)

    def test_nothing_to_answer_once_done_or_closed(self):
        self.line.with_user(self.reviewer).action_complete()
        with self.assertRaises(UserError):
            self.line.with_user(self.officer).action_answer()
        self.commission.action_close()
        with self.assertRaises(UserError):
            self.line_b.with_user(self.officer_b).action_answer()

    # -- the county office -------------------------------------------------------------------

    def test_only_reviewers_decide(self):
        later = fields.Datetime.now() + timedelta(days=9)
        steps = (
            ("action_complete", ()),
            ("action_waive", ("理由",)),
            ("action_extend", (later, "理由")),
            ("action_reopen", ("理由", later)),
        )
        for user in self.officer | self.unit_leader | self.leader | self.outsider:
            for step, args in steps:
                with self.subTest(user=user.login, step=step), self.assertRaises(AccessError):
                    getattr(self.line.with_user(user), step)(*args)
        self.assertEqual(self.line.state, "pending")

    def test_answered_outside_the_system(self):
        self.line.with_user(self.reviewer).action_complete()
        self.assertEqual(self.line.state, "done")
        yesterday = fields.Datetime.now() - timedelta(days=1)
        self.pass_deadline(self.line_b)
        self.line_b.with_user(self.reviewer).action_complete(yesterday)
        self.assertEqual((self.line_b.state, self.line_b.completed_at), ("done", yesterday))
        with self.assertRaises(UserError):
            self.line_b.with_user(self.reviewer).action_complete()

    def test_an_answer_cannot_come_from_the_future(self):
        with self.assertRaises(UserError):
            self.line.with_user(self.reviewer).action_complete(
                fields.Datetime.now() + timedelta(hours=1)
            )

    def test_a_missed_line_answered_after_all_is_late(self):
        self.pass_deadline(self.line)
        self.line._expire("未按时报送")
        self.line.with_user(self.reviewer).action_complete()
        self.assertEqual(self.line.state, "late")

    def test_waiving_needs_a_reason_and_an_undone_line(self):
        line = self.line.with_user(self.reviewer)
        with self.assertRaises(UserError):
            line.action_waive(" ")
        line.action_waive("该单位无此项业务")
        self.assertEqual((line.state, line.waived_reason), ("waived", "该单位无此项业务"))
        self.assertFalse(self.officer_activities())
        with self.assertRaises(UserError):
            line.action_waive("再次")
        self.line_b.with_user(self.reviewer).action_complete()
        with self.assertRaises(UserError):
            self.line_b.with_user(self.reviewer).action_waive("已完成")

    def test_extending_needs_a_reason_and_a_later_deadline(self):
        line = self.line.with_user(self.reviewer)
        deadline = line.deadline
        later = deadline + timedelta(days=2)
        for args in (
            (later, ""),
            (deadline, "理由"),
            (False, "理由"),
            ("2020-01-01 00:00:00", "理由"),
        ):
            with self.subTest(args=args), self.assertRaises(UserError):
                line.action_extend(*args)
        line.action_extend(later, "汛情紧急，人员在一线")
        self.assertEqual((line.deadline, line.extended_reason), (later, "汛情紧急，人员在一线"))
        self.assertEqual(
            self.officer_activities().date_deadline,
            self.company.govinfo_local(later).date(),
        )
        self.assertEqual(self.line_b.deadline, deadline)

    def test_of_a_closed_commission_nothing_is_extended(self):
        """The unit could not answer any more, and nobody would ever note that it did not."""
        self.pass_deadline(self.line)
        self.line.commission_id.with_user(self.reviewer).action_close()
        self.assertEqual(self.line.state, "missed")
        with self.assertRaises(UserError):
            self.line.with_user(self.reviewer).action_extend(
                fields.Datetime.now() + timedelta(days=9), "请补报。"
            )

    def test_extending_a_missed_line_opens_it_again(self):
        self.pass_deadline(self.line)
        self.line._expire("未按时报送")
        self.line.with_user(self.reviewer).action_extend(
            fields.Datetime.now() + timedelta(days=1), "系统故障"
        )
        self.assertEqual((self.line.state, self.line.completed_at), ("pending", False))
        self.assertTrue(self.officer_activities())

    def test_reopening_needs_a_reason_and_time_left(self):
        line = self.line.with_user(self.reviewer)
        with self.assertRaises(UserError):
            line.action_reopen("未完成")
        line.action_complete()
        with self.assertRaises(UserError):
            line.action_reopen("")
        line.action_reopen("误操作")
        self.assertEqual((line.state, line.completed_at), ("pending", False))
        self.assertEqual(line.reopened_reason, "误操作")
        self.pass_deadline(line)
        line.action_complete()
        with self.assertRaises(UserError):
            line.action_reopen("误操作")
        line.action_reopen("误操作", fields.Datetime.now() + timedelta(days=1))
        self.assertEqual(line.state, "pending")

    def test_a_closed_commission_is_not_reopened_line_by_line(self):
        self.line.with_user(self.reviewer).action_complete()
        self.commission.action_close()
        with self.assertRaises(UserError):
            self.line.with_user(self.reviewer).action_reopen("误操作")

    def test_lines_of_a_draft_are_nobodys_yet(self):
        draft = self.commission.copy({"deadline": fields.Datetime.now() + timedelta(days=3)})
        with self.assertRaises(UserError):
            draft.line_ids.with_user(self.reviewer).action_complete()

    def test_the_dialog_takes_the_steps(self):
        wizards = self.env["govinfo.commission.step.wizard"].with_user(self.reviewer)
        later = self.line.deadline + timedelta(days=1)
        for step, vals, state in (
            ("extend", {"deadline": later, "reason": "延期"}, "pending"),
            ("complete", {}, "done"),
            ("reopen", {"reason": "误操作"}, "pending"),
        ):
            action = getattr(self.line.with_user(self.reviewer), "action_open_%s" % step)()
            wizard = wizards.with_context(**action["context"]).create(vals)
            wizard.action_apply()
            self.assertEqual(self.line.state, state)
        self.assertEqual(self.line.deadline, later)
        with self.assertRaises(AccessError):
            wizards.with_user(self.officer).create({"step": "complete"})

    # -- past years --------------------------------------------------------------------------

    def test_past_lines_are_brought_in_by_managers_only(self):
        vals = {
            "commission_id": self.commission.id,
            "unit_id": self.bureau.id,
            "state": "late",
            "completed_at": "2025-04-02 01:00:00",
        }
        history = self.env["govinfo.commission.line"].with_context(govinfo_history=True)
        for user in self.reviewer | self.leader | self.officer:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                history.with_user(user).create(vals)
        line = self.history("govinfo.commission.line", **vals)
        self.assertEqual((line.state, line.is_history), ("late", True))
        self.assertFalse(line.reminder_ids)
