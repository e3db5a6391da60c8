from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...documents import annual_blocks, annual_tables, blocks_to_html


class GovinfoAnnualReport(models.TransientModel):
    """The annual report: choose a year, read the figures, take the PDF."""

    _name = "govinfo.annual.report"
    _description = "Annual Report"

    year = fields.Integer(required=True, default=lambda self: self._default_year())
    company_id = fields.Many2one(
        "res.company", "County", required=True, default=lambda self: self.env.company
    )
    text = fields.Html("Report", compute="_compute_text", sanitize=False)

    def _default_year(self):
        """The year that ended last; in December the present one."""
        today = self.env.company.govinfo_today()
        return today.year if today.month == 12 else today.year - 1

    @api.depends("year", "company_id")
    def _compute_text(self):
        for report in self:
            if not (report._is_year() and report.company_id):
                report.text = False
                continue
            figures = self.env["govinfo.annual.figures"]._figures(report.company_id, report.year)
            report.text = blocks_to_html([*annual_blocks(figures), *annual_tables(figures)])

    def _is_year(self):
        return 1980 <= self.year <= 2099

    def action_pdf(self):
        """Open the report as PDF."""
        self.ensure_one()
        if not self._is_year():
            raise UserError(_("%s is not a year.", self.year))
        return {
            "type": "ir.actions.act_url",
            "url": "/govinfo/annual/%d/%d/pdf" % (self.company_id.id, self.year),
            "target": "new",
        }
