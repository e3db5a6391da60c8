"""Key works as a tree with promised dates: what was reported, who is silent."""

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestTopic(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.top = cls.topic("十件实事", sequence=20)
        cls.water = cls.topic(
            "农村饮水", parent_id=cls.top.id, unit_ids=[Command.set((cls.unit | cls.bureau).ids)]
        )
        cls.road = cls.topic("农村公路", parent_id=cls.top.id, sequence=5)
        cls.first = cls.topic("安全生产", sequence=1)

    @classmethod
    def topic(cls, name, **vals):
        topics = cls.env["govinfo.topic"].with_user(cls.reviewer)
        defaults = {"name": name, "date_from": "2026-01-01", "date_to": "2026-12-31"}
        return topics.create(dict(defaults, **vals))

    def report(self, topic, **vals):
        return self.submit(self.make_item(topic_ids=[Command.set(topic.ids)], **vals))

    def forget(self):
        self.env.flush_all()
        self.env.clear()

    def test_the_list_is_in_the_order_of_the_tree(self):
        topics = self.env["govinfo.topic"].search([("company_id", "=", self.company.id)])
        mine = topics.filtered(lambda t: t in self.top | self.water | self.road | self.first)
        self.assertEqual(
            mine.mapped("complete_name"),
            ["安全生产", "十件实事", "十件实事 / 农村公路", "十件实事 / 农村饮水"],
        )
        self.top.write({"name": "民生实事", "sequence": 0})
        self.assertEqual(self.water.complete_name, "民生实事 / 农村饮水")
        self.assertEqual(topics.search([("id", "in", mine.ids)], limit=1), self.top)

    def test_items_on_parts_count_for_the_whole(self):
        item = self.report(self.water)
        self.forget()
        self.assertEqual((self.water.item_count, self.top.item_count), (1, 1))
        self.assertEqual(
            self.top.last_item_at, self.company.govinfo_local(item.submitted_at).date()
        )
        self.assertTrue(self.road.is_silent)
        item.with_user(self.reviewer).action_return("请核实")
        self.forget()
        self.assertEqual(self.top.item_count, 0)
        self.assertTrue(self.top.is_silent)

    def test_the_silent_ones_are_found(self):
        self.report(self.water)
        topics = self.env["govinfo.topic"]
        ours = [("id", "in", (self.top | self.water | self.road | self.first).ids)]
        self.assertEqual(topics.search(ours + [("is_silent", "=", True)]), self.first | self.road)
        self.assertEqual(topics.search(ours + [("is_silent", "!=", True)]), self.top | self.water)
        self.assertEqual(
            topics.search(ours + [("is_silent", "in", [False])]), self.top | self.water
        )

    def test_units_in_charge_stand_in_the_coverage(self):
        self.report(self.water)
        self.env.flush_all()
        rows = self.env["govinfo.coverage"].search([("topic_id", "=", self.water.id)])
        self.assertEqual({row.unit_id.name: row.item_count for row in rows}, {"甲镇": 1, "丙局": 0})
        self.assertEqual(self.water.coverage_ids, rows)

    def test_a_key_work_is_no_part_of_itself(self):
        with self.assertRaises(UserError):
            self.top.parent_id = self.water

    def test_officers_read_only(self):
        self.assertEqual(self.top.with_user(self.officer).name, "十件实事")
        for user in self.officer | self.leader:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.top.with_user(user).name = "改"

    @mute_logger("odoo.sql_db")
    def test_a_whole_with_parts_is_not_deleted(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.top.with_user(self.manager).unlink()
