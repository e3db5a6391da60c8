from odoo import fields, models


class GovinfoSettings(models.TransientModel):
    """Commissions, reminders and upward reports."""

    _inherit = "govinfo.settings"

    open_cap = fields.Integer(related="company_id.govinfo_open_cap", readonly=False)
    remind_first_days = fields.Integer(
        related="company_id.govinfo_remind_first_days", readonly=False
    )
    remind_second_days = fields.Integer(
        related="company_id.govinfo_remind_second_days", readonly=False
    )
    remind_last_hours = fields.Integer(
        related="company_id.govinfo_remind_last_hours", readonly=False
    )
    grace_days = fields.Integer(related="company_id.govinfo_grace_days", readonly=False)
    day_start = fields.Float(related="company_id.govinfo_day_start", readonly=False)
    day_end = fields.Float(related="company_id.govinfo_day_end", readonly=False)
    calendar_id = fields.Many2one(
        related="company_id.resource_calendar_id", string="Working calendar"
    )
    upload_target = fields.Integer(related="company_id.govinfo_upload_target", readonly=False)
    upload_target_city = fields.Integer(
        related="company_id.govinfo_upload_target_city", readonly=False
    )
    upload_target_province = fields.Integer(
        related="company_id.govinfo_upload_target_province", readonly=False
    )
    upload_reminder_hour = fields.Float(
        related="company_id.govinfo_upload_reminder_hour", readonly=False
    )
