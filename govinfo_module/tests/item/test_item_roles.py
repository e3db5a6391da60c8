"""Who may read, write and create which items, and which fields."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestItemRoles(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft = cls.make_item(name="草稿")
        cls.sent = cls.submit(cls.make_item(name="已报"))

    def seen_by(self, user, model="govinfo.item"):
        return self.env[model].with_user(user).search([])

    def test_officers_see_their_units_items(self):
        for user in self.officer | self.unit_leader:
            self.assertEqual(self.seen_by(user), self.draft | self.sent)
        for user in self.officer_b | self.unit_leader_b:
            self.assertFalse(self.seen_by(user))
            with self.assertRaises(AccessError):
                self.sent.with_user(user).read(["name"])

    def test_the_office_sees_what_was_submitted(self):
        for user in self.reviewer | self.leader:
            self.assertEqual(self.seen_by(user), self.sent)
        self.assertEqual(self.seen_by(self.manager), self.draft | self.sent)

    def test_who_reads_an_item_reads_it_whole(self):
        for user in self.officer | self.unit_leader | self.reviewer | self.leader | self.manager:
            self.env.invalidate_all()
            with self.subTest(user=user.login):
                self.assertEqual(self.sent.with_user(user).read([])[0]["name"], "已报")

    def test_others_see_nothing(self):
        with self.assertRaises(AccessError):
            self.seen_by(self.outsider)

    def test_joint_units_read_and_do_not_write(self):
        self.draft.joint_unit_ids = self.unit_b
        for user in self.officer_b | self.unit_leader_b:
            self.assertEqual(self.seen_by(user), self.draft)
            with self.assertRaises(AccessError):
                self.draft.with_user(user).write({"name": "改"})
        with self.assertRaises(ValidationError):
            self.draft.joint_unit_ids = self.unit

    def test_officers_write_for_their_units_only(self):
        with self.assertRaises(AccessError):
            self.make_item(user=self.officer_b)
        with self.assertRaises(AccessError):
            self.draft.with_user(self.officer).write({"unit_id": self.unit_b.id})
        for user in self.reviewer | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.make_item(user=user)

    def test_manuscripts_follow_their_item(self):
        versions = self.sent.version_ids
        for user in self.officer | self.unit_leader | self.reviewer | self.leader | self.manager:
            self.assertEqual(self.seen_by(user, "govinfo.item.version"), versions)
        self.assertFalse(self.seen_by(self.officer_b, "govinfo.item.version"))
        with self.assertRaises(AccessError):
            self.env["govinfo.item.version"].with_user(self.manager).create(
                {"item_id": self.sent.id, "stage": "edited", "name": "假"}
            )

    def test_only_reviewers_decide_whether_an_item_counts(self):
        with self.assertRaises(AccessError):
            self.draft.write({"counted": False, "not_counted_reason": "不计"})
        with self.assertRaises(AccessError):
            self.make_item(counted=False, not_counted_reason="不计")
        with self.assertRaises(ValidationError):
            self.sent.with_user(self.reviewer).write({"counted": False})
        self.sent.with_user(self.reviewer).write(
            {"counted": False, "not_counted_reason": "与前期信息重复"}
        )
        self.assertFalse(self.sent.counted)

    def test_a_sent_item_stays_with_its_unit_and_author(self):
        for vals in ({"unit_id": self.unit_b.id}, {"author_id": self.officer_b.id}):
            with self.subTest(**vals), self.assertRaises(AccessError):
                self.sent.with_user(self.reviewer).write(vals)
            self.sent.with_user(self.manager).write(vals)

    def test_a_draft_moved_to_another_unit_gets_its_number(self):
        self.unit_b.officer_ids |= self.officer
        self.draft.unit_id = self.unit_b
        self.assertTrue(self.draft.number.startswith("T02-"))

    def test_counties_are_kept_apart(self):
        other = self.env["res.company"].create({"name": "某某县"})
        foreign = self.make_user(
            "manager_x",
            "外县管理员",
            "manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        self.assertFalse(self.seen_by(foreign))
        with self.assertRaises(AccessError):
            self.sent.with_user(foreign).read(["name"])
        keypoint = (
            self.env["govinfo.keypoint"]
            .with_company(other)
            .create(
                {
                    "name": "外县要点",
                    "date_from": "2026-01-01",
                    "date_to": "2026-12-31",
                    "company_id": other.id,
                }
            )
        )
        with self.assertRaises(UserError):
            self.draft.write({"keypoint_ids": [Command.link(keypoint.id)]})

    def test_an_archived_author_loses_nothing(self):
        self.officer.active = False
        self.assertEqual(self.sent.with_user(self.reviewer).author_id, self.officer)
        self.sent.with_user(self.reviewer).action_return("请补充")
        self.assertEqual(self.sent.state, "returned")
