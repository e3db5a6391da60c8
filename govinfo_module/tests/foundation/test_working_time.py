"""When people may be disturbed: daytime of working days, across midnight, holidays and time zones."""

from datetime import date, datetime, timedelta

import pytz

from ...helpers.foundation.working_time import WorkingTime, clock
from ..pure import PureCase, tagged

CHINA = pytz.timezone("Asia/Shanghai")
# National Day 2026: 1 to 7 October off, Saturday 10 October worked.
OCTOBER = {date(2026, 9, 28) + timedelta(days=n) for n in range(3)} | {
    date(2026, 10, 8),
    date(2026, 10, 9),
    date(2026, 10, 10),
    date(2026, 10, 12),
}


@tagged("post_install", "-at_install")
class TestWorkingTime(PureCase):
    def setUp(self):
        super().setUp()
        self.time = WorkingTime(CHINA, OCTOBER, 8, 18)

    def local(self, text, zone=CHINA):
        """A local time as naive UTC."""
        local = zone.localize(datetime.strptime("2026-" + text, "%Y-%m-%d %H:%M"))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    def test_daytime_of_working_days_only(self):
        for text, allowed in (
            ("09-28 07:59", False),
            ("09-28 08:00", True),
            ("09-28 17:59", True),
            ("09-28 18:00", False),
            ("09-29 00:00", False),
            ("10-01 10:00", False),
            ("10-10 10:00", True),
            ("10-11 10:00", False),
        ):
            with self.subTest(text):
                self.assertEqual(self.time.allows(self.local(text)), allowed)

    def test_what_falls_into_the_night_or_a_holiday_is_brought_forward(self):
        for planned, latest in (
            ("10-08 09:30", "10-08 09:30"),
            ("10-08 17:00", "10-08 17:00"),
            ("10-08 17:30", "10-08 17:00"),
            ("10-08 23:59", "10-08 17:00"),
            ("10-09 00:00", "10-08 17:00"),
            ("10-09 07:59", "10-08 17:00"),
            ("10-09 08:00", "10-09 08:00"),
            ("10-06 17:00", "09-30 17:00"),
            ("10-08 07:00", "09-30 17:00"),
            ("10-11 12:00", "10-10 17:00"),
        ):
            with self.subTest(planned):
                self.assertEqual(self.time.latest(self.local(planned)), self.local(latest))

    def test_without_a_working_day_before_the_moment_stays(self):
        moment = self.local("09-27 12:00")
        self.assertEqual(self.time.latest(moment), moment)

    def test_grace_ends_with_a_whole_working_day(self):
        for since, count, end in (
            ("09-28 10:00", 0, "09-28 10:00"),
            ("09-28 10:00", 1, "09-30 00:00"),
            ("09-28 23:59", 1, "09-30 00:00"),
            ("09-29 00:00", 1, "10-01 00:00"),
            ("09-30 17:00", 1, "10-09 00:00"),
            ("10-09 17:00", 1, "10-11 00:00"),
            ("10-09 17:00", 2, "10-13 00:00"),
        ):
            with self.subTest(since, count=count):
                self.assertEqual(self.time.after(self.local(since), count), self.local(end))

    def test_grace_beyond_the_known_days_counts_every_day(self):
        self.assertEqual(self.time.after(self.local("10-12 17:00"), 1), self.local("10-14 00:00"))

    def test_daytime_follows_the_clock_of_the_county(self):
        berlin = pytz.timezone("Europe/Berlin")
        # The clock goes back on Sunday, 25 October 2026.
        times = WorkingTime(berlin, {date(2026, 10, 23), date(2026, 10, 26)}, 8, 18)
        self.assertTrue(times.allows(datetime(2026, 10, 23, 6, 0)))
        self.assertFalse(times.allows(datetime(2026, 10, 26, 6, 30)))
        self.assertTrue(times.allows(datetime(2026, 10, 26, 7, 0)))
        self.assertEqual(
            times.latest(self.local("10-25 12:00", berlin)), self.local("10-23 17:00", berlin)
        )
        self.assertEqual(times.after(datetime(2026, 10, 23, 12), 1), datetime(2026, 10, 26, 23))

    def test_hours_as_times_of_day(self):
        self.assertEqual(str(clock(8.5)), "08:30:00")
        self.assertEqual(str(clock(0)), "00:00:00")
        self.assertEqual(clock(24), datetime.max.time())
