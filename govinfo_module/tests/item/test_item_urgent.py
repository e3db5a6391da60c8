"""Urgent items jump the queue, tell the editors at once and are measured from the event."""

from datetime import timedelta

from lxml import etree

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemUrgent(GovinfoCase):
    def urgent(self, hours, **vals):
        event = fields.Datetime.now() - timedelta(hours=hours)
        return self.make_item(urgency="urgent", event_time=event, **vals)

    def incidents(self, item):
        return self.env["govinfo.incident"].search([("item_id", "=", item.id)])

    def test_urgent_items_come_first_while_they_wait(self):
        urgent = self.submit(self.urgent(1))
        later = self.submit(self.make_item())
        items = self.env["govinfo.item"].with_user(self.reviewer)
        for view, first in (("work", urgent), ("sign", urgent), ("", later)):
            name = "govinfo_module.govinfo_item_view_list" + (view and "_" + view)
            order = etree.fromstring(self.env.ref(name).arch).get("default_order")
            with self.subTest(view=name):
                self.assertEqual(items.search([], order=order).ids[0], first.id)

    def test_editors_are_told_at_once(self):
        item = self.submit(self.urgent(1))
        editors = item.sudo().activity_ids.user_id
        self.assertLessEqual(self.reviewer | self.reviewer_b | self.manager, editors)
        told = item.sudo().message_ids | self.env["mail.message"].search(
            [("model", "=", "govinfo.item"), ("res_id", "=", item.id)]
        )
        self.assertLessEqual(
            (self.reviewer | self.reviewer_b).partner_id, told.notified_partner_ids
        )
        item.with_user(self.reviewer).action_accept()
        self.assertFalse(item.sudo().activity_ids)

    def test_a_normal_item_asks_the_editor_on_duty_only(self):
        self.assertFalse(self.submit(self.make_item()).sudo().activity_ids)
        self.company.govinfo_editor_id = self.reviewer
        item = self.submit(self.make_item())
        self.assertEqual(item.sudo().activity_ids.user_id, self.reviewer)
        item.with_user(self.reviewer_b).action_archive_item("已有同类信息")
        self.assertFalse(item.sudo().activity_ids)

    def test_an_urgent_secret_is_told_to_its_readers_only(self):
        item = self.submit(
            self.urgent(1, secrecy="work_secret", reader_ids=[Command.set(self.reviewer.ids)])
        )
        self.assertEqual(item.sudo().activity_ids.user_id, self.reviewer)

    def test_late_urgent_information_proposes_an_incident(self):
        self.company.govinfo_urgent_hours = 2
        self.assertFalse(self.incidents(self.submit(self.urgent(1.9))))
        item = self.submit(self.urgent(5))
        self.assertAlmostEqual(item.hours_taken, 5, places=1)
        incident = self.incidents(item)
        self.assertEqual(
            (incident.kind, incident.urgent, incident.state, incident.unit_id),
            ("late", True, "draft", self.unit),
        )
        self.assertIn("5.0", incident.description)

    def test_a_late_normal_item_proposes_nothing(self):
        event = fields.Datetime.now() - timedelta(days=3)
        self.assertFalse(self.incidents(self.submit(self.make_item(event_time=event))))

    def test_it_is_measured_at_the_first_sign_off(self):
        item = self.submit(self.urgent(1))
        item.with_user(self.reviewer).action_return("请补充伤亡情况")
        item.event_time -= timedelta(hours=9)
        self.submit(item)
        self.assertFalse(self.incidents(item))

    def test_the_future_is_refused(self):
        with self.assertRaises(UserError):
            self.urgent(-1).action_request_signoff()
        with self.assertRaises(ValidationError):
            self.company.govinfo_urgent_hours = 0
