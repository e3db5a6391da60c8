"""Units are told once of what the office decides on their commissions: more time, again, no more."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import GovinfoCase

REASON = "汛情紧急，人员在一线"


@tagged("post_install", "-at_install")
class TestCommissionTold(GovinfoCase):
    def setUp(self):
        super().setUp()
        self.commission = self.make_commission(self.unit | self.unit_b, name="防汛备汛情况约稿")
        self.line = self.commission.line_ids.filtered(lambda line: line.unit_id == self.unit)
        self.both = self.commission.line_ids.with_user(self.reviewer)
        self.before = self.told()

    def told(self):
        """Notifications of messages about commissions and their lines."""
        models = ("govinfo.commission", "govinfo.commission.line")
        domain = [("mail_message_id.model", "in", models)]
        return self.env["mail.notification"].search(domain)

    def messages_to(self, user):
        new = self.told() - self.before
        return new.filtered(lambda one: one.res_partner_id == user.partner_id).mail_message_id

    def only_message_to(self, user):
        message = self.messages_to(user)
        self.assertEqual(len(message), 1, user.name)
        return message

    def assert_told(self, user, subject, *words):
        message = self.only_message_to(user)
        self.assertTrue(message.subject.startswith("%s: 防汛备汛情况约稿" % subject))
        for word in words:
            self.assertIn(word, message.body)

    def assert_told_nobody_else(self, *users):
        told = (self.told() - self.before).res_partner_id
        self.assertEqual(told, self.env["res.users"].union(*users).partner_id)

    # -- more time ---------------------------------------------------------------------------

    def test_more_time_is_told_with_the_deadline_and_the_reason(self):
        later = self.line.deadline + timedelta(days=2)
        self.line.with_user(self.reviewer).action_extend(later, REASON)
        due = self.company.govinfo_format(later)
        self.assert_told(self.officer, "Commission extended", due, REASON)
        self.assertIn(due, self.only_message_to(self.officer).subject)
        self.assert_told_nobody_else(self.officer)
        self.assertEqual(len(self.line.sudo().activity_ids), 1)

    def test_a_missed_line_extended_is_told_once(self):
        self.line._transition({"deadline": fields.Datetime.now() - timedelta(hours=1)})
        self.line._expire("未按时报送")
        later = fields.Datetime.now() + timedelta(days=1)
        self.line.with_user(self.reviewer).action_extend(later, REASON)
        self.assert_told(self.officer, "Commission extended", REASON)
        self.assertEqual(self.line.sudo().activity_ids.user_id, self.officer)

    def test_who_answers_for_several_units_is_told_once(self):
        self.unit_b.officer_ids = [Command.link(self.officer.id)]
        self.both.action_extend(self.line.deadline + timedelta(days=2), REASON)
        self.assert_told(self.officer, "Commission extended")
        self.assert_told(self.officer_b, "Commission extended")

    def test_each_is_told_of_the_own_deadline(self):
        line_b = self.both - self.line
        line_b.action_extend(self.line.deadline + timedelta(days=2), REASON)
        self.both.action_complete()
        self.before = self.told()
        self.both.action_reopen("误操作")
        for line, user in ((self.line, self.officer), (line_b, self.officer_b)):
            due = self.company.govinfo_format(line.deadline)
            self.assert_told(user, "Commission opened again", due, "误操作")

    def test_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.officer.lang = "zh_CN"
        later = self.line.deadline.replace(hour=1, minute=30) + timedelta(days=2)
        self.line.with_user(self.reviewer).action_extend(later, REASON)
        self.assertIn("年", self.only_message_to(self.officer).body)

    def test_a_refused_step_tells_nobody(self):
        with self.assertRaises(UserError):
            self.both.action_extend(fields.Datetime.now(), REASON)
        self.assert_told_nobody_else()

    # -- again -------------------------------------------------------------------------------

    def test_opened_again_is_told_with_the_deadline_and_the_reason(self):
        self.both.action_complete()
        self.line.with_user(self.reviewer).action_reopen("误操作")
        due = self.company.govinfo_format(self.line.deadline)
        self.assert_told(self.officer, "Commission opened again", due, "误操作")
        self.assert_told_nobody_else(self.officer)

    # -- no more -----------------------------------------------------------------------------

    def test_a_waiver_is_told_with_its_reason(self):
        self.both.action_waive("该项业务已划转")
        for user in self.officer | self.officer_b:
            self.assert_told(user, "Commission waived", "该项业务已划转")
        self.assert_told_nobody_else(self.officer, self.officer_b)

    def test_without_officers_the_leader_in_charge_is_told(self):
        self.unit.officer_ids = False
        self.line.with_user(self.reviewer).action_waive("该项业务已划转")
        self.assert_told(self.unit_leader, "Commission waived")

    def test_cancelled_is_told_to_who_has_not_finished(self):
        self.line.with_user(self.reviewer).action_complete()
        self.commission.action_cancel()
        self.assert_told(self.officer_b, "Commission cancelled")
        self.assert_told_nobody_else(self.officer_b)

    def test_a_draft_cancelled_is_told_to_nobody(self):
        draft = self.commission.copy({"deadline": fields.Datetime.now() + timedelta(days=3)})
        draft.action_cancel()
        self.assert_told_nobody_else()

    def test_closed_before_the_deadline_is_told_to_who_is_freed(self):
        self.line._transition({"deadline": fields.Datetime.now() - timedelta(hours=1)})
        self.commission.action_close()
        reason = (self.both - self.line).waived_reason
        self.assert_told(self.officer_b, "Commission waived", reason)
        self.assert_told_nobody_else(self.officer_b)

    def test_an_answer_sent_back_is_told_with_the_answer_alone(self):
        item = self.accept(self.make_item(commission_line_id=self.line.id))
        item.with_user(self.reviewer).action_return("请核实数据")
        self.assertEqual(self.line.state, "pending")
        self.assert_told_nobody_else()
