from datetime import timedelta

from odoo import _, api, fields, models

from ...helpers.foundation.alone import alone
from ...helpers.foundation.language import day_text

# Days without any report are filled in this far back when the job did not run.
CATCH_UP = timedelta(days=62)
# In the calendar: green, red, grey blue.
COLORS = {"met": 10, "short": 1, "off": 4}


class GovinfoUploadDay(models.Model):
    """One day of upward reporting: what was sent, against the day's target (每日上报).

    Rows are the system's own: made with the first report of a day and for every working day; the
    target is the one that held on that day.
    """

    _name = "govinfo.upload.day"
    _description = "Day of Upward Reports"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _rec_name = "label"

    date = fields.Date(required=True, readonly=True, index=True)
    is_working_day = fields.Boolean("Working day", readonly=True)
    target = fields.Integer("Target in all", readonly=True)
    target_city = fields.Integer("Target to city", readonly=True)
    target_province = fields.Integer("Target to province", readonly=True)
    upload_ids = fields.One2many("govinfo.upload", "day_id", "Reports", readonly=True)
    sent_count = fields.Integer(
        "Items sent",
        compute="_compute_counts",
        store=True,
        help="Each item once, whatever the level.",
    )
    city_count = fields.Integer("Sent to city", compute="_compute_counts", store=True)
    province_count = fields.Integer("Sent to province", compute="_compute_counts", store=True)
    missing = fields.Integer("Items missing", compute="_compute_counts", store=True)
    state = fields.Selection(
        [("met", "Target met"), ("short", "Short"), ("off", "Day off")],
        compute="_compute_counts",
        store=True,
        index=True,
    )
    color = fields.Integer(compute="_compute_counts", store=True)
    label = fields.Char("Sent / target", compute="_compute_counts", store=True)
    reminded_at = fields.Datetime("Reminded on", readonly=True, copy=False)
    company_id = fields.Many2one("res.company", "County", required=True, readonly=True, index=True)

    _date_unique = models.Constraint(
        "unique(company_id, date)",
        "This day stands here already.",
    )

    @api.depends(
        "upload_ids.level",
        "upload_ids.item_id",
        "is_working_day",
        "target",
        "target_city",
        "target_province",
    )
    def _compute_counts(self):
        for day in self:
            levels = day.upload_ids.mapped("level")
            day.sent_count = len(day.upload_ids.item_id)
            day.city_count = levels.count("city")
            day.province_count = levels.count("province")
            short = (
                day.target - day.sent_count,
                day.target_city - day.city_count,
                day.target_province - day.province_count,
            )
            day.missing = max(0, *short) if day.is_working_day else 0
            day.state = ("short" if day.missing else "met") if day.is_working_day else "off"
            day.color = COLORS[day.state]
            day.label = "%d / %d" % (day.sent_count, day.target if day.is_working_day else 0)

    @api.depends("date", "label")
    @api.depends_context("lang", "govinfo_in_calendar")
    def _compute_display_name(self):
        in_calendar = self.env.context.get("govinfo_in_calendar")  # where the date stands already
        for day in self:
            if in_calendar:
                day.display_name = day._count_words()
            else:
                day.display_name = "%s %s" % (day_text(self.env, day.date), day.label or "")

    def _count_words(self):
        if self.is_working_day and self.target:
            return _("%(sent)s sent of %(target)s", sent=self.sent_count, target=self.target)
        return _("%s sent", self.sent_count)

    @api.model
    def _ensure(self, company, dates):
        """The rows of ``company`` for local ``dates``, made where missing, by date."""
        if not dates:
            return {}
        self.env.flush_all()
        working = company._govinfo_working_days(min(dates), max(dates))
        for date in sorted(dates):
            # ON CONFLICT: two people may send the first report of the day at the same time.
            self.env.cr.execute(
                """
                INSERT INTO govinfo_upload_day
                    (company_id, date, is_working_day, target, target_city, target_province,
                     sent_count, city_count, province_count, create_uid, create_date)
                VALUES (%s, %s, %s, %s, %s, %s, 0, 0, 0, %s, now() AT TIME ZONE 'UTC')
                ON CONFLICT (company_id, date) DO NOTHING
                RETURNING id
                """,
                (
                    company.id,
                    date,
                    date in working,
                    company.govinfo_upload_target,
                    company.govinfo_upload_target_city,
                    company.govinfo_upload_target_province,
                    self.env.uid,
                ),
            )
            made = self.browse(row[0] for row in self.env.cr.fetchall())
            made.modified(["is_working_day"])
        days = self.search([("company_id", "=", company.id), ("date", "in", list(dates))])
        return {day.date: day for day in days}

    # -- the afternoon -----------------------------------------------------------------------

    @api.model
    def _cron_watch(self):
        """Note every working day, and remind the reviewers in the afternoon when the day is short.

        Safe to run any number of times: a day is reminded of once.
        """
        for company in self.env["res.company"].search([]):
            with alone(self.env, "Upward reports of county %d" % company.id):
                self._watch(company)
        return True

    @api.model
    def _watch(self, company):
        now = fields.Datetime.now()
        today = company.govinfo_today()
        last = self.search([("company_id", "=", company.id)], limit=1).date or today
        first = max(last, today - CATCH_UP)
        working = company._govinfo_working_time(min(first, today), today)
        self._ensure(company, set(working.days))
        day = self.search([("company_id", "=", company.id), ("date", "=", today)])
        hour = company.govinfo_local(now)
        late = hour.hour + hour.minute / 60 >= company.govinfo_upload_reminder_hour
        if day.state == "short" and not day.reminded_at and late and working.allows(now):
            day._remind()

    def _remind(self):
        """Ask every reviewer of the county to send what is missing today."""
        self.reminded_at = fields.Datetime.now()
        for user in self.company_id._govinfo_users("group_reviewer"):
            self.with_context(lang=user.lang).activity_schedule(
                "govinfo_module.mail_activity_upload",
                user_id=user.id,
                date_deadline=self.date,
                summary=self.with_context(lang=user.lang)._shortfall(),
            )

    def _shortfall(self):
        return _(
            "Upward reports today: %(sent)s of %(target)s sent, %(missing)s missing",
            sent=self.sent_count,
            target=self.target,
            missing=self.missing,
        )

    def _close_reminders(self):
        """The target has been reached: nobody needs reminding any more."""
        met = self.filtered(lambda day: day.state != "short")
        met.activity_unlink(["govinfo_module.mail_activity_upload"])

    def action_choose_items(self):
        """Accepted items that have not been sent anywhere yet."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": _("Choose items to send"),
            "res_model": "govinfo.item",
            "view_mode": "list,form",
            "domain": [("state", "=", "accepted"), ("upload_ids", "=", False)],
        }
