"""Leaders' instructions, the follow-ups they give to units, and what comes back."""

from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestInstruction(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.accept(cls.make_item())

    def instruct(self, user=None, **vals):
        defaults = {"item_id": self.item.id, "text": "请甲镇认真总结推广。"}
        instructions = self.env["govinfo.instruction"].with_user(user or self.leader)
        return instructions.create(dict(defaults, **vals))

    def ask(self, instruction, unit=None, **vals):
        vals = dict({"instruction_id": instruction.id, "unit_id": (unit or self.unit).id}, **vals)
        return instruction.env["govinfo.followup"].create(vals)

    # -- instructions ------------------------------------------------------------------------

    def test_a_leader_writes_it_in_one_click_from_item_or_issue(self):
        issue = self.publish_issue(self.make_issue(self.item))
        for record in (self.item, issue):
            action = record.with_user(self.leader).action_write_instruction()
            model = self.env[action["res_model"]].with_user(self.leader)
            with Form(model.with_context(**action["context"])) as form:
                form.text = "请阅。"
            instruction = form.save()
            with self.subTest(record=record._name):
                self.assertEqual(instruction._fact_subject(), record)
                self.assertEqual(instruction.leader_id, self.leader)
                self.assertEqual(instruction.leader_name, self.leader.name)
                self.assertEqual(instruction._items(), self.item)

    def test_a_reviewer_registers_a_superiors_from_paper_with_the_scan(self):
        scan = (
            self.env["ir.attachment"]
            .with_user(self.reviewer)
            .create({"name": "批示.jpg", "raw": b"x"})
        )
        instruction = self.instruct(
            self.reviewer, leader_name="市领导甲", level="city", scan_ids=[Command.set(scan.ids)]
        )
        self.assertFalse(instruction.leader_id)
        with Form(self.env["govinfo.instruction"].with_user(self.reviewer)) as form:
            form.item_id = self.item
            form.leader_name = "市领导甲"
            self.assertEqual(form.level, "city")

    def test_only_leaders_and_reviewers_write_instructions(self):
        for user in self.officer | self.unit_leader | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.instruct(user, leader_name="某领导")

    def test_it_is_on_one_item_or_one_issue(self):
        issue = self.make_issue(self.item)
        with self.assertRaises(ValidationError):
            self.instruct(issue_id=issue.id)
        with self.assertRaises(ValidationError):
            self.instruct(item_id=False)

    def test_a_leaders_words_are_changed_by_nobody_else(self):
        instruction = self.instruct()
        for user in self.reviewer | self.manager | self.leader_b:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                instruction.with_user(user).text = "改写"
        with self.assertRaises(AccessError):
            self.instruct(self.reviewer, leader_id=self.leader.id)
        registered = self.instruct(self.reviewer, leader_name="县长甲")
        with self.assertRaises(AccessError):
            registered.leader_id = self.leader
        with self.assertRaises(AccessError):
            registered.with_user(self.leader).text = "改写"
        instruction.text = "请甲镇总结经验。"

    def test_authors_and_the_office_are_told(self):
        instruction = self.instruct()
        message = self.item.sudo().message_ids[:1]
        self.assertIn(instruction.text, message.body)
        self.assertEqual(message.partner_ids, self.officer.partner_id)
        self.assertEqual(instruction.sudo().activity_ids.user_id, self.reviewer)
        self.ask(instruction)
        self.assertFalse(instruction.sudo().activity_ids)

    def test_officers_read_instructions_on_their_items_and_tasks(self):
        instruction = self.instruct()
        instruction.with_user(self.officer).read(["text"])
        with self.assertRaises(AccessError):
            instruction.with_user(self.officer_b).read(["text"])
        self.ask(instruction, self.unit_b)
        self.env.clear()
        instruction.with_user(self.officer_b).read(["text"])

    def test_withdrawn_with_a_reason(self):
        instruction = self.instruct()
        instruction.with_user(self.reviewer).action_withdraw("重复登记")
        self.assertEqual(instruction.state, "withdrawn")
        with self.assertRaises(UserError):
            self.ask(instruction)

    def test_past_ones_are_brought_in_silently_by_managers_only(self):
        before = self.item.sudo().message_ids
        vals = {
            "item_id": self.item.id,
            "leader_name": "省领导甲",
            "level": "province",
            "date": "2024-05-01",
        }
        instruction = self.history("govinfo.instruction", **vals)
        followup = self.history(
            "govinfo.followup",
            instruction_id=instruction.id,
            unit_id=self.unit.id,
            deadline="2024-06-01",
            state="late",
            done_at="2024-06-03",
            feedback="已办理",
        )
        self.assertEqual((followup.state, instruction.progress), ("late", "done"))
        self.assertEqual(self.item.sudo().message_ids, before)
        self.assertFalse(instruction.sudo().activity_ids | followup.sudo().activity_ids)
        with self.assertRaises(AccessError):
            self.env["govinfo.instruction"].with_user(self.reviewer).with_context(
                govinfo_history=True
            ).create(vals)

    # -- follow-ups --------------------------------------------------------------------------

    def test_the_unit_is_asked_by_the_deadline(self):
        followup = self.ask(self.instruct(), deadline="2030-05-31 15:59:00")
        activities = followup.sudo().activity_ids
        self.assertEqual(activities.user_id, self.officer | self.unit_leader)
        self.assertEqual(
            set(activities.mapped("date_deadline")), {fields.Date.to_date("2030-05-31")}
        )

    def test_deadlines_are_days_of_the_county(self):
        followup = self.ask(self.instruct(), deadline="2030-05-31 16:00:00")
        day = fields.Date.to_date("2030-06-01")
        self.assertEqual(followup.sudo().activity_ids[:1].date_deadline, day)

    def test_feedback_in_time_is_done_and_told_to_the_leader(self):
        instruction = self.instruct()
        followup = self.ask(instruction)
        self.assertEqual(instruction.progress, "open")
        mine = followup.with_user(self.officer)
        self.assertTrue(mine.can_answer)
        with self.assertRaises(UserError):
            mine.action_send_feedback()
        mine.feedback = "已在全镇推广。"
        mine.action_send_feedback()
        self.assertEqual((followup.state, instruction.progress), ("done", "done"))
        self.assertTrue(followup.done_at)
        self.assertFalse(followup.sudo().activity_ids)
        message = instruction.sudo().message_ids[:1]
        self.assertIn("已在全镇推广", message.body)
        self.assertEqual(message.partner_ids, self.leader.partner_id)
        with self.assertRaises(UserError):
            mine.feedback = "再补充"
        with self.assertRaises(UserError):
            mine.action_send_feedback()

    def test_only_the_unit_and_the_office_answer(self):
        followup = self.ask(self.instruct())
        for user in self.officer_b | self.outsider | self.leader_b:
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    followup.with_user(user).write({"feedback": "代答"})
                with self.assertRaises(AccessError):
                    followup.with_user(user).action_send_feedback()

    def test_the_unit_writes_nothing_but_its_feedback(self):
        followup = self.ask(self.instruct()).with_user(self.officer)
        for vals in (
            {"deadline": "2031-01-01"},
            {"requirement": "无"},
            {"unit_id": self.unit_b.id},
            {"feedback": "x", "deadline": "2031-01-01"},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                followup.write(vals)
        with self.assertRaises(AccessError):
            followup.write({"state": "done"})
        with self.assertRaises(AccessError):
            followup.create({"instruction_id": followup.instruction_id.id, "unit_id": self.unit.id})

    def test_only_the_leader_concerned_and_the_office_give_tasks(self):
        instruction = self.instruct()
        with self.assertRaises(AccessError):
            self.ask(instruction.with_user(self.leader_b))
        self.ask(instruction)
        self.ask(instruction.with_user(self.reviewer), self.unit_b)

    def test_overdue_by_itself_and_late_when_answered_then(self):
        instruction = self.instruct()
        now = datetime(2030, 6, 5, 2)  # a Wednesday morning in the county
        followup = self.ask(instruction, deadline=now - timedelta(days=1))
        other = self.ask(instruction, self.unit_b, deadline=now + timedelta(days=6))
        with freeze_time(now):
            for _run in (1, 2):
                self.env["govinfo.followup"]._cron_overdue()
                self.assertEqual((followup.state, other.state), ("overdue", "pending"))
            told = instruction.sudo().message_ids.filtered(lambda m: "甲镇" in (m.body or ""))
            self.assertEqual(len(told), 1)
            self.assertEqual(instruction.progress, "overdue")
            with self.assertRaises(UserError):
                followup.deadline = now + timedelta(days=30)
            followup.with_user(self.officer).feedback = "迟复，已办。"
            followup.with_user(self.officer).action_send_feedback()
        self.assertEqual((followup.state, instruction.progress), ("late", "open"))

    def test_an_answer_after_the_deadline_is_late_without_the_cron(self):
        now = fields.Datetime.now()
        followup = self.ask(self.instruct(), deadline=now + timedelta(days=2), feedback="已办")
        with freeze_time(now + timedelta(days=3)):
            followup.with_user(self.officer).action_send_feedback()
        self.assertEqual(followup.state, "late")

    def test_insufficient_feedback_is_sent_back(self):
        instruction = self.instruct()
        followup = self.ask(instruction, feedback="已阅")
        followup.with_user(self.officer).action_send_feedback()
        for user in self.officer | self.leader_b:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                followup.with_user(user).action_return("太简单")
        with self.assertRaises(UserError):
            followup.action_return("")
        followup.action_return("请写明措施和成效")
        self.assertEqual((followup.state, followup.done_at), ("pending", False))
        self.assertEqual(followup.sudo().activity_ids.user_id, self.officer | self.unit_leader)
        followup.with_user(self.officer).action_send_feedback()
        self.assertEqual(followup.state, "done")

    def test_what_was_answered_is_kept(self):
        followup = self.ask(self.instruct(self.reviewer, leader_name="县长甲"), feedback="已办")
        followup.with_user(self.officer).action_send_feedback()
        with self.assertRaises(UserError):
            followup.with_user(self.reviewer).unlink()
        self.ask(followup.instruction_id).with_user(self.reviewer).unlink()
