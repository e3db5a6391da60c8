import base64
from datetime import date, timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ...documents import blocks_to_html
from ...documents.burden import burden_page, burden_sheet, burden_title
from ...exchange.clean_html import plain_text
from ...gongwen import render_pdf

OFFICE = ("group_reviewer", "group_leader")


class GovinfoBurdenSheet(models.TransientModel):
    """What was asked of the grass roots in a year: the leader's page and its one sheet (减负自查)."""

    _name = "govinfo.burden.sheet"
    _description = "Burden on Units"

    year = fields.Integer(required=True, default=lambda self: self.env.company.govinfo_today().year)
    company_id = fields.Many2one(
        "res.company", "County", required=True, readonly=True, default=lambda self: self.env.company
    )
    text = fields.Html("Page", compute="_compute_text", sanitize=False)
    pdf = fields.Binary(compute="_compute_pdf")

    @api.depends("year", "company_id")
    def _compute_text(self):
        for sheet in self:
            ready = sheet._is_year() and sheet.company_id
            sheet.text = ready and blocks_to_html(burden_page(sheet._page_figures()))

    @api.depends("year")
    def _compute_display_name(self):
        for sheet in self:
            sheet.display_name = burden_title(sheet.year)

    @api.depends("year")
    def _compute_pdf(self):
        for sheet in self:
            sheet._check_year()
            company = sheet.company_id
            office = {
                "organ": company.govinfo_organ or company.name,
                "date": company.govinfo_today(),
            }
            document = burden_sheet(sheet._figures(), office)
            sheet.pdf = base64.b64encode(render_pdf(document, **company._govinfo_print()))

    def _is_year(self):
        return 2000 <= self.year <= 2100

    def _check_year(self):
        if not self._is_year():
            raise UserError(_("%s is not a year.", self.year))

    @api.model
    def action_open(self):
        """Open the page on the present year."""
        self._check_office()
        return {
            "type": "ir.actions.act_window",
            "name": _("Burden on Units"),
            "res_model": self._name,
            "res_id": self.create({}).id,
            "view_mode": "form",
        }

    def action_pdf(self):
        """Open the sheet."""
        self.ensure_one()
        self._check_year()
        name = burden_title(self.year)
        url = "/web/content/%s/%d/pdf/%s.pdf?download=false" % (self._name, self.id, name)
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    def action_demands(self):
        """Open every demand of the year, to be looked at by unit, month and kind."""
        self.ensure_one()
        self._check_year()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_burden_action"
        )
        first, last = self._span(self.year)
        return dict(action, domain=[("date", ">=", str(first)), ("date", "<=", str(last))])

    # -- figures -----------------------------------------------------------------------------

    def _check_office(self):
        if not any(self.env.user.has_group("govinfo_module.%s" % group) for group in OFFICE):
            raise AccessError(_("The county office draws up the self-check."))

    def _span(self, year):
        """The days of ``year`` that are counted: of the running year and the one before it up to today's."""
        today = self.company_id.govinfo_today()
        if self.year != today.year:
            return date(year, 1, 1), date(year, 12, 31)
        leap_day = (today.month, today.day) == (2, 29)
        return date(year, 1, 1), today.replace(year=year, day=28 if leap_day else today.day)

    def _figures(self):
        """What the sheet says, see ``documents.burden``."""
        self._check_office()
        today = self.company_id.govinfo_today()
        now, words = self._demands(self.year)
        before, earlier = self._demands(self.year - 1)
        return {
            "year": self.year,
            "until": str(today) if self.year == today.year else "",
            "now": now,
            "before": before,
            "words": (words, earlier),
            **self._documents(),
            "flags": self._flags(),
            "findings": self._findings(),
            **self._beyond_the_cap(),
        }

    def _page_figures(self):
        return dict(self._figures(), months=self._months(), units=self._units())

    def _demands(self, year):
        """Demands of ``year`` by kind, and the characters asked for."""
        rows = self.env["govinfo.burden"]._asked(self.company_id, *self._span(year), ["kind"])
        return {kind: count for kind, count, _words in rows}, sum(row[2] for row in rows)

    def _months(self):
        """Demands by month, this year and the year before."""
        counts = {}
        for year in (self.year, self.year - 1):
            rows = self.env["govinfo.burden"]._asked(
                self.company_id, *self._span(year), ["date:month"]
            )
            counts.update({(year, month.month): count for month, count, _words in rows})
        return [
            {
                "month": month,
                "now": counts.get((self.year, month), 0),
                "before": counts.get((self.year - 1, month), 0),
            }
            for month in range(1, self._span(self.year)[1].month + 1)
        ]

    def _units(self):
        """Demands by unit and kind, in the order of the county."""
        demands, groups = self.env["govinfo.burden"], ["unit_id", "kind"]
        found = {}
        for unit, kind, count, _words in demands._asked(
            self.company_id, *self._span(self.year), groups
        ):
            found.setdefault(unit, {})[kind] = count
        before = {}
        for unit, count, _words in demands._asked(
            self.company_id, *self._span(self.year - 1), groups[:1]
        ):
            before[unit] = count
        units = self.env["govinfo.unit"].union(*found, *before)
        return [
            {"unit": unit.name, "now": found.get(unit, {}), "before": before.get(unit, 0)}
            for unit in units.sorted(lambda unit: unit._protocol())
        ]

    def _documents(self):
        """Numbered notices and letters, and how long a notice is, this year and the year before."""
        counts, lengths = [], []
        for year in (self.year, self.year - 1):
            first, last = self._span(year)
            days = [
                ("company_id", "=", self.company_id.id),
                ("doc_number", "!=", False),
                ("state", "!=", "cancelled"),
                ("approved_at", ">=", self.company_id.govinfo_utc(first)),
                ("approved_at", "<", self.company_id.govinfo_utc(last + timedelta(days=1))),
            ]
            notices = self.env["govinfo.notice"].search(days)
            letters = notices.letter_ids.filtered("doc_number")
            counts.append(len(notices) + len(letters))
            sizes = [
                len("".join(plain_text(body or "").split())) for body in notices.mapped("body")
            ]
            lengths.append(round(sum(sizes) / len(sizes)) if sizes else 0)
        return {"documents": tuple(counts), "length": tuple(lengths)}

    def _moments(self, field):
        """Domain: the naive UTC ``field`` of this county's records falls into the year."""
        first, last = self._span(self.year)
        company = self.company_id
        return [
            ("company_id", "=", company.id),
            (field, ">=", company.govinfo_utc(first)),
            (field, "<", company.govinfo_utc(last + timedelta(days=1))),
        ]

    def _flags(self):
        flags = self.env["govinfo.demand.flag"].search(self._moments("create_date"))
        kinds = flags.mapped("kind")
        return {
            "duplicate": kinds.count("duplicate"),
            "burden": kinds.count("burden"),
            "answered": len(flags.filtered("answered_at")),
        }

    def _findings(self):
        """The clauses touched by what was put in force or issued in the year, with the decisions."""
        rows = {}
        for finding in self.env["govinfo.finding"].search(self._moments("create_date")):
            row = rows.setdefault(
                finding.phrase,
                {"phrase": finding.phrase, "kept": 0, "changed": 0, "open": 0, "bases": []},
            )
            row[{"keep": "kept"}.get(finding.decision, finding.decision)] += 1
            if finding.basis and finding.basis not in row["bases"]:
                row["bases"].append(finding.basis)
        return list(rows.values())

    def _beyond_the_cap(self):
        first, last = self._span(self.year)
        reasoned = [
            ("company_id", "=", self.company_id.id),
            ("date_issued", ">=", first),
            ("date_issued", "<=", last),
            ("cap_reason", "!=", False),
        ]
        return {
            "cap": self.company_id.govinfo_open_cap,
            "beyond": self.env["govinfo.commission"].search_count(reasoned),
        }
