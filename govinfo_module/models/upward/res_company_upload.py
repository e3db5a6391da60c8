from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """Targets of upward reporting."""

    _inherit = "res.company"

    govinfo_upload_target = fields.Integer(
        "Items to send upward each working day", default=4, help="To city or province, in all."
    )
    govinfo_upload_target_city = fields.Integer("Of these to the city", help="0: no own target.")
    govinfo_upload_target_province = fields.Integer(
        "Of these to the province", help="0: no own target."
    )
    govinfo_upload_reminder_hour = fields.Float(
        "Remind of the day's target at",
        default=15.0,
        help="Reviewers are reminded at this time of day when the target is not reached.",
    )

    @api.constrains(
        "govinfo_upload_target", "govinfo_upload_target_city", "govinfo_upload_target_province"
    )
    def _check_govinfo_upload_target(self):
        for company in self:
            targets = (
                company.govinfo_upload_target,
                company.govinfo_upload_target_city,
                company.govinfo_upload_target_province,
            )
            if min(targets) < 0:
                raise ValidationError(_("A target cannot be negative."))

    @api.constrains("govinfo_upload_reminder_hour")
    def _check_govinfo_upload_reminder_hour(self):
        for company in self:
            if not 0 <= company.govinfo_upload_reminder_hour < 24:
                raise ValidationError(_("Give a time of day between 0:00 and 23:59."))
