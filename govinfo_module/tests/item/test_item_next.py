"""A decision brings the next one waiting, in the order of the list; nobody is shown what they may not decide."""

from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemNext(GovinfoCase):
    def waiting(self, *names):
        items = self.env["govinfo.item"]
        for name in names:
            item = self.make_item(name=name)
            item.action_request_signoff()
            items |= item
        return items

    def follows(self, action):
        self.assertEqual(action["tag"], "govinfo_next")
        return action["params"]["res_id"]

    def test_sign_off_one_after_another(self):
        first, second, third = self.waiting("一", "二", "三").with_user(self.unit_leader)
        # newest first, as in the list
        self.assertEqual(self.follows(third.action_sign_off_next()), second.id)
        self.assertEqual(third.state, "submitted")
        self.assertEqual(self.follows(first.action_sign_off_next()), second.id)
        action = second.action_sign_off_next()
        self.assertFalse(self.follows(action))
        self.assertEqual(action["params"]["left"], 0)

    def test_urgent_ones_come_first(self):
        old, new = self.waiting("一", "二")
        self.submitted = self.submit(self.make_item(name="急", urgency="urgent"))
        self.submit_all(old | new)
        self.assertEqual(self.order(), ["急", "二", "一"])

    def submit_all(self, items):
        for item in items:
            item.with_user(self.unit_leader).action_sign_off()

    def order(self):
        names, item = [], self.submitted.with_user(self.reviewer)
        while item:
            names.append(item.name)
            item = item.browse(self.follows(item.action_accept_next()))
        return names

    def test_a_return_brings_the_next_one_too(self):
        first, second = self.waiting("一", "二").with_user(self.unit_leader)
        action = second.action_open_return()
        wizard = self.env["govinfo.reason.wizard"].with_user(self.unit_leader)
        dialog = wizard.with_context(**action["context"]).create({"reason": "请补充"})
        self.assertEqual(self.follows(dialog.action_apply()), first.id)
        self.assertEqual(second.state, "returned")

    def test_another_units_items_do_not_follow(self):
        mine = self.waiting("一").with_user(self.unit_leader)
        other = self.make_item(name="乙", user=self.officer_b, unit_id=self.unit_b.id)
        other.action_request_signoff()
        self.assertFalse(self.follows(mine.action_sign_off_next()))

    def test_the_page_as_on_paper(self):
        item = self.make_item()
        self.assertEqual(item._render_pdf()[:5], b"%PDF-")
        self.assertIn("/govinfo/item/%d/pdf" % item.id, item.page_view)
