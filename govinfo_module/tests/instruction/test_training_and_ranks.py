"""Trainings are announced through the calendar; the county's ranks are recorded."""

import psycopg2

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestTraining(GovinfoCase):
    def make_training(self):
        return (
            self.env["govinfo.training"]
            .with_user(self.reviewer)
            .create(
                {
                    "name": "信息员业务培训",
                    "date_start": "2026-03-05 01:00:00",
                    "date_stop": "2026-03-05 09:00:00",
                }
            )
        )

    def test_officers_are_listed_once_and_invited_once(self):
        training = self.make_training()
        with self.assertRaises(UserError):
            training.action_announce()
        training.action_ask_officers()
        training.action_ask_officers()
        self.assertEqual(training.attendance_ids.user_id, self.officer | self.officer_b)
        self.assertEqual(training.asked_count, 2)
        training.action_announce()
        people = self.officer | self.officer_b | self.reviewer
        self.assertEqual(training.event_id.partner_ids, people.partner_id)
        self.assertEqual(training.uninvited_count, 0)
        with self.assertRaises(UserError):
            training.action_announce()
        training.attendance_ids[:1].attended = True
        self.assertEqual(training.attended_count, 1)

    def test_who_is_listed_later_is_invited_to_the_same_event(self):
        training = self.make_training()
        training.attendance_ids = [
            Command.create({"unit_id": self.unit.id, "user_id": self.officer.id})
        ]
        training.action_announce()
        event = training.event_id
        training.action_ask_officers()
        self.assertEqual(training.uninvited_count, 1)
        training.action_announce()
        people = self.officer | self.officer_b | self.reviewer
        self.assertEqual((training.event_id, event.partner_ids), (event, people.partner_id))

    def test_the_calendar_follows(self):
        training = self.make_training()
        training.action_ask_officers()
        training.action_announce()
        training.write({"date_stop": "2026-03-05 11:00:00", "location": "县党校"})
        event = training.event_id
        self.assertEqual((str(event.stop), event.location), ("2026-03-05 11:00:00", "县党校"))

    def test_officers_read_the_material(self):
        file = (
            self.env["ir.attachment"]
            .with_user(self.reviewer)
            .create({"name": "提纲.txt", "raw": "提纲".encode()})
        )
        training = self.make_training()
        training.attachment_ids = file
        self.assertEqual((file.res_model, file.res_id), ("govinfo.training", training.id))
        self.assertEqual(file.with_user(self.officer).raw.decode(), "提纲")
        with self.assertRaises(AccessError):
            file.with_user(self.outsider).read(["raw"])

    def test_attendance_counts_by_a_rule(self):
        ruleset = self.env["govinfo.ruleset"].create({"name": "办法", "date_from": "2026-01-01"})
        group = self.env["govinfo.rule.group"].create(
            {"ruleset_id": ruleset.id, "name": "培训", "code": "PX"}
        )
        self.env["govinfo.rule"].create(
            {
                "ruleset_id": ruleset.id,
                "group_id": group.id,
                "name": "参加培训一人次计2分",
                "kind": "event",
                "basis": "training",
                "points": 2,
            }
        )
        ruleset.action_activate()
        training = self.make_training()
        training.action_ask_officers()
        training.attendance_ids.filtered(lambda line: line.unit_id == self.unit).attended = True
        period = self.env["govinfo.period"].create({"kind": "quarter", "date_from": "2026-01-01"})
        period.with_user(self.reviewer).action_compute()
        entries = self.env["govinfo.score.entry"].search([("ruleset_id", "=", ruleset.id)])
        self.assertEqual(
            (entries.unit_id, entries.user_id, entries.points), (self.unit, self.officer, 2)
        )

    def test_officers_announce_nothing(self):
        training = self.make_training()
        for step in ("action_ask_officers", "action_announce"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(training.with_user(self.officer), step)()

    def test_past_attendance_is_brought_in_by_managers_only(self):
        vals = {"training_id": self.make_training().id, "unit_id": self.unit.id, "attended": True}
        self.assertTrue(self.history("govinfo.training.attendance", **vals).is_history)
        with self.assertRaises(AccessError):
            self.env["govinfo.training.attendance"].with_user(self.reviewer).with_context(
                govinfo_history=True
            ).create(vals)


@tagged("post_install", "-at_install")
class TestCountyRank(GovinfoCase):
    def record(self, user=None, **vals):
        vals = dict({"year": 2025, "level": "city", "rank": 1, "of_how_many": 9}, **vals)
        return self.env["govinfo.county.rank"].with_user(user or self.reviewer).create(vals)

    def test_one_rank_a_year_and_level(self):
        self.record()
        self.record(level="province", rank=15, of_how_many=90)
        with self.assertRaises(psycopg2.IntegrityError), mute_logger("odoo.sql_db"), self.undone():
            self.record(rank=2)

    def test_impossible_ranks_are_refused(self):
        for vals in ({"rank": 0}, {"rank": 10}, {"year": 25}):
            with self.subTest(vals), self.assertRaises(ValidationError), self.undone():
                self.record(**vals)
        self.record(rank=10, of_how_many=0)

    def test_the_office_records_and_everybody_reads(self):
        rank = self.record()
        for user in self.officer | self.leader:
            rank.with_user(user).read(["rank"])
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                rank.with_user(user).rank = 2
