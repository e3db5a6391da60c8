from datetime import datetime, time

import pytz

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_datetime

from ...helpers.foundation.language import day_text


class ResCompany(models.Model):
    """A county; its settings for information work."""

    _inherit = "res.company"

    govinfo_tz = fields.Char("Time zone of facts", default="Asia/Shanghai", required=True)
    govinfo_organ = fields.Char(
        "Issuing organ", help="As it stands in documents, e.g. 某县人民政府办公室."
    )
    govinfo_contact = fields.Char("Contact", help="Whom units may ask, in letters and slips.")
    govinfo_phone = fields.Char("Telephone", help="Of the contact, or of the office.")
    govinfo_secret_reader_ids = fields.Many2many(
        "res.users",
        "govinfo_company_secret_reader_rel",
        "company_id",
        "user_id",
        "Readers of work secrets",
        help="Editors named on every work-secret item when it is submitted.",
    )

    @api.constrains("govinfo_tz")
    def _check_govinfo_tz(self):
        for company in self:
            if company.govinfo_tz not in pytz.all_timezones_set:
                raise ValidationError(_("%s is not the name of a time zone.", company.govinfo_tz))

    @api.private
    def govinfo_local(self, moment):
        """The naive UTC ``moment`` of a record as local time of the county."""
        zone = pytz.timezone(self.govinfo_tz or "UTC")
        return pytz.utc.localize(moment).astimezone(zone)

    @api.private
    def govinfo_today(self):
        """Today's date in the county's time zone."""
        return self.govinfo_local(fields.Datetime.now()).date()

    def _govinfo_day(self, day):
        """``day`` as people write it, in the language of the context; nothing of no day."""
        return day_text(self.env, day)

    @api.private
    def govinfo_format(self, moment):
        """The naive UTC ``moment`` as people of the county read it, in the language of the context."""
        pattern = _("MMM d, y, HH:mm")
        return format_datetime(self.env, moment, tz=self.govinfo_tz, dt_format=pattern)

    @api.private
    def govinfo_utc(self, day, at=time.min):
        """The naive UTC moment of local ``day`` at local time ``at``."""
        zone = pytz.timezone(self.govinfo_tz or "UTC")
        moment = zone.localize(datetime.combine(day, at))
        return moment.astimezone(pytz.utc).replace(tzinfo=None)

    def _govinfo_users(self, group):
        """Active users of this county in ``group`` (the name of one of the addon's groups)."""
        # sudo: whom to ask, not what they may see
        users = self.env.ref("govinfo_module.%s" % group).sudo().all_user_ids
        return users.filtered(lambda user: user.active and self in user.company_ids)
