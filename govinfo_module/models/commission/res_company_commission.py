import pytz

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...helpers.foundation.working_time import WorkingTime


class ResCompany(models.Model):
    """Settings of commissions, and when the county's people may be disturbed."""

    _inherit = "res.company"

    govinfo_open_cap = fields.Integer(
        "Open commissions a unit", help="Beyond it the editor gives a reason; 0: no cap."
    )
    govinfo_remind_first_days = fields.Integer(
        "First reminder (days)", default=3, help="Days before the deadline; 0: none."
    )
    govinfo_remind_second_days = fields.Integer(
        "Second reminder (days)", default=1, help="Days before the deadline; 0: none."
    )
    govinfo_remind_last_hours = fields.Integer(
        "Last reminder (hours)", default=2, help="Hours before the deadline; 0: none."
    )
    govinfo_grace_days = fields.Integer(
        "Grace period (working days)",
        default=1,
        help="Full working days after the deadline, then a commission counts as missed; 0: at once.",
    )
    govinfo_day_start = fields.Float(
        "Messages from", default=8.0, help="Nothing is sent by itself before this time of day."
    )
    govinfo_day_end = fields.Float(
        "Messages until", default=18.0, help="Nothing is sent by itself after this time of day."
    )

    @api.constrains("govinfo_day_start", "govinfo_day_end")
    def _check_govinfo_day(self):
        for company in self:
            if not 0 <= company.govinfo_day_start <= company.govinfo_day_end - 2 <= 22:
                raise ValidationError(
                    _("Messages are sent within one day; leave at least two hours for them.")
                )

    @api.constrains(
        "govinfo_remind_first_days",
        "govinfo_remind_second_days",
        "govinfo_remind_last_hours",
        "govinfo_grace_days",
    )
    def _check_govinfo_reminders(self):
        for company in self:
            numbers = (
                company.govinfo_remind_first_days,
                company.govinfo_remind_second_days,
                company.govinfo_remind_last_hours,
                company.govinfo_grace_days,
            )
            if min(numbers) < 0 or max(numbers) > 60:
                raise ValidationError(_("Reminders and grace are between 0 and 60."))

    def _govinfo_working_time(self, first, last):
        """The ``WorkingTime`` of this county from local day ``first`` to ``last``."""
        self.ensure_one()
        return WorkingTime(
            pytz.timezone(self.govinfo_tz),
            self._govinfo_working_days(first, last),
            self.govinfo_day_start,
            self.govinfo_day_end,
        )

    def _govinfo_awake(self):
        """Those of these counties whose people may be disturbed now."""
        now = fields.Datetime.now()
        awake = self.browse()
        for county in self:
            today = county.govinfo_today()
            if county._govinfo_working_time(today, today).allows(now):
                awake |= county
        return awake
