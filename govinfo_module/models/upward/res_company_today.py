from odoo import fields, models


class ResCompany(models.Model):
    """The county's upward reports of today, for the first screen."""

    _inherit = "res.company"

    govinfo_today_sent = fields.Integer("Sent today", compute="_compute_govinfo_today")
    govinfo_today_target = fields.Integer("Target today", compute="_compute_govinfo_today")
    govinfo_today_missing = fields.Integer("Missing today", compute="_compute_govinfo_today")

    def _compute_govinfo_today(self):
        days = self.env["govinfo.upload.day"].sudo()  # sudo: the day's count, no titles
        for company in self:
            today = company.govinfo_today()
            day = days.search([("company_id", "=", company.id), ("date", "=", today)])
            if day:
                target, missing = day.target * day.is_working_day, day.missing
            else:
                target = company.govinfo_upload_target * company._govinfo_is_working_day(today)
                missing = target
            company.govinfo_today_sent = day.sent_count
            company.govinfo_today_target = target
            company.govinfo_today_missing = missing
