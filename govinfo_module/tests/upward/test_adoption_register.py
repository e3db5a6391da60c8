"""Adoptions are registered, corrected with a trace, and withdrawn with a reason."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import GovinfoCase, settle


@tagged("post_install", "-at_install")
class TestAdoptionRegister(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.accept(cls.make_item(joint_unit_ids=cls.unit_b.ids))

    def register(self, **vals):
        defaults = {
            "item_id": self.item.id,
            "publication_id": self.city_paper.id,
            "date": "2026-03-05",
            "external_issue": "2026年第12期",
        }
        return self.env["govinfo.adoption"].with_user(self.reviewer).create(dict(defaults, **vals))

    def test_registered_from_the_item(self):
        action = self.item.with_user(self.reviewer).action_register_adoption()
        self.assertEqual(action["context"], {"default_item_id": self.item.id})
        adoption = self.register()
        self.assertEqual((adoption.level, adoption.unit_id), ("city", self.unit))
        self.assertTrue(self.item.is_adopted)
        self.assertEqual(self.item.adopted_level, "city")

    def test_only_the_office_registers(self):
        for user in self.officer | self.leader | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["govinfo.adoption"].with_user(user).create(
                    {"item_id": self.item.id, "publication_id": self.city_paper.id}
                )

    def test_units_of_the_item_read_it(self):
        adoption = self.register()
        settle(self.env)
        for user in (
            self.officer | self.unit_leader | self.officer_b | self.unit_leader_b | self.leader
        ):
            adoption.with_user(user).read(["date"])
        stranger = self.make_user("stranger", "信息员丙", "officer")
        with self.assertRaises(AccessError):
            adoption.with_user(stranger).read(["date"])

    def test_what_was_never_submitted_was_not_adopted(self):
        draft = self.make_item()
        with self.assertRaises(AccessError):  # which editors may not even name
            self.register(item_id=draft.id)
        adoptions = self.env["govinfo.adoption"].with_user(self.manager)
        with self.assertRaises(ValidationError):
            adoptions.create({"item_id": draft.id, "publication_id": self.city_paper.id})

    def test_withdrawn_with_a_reason_and_a_trace(self):
        adoption = self.register()
        with self.assertRaises(UserError):
            adoption.action_withdraw(" ")
        for user in self.officer | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                adoption.with_user(user).action_withdraw("误登")
        wizard = self.env["govinfo.reason.wizard"].with_user(self.reviewer)
        context = adoption.action_open_withdraw()["context"]
        wizard.with_context(**context).create({"reason": "误登"}).action_apply()
        self.assertEqual((adoption.state, adoption.withdrawn_reason), ("withdrawn", "误登"))
        self.assertEqual(adoption.withdrawn_by_id, self.reviewer)
        self.assertFalse(self.item.is_adopted)
        self.assertFalse(self.item.adopted_level)
        self.assertIn("误登", "".join(self.item.sudo().message_ids.mapped("body")))
        with self.assertRaises(UserError):
            adoption.action_withdraw("再来")
        with self.assertRaises(UserError):
            adoption.date = "2026-04-01"
        with self.assertRaises(AccessError):
            adoption.with_user(self.manager).write({"state": "registered"})

    def test_corrections_leave_what_stood_there(self):
        adoption = self.register()
        settle(self.env)
        adoption.date = "2026-03-06"
        settle(self.env)
        values = adoption.sudo().message_ids.tracking_value_ids
        self.assertEqual(values.old_value_datetime.date(), date(2026, 3, 5))

    def test_deleted_by_managers_only_with_a_note_on_the_item(self):
        adoption = self.register()
        label = adoption.label
        with self.assertRaises(AccessError):
            adoption.unlink()
        adoption.with_user(self.manager).unlink()
        self.assertIn(label, "".join(self.item.sudo().message_ids.mapped("body")))

    def test_adoptions_of_a_published_issue_say_what_it_says(self):
        adoption = self.publish_issue(self.make_issue(self.item)).sudo().adoption_ids
        adoption = adoption.with_user(self.reviewer)
        for vals in (
            {"date": "2020-01-01"},
            {"publication_id": self.city_paper.id},
            {"item_id": self.make_item().id},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                adoption.write(vals)
        adoption.action_withdraw("刊发有误")
        self.assertEqual(adoption.state, "withdrawn")
        self.assertEqual(adoption.issue_id.state, "published")

    def test_nothing_is_adopted_in_the_future(self):
        with freeze_time("2026-03-05 15:59:00"):  # the county's midnight is a minute away
            with self.assertRaisesRegex(ValidationError, "later than today"):
                self.register(date="2026-03-06")
            adoption = self.register(date="2026-03-05")
            with self.assertRaisesRegex(ValidationError, "later than today"):
                adoption.date = "2026-03-06"
        with freeze_time("2026-03-05 16:00:00"):
            adoption.date = "2026-03-06"

    def test_an_issue_adopts_on_the_day_it_bears(self):
        issue = self.make_issue(self.item, date=self.company.govinfo_today() + timedelta(days=1))
        self.publish_issue(issue)
        self.assertEqual(issue.sudo().adoption_ids.date, issue.date)

    def test_other_counties_items_cannot_be_adopted(self):
        county = self.env["res.company"].create({"name": "邻县"})
        paper = self.env["govinfo.publication"].create(
            {"name": "邻县信息", "code": "L", "company_id": county.id}
        )
        with self.assertRaises(UserError):
            self.register(publication_id=paper.id)

    def test_past_adoptions_are_brought_in_by_managers_only(self):
        vals = {
            "item_id": self.item.id,
            "publication_id": self.city_paper.id,
            "date": "2024-05-01",
            "mode": "brief",
        }
        before = self.item.sudo().message_ids
        self.assertTrue(self.history("govinfo.adoption", **vals).is_history)
        self.assertEqual(self.item.sudo().message_ids, before)
        with self.assertRaises(AccessError):
            self.env["govinfo.adoption"].with_user(self.reviewer).with_context(
                govinfo_history=True
            ).create(vals)
