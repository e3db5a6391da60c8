"""A line stands as its answers do: what sending one back, before and after the end, makes of it."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestCommissionLineAnswers(GovinfoCase):
    def setUp(self):
        super().setUp()
        self.issued_at = fields.Datetime.now()
        self.commission = self.make_commission(self.unit | self.unit_b)
        self.line = self.commission.line_ids.filtered(lambda line: line.unit_id == self.unit)
        self.line_b = self.commission.line_ids - self.line

    def after(self, **span):
        """A clock that stands so long after the commission was issued; it is due after three days."""
        return freeze_time(self.issued_at + timedelta(**span))

    def answer(self, **vals):
        return self.submit(self.make_item(commission_line_id=self.line.id, **vals))

    def accepted(self, *items):
        for item in items:
            item.with_user(self.reviewer).action_accept()

    def accepted_late(self, *items):
        with self.after(days=4, hours=1):
            self.accepted(*items)

    def send_back(self, item, **span):
        with self.after(**span):
            item.with_user(self.reviewer).action_return("请核实数据")

    def in_time_and_late(self):
        with self.after(hours=1):
            first = self.answer()
        with self.after(days=4):
            return first, self.answer(name="补充材料")

    def officers_asked(self, line):
        return line.sudo().activity_ids.user_id

    # -- the first of several ------------------------------------------------------------------

    def test_a_supplement_does_not_make_late_what_was_in_time(self):
        first, second = self.in_time_and_late()
        self.assertEqual(self.line.submitted_at, first.submitted_at)
        for items in (second | first, first | second, second):
            with self.subTest(items=items.mapped("name")), self.undone():
                self.accepted_late(*items)
                self.assertEqual(
                    (self.line.state, self.line.completed_at), ("done", first.submitted_at)
                )

    def test_completed_by_the_office_at_the_time_of_the_first(self):
        first, _second = self.in_time_and_late()
        self.line.with_user(self.reviewer).action_complete()
        self.assertEqual((self.line.state, self.line.completed_at), ("done", first.submitted_at))

    def test_the_first_counts_also_for_who_may_not_read_it(self):
        with self.after(hours=1):
            first = self.answer(secrecy="work_secret", reader_ids=[Command.set(self.reviewer.ids)])
        with self.after(days=4):
            self.answer(name="补充材料")
        self.line.with_user(self.reviewer_b).action_complete()
        self.assertEqual((self.line.state, self.line.completed_at), ("done", first.submitted_at))

    def test_a_first_one_sent_back_is_not_counted_until_it_comes_again(self):
        first, second = self.in_time_and_late()
        self.send_back(first, days=5)
        self.assertEqual(self.line.submitted_at, second.submitted_at)
        with self.after(days=6):
            self.submit(first)
            self.accepted(first)
        self.assertEqual((self.line.state, self.line.completed_at), ("late", second.submitted_at))

    def test_one_that_comes_again_late_does_no_harm_to_another_in_time(self):
        with self.after(hours=1):
            first = self.answer()
        with self.after(hours=2):
            second = self.answer(name="补充材料")
        self.send_back(first, days=5)
        with self.after(days=6):
            self.submit(first)
            self.accepted(first)
        self.assertEqual((self.line.state, self.line.completed_at), ("done", second.submitted_at))

    def test_opened_again_only_what_comes_then_counts(self):
        with self.after(hours=1):
            self.accepted(self.answer())
        with self.after(hours=2):
            self.line.with_user(self.reviewer).action_reopen("所报不符要求")
        with self.after(days=4):
            second = self.answer(name="重新报送")
            self.accepted(second)
        self.assertEqual((self.line.state, self.line.completed_at), ("late", second.submitted_at))

    # -- sent back ---------------------------------------------------------------------------

    def test_an_accepted_answer_sent_back_opens_the_line(self):
        with self.after(hours=1):
            item = self.answer()
            self.accepted(item)
        self.assertEqual(self.line.state, "done")
        self.send_back(item, hours=2)
        self.assertEqual(
            (self.line.state, self.line.submitted_at, self.line.completed_at),
            ("pending", False, False),
        )
        self.assertEqual(self.line.open_since, self.issued_at + timedelta(hours=2))
        self.assertEqual(self.officers_asked(self.line), self.officer)
        self.assertEqual(self.line_b.state, "pending")

    def test_what_comes_again_late_is_late(self):
        with self.after(hours=1):
            item = self.answer()
            self.accepted(item)
        self.send_back(item, hours=2)
        with self.after(days=4):
            self.submit(item)
        self.assertEqual(self.line.state, "submitted")
        self.accepted_late(item)
        self.assertEqual((self.line.state, self.line.completed_at), ("late", item.submitted_at))

    def test_a_late_answer_sent_back_opens_the_line_too(self):
        with self.after(days=4):
            item = self.answer()
            self.accepted(item)
        self.assertEqual(self.line.state, "late")
        self.send_back(item, days=5)
        self.assertEqual(self.line.state, "pending")

    def test_another_accepted_answer_stands_by_its_own_time(self):
        first, second = self.in_time_and_late()
        self.accepted_late(first, second)
        self.assertEqual(self.line.state, "done")
        self.send_back(first, days=5)
        self.assertEqual((self.line.state, self.line.completed_at), ("late", second.submitted_at))

    def test_another_answer_to_be_judged_keeps_the_line_submitted(self):
        first, second = self.in_time_and_late()
        self.accepted_late(first)
        self.send_back(first, days=5)
        self.assertEqual(
            (self.line.state, self.line.submitted_at, self.line.completed_at),
            ("submitted", second.submitted_at, False),
        )

    def test_a_joint_answer_sent_back_opens_all_its_lines(self):
        item = self.answer(joint_unit_ids=[Command.set(self.unit_b.ids)])
        self.accepted(item)
        item.with_user(self.reviewer).action_return("请核实")
        self.assertEqual(set(self.commission.line_ids.mapped("state")), {"pending"})
        self.assertEqual(self.officers_asked(self.line_b), self.officer_b)

    def test_an_accepted_answer_that_gives_up_the_line_opens_it(self):
        item = self.answer()
        self.accepted(item)
        item.with_user(self.reviewer).commission_line_id = False
        self.assertEqual(self.line.state, "pending")
        item.with_user(self.reviewer).commission_line_id = self.line
        self.assertEqual(self.line.state, "done")

    # -- what the office decided itself --------------------------------------------------------

    def test_what_the_office_completed_stands_without_the_answer(self):
        with self.after(hours=2):
            self.line.with_user(self.reviewer).action_complete(self.issued_at)
        with self.after(hours=3):
            item = self.answer()
            self.accepted(item)
        self.send_back(item, hours=4)
        self.assertEqual((self.line.state, self.line.completed_at), ("done", self.issued_at))

    def test_completed_at_the_time_of_an_answer_not_accepted_stands(self):
        with self.after(hours=1):
            item = self.answer()
            self.line.with_user(self.reviewer).action_complete()
        self.send_back(item, hours=2)
        self.assertEqual(self.line.state, "done")

    def test_a_draft_withdrawn_changes_nothing(self):
        self.accepted(self.answer())
        draft = self.make_item(commission_line_id=self.line.id)
        draft.with_user(self.officer).action_withdraw()
        self.assertEqual(self.line.state, "done")

    def test_what_was_accepted_before_the_line_was_opened_again_is_no_answer_to_it(self):
        with self.after(hours=1):
            first = self.answer()
            self.accepted(first)
        with self.after(hours=2):
            self.line.with_user(self.reviewer).action_reopen("所报不符要求")
        with self.after(hours=3):
            second = self.answer(name="重新报送")
            self.accepted(second)
        self.send_back(first, hours=4)
        self.assertEqual((self.line.state, self.line.completed_at), ("done", second.submitted_at))
        with self.after(hours=5):
            self.submit(first)
            self.accepted(first)
        self.send_back(second, hours=6)
        self.assertEqual((self.line.state, self.line.completed_at), ("done", first.submitted_at))

    # -- after the end -----------------------------------------------------------------------

    def closed_with(self, accept, **span):
        """An answer in time, accepted or not, to a commission closed so long after it was issued."""
        with self.after(hours=1):
            item = self.answer()
            if accept:
                self.accepted(item)
        with self.after(**span):
            self.commission.action_close()
        return item

    def test_sent_back_after_the_end_it_is_missed(self):
        for accept in (False, True):
            with self.subTest(accept=accept), self.undone():
                item = self.closed_with(accept, days=4)
                self.send_back(item, days=5)
                self.assertEqual(
                    (self.line.state, self.line.submitted_at, self.line.completed_at),
                    ("missed", False, self.line.deadline),
                )
                self.assertIn("closed", self.line.message_ids[0].body)
                self.assertFalse(self.officers_asked(self.line))

    def test_closed_before_the_deadline_nobody_misses_it(self):
        item = self.closed_with(True, days=1)
        self.send_back(item, days=5)
        self.assertEqual((self.line.state, self.line.completed_at), ("waived", False))
        self.assertEqual(self.line.waived_reason, self.line_b.waived_reason)

    def test_closed_with_another_answer_accepted_it_stands(self):
        first, second = self.in_time_and_late()
        self.accepted_late(first, second)
        self.commission.action_close()
        self.send_back(second, days=5)
        self.assertEqual((self.line.state, self.line.completed_at), ("done", first.submitted_at))

    def test_sent_back_after_it_was_cancelled_the_unit_is_free(self):
        item = self.answer()
        self.accepted(item)
        self.commission.action_cancel()
        item.with_user(self.reviewer).action_return("请核实数据")
        self.assertEqual((self.line.state, self.line.submitted_at), ("waived", False))
