from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models

from ...documents import analysis_sheet
from ...gongwen import render_pdf
from ...helpers.foundation.grouping import totals
from ...helpers.foundation.language import in_chinese
from ..item.govinfo_item import WITH_OFFICE


class GovinfoAnalysisSheet(models.AbstractModel):
    """The analysis on one page, for the leader's meeting: how the county stands today."""

    _name = "govinfo.analysis.sheet"
    _description = "Analysis Sheet"
    _inherit = "govinfo.annual.figures"

    @api.model
    def action_open(self):
        """Open the sheet of the current county."""
        company = self.env.company
        self._check_reader(company)
        return {
            "type": "ir.actions.act_url",
            "url": "/govinfo/analysis/%d/pdf" % company.id,
            "target": "new",
        }

    def _sheet(self, company):
        """The figures as a dict of plain values; for the county office."""
        self._check_reader(company)
        # sudo: as in govinfo.annual.figures
        sheet = in_chinese(self.sudo())
        return {
            "units": sheet._units(company),
            "categories": sheet._categories(company),
            "unit_categories": sheet._sent_by("unit_category_id", sheet._last_year(company)),
            "months": sheet._months(company),
            "levels": sheet._levels(company),
            "hours": sheet._hours(company),
            "works": sheet._silent_works(company),
        }

    def _units(self, company):
        """How each unit stands; the most silent first."""
        rows = self.env["govinfo.analysis.unit"].search([("company_id", "=", company.id)])
        return [
            {
                "name": row.unit_id.name,
                "standing": row.standing,
                "last": str(row.last_date) if row.last_date else "",
                "sent": row.sent_365,
                "adopted": row.adopted_365,
                "research": row.research_365,
                "asked": row.commissions_365,
                "done": round(row.commissions_365 * row.done_share / 100),
                "missed": row.missed_365,
            }
            for row in rows.sorted(lambda row: (row.sent_90, -row.silent_days, row.unit_id.code))
        ]

    def _last_year(self, company):
        """Domain of the days of the last year."""
        today = company.govinfo_today()
        return self._days(company, today - timedelta(days=365), today)

    def _categories(self, company):
        """Sent and adopted in the last year, by category."""
        return self._sent_by("category_id", self._last_year(company))

    def _months(self, company):
        """Sent, research pieces and adopted in each of the last twelve months, the oldest first."""
        today = company.govinfo_today()
        first = (today - relativedelta(months=11)).replace(day=1)
        rows = self.env["govinfo.analysis.item"]._read_group(
            self._days(company, first, today) + [("counted", "=", 1)],
            ["date:month"],
            ["__count", "research:sum", "adopted:sum"],
        )
        sent = {month: figures for month, *figures in rows}
        months = [first + relativedelta(months=number) for number in range(12)]
        keys = ("count", "research", "adopted")
        return [
            dict(zip(keys, sent.get(month, (0, 0, 0))), month=month.strftime("%Y-%m"))
            for month in months
        ]

    def _levels(self, company):
        """Items of the last year by the highest level that adopted them."""
        rows = totals(
            self.env["govinfo.analysis.item"],
            self._last_year(company) + [("counted", "=", 1)],
            ["adopted_level"],
        )
        return dict(rows)

    def _hours(self, company):
        """Average hours from event to submission and from there to acceptance; None without any."""
        items = self.env["govinfo.analysis.item"]
        counted = self._last_year(company) + [("counted", "=", 1)]
        urgent = counted + [("urgency", "=", "urgent")]
        [(submit, accept)] = items._read_group(
            counted, [], ["hours_to_submit:avg", "hours_to_accept:avg"]
        )
        [(urgently,)] = items._read_group(urgent, [], ["hours_to_submit:avg"])
        hours = {"submit": submit, "accept": accept, "urgent": urgently}
        return {key: None if value is False else value for key, value in hours.items()}

    def _silent_works(self, company):
        """Names of key works (the smallest parts) and key points in force without any item."""
        today = company.govinfo_today()
        in_force = [
            ("company_id", "=", company.id),
            ("date_from", "<=", today),
            "|",
            ("date_to", "=", False),
            ("date_to", ">=", today),
        ]
        works = self.env["govinfo.topic"].search(
            [("is_silent", "=", True), ("child_ids", "=", False), *in_force]
        )
        items = self.env["govinfo.item"]
        points = self.env["govinfo.keypoint"].search(in_force, order="id")
        silent = points.filtered(
            lambda point: (
                not items.search(
                    [("keypoint_ids", "=", point.id), ("state", "in", WITH_OFFICE)], limit=1
                )
            )
        )
        return works.mapped("name") + silent.mapped("name")

    def _render_pdf(self, company):
        """The sheet as PDF."""
        office = {
            "organ": company.govinfo_organ or company.name,
            "date": company.govinfo_today(),
        }
        return render_pdf(analysis_sheet(self._sheet(company), office, company.govinfo_notice_kind))
