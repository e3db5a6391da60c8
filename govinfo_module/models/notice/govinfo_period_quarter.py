import logging
from datetime import timedelta

from odoo import _, api, models

from ..commission.govinfo_commission_reminder import HOLIDAY

_logger = logging.getLogger(__name__)


class GovinfoPeriod(models.Model):
    """The job that closes the quarter: period, ledger, scores, draft of the notice."""

    _inherit = "govinfo.period"

    @api.model
    def _cron_quarter_close(self, autocommit=False):
        """Compute the periods that have ended and draft their notices, for every county on its day.

        The quarter, and the month where the county wants it. Safe to run any number of times: a period
        that has been computed after its day and has its notice is left alone. One county's failure does
        not touch the others; it is noted on its period and tried again with the next run. With
        ``autocommit`` every county is kept as soon as it is done.
        """
        companies = self.env["res.company"].search([])
        for place, company in enumerate(companies, 1):
            for kind in company._govinfo_closed_kinds():
                self._in_language(company)._try_to_close(company, kind)
            if autocommit:  # a county that is done stays done, whatever comes after
                left = len(companies) - place
                self.env["ir.cron"]._commit_progress(1, remaining=left)

    @api.model
    def _try_to_close(self, company, kind):
        try:
            with self.env.cr.savepoint():
                self._close_finished(company, kind)
        except Exception as error:  # whatever it is, the other counties go on
            self.env.clear()
            _logger.exception("Closing the %s of %s failed", kind, company.name)
            self._try_to_note(company, kind, error)

    @api.model
    def _in_language(self, company):
        """This model, speaking the county's language: what the job writes is read there."""
        return self.with_context(lang=company.partner_id.lang or self.env.lang)

    @api.model
    def _finished(self, company, kind):
        """The ``kind`` of period that has ended last, if its day has come; made when it is missing."""
        last = self._span(kind, company.govinfo_today())[0] - timedelta(days=1)
        if company.govinfo_today() < company._govinfo_close_date(kind, last):
            return self.browse()
        found = self.search(
            [("company_id", "=", company.id), ("kind", "=", kind), ("date_to", "=", last)]
        )
        if found or not self.env["govinfo.ruleset"]._in_force(company, last):
            return found
        return self.create({"company_id": company.id, "kind": kind, "date_from": last})

    @api.model
    def _close_finished(self, company, kind):
        """Compute the period just ended and draft its notice, unless that has been done."""
        period = self._finished(company, kind)
        if not period or period.state == "locked" or period._awaits_answers():
            return
        period._lock()
        day = company._govinfo_close_date(kind, period.date_to)
        early = not period.computed_at or period.computed_at < company.govinfo_utc(day)
        # What all units have been shown is computed anew by people only.
        if early and period.state != "publicity":
            period._compute()
            period._say_computed()
            period._draft_notice()
        elif not period.notice_ids:
            period._draft_notice()

    def _awaits_answers(self):
        """Whether a commission that was due in the period may still be answered, or be noted as missed.

        Otherwise the notice would not name who missed it, and the next one looks at its own quarter only.
        Whatever goes wrong, nobody waits longer than the grace and a long holiday.
        """
        company = self.company_id
        longest = timedelta(days=company.govinfo_grace_days) + HOLIDAY
        if company.govinfo_today() > self.date_to + longest:
            return False
        open_lines = [
            ("company_id", "=", company.id),
            ("state", "=", "pending"),
            ("commission_state", "=", "issued"),
            ("deadline", ">=", company.govinfo_utc(self.date_from)),
            ("deadline", "<", company.govinfo_utc(self.date_to + timedelta(days=1))),
        ]
        return bool(self.env["govinfo.commission.line"].search_count(open_lines, limit=1))

    def _say_computed(self):
        short = len(self.score_ids.filtered("shortfall"))
        self.message_post(
            body=_(
                "The quarterly job computed this period: %(units)s units, %(short)s with a shortfall.",
                units=len(self.score_ids),
                short=short,
            )
        )

    @api.model
    def _try_to_note(self, company, kind, error):
        try:
            with self.env.cr.savepoint():
                self._note_failure(company, kind, error)
        except Exception:  # the log says it already; the other counties go on
            self.env.clear()
            _logger.exception("Noting the failure of %s failed", company.name)

    @api.model
    def _note_failure(self, company, kind, error):
        """Say on the county's period, where people look, what kept the job from closing it."""
        period = self._finished(company, kind)
        if not period:
            return
        text = _("The quarterly job could not compute this period: %s", error)
        period.message_post(body=text)
        for user in company._govinfo_users("group_manager"):
            if period.activity_ids.filtered(lambda activity, user=user: activity.user_id == user):
                continue
            period.activity_schedule("mail.mail_activity_data_warning", user_id=user.id, note=text)
