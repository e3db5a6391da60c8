import base64
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...documents.adoption import adoption_document, adoption_sheets, adoption_title
from ...exchange.tables.xlsx_out import Sheet, write_xlsx
from ...gongwen import render_pdf
from ...gongwen.chinese import quarter
from ...models.county.govinfo_unit import STANDING
from ...models.notice.govinfo_notice_figures import LEVEL_ORDER
from ...models.notice.res_company_notice import NOTICE_KINDS
from ...scoring import windows


class GovinfoAdoptionReport(models.TransientModel):
    """The notice on adoptions of any month, quarter or year, as PDF or .xlsx (采用情况通报).

    Joint units are counted with the item as well; units without any adoption stand in the table too.
    """

    _name = "govinfo.adoption.report"
    _description = "Notice on Adoptions"

    kind = fields.Selection(
        [("month", "Month"), ("quarter", "Quarter"), ("year", "Year")],
        required=True,
        default="month",
    )
    date = fields.Date("A day in it", required=True, default=lambda self: self._default_date())
    notice_kind = fields.Selection(
        NOTICE_KINDS,
        "What it shows",
        required=True,
        default=lambda self: self.env.company.govinfo_notice_kind,
    )
    name = fields.Char("Period", compute="_compute_span")
    date_from = fields.Date("From", compute="_compute_span")
    date_to = fields.Date("To", compute="_compute_span")
    pdf = fields.Binary(compute="_compute_pdf")
    xlsx = fields.Binary(compute="_compute_xlsx")
    company_id = fields.Many2one(
        "res.company", "County", required=True, default=lambda self: self.env.company
    )

    def _default_date(self):
        """The last day of the month before this one."""
        return self.env.company.govinfo_today().replace(day=1) - timedelta(days=1)

    @api.depends("kind", "date", "company_id")
    def _compute_span(self):
        for report in self:
            day = report.date or report._default_date()
            kind = report.kind or "month"
            report.date_from = first = windows.start(kind, day)
            report.date_to = windows.end(kind, day)
            names = {
                "month": "%d年%d月" % (first.year, first.month),
                "quarter": "%d年%s" % (first.year, quarter((first.month + 2) // 3)),
                "year": "%d年" % first.year,
            }
            today = report.company_id.govinfo_today()
            running = report.date_to > today
            until = "（截至%d月%d日）" % (today.month, today.day) if running else ""
            report.name = names[kind] + until

    @api.depends("kind", "date", "notice_kind")
    def _compute_pdf(self):
        for report in self:
            company = report.company_id
            document = adoption_document(
                report._figures(),
                company.govinfo_organ or company.name,
                company.govinfo_today(),
                report.notice_kind,
            )
            report.pdf = base64.b64encode(render_pdf(document, **company._govinfo_print()))

    @api.depends("kind", "date", "notice_kind")
    def _compute_xlsx(self):
        for report in self:
            sheets = [
                Sheet(*sheet) for sheet in adoption_sheets(report._figures(), report.notice_kind)
            ]
            report.xlsx = base64.b64encode(write_xlsx(sheets))

    def action_pdf(self):
        """Open the notice as PDF."""
        return self._download("pdf")

    def action_xlsx(self):
        """Download the notice as .xlsx."""
        return self._download("xlsx")

    def _download(self, field):
        self.ensure_one()
        url = "/web/content/%s/%d/%s/%s.%s?download=%s" % (
            self._name,
            self.id,
            field,
            adoption_title(self.name),
            field,
            "false" if field == "pdf" else "true",
        )
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    # -- figures -----------------------------------------------------------------------------

    def _figures(self):
        """What the notice says, see ``documents.adoption``."""
        user = self.env.user
        if not user.has_group("govinfo_module.group_reviewer") and not user.has_group(
            "govinfo_module.group_leader"
        ):
            raise AccessError(_("The county office draws up the notice on adoptions."))
        span = [("date", ">=", self.date_from), ("date", "<=", self.date_to)]
        own = [("company_id", "=", self.company_id.id), ("state", "=", "registered")]
        adoptions = self.env["govinfo.adoption"].search(own + span, order="date, id")
        adoptions = adoptions.sorted(lambda adoption: LEVEL_ORDER[adoption.level])
        instructions = self.env["govinfo.instruction"].search(own + span)
        rows = self._unit_rows()
        for adoption in adoptions:
            for unit in self._credited(adoption.item_id, adoption.level):
                row = rows.get(unit)
                if row:
                    row["levels"][adoption.level] = row["levels"].get(adoption.level, 0) + 1
                    row["adopted"] += 1
        for instruction in instructions:
            for item in instruction._items():
                for unit in self._credited(item, instruction.level):
                    if unit in rows:
                        rows[unit]["instructed"] += 1
        for item in self._submitted():
            for unit in self._credited(item):
                if unit in rows:
                    rows[unit]["submitted"] += 1
        return {
            "name": self.name,
            "groups": self._groups(rows),
            "adoptions": [self._listed(adoption) for adoption in adoptions],
        }

    def _unit_rows(self):
        units = self.env["govinfo.unit"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("ranked", "=", True),
                *STANDING,
            ]
        )
        return {
            unit: {
                "unit": unit.name,
                "place": place,
                "submitted": 0,
                "levels": {},
                "adopted": 0,
                "instructed": 0,
                "rank": 0,
            }
            for place, unit in enumerate(units)
        }

    def _credited(self, item, level=None):
        return (item.unit_id | item.joint_unit_ids)._credited_units(level)

    def _submitted(self):
        company = self.company_id
        return self.env["govinfo.item"].search(
            [
                ("company_id", "=", company.id),
                ("counted", "=", True),
                ("state", "in", ("submitted", "accepted", "archived")),
                ("submitted_at", ">=", company.govinfo_utc(self.date_from)),
                ("submitted_at", "<", company.govinfo_utc(self.date_to + timedelta(days=1))),
            ]
        )

    def _groups(self, rows):
        """Rows by unit category, the most adopted first; equal counts share the rank."""
        groups = []
        units = self.env["govinfo.unit"].union(*rows)
        day = min(self.date_to, self.company_id.govinfo_today())
        categories = units._categories_on(day)
        for category in self.env["govinfo.unit.category"].search(
            [("company_id", "=", self.company_id.id)]
        ):
            own = [row for unit, row in rows.items() if categories[unit] == category]
            own.sort(key=lambda row: (-row["adopted"], row["place"]))
            for row in own:
                row["rank"] = 1 + sum(other["adopted"] > row["adopted"] for other in own)
            if own:
                groups.append({"category": category.name, "rows": own})
        return groups

    def _listed(self, adoption):
        item = adoption.item_id
        return {
            "date": str(adoption.date),
            "title": _("Work secret") if item.secrecy == "work_secret" else item.name,
            "unit": "、".join((item.unit_id | item.joint_unit_ids).mapped("name")),
            "publication": adoption.publication_id.name,
            "level": adoption.level,
            "issue": self._issue_name(adoption),
        }

    def _issue_name(self, adoption):
        """The issue, with its year where that is not the adoption's."""
        issue = adoption.issue_id
        if not issue:
            return adoption.external_issue or ""
        year = "" if issue.year == adoption.date.year else "%d年" % issue.year
        return "%s第%d期" % (year, issue.number)
