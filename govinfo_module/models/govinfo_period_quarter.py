import logging
from datetime import time, timedelta

from odoo import _, api, models

_logger = logging.getLogger(__name__)


class GovinfoPeriod(models.Model):
    """The job that closes the quarter: period, ledger, scores, draft of the notice."""

    _inherit = "govinfo.period"

    @api.model
    def _cron_quarter_close(self, autocommit=False):
        """Compute the quarter that has just ended and draft its notice, for every county.

        Safe to run any number of times: a quarter that has been computed after its end is left alone.
        One county's failure does not touch the others; it is noted on its period and tried again with
        the next run. With ``autocommit`` every county is kept as soon as it is done.
        """
        for company in self.env["res.company"].search([]):
            period = self._in_language(company)
            try:
                with self.env.cr.savepoint():
                    period._close_quarter(company)
            except Exception as error:  # whatever it is, the other counties go on
                self.env.clear()
                _logger.exception("Closing the quarter of %s failed", company.name)
                self._try_to_note(period, company, error)
            if autocommit:
                # pylint: disable=invalid-commit
                self.env.cr.commit()  # a county that is done stays done, whatever comes after

    @api.model
    def _in_language(self, company):
        """This model, speaking the county's language: what the job writes is read there."""
        return self.with_context(lang=company.partner_id.lang or self.env.lang)

    @api.model
    def _finished_quarter(self, company):
        """The quarter that has ended last, with its days; made when it is missing."""
        first = self._span("quarter", company.govinfo_today())[0]
        day = first - timedelta(days=1)
        found = self.search(
            [("company_id", "=", company.id), ("kind", "=", "quarter"), ("date_to", "=", day)]
        )
        if found or not self.env["govinfo.ruleset"]._in_force(company, day):
            return found
        values = {"company_id": company.id, "kind": "quarter", "date_from": day}
        return self.create(values)

    @api.model
    def _close_quarter(self, company):
        """Compute the quarter just ended, unless that has been done since it ended."""
        period = self._finished_quarter(company)
        if not period or period.state not in ("open", "computed"):
            return
        period._lock()
        over = company.govinfo_utc(period.date_to + timedelta(days=1), time.min)
        if period.computed_at and period.computed_at >= over:
            return
        period._compute()
        short = len(period.score_ids.filtered("shortfall"))
        period.message_post(
            body=_(
                "The quarterly job computed this period: %(units)s units, %(short)s with a shortfall.",
                units=len(period.score_ids),
                short=short,
            )
        )
        period._draft_notice()

    @api.model
    def _try_to_note(self, period, company, error):
        try:
            with self.env.cr.savepoint():
                period._note_failure(company, error)
        except Exception:  # the log says it already; the other counties go on
            self.env.clear()
            _logger.exception("Noting the failure of %s failed", company.name)

    @api.model
    def _note_failure(self, company, error):
        """Say on the county's period, where people look, what kept the job from closing it."""
        period = self._finished_quarter(company)
        if not period:
            return
        text = _("The quarterly job could not compute this period: %s", error)
        period.message_post(body=text)
        for user in company._govinfo_users("group_manager"):
            if period.activity_ids.filtered(lambda activity, user=user: activity.user_id == user):
                continue
            period.activity_schedule("mail.mail_activity_data_warning", user_id=user.id, note=text)
