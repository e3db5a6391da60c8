"""Several items become one composite with all units credited; the parts stay as they are."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemMerge(GovinfoCase):
    def parts(self):
        first = self.accept(self.make_item(name="甲镇做法", body="<p>甲镇正文</p>"))
        other = self.make_item(
            name="乙镇<做法>", body="<p>乙镇正文</p>", user=self.officer_b, unit_id=self.unit_b.id
        )
        other.action_request_signoff()
        other.with_user(self.unit_leader_b).action_sign_off()
        return first | other

    def test_a_composite_of_two_units(self):
        parts = self.parts()
        items = parts.with_user(self.reviewer)
        composite = items[1].concat(items[1], items[0]).action_merge("两镇春耕综合", self.unit.id)
        self.assertEqual(composite.unit_id, self.unit)
        self.assertEqual(composite.joint_unit_ids, self.unit_b)
        self.assertEqual(composite.state, "accepted")
        self.assertLess(composite.body.index("乙镇正文"), composite.body.index("甲镇正文"))
        self.assertIn("乙镇&lt;做法&gt;", composite.body)
        self.assertFalse(composite.counted)
        self.assertTrue(composite.not_counted_reason)
        self.assertEqual(composite.version_ids.mapped("stage"), ["accepted"])
        self.assertEqual(set(parts.mapped("state")), {"accepted"})
        self.assertEqual(parts.merged_into_id, composite)
        self.assertEqual(parts[0].body, "<p>甲镇正文</p>")
        self.assertEqual(composite.with_user(self.officer_b).name, "两镇春耕综合")
        composite.write({"body": "<p>编辑后的综合</p>"})
        self.assertEqual(composite.version_ids.mapped("stage"), ["accepted", "edited"])

    def test_from_the_list(self):
        items = self.parts().with_user(self.reviewer)
        action = items.action_open_merge()
        wizard = self.env[action["res_model"]].with_user(self.reviewer).browse(action["res_id"])
        self.assertEqual(wizard.unit_ids, self.unit | self.unit_b)
        wizard.name = "综合"
        wizard.line_ids[0].sequence = 9
        composite = items.browse(wizard.action_merge()["res_id"])
        self.assertLess(composite.body.index("乙镇正文"), composite.body.index("甲镇正文"))

    def test_refusals(self):
        parts = self.parts()
        draft = self.make_item()
        for user in self.officer | self.leader | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                parts.with_user(user).action_merge("综合")
        items = parts.with_user(self.reviewer)
        for bad, name in ((items[0], "综合"), (items, " "), (items | draft, "综合")):
            with self.assertRaises(UserError):
                bad.with_user(self.reviewer).action_merge(name)
        items.action_merge("综合")
        with self.assertRaises(UserError):
            items.action_merge("再次综合")

    def test_a_work_secret_is_not_shown_to_other_units(self):
        parts = self.parts()
        parts[0].with_user(self.reviewer).write({"secrecy": "work_secret"})
        with self.assertRaises(UserError):
            parts.with_user(self.reviewer).action_merge("综合")

    def test_a_composite_is_not_returned(self):
        composite = self.parts().with_user(self.reviewer).action_merge("综合")
        with self.assertRaises(UserError):
            composite.action_return("请补充")
        composite.action_archive_item("改用其他信息")
