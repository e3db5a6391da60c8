"""A cap of open commissions a unit, and what units say of the demands on them."""

from odoo.exceptions import AccessError, UserError

from ..common import GovinfoCase


class TestCommissionBurden(GovinfoCase):
    def test_beyond_the_cap_the_editor_gives_a_reason(self):
        self.company.govinfo_open_cap = 1
        self.make_commission(self.unit)
        with self.assertRaises(UserError) as caught:
            self.make_commission(self.unit | self.unit_b)
        self.assertIn("甲镇", str(caught.exception))
        self.assertNotIn("乙镇", str(caught.exception))
        commission = self.make_commission(self.unit, cap_reason="省里临时约稿")
        self.assertEqual(commission.state, "issued")

    def test_without_a_cap_nothing_is_asked(self):
        for _time in range(3):
            self.assertEqual(self.make_commission(self.unit).state, "issued")

    def line_of(self, unit):
        """The line of ``unit`` in a commission to two units."""
        lines = self.make_commission(self.unit | self.unit_b).line_ids
        return lines.filtered(lambda line: line.unit_id == unit)

    def flag(self, user, line):
        flags = self.env["govinfo.demand.flag"].with_user(user)
        return flags.create({"line_id": line.id, "kind": "duplicate", "words": "上月<b>已报</b>"})

    def test_a_unit_raises_it_and_the_office_answers(self):
        line = self.line_of(self.unit)
        flag = self.flag(self.officer, line)
        self.assertIn("上月&lt;b&gt;已报&lt;/b&gt;", line.commission_id.message_ids[0].body)
        with self.assertRaises(AccessError):
            flag.with_user(self.officer).action_answer("答复")
        with self.assertRaises(UserError):
            flag.with_user(self.reviewer).action_answer(" ")
        flag.with_user(self.reviewer).action_answer("用上月稿件即可，不再另报。")
        self.assertEqual((flag.state, flag.answered_by_id), ("answered", self.reviewer))
        with self.assertRaises(UserError):
            flag.with_user(self.reviewer_b).action_answer("再答")
        self.assertEqual(flag.with_user(self.officer).answer, "用上月稿件即可，不再另报。")

    def test_only_for_ones_own_unit_and_once(self):
        line = self.line_of(self.unit)
        with self.assertRaises(AccessError):
            self.flag(self.officer_b, line)
        flag = self.flag(self.officer, line)
        self.assertFalse(self.env["govinfo.demand.flag"].with_user(self.officer_b).search([]))
        with self.assertRaises(AccessError):
            flag.with_user(self.officer).answer = "自己答"
