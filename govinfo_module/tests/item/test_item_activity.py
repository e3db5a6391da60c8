"""Activities: the web client reads their names, and nobody cancels what is asked of another."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemActivity(GovinfoCase):
    def test_the_request_for_a_signature_has_its_name(self):
        item = self.make_item()
        item.action_request_signoff()
        activity = item.activity_ids.with_user(self.unit_leader)
        (sent,) = Store().add(activity).get_result()["mail.activity"]
        self.assertEqual(sent["display_name"], activity.display_name)
        self.assertTrue(sent["display_name"])

    def test_nobody_cancels_what_is_asked_of_another(self):
        item = self.make_item()
        item.action_request_signoff()
        activity = item.activity_ids.with_user(self.officer)
        with self.assertRaises(AccessError):
            activity.unlink()
        with self.assertRaises(AccessError):
            activity.action_feedback()
        self.assertTrue(activity.exists().active)
        activity.with_user(self.unit_leader).action_feedback()
        self.assertEqual(item.state, "submitted")

    def test_a_withdrawn_request_takes_its_activity_with_it(self):
        item = self.make_item()
        item.action_request_signoff()
        item.action_withdraw()
        self.assertFalse(item.activity_ids)
