"""The commission slip: who gets it, when it is made, that it does not change afterwards."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestCommissionSlip(GovinfoCase):
    def draft(self):
        return (
            self.env["govinfo.commission"]
            .with_user(self.reviewer)
            .create(
                {
                    "name": "防汛/抗旱情况约稿",
                    "deadline": fields.Datetime.now() + timedelta(days=5),
                    "requirement": "<p>请报送。</p>",
                    "line_ids": [Command.create({"unit_id": self.unit.id})],
                }
            )
        )

    def test_it_goes_out_with_the_message(self):
        commission = self.draft()
        commission.action_issue()
        message = self.env["mail.message"].search(
            [("model", "=", "govinfo.commission"), ("res_id", "=", commission.id)],
            order="id desc",
            limit=1,
        )
        self.assertEqual(message.attachment_ids, commission.slip_id)
        slip = commission.slip_id.with_user(self.officer)
        self.assertTrue(slip.raw.startswith(b"%PDF"))
        with self.assertRaises(AccessError):
            commission.slip_id.with_user(self.outsider).read(["name"])

    def test_an_issued_slip_is_locked(self):
        commission = self.draft()
        commission.action_issue()
        for user in self.reviewer | self.manager:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                commission.slip_id.with_user(user).unlink()

    def test_a_draft_is_printed_as_it_would_look(self):
        commission = self.draft()
        first = commission.action_print_slip()
        self.assertIn("/web/content/%d" % commission.slip_id.id, first["url"])
        commission.name = "防汛情况约稿"
        old = commission.slip_id
        commission.with_user(self.leader).action_print_slip()
        self.assertFalse(old.exists())
        self.assertIn("防汛情况约稿", commission.slip_id.name)

    def test_units_added_later_stand_on_a_new_slip_and_the_old_is_kept(self):
        commission = self.draft()
        commission.action_issue()
        first = commission.slip_id
        commission.line_ids = [Command.create({"unit_id": self.unit_b.id})]
        self.assertNotEqual(commission.slip_id, first)
        self.assertTrue(first.exists())

    def test_officers_print_it_from_their_line(self):
        commission = self.draft()
        commission.action_issue()
        action = commission.line_ids.with_user(self.officer).action_print_slip()
        self.assertIn(str(commission.slip_id.id), action["url"])
        line = commission.line_ids
        self.env.flush_all()
        self.env.clear()  # what others have read does not open it
        with self.assertRaises(AccessError):
            line.with_user(self.officer_b).action_print_slip()
