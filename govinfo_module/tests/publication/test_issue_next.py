"""Approving or returning an issue brings the next one that waits for the same leader."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestIssueNext(GovinfoCase):
    def pending(self, name):
        issue = self.make_issue(self.accept(self.make_item(name=name)))
        issue.action_request_approval()
        return issue.with_user(self.leader)

    def follows(self, action):
        self.assertEqual(
            (action["tag"], action["params"]["res_model"]), ("govinfo_next", "govinfo.issue")
        )
        return action["params"]["res_id"]

    def test_one_after_another(self):
        first, second = self.pending("甲镇春耕备耕有序推进"), self.pending("甲镇开展冬季防火巡查")
        self.assertEqual(self.follows(first.action_approve_next()), second.id)
        self.assertEqual(first.state, "approved")
        action = second.action_approve_next()
        self.assertFalse(self.follows(action))
        self.assertEqual(action["params"]["left"], 0)

    def test_a_return_brings_the_next_one_too(self):
        first, second = self.pending("甲镇春耕备耕有序推进"), self.pending("甲镇开展冬季防火巡查")
        action = first.action_open_return()
        wizard = self.env["govinfo.reason.wizard"].with_user(self.leader)
        dialog = wizard.with_context(**action["context"]).create({"reason": "请补充"})
        self.assertEqual(self.follows(dialog.action_apply()), second.id)
        self.assertEqual(first.state, "returned")

    def test_only_leaders(self):
        issue = self.pending("甲镇春耕备耕有序推进")
        for user in (self.officer, self.reviewer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                issue.with_user(user).action_approve_next()
