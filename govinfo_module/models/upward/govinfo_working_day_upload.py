from odoo import api, models


class GovinfoWorkingDay(models.Model):
    """The target of a day falls away, or comes back, with the list of working days."""

    _inherit = "govinfo.working.day"

    @api.model
    def _judge_again(self, places):
        super()._judge_again(places)
        for company in self.env["res.company"].union(*(company for company, _date in places)):
            dates = [date for owner, date in places if owner == company]
            # sudo: rows of days are the system's own
            days = self.env["govinfo.upload.day"].sudo()
            days = days.search([("company_id", "=", company.id), ("date", "in", dates)])
            working = company._govinfo_working_days(min(dates), max(dates))
            for day in days:
                day.is_working_day = day.date in working
            days._close_reminders()
