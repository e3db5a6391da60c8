"""On which days a county works: its calendar, public holidays, its own list of holidays and weekends."""

import base64
from datetime import date, datetime, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...exchange.tables.xlsx_out import Sheet, write_xlsx
from ..common import GovinfoCase

# National Day 2026: off from Thursday, 1 October to Wednesday, 7 October; Saturday, 10 October worked.
FIRST, LAST = date(2026, 9, 28), date(2026, 10, 11)


@tagged("post_install", "-at_install")
class TestWorkingDays(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.days = cls.env["govinfo.working.day"].with_user(cls.manager)
        cls.calendar = cls.company.resource_calendar_id
        cls.calendar.tz = "UTC"  # read in the county's time whatever it says

    def worked(self, company=None):
        """Days of October and September 2026 that are worked, as numbers."""
        days = (company or self.company)._govinfo_working_days(FIRST, LAST)
        return [day.day for day in sorted(days)]

    def holiday(self, first=1, last=7, company=None, **vals):
        """A public holiday of the platform in October 2026, in whole days of China."""
        leaves = self.env["resource.calendar.leaves"].with_company(company or self.company)
        leave = leaves.create(
            {
                "name": "国庆节",
                "date_from": datetime(2026, 10, first, 16) - timedelta(days=1),
                "date_to": datetime(2026, 10, last, 15, 59),
                **vals,
            }
        )
        leave.flush_recordset()  # its company is that of this environment

    def test_the_week_of_the_calendar(self):
        self.assertEqual(self.worked(), [28, 29, 30, 1, 2, 5, 6, 7, 8, 9])

    def test_listed_days_hold_before_the_week(self):
        self.days.create({"date": "2026-10-01", "name": "国庆节"})
        self.days.create({"date": "2026-10-10", "works": True, "name": "国庆节调休上班"})
        self.assertEqual(self.worked(), [28, 29, 30, 2, 5, 6, 7, 8, 9, 10])
        self.assertFalse(self.company._govinfo_is_working_day(date(2026, 10, 1)))
        self.assertTrue(self.company._govinfo_is_working_day(date(2026, 10, 10)))

    def test_public_holidays_of_the_platform(self):
        self.holiday()
        self.assertEqual(self.worked(), [28, 29, 30, 8, 9])
        self.days.create({"date": "2026-10-06", "works": True, "name": "县里值班日"})
        self.assertEqual(self.worked(), [28, 29, 30, 6, 8, 9])

    def test_a_holiday_of_this_calendar(self):
        self.holiday(2, 2, calendar_id=self.calendar.id)
        self.assertEqual(self.worked(), [28, 29, 30, 1, 5, 6, 7, 8, 9])

    def test_what_is_no_holiday_of_the_county(self):
        """Another county's holiday, one person's absence, time off that counts as worked."""
        other = self.env["res.company"].create({"name": "乙县"})
        self.holiday(company=other)
        person = self.env["resource.resource"].create({"name": "某人"})
        self.holiday(resource_id=person.id)
        self.holiday(time_type="other")
        self.env["govinfo.working.day"].create({"date": "2026-09-28", "company_id": other.id})
        self.assertEqual(self.worked(), [28, 29, 30, 1, 2, 5, 6, 7, 8, 9])
        self.assertEqual(self.worked(other), [29, 30, 8, 9])

    def test_without_a_calendar_every_day_but_those_off(self):
        self.company.resource_calendar_id = False
        self.days.create({"date": "2026-10-01"})
        self.assertEqual(self.worked(), [28, 29, 30, *range(2, 12)])

    def test_a_day_stands_once(self):
        self.days.create({"date": "2026-10-01"})
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.days.create({"date": "2026-10-01", "works": True})

    def test_managers_keep_the_list_and_the_others_read_it(self):
        day = self.days.create({"date": "2026-10-01"})
        for user in self.officer | self.reviewer | self.leader:
            with self.subTest(user=user.login):
                own = day.with_user(user)
                self.assertFalse(own.works)
                for call in (
                    lambda own=own: own.write({"works": True}),
                    lambda own=own: own.unlink(),
                    lambda own=own: own.create({"date": "2026-10-02"}),
                ):
                    with self.assertRaises(AccessError):
                        call()
        with self.assertRaises(AccessError):
            day.with_user(self.outsider).read(["date"])

    def test_counties_are_apart(self):
        other = self.env["res.company"].create({"name": "乙县"})
        day = self.env["govinfo.working.day"].create({"date": "2026-10-01", "company_id": other.id})
        self.assertNotIn(day, self.days.search([]))
        with self.assertRaises(AccessError):
            day.with_user(self.manager).works = True
        with self.assertRaises(AccessError):
            self.days.create({"date": "2026-10-02", "company_id": other.id})

    # -- import ------------------------------------------------------------------------------

    def wizard(self, rows, user=None):
        content = write_xlsx([Sheet("表", ("日期", "安排", "说明"), rows)])
        wizards = self.env["govinfo.import.wizard"].with_user(user or self.manager)
        return wizards.create({"kind": "working_day", "file": base64.b64encode(content)})

    def test_the_list_of_a_year(self):
        known = self.days.create({"date": "2026-10-10", "name": "旧"})
        wizard = self.wizard(
            [
                ("2026年10月1日", "放假", "国庆节"),
                (date(2026, 10, 2), "休", None),
                ("2026-10-10（周六）", "调休上班", "国庆节调休"),
            ]
        )
        wizard.action_preview()
        self.assertEqual((wizard.good_count, wizard.bad_count), (3, 0))
        action = wizard.action_import()
        days = self.days.search(action["domain"], order="date")
        self.assertEqual(days.mapped("works"), [False, False, True])
        self.assertEqual(days[2], known)
        self.assertEqual(days.mapped("name"), ["国庆节", False, "国庆节调休"])
        self.assertEqual(self.worked(), [28, 29, 30, 5, 6, 7, 8, 9, 10])

    def test_rows_with_errors_are_left_out_and_explained(self):
        wizard = self.wizard(
            [
                ("2026-10-01", "放假"),
                ("2026-10-01", "上班"),
                ("2026-10-03", "也许"),
                ("十月初", "放假"),
                ("2026-10-05", "放假"),
            ]
        )
        wizard.action_preview()
        faults = {line.number: line.fault for line in wizard.line_ids if line.fault}
        self.assertEqual(sorted(faults), [2, 3, 4, 5])
        self.assertIn("more than once", faults[2])
        wizard.action_import()
        self.assertEqual(self.days.search([]).mapped("date"), [date(2026, 10, 5)])

    def test_a_reviewer_does_not_import_days(self):
        wizard = self.wizard([("2026-10-01", "放假")], user=self.reviewer)
        with self.assertRaises(AccessError):
            wizard.action_import()
        self.assertFalse(self.days.search([]))
