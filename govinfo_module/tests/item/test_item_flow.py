"""The path of an item from draft to accepted, and every refusal on it."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemFlow(GovinfoCase):
    def test_path_from_draft_to_accepted(self):
        item = self.make_item()
        self.assertTrue(item.number.startswith("T01-"))
        item.action_request_signoff()
        self.assertEqual(item.state, "signing")
        self.assertEqual(item.activity_ids.user_id, self.unit_leader)
        item.with_user(self.unit_leader).action_sign_off()
        self.assertEqual(item.state, "submitted")
        self.assertEqual(item.signed_by, self.unit_leader)
        self.assertTrue(item.submitted_at)
        self.assertFalse(item.sudo().activity_ids)
        item.with_user(self.reviewer).action_accept()
        self.assertEqual(item.state, "accepted")
        self.assertEqual(item.version_ids.mapped("stage"), ["signing", "submitted", "accepted"])

    def test_only_the_leader_in_charge_signs_off(self):
        item = self.make_item()
        item.action_request_signoff()
        for user in self.officer | self.officer_b | self.unit_leader_b | self.leader | self.manager:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                item.with_user(user).action_sign_off()
        self.assertEqual(item.state, "signing")

    def test_nobody_signs_off_their_own_item(self):
        self.unit.officer_ids |= self.unit_leader
        item = self.make_item(user=self.unit_leader, author_id=self.unit_leader.id)
        item.action_request_signoff()
        with self.assertRaises(AccessError):
            item.action_sign_off()

    def test_second_sign_off_changes_nothing(self):
        item = self.submit(self.make_item())
        submitted_at = item.submitted_at
        with self.assertRaises(UserError):
            item.with_user(self.unit_leader).action_sign_off()
        self.assertEqual(item.submitted_at, submitted_at)
        self.assertEqual(len(item.version_ids), 2)

    def test_states_cannot_be_written_by_anyone(self):
        item = self.make_item()
        for user in self.officer | self.manager | self.env.user:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                item.with_user(user).write({"state": "accepted"})
        with self.assertRaises(AccessError):
            self.make_item(state="accepted")
        with self.assertRaises(AccessError):
            item.with_user(self.manager).with_context(govinfo_guard=True).write({"number": "X"})

    def test_return_needs_a_reason_and_tells_the_officer(self):
        item = self.make_item()
        item.action_request_signoff()
        with self.assertRaises(UserError):
            item.with_user(self.unit_leader).action_return("  ")
        item.with_user(self.unit_leader).action_return("数字请再核实")
        self.assertEqual((item.state, item.return_reason), ("returned", "数字请再核实"))
        self.assertEqual(item.activity_ids.user_id, self.officer)
        self.submit(item)
        self.assertFalse(item.return_reason)
        item.with_user(self.reviewer).action_return("请补充成效")
        self.assertEqual(item.state, "returned")

    def test_manuscripts_are_never_changed(self):
        version = self.submit(self.make_item()).version_ids[:1]
        for user in self.officer | self.manager | self.env.user:
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    version.with_user(user).write({"name": "改"})
                with self.assertRaises(AccessError):
                    version.with_user(user).unlink()

    def test_past_items_are_brought_in_by_managers_only(self):
        vals = {
            "name": "旧信息",
            "unit_id": self.unit.id,
            "category_id": self.category.id,
            "state": "accepted",
            "submitted_at": "2025-03-01 02:00:00",
            "signed_by": self.unit_leader.id,
            "author_id": self.officer.id,
        }
        item = self.history("govinfo.item", **vals)
        self.assertTrue(item.is_history)
        self.assertEqual(item.state, "accepted")
        self.assertEqual(item.number, "T01-2025-0001")
        history = self.env["govinfo.item"].with_context(govinfo_history=True)
        with self.assertRaises(AccessError):
            history.with_user(self.officer).sudo().create(vals)
        for user in self.officer | self.reviewer:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                history.with_user(user).create(vals)

    def test_the_activity_signs_off_in_one_click(self):
        item = self.make_item()
        item.action_request_signoff()
        activity = item.sudo().activity_ids
        activity.with_user(self.unit_leader).action_feedback(feedback="同意报送")
        self.assertEqual((item.state, item.signed_by), ("submitted", self.unit_leader))
        self.assertFalse(activity.exists())
        self.assertTrue(any("同意报送" in body for body in item.message_ids.mapped("body")))

    def test_the_activity_of_a_maker_does_not_sign_off(self):
        self.unit.officer_ids |= self.unit_leader
        item = self.make_item(user=self.unit_leader)
        item.action_request_signoff()
        with self.assertRaises(AccessError):
            item.sudo().activity_ids.with_user(self.unit_leader).action_done()
        self.assertEqual(item.state, "signing")
