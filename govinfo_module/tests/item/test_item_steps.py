"""Each step of an item for each role and from each state: taken where the table says, else refused."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import GovinfoCase

STATES = ("draft", "signing", "returned", "submitted", "accepted", "archived", "withdrawn")
# step → (the only user of the cast who may take it, the states it may be taken from)
OFFICE = {
    "action_accept": ("submitted",),
    "action_return": ("signing", "submitted", "accepted"),
    "action_archive_item": ("submitted", "accepted"),
    "action_upload": ("accepted", "archived"),
}
UNIT = {
    "action_request_signoff": ("draft", "returned"),
    "action_withdraw": ("draft", "signing", "returned", "submitted"),
    "action_reset": ("withdrawn", "returned"),
}
ARGUMENTS = {
    "action_return": ("数字请再核实",),
    "action_archive_item": ("已有同类信息",),
    "action_upload": ("city",),
}


@tagged("post_install", "-at_install")
class TestItemSteps(GovinfoCase):
    def item_in(self, state):
        """An item of unit A that went its way to ``state``."""
        item = self.make_item(name="状态 %s" % state)
        if state == "withdrawn":
            item.action_withdraw()
        if state in ("draft", "withdrawn"):
            return item
        item.action_request_signoff()
        if state == "returned":
            item.with_user(self.unit_leader).action_return("请补充")
        if state in ("signing", "returned"):
            return item
        item.with_user(self.unit_leader).action_sign_off()
        if state in ("accepted", "archived"):
            item.with_user(self.reviewer).action_accept()
        if state == "archived":
            item.with_user(self.reviewer).action_archive_item("已有同类信息")
        return item

    def take(self, item, user, step):
        return getattr(item.with_user(user), step)(*ARGUMENTS.get(step, ()))

    def assertRefused(self, item, user, step):
        state = item.sudo().state
        with self.subTest(step=step, state=state, user=user.login):
            with self.assertRaises(UserError):
                self.take(item, user, step)
            self.assertEqual(item.sudo().state, state)

    def test_steps_of_the_unit_by_state(self):
        for step, allowed in UNIT.items():
            for state in STATES:
                item = self.item_in(state)
                if state in allowed:
                    with self.subTest(step=step, state=state):
                        self.take(item, self.officer, step)
                        self.assertNotEqual(item.state, state)
                else:
                    self.assertRefused(item, self.officer, step)

    def test_steps_of_the_office_by_state(self):
        for step, allowed in OFFICE.items():
            for state in STATES:
                item = self.item_in(state)
                user = self.unit_leader if state == "signing" else self.reviewer
                if state in allowed:
                    with self.subTest(step=step, state=state):
                        self.take(item, user, step)
                else:
                    self.assertRefused(item, user, step)

    def test_steps_of_the_unit_are_refused_to_everybody_else(self):
        others = self.officer_b | self.unit_leader_b | self.reviewer | self.leader | self.outsider
        for step, allowed in UNIT.items():
            item = self.item_in(allowed[0])
            for user in others:
                self.assertRefused(item, user, step)

    def test_steps_of_the_office_are_refused_to_everybody_else(self):
        others = self.officer | self.unit_leader | self.officer_b | self.leader | self.outsider
        for step, allowed in OFFICE.items():
            item = self.item_in(allowed[-1])
            for user in others:
                self.assertRefused(item, user, step)

    def test_a_step_taken_twice_is_taken_once(self):
        item = self.item_in("accepted")
        versions = len(item.version_ids)
        self.assertRefused(item, self.reviewer, "action_accept")
        self.assertEqual(len(item.version_ids), versions)
        self.take(item, self.reviewer, "action_upload")
        self.take(item, self.reviewer, "action_upload")
        self.assertEqual(len(item.upload_ids), 1)

    def test_the_buttons_show_what_the_judge_allows(self):
        item = self.item_in("submitted").with_user(self.reviewer)
        self.assertTrue(item.can_accept and item.can_return and item.can_archive)
        self.assertFalse(item.can_withdraw or item.can_request or item.can_approve)
        item = item.with_user(self.officer)
        self.assertTrue(item.can_withdraw)
        self.assertFalse(item.can_accept or item.can_return or item.can_archive or item.can_reset)

    def test_nobody_accepts_what_they_wrote(self):
        self.unit.officer_ids |= self.reviewer
        self.reviewer.group_ids |= self.env.ref("govinfo_module.group_officer")
        item = self.make_item(user=self.reviewer)
        self.submit(item)
        self.assertRefused(item, self.reviewer, "action_accept")
        item.with_user(self.reviewer_b).action_accept()

    def test_reasons_are_demanded(self):
        item = self.item_in("submitted").with_user(self.reviewer)
        for step in (item.action_return, item.action_archive_item):
            for reason in ("", "  ", False):
                with self.assertRaises(UserError):
                    step(reason)
        self.assertEqual(item.state, "submitted")

    def test_an_adopted_item_is_not_returned(self):
        item = self.item_in("accepted")
        self.env["govinfo.adoption"].create(
            {"item_id": item.id, "publication_id": self.bulletin.id, "mode": "full"}
        )
        self.assertRefused(item, self.reviewer, "action_return")

    def test_an_adopted_item_is_not_withdrawn(self):
        item = self.item_in("submitted")
        adoption = (
            self.env["govinfo.adoption"]
            .with_user(self.reviewer)
            .create({"item_id": item.id, "publication_id": self.city_paper.id})
        )
        self.assertRefused(item, self.officer, "action_withdraw")
        self.assertFalse(item.with_user(self.officer).can_withdraw)
        adoption.action_withdraw("误登")
        item.with_user(self.officer).action_withdraw()
        self.assertEqual(item.state, "withdrawn")

    def test_a_unit_without_leader_is_told_whom_to_ask(self):
        self.unit.leader_id = False
        with self.assertRaisesRegex(UserError, self.manager.name):
            self.make_item().action_request_signoff()
        self.unit.leader_id = self.unit_leader
        self.unit_leader.active = False
        with self.assertRaisesRegex(UserError, self.manager.name):
            self.make_item().action_request_signoff()

    def test_an_incomplete_item_does_not_leave(self):
        with self.assertRaises(UserError):
            self.make_item(body="<p><br/></p>").action_request_signoff()
        with self.assertRaises(UserError):
            self.make_item(category_id=False).action_request_signoff()

    def test_a_batch_is_refused_as_a_whole(self):
        items = self.item_in("submitted") | self.item_in("accepted")
        with self.assertRaises(UserError):
            items.with_user(self.reviewer).action_accept()
        self.assertEqual(items.mapped("state"), ["submitted", "accepted"])
