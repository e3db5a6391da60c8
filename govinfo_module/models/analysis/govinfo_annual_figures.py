"""The figures of a calendar year, computed from the records."""

from datetime import date

from odoo import _, models
from odoo.exceptions import AccessError

from ...documents import annual_document
from ...gongwen import render_pdf
from ...helpers.foundation.grouping import totals
from ...helpers.foundation.language import in_chinese

READERS = ("group_reviewer", "group_leader", "group_manager")


class GovinfoAnnualFigures(models.AbstractModel):
    """Collects what the annual report says. Read as superuser: it counts the whole county, names nothing."""

    _name = "govinfo.annual.figures"
    _description = "Figures of a Year"
    _inherit = "govinfo.notice.figures"

    # -- for whom ----------------------------------------------------------------------------

    def _check_reader(self, company):
        """The county office reads the figures of its own county."""
        user = self.env.user
        allowed = any(user.has_group("govinfo_module.%s" % group) for group in READERS)
        if not self.env.su and not (allowed and company in user.company_ids):
            raise AccessError(_("Only the county office reads the figures of the county."))

    def _figures(self, company, year):
        """The figures of ``year`` as a dict of plain values; for the county office."""
        self._check_reader(company)
        # sudo: counts over all units, after the check of who asks; the words of records are Chinese
        figures = in_chinese(self.sudo())
        return figures._year(company.sudo(), year)

    def _render_pdf(self, company, year):
        """The annual report as PDF."""
        office = {
            "organ": company.govinfo_organ or company.name,
            "date": company.govinfo_today(),
        }
        return render_pdf(annual_document(self._figures(company, year), office))

    # -- counts ------------------------------------------------------------------------------

    def _year(self, company, year):
        first, last = date(year, 1, 1), date(year, 12, 31)
        before = date(year - 1, 1, 1), date(year - 1, 12, 31)
        days = self._days(company, first, last)
        return {
            "year": year,
            "totals": self._year_totals(company, first, last),
            "previous": self._year_totals(company, *before),
            "days": self._upload_days(company, first, last),
            "special": self._special(days),
            "followups": self._followups(company, first, last),
            "issues": self._counts(
                "govinfo.issue",
                days + [("state", "=", "published"), ("publication_id.is_own", "=", True)],
                "kind",
            ),
            "commissions_due": self.env["govinfo.commission"].search_count(
                self._moments(company, "deadline", first, last)
                + [("state", "in", ("issued", "closed"))]
            ),
            "by_unit_category": self._sent_by("unit_category_id", days),
            "by_category": self._sent_by("category_id", days),
            "ranks": self._ranks(company),
            "notices": self._notices(company, first, last),
            "incidents": self._counts(
                "govinfo.incident", days + [("state", "=", "confirmed")], "kind"
            ),
            "trainings": self._trainings(company, first, last),
            "honors": self._honors(company, year),
            "responses": self._responses(company, first, last),
        }

    def _year_totals(self, company, first, last):
        """The counts of a period, and how many items went upward: each once, whatever the level."""
        sent_up = self.env["govinfo.upload"].search(self._days(company, first, last)).item_id
        return dict(self._totals(company, first, last), sent_up=len(sent_up))

    def _upload_days(self, company, first, last):
        """Working days so far, the fewest items sent upward on one of them, and days on target."""
        last = min(last, company.govinfo_today())
        working = company._govinfo_working_days(first, last) if first <= last else []
        rows = self.env["govinfo.upload.day"].search(self._days(company, first, last))
        sent = {row.date: row.sent_count for row in rows}
        met = {row.date for row in rows if row.state == "met"}
        return {
            "working": len(working),
            "least": min((sent.get(day, 0) for day in working), default=0),
            "met": len(met.intersection(working)),
        }

    def _special(self, days):
        """Special reports adopted by superiors, and how many of them were commissioned."""
        special = days + [
            ("state", "=", "registered"),
            ("publication_id.kind", "=", "special"),
            ("level", "!=", "county"),
        ]
        return {
            "adopted": self._counts("govinfo.adoption", special, "level"),
            "commissioned": self.env["govinfo.adoption"].search_count(
                special + [("item_id.commission_line_id", "!=", False)]
            ),
        }

    def _followups(self, company, first, last):
        """Follow-ups to the year's instructions by state."""
        domain = [
            ("company_id", "=", company.id),
            ("instruction_id.date", ">=", first),
            ("instruction_id.date", "<=", last),
            ("instruction_id.state", "=", "registered"),
        ]
        return self._counts("govinfo.followup", domain, "state")

    def _sent_by(self, field, days):
        """Items sent to the office by unit category or category, with those adopted."""
        view = self.env["govinfo.analysis.item"]
        rows = totals(view, days + [("counted", "=", 1)], [field], ["submitted", "adopted"])
        records = self.env[view._fields[field].comodel_name]
        found = {row[0]: row[1:3] for row in rows if row[0]}
        return [
            {"name": record.name, "count": found[record.id][0], "adopted": found[record.id][1]}
            for record in records.browse(found).sorted(lambda record: (record.sequence, record.id))
        ]

    def _ranks(self, company):
        """All places given to the county, the oldest first."""
        records = self.env["govinfo.county.rank"].search(
            [("company_id", "=", company.id)], order="year, level"
        )
        return [
            {
                "year": record.year,
                "level": record.level,
                "rank": record.rank,
                "of": record.of_how_many,
                "note": record.note or "",
            }
            for record in records
        ]

    def _trainings(self, company, first, last):
        trainings = self.env["govinfo.training"].search(
            self._moments(company, "date_start", first, last)
        )
        return {
            "count": len(trainings),
            "asked": sum(trainings.mapped("asked_count")),
            "attended": sum(trainings.mapped("attended_count")),
        }

    def _notices(self, company, first, last):
        """Notices published on the year and its parts; the last of them appears after the year."""
        domain = [
            ("company_id", "=", company.id),
            ("state", "=", "published"),
            ("period_id.date_from", ">=", first),
            ("period_id.date_to", "<=", last),
        ]
        return self.env["govinfo.notice"].search_count(domain)

    def _honors(self, company, year):
        domain = [
            ("company_id", "=", company.id),
            ("year", "=", year),
            ("state", "=", "approved"),
        ]
        return self._counts("govinfo.honor", domain, "kind")
