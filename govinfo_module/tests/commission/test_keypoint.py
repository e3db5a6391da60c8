"""Key points: posted to the intranet, covered by items, silent units visible."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestKeypoint(GovinfoCase):
    def keypoint(self, **vals):
        defaults = {
            "name": "一季度报送要点",
            "date_from": "2026-01-01",
            "date_to": "2026-03-31",
            "body": "<p>经济运行、安全生产。</p>",
        }
        keypoints = self.env["govinfo.keypoint"].with_user(self.reviewer)
        return keypoints.create(dict(defaults, **vals))

    def coverage(self, keypoint, user=None):
        """``{unit: items}`` as ``user`` sees it."""
        self.env.flush_all()
        rows = self.env["govinfo.coverage"].with_user(user or self.reviewer)
        rows = rows.search([("keypoint_id", "=", keypoint.id)])
        return {row.unit_id.name: row.item_count for row in rows}

    def posts(self):
        channel = self.company.sudo()._govinfo_channel()
        return channel.message_ids.filtered(lambda m: m.message_type == "comment")

    def test_past_key_points_are_brought_in_as_posted(self):
        vals = {
            "name": "上年一季度报送要点",
            "date_from": "2025-01-01",
            "date_to": "2025-03-31",
            "posted_at": "2025-01-02 01:00:00",
            "posted_by_id": self.reviewer.id,
        }
        history = self.env["govinfo.keypoint"].with_context(govinfo_history=True)
        with self.assertRaises(AccessError):
            history.with_user(self.reviewer).create(vals)
        before = self.posts()
        keypoint = history.with_user(self.manager).create(vals)
        self.assertEqual(keypoint.posted_by_id, self.reviewer)
        self.assertTrue(keypoint.is_history)
        self.assertEqual(self.posts(), before)
        with self.assertRaises(AccessError):
            self.keypoint(posted_at="2025-01-02 01:00:00")

    # -- posting -----------------------------------------------------------------------------

    def test_posting_reaches_the_channel_and_the_officers_asked(self):
        keypoint = self.keypoint(unit_ids=[Command.set(self.unit.ids)])
        before = self.posts()
        keypoint.action_post()
        post = self.posts() - before
        self.assertEqual(post.subject, "一季度报送要点")
        self.assertIn("经济运行、安全生产。", post.body)
        self.assertIn("甲镇", post.body)
        self.assertEqual(post.author_id, self.reviewer.partner_id)
        self.assertEqual(post.notification_ids.res_partner_id, self.officer.partner_id)
        self.assertEqual(keypoint.posted_by_id, self.reviewer)

    def test_without_units_all_officers_are_told(self):
        self.keypoint().action_post()
        told = self.posts()[0].notification_ids.res_partner_id
        self.assertEqual(told, (self.officer | self.officer_b).partner_id)

    def test_posted_once_until_it_changes(self):
        keypoint = self.keypoint()
        keypoint.action_post()
        with self.assertRaises(UserError):
            keypoint.action_post()
        keypoint.body = "<p>经济运行、安全生产、春耕。</p>"
        self.assertFalse(keypoint.posted_at)
        keypoint.action_post()
        self.assertTrue(keypoint.posted_at)

    def test_items_are_linked_on_the_items_only(self):
        """From here a whole list could be emptied of items that the caller may not even read."""
        keypoint = self.keypoint()
        self.submit(self.make_item(keypoint_ids=[Command.set(keypoint.ids)]))
        for command in (Command.clear(), Command.set([]), Command.unlink(keypoint.item_ids.id)):
            with self.subTest(command), self.assertRaises(AccessError), self.undone():
                keypoint.write({"item_ids": [command]})
        self.assertEqual(len(keypoint.item_ids), 1)

    def test_only_reviewers_write_and_post(self):
        keypoint = self.keypoint()
        for user in self.officer | self.unit_leader | self.leader:
            with self.subTest(user=user.login):
                self.assertEqual(keypoint.with_user(user).name, "一季度报送要点")
                with self.assertRaises(AccessError):
                    keypoint.with_user(user).action_post()
                with self.assertRaises(AccessError):
                    keypoint.with_user(user).name = "改"
        with self.assertRaises(AccessError):
            keypoint.posted_at = "2026-01-01 00:00:00"

    def test_a_span_ends_after_it_begins(self):
        with self.assertRaises(ValidationError):
            self.keypoint(date_to="2025-12-31")

    # -- coverage ----------------------------------------------------------------------------

    def test_every_unit_asked_stands_in_the_coverage_also_with_nothing(self):
        keypoint = self.keypoint()
        self.assertEqual(self.coverage(keypoint), {"甲镇": 0, "乙镇": 0, "丙局": 0})
        draft = self.make_item(keypoint_ids=[Command.set(keypoint.ids)])
        self.assertEqual(self.coverage(keypoint)["甲镇"], 0)
        self.submit(draft)
        self.accept(self.make_item(name="二", keypoint_ids=[Command.set(keypoint.ids)]))
        self.assertEqual(self.coverage(keypoint), {"甲镇": 2, "乙镇": 0, "丙局": 0})
        draft.with_user(self.reviewer).action_return("请核实")
        self.assertEqual(self.coverage(keypoint)["甲镇"], 1)

    def test_only_the_units_asked(self):
        keypoint = self.keypoint(unit_ids=[Command.set((self.unit | self.bureau).ids)])
        self.assertEqual(self.coverage(keypoint), {"甲镇": 0, "丙局": 0})
        self.bureau.active = False
        self.assertEqual(self.coverage(keypoint), {"甲镇": 0})

    def test_a_joint_item_counts_for_its_joint_units(self):
        keypoint = self.keypoint()
        item = self.make_item(
            keypoint_ids=[Command.set(keypoint.ids)], joint_unit_ids=[Command.set(self.unit_b.ids)]
        )
        self.submit(item)
        self.assertEqual(self.coverage(keypoint), {"甲镇": 1, "乙镇": 1, "丙局": 0})

    def test_the_numbers_on_the_key_point(self):
        keypoint = self.keypoint()
        self.submit(self.make_item(keypoint_ids=[Command.set(keypoint.ids)]))
        self.env.flush_all()
        self.env.clear()
        self.assertEqual(
            (keypoint.unit_count, keypoint.reported_count, keypoint.silent_count), (3, 1, 2)
        )
        self.assertEqual(keypoint.item_count, 1)
        silent = self.env["govinfo.coverage"].search(keypoint.action_view_silent()["domain"])
        self.assertEqual(silent.unit_id, self.unit_b | self.bureau)

    def test_officers_see_their_own_units_row_only(self):
        keypoint = self.keypoint()
        self.assertEqual(self.coverage(keypoint, self.officer), {"甲镇": 0})
        self.assertEqual(len(self.coverage(keypoint, self.leader)), 3)
        with self.assertRaises(AccessError):
            self.coverage(keypoint, self.outsider)

    def test_counties_are_kept_apart(self):
        company = self.env["res.company"].create({"name": "乙县"})
        category = self.townships.copy({"company_id": company.id})
        self.make_unit("外镇", "X01", category, company_id=company.id)
        self.assertNotIn("外镇", self.coverage(self.keypoint()))

    # -- commissions -------------------------------------------------------------------------

    def test_a_commission_starts_from_a_key_point(self):
        keypoint = self.keypoint(level="province", unit_ids=[Command.set(self.unit.ids)])
        context = keypoint.action_commission()["context"]
        commission = (
            self.env["govinfo.commission"]
            .with_user(self.reviewer)
            .with_context(**context)
            .create({"deadline": "2036-01-01 10:00:00"})
        )
        self.assertEqual(commission.keypoint_id, keypoint)
        self.assertEqual(commission.origin, "province")
        self.assertEqual(commission.line_ids.unit_id, self.unit)
