from odoo import fields, models


class GovinfoSettings(models.TransientModel):
    """What kind of notices and letters the county issues."""

    _inherit = "govinfo.settings"

    notice_kind = fields.Selection(related="company_id.govinfo_notice_kind", readonly=False)
    name_missed = fields.Boolean(related="company_id.govinfo_name_missed", readonly=False)
    letter_numbered = fields.Boolean(related="company_id.govinfo_letter_numbered", readonly=False)
    contact = fields.Char(related="company_id.govinfo_contact", readonly=False)
    phone = fields.Char(related="company_id.govinfo_phone", readonly=False)
