"""Reminders go out by themselves: which, when, to whom, never twice; and what happens when they fail."""

from contextlib import suppress
from datetime import datetime, timedelta
from unittest.mock import patch

import pytz
from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import GovinfoCase

CHINA = pytz.timezone("Asia/Shanghai")
REMINDER = "odoo.addons.govinfo_module.models.commission.govinfo_commission_reminder"


def utc(text):
    """Local time of the county in 2026 as naive UTC."""
    local = CHINA.localize(datetime.strptime("2026-" + text, "%Y-%m-%d %H:%M"))
    return local.astimezone(pytz.utc).replace(tzinfo=None)


@tagged("post_install", "-at_install")
class TestCommissionReminders(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.company.resource_calendar_id
        cls.calendar.write({"tz": "UTC"})  # read in the county's time whatever it says
        cls.holiday("10-01", "10-07")
        cls.worked_weekend("2026-10-10")

    @classmethod
    def holiday(cls, first, last):
        cls.env["resource.calendar.leaves"].create(
            {
                "name": "国庆节",
                "calendar_id": cls.calendar.id,
                "date_from": utc(first + " 00:00"),
                "date_to": utc(last + " 23:59"),
            }
        )

    @classmethod
    def worked_weekend(cls, day):
        cls.env["govinfo.working.day"].create({"date": day, "works": True, "name": "调休上班"})

    def setUp(self):
        super().setUp()
        self.lines = self.env["govinfo.commission.line"]

    def issue(self, at, deadline, units=None, **vals):
        with freeze_time(utc(at)):
            return self.make_commission(units or self.unit, deadline=utc(deadline), **vals)

    def run_at(self, text):
        with freeze_time(utc(text)):
            self.lines._cron_remind_and_expire()

    def run_hourly(self, first, last):
        moment = utc(first)
        with freeze_time(moment) as clock:
            while moment <= utc(last):
                clock.move_to(moment)
                self.lines._cron_remind_and_expire()
                moment += timedelta(hours=1)

    def kinds(self, line):
        return line.sudo().reminder_ids.sorted("id").mapped("kind")

    def log(self, commissions):
        """Every message about the commissions: local time, subject, readers, from the mail itself."""
        messages = self.env["mail.message"].search(
            [
                ("model", "=", "govinfo.commission"),
                ("res_id", "in", commissions.ids),
                ("message_type", "=", "user_notification"),
            ],
            order="id",
        )
        return [
            (
                self.company.govinfo_local(message.date).strftime("%m-%d %H:%M"),
                message.subject.split(" (")[0],  # the deadline follows
                tuple(sorted(message.notification_ids.res_partner_id.mapped("name"))),
            )
            for message in messages
        ]

    # -- a month -----------------------------------------------------------------------------

    def test_a_month_with_a_holiday(self):
        both = self.unit | self.unit_b
        before = self.issue("09-28 09:00", "10-09 17:00", both, name="国庆前约稿")
        sunday = self.issue("10-12 09:00", "10-18 23:59", both, name="周日约稿")
        short = self.issue("10-13 10:00", "10-14 09:00", self.unit, name="急稿")
        self.run_hourly("09-28 10:00", "10-08 19:00")
        with freeze_time(utc("10-08 20:00")):
            item = self.make_item(
                user=self.officer_b,
                unit_id=self.unit_b.id,
                commission_line_id=before.line_ids.filtered(lambda x: x.unit_id == self.unit_b).id,
            )
            item.with_user(self.officer_b).action_request_signoff()
            item.with_user(self.unit_leader_b).action_sign_off()
        self.run_hourly("10-08 21:00", "10-28 21:00")
        one, two = ("信息员甲",), ("信息员乙", "信息员甲")
        self.assertEqual(
            sorted(self.log(before | sunday | short)),
            [
                ("09-28 09:00", "Commission: 国庆前约稿", two),
                # three days before falls into the holiday, one day before does not
                ("09-30 17:00", "Commission due soon: 国庆前约稿", two),
                ("10-08 17:00", "Commission due soon: 国庆前约稿", two),
                # unit B has answered
                ("10-09 15:00", "Commission due soon: 国庆前约稿", one),
                # still within the day, to the leader in charge
                ("10-10 08:00", "Commission overdue: 国庆前约稿", ("分管领导甲",)),
                ("10-12 09:00", "Commission: 周日约稿", two),
                ("10-13 10:00", "Commission: 急稿", one),
                # two hours before nine in the morning is the evening before
                ("10-13 17:00", "Commission due soon: 急稿", one),
                ("10-14 10:00", "Commission overdue: 急稿", ("分管领导甲",)),
                ("10-15 17:00", "Commission due soon: 周日约稿", two),
                # one day and two hours before Sunday midnight are both Friday: one message
                ("10-16 17:00", "Commission due soon: 周日约稿", two),
                ("10-19 08:00", "Commission overdue: 周日约稿", ("分管领导乙", "分管领导甲")),
            ],
        )
        self.assertEqual(set(sunday.line_ids.mapped("state")), {"missed"})
        self.assertEqual(before.line_ids.sorted("id").mapped("state"), ["missed", "submitted"])
        self.assertFalse(sunday.line_ids.sudo().activity_ids)

    def test_grace_ends_at_midnight_after_the_working_day(self):
        line = self.issue("10-08 09:00", "10-09 17:00").line_ids
        self.run_at("10-10 23:59")
        self.assertEqual(line.state, "pending")
        self.run_at("10-11 00:00")
        self.assertEqual((line.state, line.completed_at), ("missed", utc("10-09 17:00")))
        self.assertIn("grace", line.message_ids[0].body)

    def test_without_grace_missed_at_once(self):
        self.company.govinfo_grace_days = 0
        line = self.issue("10-12 09:00", "10-13 23:59").line_ids
        self.run_at("10-13 23:59")
        self.assertEqual(line.state, "pending")
        self.run_at("10-14 00:00")
        self.assertEqual(line.state, "missed")

    def test_an_answer_at_the_last_moment_is_not_missed(self):
        line = self.issue("10-12 09:00", "10-13 17:00").line_ids
        with freeze_time(utc("10-14 23:00")):
            item = self.submit(self.make_item(commission_line_id=line.id))
        self.run_at("10-20 10:00")
        self.assertEqual(line.state, "submitted")
        item.with_user(self.reviewer).action_accept()
        self.assertEqual(line.state, "late")

    def test_a_returned_answer_gets_its_grace_again(self):
        line = self.issue("10-12 09:00", "10-13 17:00").line_ids
        with freeze_time(utc("10-13 10:00")):
            item = self.submit(self.make_item(commission_line_id=line.id))
        with freeze_time(utc("10-19 10:00")):
            item.with_user(self.reviewer).action_return("请补充数据")
        self.run_at("10-20 23:00")
        self.assertEqual(line.state, "pending")
        self.run_at("10-21 00:30")
        self.assertEqual(line.state, "missed")

    # -- never twice -------------------------------------------------------------------------

    def test_any_number_of_runs_sends_once(self):
        commission = self.issue("10-12 09:00", "10-16 17:00")
        for _run in range(3):
            self.run_at("10-13 17:00")
        self.assertEqual(self.kinds(commission.line_ids), ["asked", "first"])
        self.assertEqual(len(self.log(commission)), 2)

    def test_after_a_pause_only_the_most_urgent_is_sent(self):
        commission = self.issue("10-12 09:00", "10-16 17:00")
        self.run_at("10-16 15:30")
        self.assertEqual(self.kinds(commission.line_ids), ["asked", "last"])
        self.run_at("10-16 16:00")
        self.assertEqual(len(self.log(commission)), 2)

    def test_the_database_refuses_a_second_row(self):
        line = self.issue("10-12 09:00", "10-16 17:00").line_ids
        row = line.sudo().reminder_ids
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            row.copy()

    def test_an_extended_line_is_reminded_of_its_new_deadline(self):
        line = self.issue("10-12 09:00", "10-14 17:00").line_ids
        self.run_at("10-13 17:00")
        with freeze_time(utc("10-14 10:00")):
            line.with_user(self.reviewer).action_extend(utc("10-19 17:00"), "延期")
        # three days before and one day before fall on the same Friday: the nearer one is sent
        self.run_hourly("10-14 11:00", "10-19 16:00")
        self.assertEqual(self.kinds(line), ["asked", "second", "second", "last"])

    def test_nothing_at_night_or_on_days_off(self):
        commission = self.issue("10-15 09:00", "10-19 08:30")
        self.run_hourly("10-15 18:00", "10-16 07:00")
        self.run_hourly("10-16 18:00", "10-19 07:00")
        self.assertEqual(len(self.log(commission)), 1)

    def test_other_states_are_left_alone(self):
        commission = self.issue("10-12 09:00", "10-14 17:00", self.unit | self.unit_b)
        commission.line_ids[0].with_user(self.reviewer).action_waive("无此业务")
        commission.line_ids[1].with_user(self.reviewer).action_complete()
        told = self.log(commission)
        self.run_hourly("10-13 08:00", "10-16 08:00")
        self.assertEqual(self.log(commission), told)
        draft = commission.copy({"deadline": utc("10-14 17:00")})
        self.run_hourly("10-13 08:00", "10-16 08:00")
        self.assertEqual(set(draft.line_ids.mapped("state")), {"pending"})
        self.assertFalse(draft.line_ids.reminder_ids)

    def test_reminders_can_be_switched_off(self):
        self.company.write(
            {
                "govinfo_remind_first_days": 0,
                "govinfo_remind_second_days": 0,
                "govinfo_remind_last_hours": 0,
            }
        )
        commission = self.issue("10-12 09:00", "10-16 17:00")
        self.run_hourly("10-12 10:00", "10-16 17:00")
        self.assertEqual(len(self.log(commission)), 1)

    # -- killed, failing ---------------------------------------------------------------------

    def test_killed_in_the_middle_and_run_again(self):
        commissions = self.env["govinfo.commission"]
        for number in range(5):
            commissions |= self.issue("10-12 09:00", "10-16 17:00", name="约稿%d" % number)
        tell = type(commissions)._tell
        told = []

        def killed(commission, *args):
            if len(told) == 3:
                raise KeyboardInterrupt
            told.append(commission)
            return tell(commission, *args)

        with patch(REMINDER + ".BATCH", 2), freeze_time(utc("10-13 17:00")):
            reminders = self.env["govinfo.commission.reminder"]
            self.cr.execute("SAVEPOINT kept")

            def kept():
                self.env.flush_all()
                self.cr.execute("SAVEPOINT kept")

            keep = patch.object(self.cr, "commit", kept)
            with patch.object(type(commissions), "_tell", killed), keep:
                # no assertRaises: later series would roll back to before what was kept
                with suppress(KeyboardInterrupt):
                    reminders._run(self.company, autocommit=True)
                    self.fail("it was not killed")
            self.cr.execute("ROLLBACK TO SAVEPOINT kept")
            self.env.clear()
            self.assertEqual(len(self.log(commissions)), 5 + 2)
            reminders._run(self.company)
            reminders._run(self.company)
        self.assertEqual(len(self.log(commissions)), 5 + 5)
        for line in commissions.line_ids:
            self.assertEqual(self.kinds(line), ["asked", "first"])

    def test_one_that_fails_holds_back_no_other(self):
        good, bad, last = (
            self.issue("10-12 09:00", "10-16 17:00", name=name) for name in ("甲", "乙", "丙")
        )
        tell = type(good)._tell

        def failing(commission, *args):
            if commission == bad:
                raise ValueError("broken")
            return tell(commission, *args)

        with patch.object(type(good), "_tell", failing), mute_logger(REMINDER):
            self.run_at("10-13 17:00")
        self.assertEqual(self.kinds(bad.line_ids), ["asked"])
        self.assertEqual(len(self.log(good | last)), 4)
        self.run_at("10-13 17:30")
        self.assertEqual(self.kinds(bad.line_ids), ["asked", "first"])
        self.assertEqual(len(self.log(good | last)), 4)

    def test_an_archived_officer_is_not_told_and_the_leader_stands_in(self):
        commission = self.issue("10-12 09:00", "10-16 17:00")
        self.officer.active = False
        self.run_at("10-13 17:00")
        self.assertEqual(self.log(commission)[-1][2], ("分管领导甲",))
