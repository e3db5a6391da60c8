"""The day's reports against the target: counted by local day, reminded of in the afternoon, once."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import GovinfoCase


def at(hour, minute=0, day="2026-03-10"):
    """Local time in China as frozen UTC."""
    return freeze_time("%s %02d:%02d:00" % (day, hour - 8, minute))


@tagged("post_install", "-at_install")
class TestUploadDay(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at(8):
            cls.items = cls.env["govinfo.item"]
            for number in range(6):
                cls.items |= cls.accept(cls.make_item(name="第%d条信息" % number))
        cls.days = cls.env["govinfo.upload.day"]

    def day(self, day=date(2026, 3, 10)):
        return self.days.search([("company_id", "=", self.company.id), ("date", "=", day)])

    def send(self, count, level="city"):
        self.items[:count].with_user(self.reviewer).action_upload(level)

    def forget(self):
        self.env.flush_all()
        self.env.clear()

    def reminders(self):
        return self.day().activity_ids

    def test_each_item_counts_once_and_each_level_apart(self):
        with at(9):
            self.send(3)
            self.send(2, "province")
        day = self.day()
        self.assertEqual((day.sent_count, day.city_count, day.province_count), (3, 3, 2))
        self.assertEqual((day.target, day.missing, day.state), (4, 1, "short"))
        with at(10):
            self.send(4)
        self.assertEqual((day.missing, day.state, day.label), (0, "met", "4 / 4"))

    def test_the_calendar_tells_what_was_sent_not_the_date(self):
        with at(9):
            self.send(3)
        day = self.day()
        self.assertIn("3 / 4", day.display_name)
        in_calendar = day.with_context(govinfo_in_calendar=True)
        self.assertEqual(in_calendar.display_name, "3 sent of 4")
        day.is_working_day = False
        self.assertEqual(in_calendar.display_name, "3 sent")

    def test_targets_by_level(self):
        self.company.write({"govinfo_upload_target_city": 3, "govinfo_upload_target_province": 2})
        with at(9):
            self.send(4)
        self.assertEqual((self.day().missing, self.day().state), (2, "short"))
        with at(9):
            self.send(2, "province")
        self.assertEqual(self.day().state, "met")

    def test_the_day_is_the_countys(self):
        with freeze_time("2026-03-10 15:59:00"):
            self.send(1)
        with freeze_time("2026-03-10 16:00:00"):
            self.items[1].with_user(self.reviewer).action_upload("city")
        self.assertEqual(self.day().sent_count, 1)
        self.assertEqual(self.day(date(2026, 3, 11)).sent_count, 1)

    def test_a_report_moved_to_another_day_or_deleted(self):
        with at(9):
            self.send(2)
            first, second = self.env["govinfo.upload"].search([], limit=2, order="id")
            first.with_user(self.reviewer).date = date(2026, 3, 9)
            second.with_user(self.reviewer).unlink()
        self.assertEqual(self.day().sent_count, 0)
        self.assertEqual(self.day(date(2026, 3, 9)).sent_count, 1)

    def test_a_changed_target_does_not_change_past_days(self):
        with at(9):
            self.send(1)
        self.company.govinfo_upload_target = 6
        with at(9, day="2026-03-11"):
            self.items[5].with_user(self.reviewer).action_upload("city")
        self.assertEqual(self.day().target, 4)
        self.assertEqual(self.day(date(2026, 3, 11)).target, 6)

    def test_days_off_have_no_target(self):
        with at(10, day="2026-03-14"):
            self.send(1)
            self.days._cron_watch()
        day = self.day(date(2026, 3, 14))
        self.assertEqual((day.state, day.missing), ("off", 0))
        self.assertFalse(day.activity_ids)

    def test_a_worked_saturday_has_its_target(self):
        listed = self.env["govinfo.working.day"].with_user(self.manager)
        listed.create({"date": "2026-03-14", "works": True, "name": "调休上班"})
        with at(15, day="2026-03-14"):
            self.days._cron_watch()
        day = self.day(date(2026, 3, 14))
        self.assertEqual((day.state, day.missing), ("short", 4))
        self.assertTrue(day.activity_ids)

    def test_a_holiday_entered_afterwards_takes_the_target_away(self):
        listed = self.env["govinfo.working.day"].with_user(self.manager)
        with at(15):
            self.send(1)
            self.days._cron_watch()
        self.assertTrue(self.reminders())
        holiday = listed.create({"date": "2026-03-10", "name": "县庆"})
        self.assertEqual((self.day().state, self.day().missing), ("off", 0))
        self.assertFalse(self.reminders())
        holiday.date = "2026-03-11"
        self.assertEqual((self.day().state, self.day().missing), ("short", 3))
        holiday.date = "2026-03-10"
        self.assertEqual(self.day().state, "off")
        holiday.unlink()
        self.assertEqual(self.day().state, "short")

    def test_reviewers_are_reminded_in_the_afternoon_once(self):
        with at(9):
            self.send(2)
        with at(14, 30):
            self.days._cron_watch()
        self.assertFalse(self.reminders())
        for minute in (0, 30):
            with at(15, minute):
                self.days._cron_watch()
        asked = self.reminders().user_id
        self.assertLessEqual(self.reviewer | self.reviewer_b | self.manager, asked)
        self.assertFalse(asked & (self.officer | self.leader))
        self.assertEqual(len(self.reminders()), len(asked))
        self.assertIn("2", self.reminders()[0].summary)

    def test_reaching_the_target_ends_the_reminder(self):
        with at(15):
            self.days._cron_watch()
            self.assertTrue(self.reminders())
            self.send(4)
        self.assertFalse(self.reminders())

    def test_no_reminder_when_the_target_is_met(self):
        with at(14):
            self.send(4)
        with at(15):
            self.days._cron_watch()
        self.assertFalse(self.reminders())

    def test_days_without_any_report_stand_in_the_calendar(self):
        with at(9, day="2026-03-05"):
            self.days._cron_watch()
        with at(9, day="2026-03-10"):
            self.days._cron_watch()
            self.days._cron_watch()
        days = self.days.search([("company_id", "=", self.company.id)])
        self.assertEqual(sorted(day.date.day for day in days if day.date.month == 3), [5, 6, 9, 10])
        self.assertEqual(set(days.mapped("state")), {"short"})

    def test_nobody_writes_the_count(self):
        with at(9):
            self.send(1)
        for user in self.reviewer | self.leader | self.manager:
            with self.subTest(user=user.login):
                self.assertEqual(self.day().with_user(user).sent_count, 1)
                with self.assertRaises(AccessError):
                    self.day().with_user(user).write({"target": 1})
                with self.assertRaises(AccessError):
                    self.day().with_user(user).unlink()
        with self.assertRaises(AccessError):
            self.day().with_user(self.officer).read(["sent_count"])

    def test_the_first_screen_shows_the_day(self):
        company = self.company.with_user(self.reviewer)
        with at(9):
            self.assertEqual((company.govinfo_today_sent, company.govinfo_today_target), (0, 4))
            self.assertEqual(company.govinfo_today_missing, 4)
            self.send(3)
            self.forget()
            self.assertEqual((company.govinfo_today_sent, company.govinfo_today_missing), (3, 1))
        with at(9, day="2026-03-14"):
            self.forget()
            self.assertEqual(company.govinfo_today_target, 0)

    def test_settings_are_checked(self):
        with self.assertRaises(ValidationError):
            self.company.govinfo_upload_target = -1
        with self.assertRaises(ValidationError):
            self.company.govinfo_upload_reminder_hour = 24
        with self.assertRaises(ValidationError):
            self.company.govinfo_day_start = 17.5
        with self.assertRaises(ValidationError):
            self.company.govinfo_grace_days = 90

    def test_a_year_brought_in_counts_by_its_days(self):
        start = date(2025, 1, 6)
        for offset, item in enumerate(self.items):
            self.history(
                "govinfo.upload",
                item_id=item.id,
                level="province",
                date=start + timedelta(days=offset),
            )
        self.assertEqual(self.day(start).province_count, 1)
        self.assertEqual(self.day(date(2025, 1, 11)).state, "off")
