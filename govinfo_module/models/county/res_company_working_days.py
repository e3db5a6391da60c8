from datetime import timedelta

import pytz

from odoo import models


class ResCompany(models.Model):
    """On which days a county works."""

    _inherit = "res.company"

    def _govinfo_working_days(self, first, last):
        """The working days of this county from local day ``first`` to ``last``, as a set of dates."""
        self.ensure_one()
        # sudo: reminders and targets keep to the list, whoever sets them off
        listed = self.env["govinfo.working.day"].sudo()
        listed = listed.search(
            [("company_id", "=", self.id), ("date", ">=", first), ("date", "<=", last)]
        )
        worked = listed.filtered("works")
        off = listed - worked
        days = self._govinfo_calendar_days(first, last)
        return (days | set(worked.mapped("date"))) - set(off.mapped("date"))

    def _govinfo_is_working_day(self, day):
        return bool(self._govinfo_working_days(day, day))

    def _govinfo_calendar_days(self, first, last):
        """Days with working hours that no public holiday covers; every day without a calendar.

        A public holiday of the platform is an absence of nobody in particular: on this calendar, or on
        every calendar of the county.
        """
        calendar = self.sudo().resource_calendar_id  # sudo: as in _govinfo_working_days
        if not calendar:
            return {first + timedelta(days=count) for count in range((last - first).days + 1)}
        zone = pytz.timezone(self.govinfo_tz)
        holidays = [
            ("time_type", "=", "leave"),
            "|",
            ("calendar_id", "=", calendar.id),
            ("company_id", "in", [False, self.id]),
        ]
        spans = calendar._work_intervals_batch(
            pytz.utc.localize(self.govinfo_utc(first)),
            pytz.utc.localize(self.govinfo_utc(last + timedelta(days=1))),
            domain=holidays,
            tz=zone,
        )[False]
        return {begin.astimezone(zone).date() for begin, _end, _records in spans}
