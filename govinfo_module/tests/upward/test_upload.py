"""Sending items upward: one or many, who may, what is refused, what the superior answers."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...helpers.foundation.language import day_text
from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestUpload(GovinfoCase):
    def setUp(self):
        super().setUp()
        self.item = self.accept(self.make_item())
        self.second = self.accept(self.make_item(name="甲镇抓好森林防火工作"))
        self.submitted = self.submit(self.make_item(name="甲镇开展安全检查"))
        self.today = self.company.govinfo_today()

    def wizard(self, items, **vals):
        action = items.with_user(self.reviewer).action_open_upload()
        wizards = self.env["govinfo.upload.wizard"].with_user(self.reviewer)
        return wizards.with_context(**action["context"]).create(vals)

    def uploads(self, items):
        return self.env["govinfo.upload"].search([("item_id", "in", items.ids)])

    def test_many_are_sent_at_once_and_the_rest_is_explained(self):
        chosen = self.item | self.second | self.submitted
        wizard = self.wizard(chosen, level="province", channel="paper")
        self.assertEqual(wizard.ready_ids, self.item | self.second)
        self.assertIn(self.submitted.label, wizard.refusals)
        wizard.action_send()
        uploads = self.uploads(chosen)
        self.assertEqual(uploads.item_id, self.item | self.second)
        self.assertEqual(set(uploads.mapped("channel")), {"paper"})
        self.assertEqual(set(uploads.mapped("date")), {self.today})
        self.assertEqual(uploads.user_id, self.reviewer)
        self.assertEqual(set(uploads.mapped("state")), {"sent"})

    def test_one_click_sends_to_the_city(self):
        action = self.item.with_user(self.reviewer).action_upload_to_city()
        self.assertEqual(self.uploads(self.item).level, "city")
        self.assertIn(self.item.label, action["params"]["message"])
        self.assertEqual(self.item.sent_up, "City")
        self.assertFalse(self.second.sent_up)

    def test_once_per_item_and_level(self):
        self.wizard(self.item, level="city").action_send()
        again = self.wizard(self.item, level="city")
        self.assertFalse(again.ready_ids)
        self.assertIn(day_text(self.env, self.today), again.refusals)
        with self.assertRaises(UserError):
            again.action_send()
        self.item.with_user(self.reviewer).action_upload("city")
        self.wizard(self.item, level="province").action_send()
        self.assertEqual(len(self.uploads(self.item)), 2)

    def test_only_accepted_items_also_by_hand(self):
        uploads = self.env["govinfo.upload"].with_user(self.reviewer)
        with self.assertRaises(ValidationError):
            uploads.create({"item_id": self.submitted.id, "level": "city"})
        upload = uploads.create({"item_id": self.item.id, "level": "city"})
        with self.assertRaises(ValidationError):
            upload.item_id = self.submitted

    def test_a_report_of_tomorrow_is_refused_and_of_yesterday_registered(self):
        wizard = self.wizard(self.item, date=self.today + timedelta(days=1))
        with self.assertRaises(ValidationError):
            wizard.action_send()
        self.wizard(self.second, date=self.today - timedelta(days=1)).action_send()
        self.assertEqual(self.uploads(self.second).date, self.today - timedelta(days=1))

    def test_the_superiors_number_says_received(self):
        self.wizard(self.item).action_send()
        upload = self.uploads(self.item).with_user(self.reviewer_b)
        upload.external_ref = "SZ2026-0815"
        self.assertEqual(upload.state, "received")
        with self.assertRaises(UserError):
            upload.unlink()
        upload.external_ref = False
        self.assertEqual(upload.state, "sent")
        upload.unlink()

    def test_roles(self):
        self.wizard(self.item).action_send()
        upload = self.uploads(self.item)
        for user in self.officer | self.unit_leader | self.leader:
            with self.subTest(user=user.login):
                self.assertEqual(upload.with_user(user).search([]), upload)
                with self.assertRaises(AccessError):
                    upload.with_user(user).external_ref = "1"
                with self.assertRaises(AccessError):
                    self.second.with_user(user).action_upload("city")
        self.assertFalse(upload.with_user(self.officer_b).search([]))
        with self.assertRaises(AccessError):
            upload.with_user(self.outsider).search([])
        with self.assertRaises(AccessError):
            self.env["govinfo.upload.wizard"].with_user(self.officer).create({})

    def test_who_sent_it_cannot_be_forged(self):
        uploads = self.env["govinfo.upload"].with_user(self.reviewer)
        with self.assertRaises(AccessError):
            uploads.create(
                {"item_id": self.item.id, "level": "city", "user_id": self.reviewer_b.id}
            )
        upload = uploads.create({"item_id": self.item.id, "level": "city"})
        with self.assertRaises(AccessError):
            upload.with_user(self.manager).user_id = self.reviewer_b

    def test_work_secrets_are_sent_by_named_readers_only(self):
        secret = self.make_item(name="涉密事项", secrecy="work_secret")
        self.company.govinfo_secret_reader_ids = self.reviewer
        self.accept(secret)
        with self.assertRaises(AccessError):
            secret.with_user(self.reviewer_b).action_upload("city")
        upload = secret.with_user(self.reviewer).action_upload("city")
        self.assertFalse(upload.with_user(self.reviewer_b).search([("id", "=", upload.id)]))

    def test_past_reports_are_brought_in_by_managers_only(self):
        vals = {
            "item_id": self.submitted.id,
            "level": "city",
            "date": "2025-03-03",
            "user_id": self.reviewer_b.id,
        }
        history = self.env["govinfo.upload"].with_context(govinfo_history=True)
        with self.assertRaises(AccessError):
            history.with_user(self.reviewer).create(vals)
        upload = self.history("govinfo.upload", **vals)
        self.assertEqual((upload.user_id, upload.is_history), (self.reviewer_b, True))
