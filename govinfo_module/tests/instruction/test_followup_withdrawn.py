"""What is asked of units for an instruction ends when the instruction is withdrawn."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestFollowupWithdrawn(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        item = cls.accept(cls.make_item())
        instructions = cls.env["govinfo.instruction"].with_user(cls.leader)
        cls.instruction = instructions.create({"item_id": item.id, "text": "请甲镇认真总结推广。"})

    def ask(self, unit=None, **vals):
        vals.update(instruction_id=self.instruction.id, unit_id=(unit or self.unit).id)
        return self.env["govinfo.followup"].with_user(self.leader).create(vals)

    def test_tasks_of_a_withdrawn_instruction_do_not_turn_overdue(self):
        followup = self.ask(deadline=fields.Datetime.now() - timedelta(days=1))
        self.instruction.with_user(self.reviewer).action_withdraw("误登")
        self.env["govinfo.followup"]._cron_overdue()
        self.assertEqual(followup.state, "pending")

    def test_nobody_is_asked_for_a_withdrawn_instruction(self):
        followup = self.ask(feedback="已办")
        answered = self.ask(self.unit_b, feedback="已办")
        answered.with_user(self.officer_b).action_send_feedback()
        self.instruction.with_user(self.reviewer).action_withdraw("误登")
        self.assertFalse(followup.sudo().activity_ids)
        followup.deadline = "2030-05-31 02:00:00"
        self.assertFalse(followup.sudo().activity_ids)
        with self.assertRaisesRegex(UserError, "withdrawn"):
            answered.action_return("请写明成效")
        self.assertEqual(answered.state, "done")

    def test_a_withdrawn_instruction_is_not_to_be_handed_on(self):
        self.assertTrue(self.instruction.sudo().activity_ids)
        self.instruction.with_user(self.reviewer).action_withdraw("误登")
        self.assertFalse(self.instruction.sudo().activity_ids)
