"""A unit's people hand in from the page of the commission itself."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestCommissionAnswer(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commission = cls.make_commission(cls.unit | cls.unit_b)
        cls.line, cls.line_b = cls.commission.line_ids

    def test_each_answers_the_line_of_their_own_unit(self):
        for user, line in ((self.officer, self.line), (self.officer_b, self.line_b)):
            with self.subTest(user=user.login):
                own = self.commission.with_user(user)
                self.assertTrue(own.can_answer)
                for _time in range(2):  # opened twice, it is the same
                    context = own.action_answer()["context"]
                    self.assertEqual(context["default_commission_line_id"], line.id)
                self.assertEqual(line.acknowledged_by_id, user)

    def test_whom_it_asks_nothing_is_told_so(self):
        self.line.with_user(self.reviewer).action_waive("不必再报")
        for user in self.officer | self.reviewer | self.leader | self.manager:
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.assertFalse(self.commission.with_user(user).can_answer)
                self.commission.with_user(user).action_answer()

    def test_who_may_not_read_it_is_refused(self):
        with self.assertRaises(AccessError):
            self.commission.with_user(self.outsider).action_answer()
