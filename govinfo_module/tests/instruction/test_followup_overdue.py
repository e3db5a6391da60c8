"""Of overdue follow-ups the office is told once, by day, on working days."""

from freezegun import freeze_time

from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestFollowupOverdue(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        item = cls.accept(cls.make_item())
        instructions = cls.env["govinfo.instruction"].with_user(cls.leader)
        cls.instruction = instructions.create({"item_id": item.id, "text": "请甲镇认真总结推广。"})

    def ask(self, unit=None, **vals):
        vals.update(instruction_id=self.instruction.id, unit_id=(unit or self.unit).id)
        return self.env["govinfo.followup"].with_user(self.leader).create(vals)

    def test_of_the_overdue_is_told_in_working_time(self):
        followup = self.ask(deadline="2030-06-07 09:30:00")  # a Friday afternoon
        before = self.instruction.sudo().message_ids
        for moment in ("2030-06-07 15:00:00", "2030-06-08 02:00:00", "2030-06-09 23:30:00"):
            with freeze_time(moment):
                self.env["govinfo.followup"]._cron_overdue()
            self.assertEqual(followup.state, "overdue", "it counts at once")
            self.assertEqual(self.instruction.sudo().message_ids, before)
        with freeze_time("2030-06-10 01:00:00"):
            self.env["govinfo.followup"]._cron_overdue()
            self.env["govinfo.followup"]._cron_overdue()
        message = self.instruction.sudo().message_ids - before
        self.assertEqual((len(message), message.partner_ids), (1, self.leader.partner_id))

    def test_what_was_answered_in_the_meantime_is_not_told_as_overdue(self):
        followup = self.ask(deadline="2030-06-07 09:30:00", feedback="已办")
        with freeze_time("2030-06-07 15:00:00"):
            self.env["govinfo.followup"]._cron_overdue()
            followup.with_user(self.officer).action_send_feedback()
        before = self.instruction.sudo().message_ids
        with freeze_time("2030-06-10 01:00:00"):
            self.env["govinfo.followup"]._cron_overdue()
        self.assertEqual(self.instruction.sudo().message_ids, before)
