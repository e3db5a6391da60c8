"""One step for many items from the list; the dialog leaves out those that cannot take it."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemBatch(GovinfoCase):
    def batch(self, items, user, step, **vals):
        action = items.with_user(user).action_open_batch(step)
        batch = self.env[action["res_model"]].with_user(user).browse(action["res_id"])
        batch.write(vals)
        return batch

    def test_batch_sign_off_leaves_out_what_is_not_mine(self):
        items = self.make_item() | self.make_item(name="乙") | self.make_item(name="草稿")
        items[:2].action_request_signoff()
        batch = self.batch(items, self.unit_leader, "sign_off")
        self.assertEqual(batch.ready_ids, items[:2])
        self.assertIn(items[2].label, batch.refusals)
        batch.action_apply()
        self.assertEqual(items.mapped("state"), ["submitted", "submitted", "draft"])

    def test_batch_acceptance(self):
        items = self.submit(self.make_item()) | self.submit(self.make_item(name="乙"))
        self.batch(items, self.reviewer, "accept").action_apply()
        self.assertEqual(set(items.mapped("state")), {"accepted"})

    def test_batch_return_and_filing_need_a_reason(self):
        for step, state in (("return", "returned"), ("archive", "archived")):
            item = self.submit(self.make_item())
            batch = self.batch(item, self.reviewer, step)
            with self.assertRaises(UserError):
                batch.action_apply()
            batch.reason = "请合并上报"
            batch.action_apply()
            self.assertEqual(item.state, state)

    def test_a_batch_without_any_item_that_can_says_so(self):
        item = self.make_item()
        with self.assertRaises(UserError):
            self.batch(item, self.unit_leader, "sign_off").action_apply()
        self.assertEqual(item.state, "draft")
