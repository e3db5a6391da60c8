from werkzeug.exceptions import NotFound

from odoo import _, http
from odoo.exceptions import AccessError
from odoo.http import request

from .common import pdf_page, whole


class AnalysisController(http.Controller):
    """The county's figures on paper; for the county office."""

    @http.route(
        "/govinfo/annual/<string:company_id>/<string:year>/pdf",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def annual_pdf(self, company_id, year, **_other):
        """The annual report of ``year``."""
        year = whole(year)
        if not 1980 <= year <= 2099:
            raise NotFound()
        return self._pdf(
            company_id, _("Annual report %s.pdf", year), "govinfo.annual.figures", year
        )

    @http.route(
        "/govinfo/analysis/<string:company_id>/pdf", type="http", auth="user", methods=["GET"]
    )
    def sheet_pdf(self, company_id, **_other):
        """The analysis on one page."""
        return self._pdf(company_id, _("Analysis.pdf"), "govinfo.analysis.sheet")

    def _pdf(self, company_id, name, model, *arguments):
        """A PDF rendered by ``model``; whoever may not read it learns nothing."""
        # sudo: which county is meant; the model judges who may read its figures
        company = request.env["res.company"].sudo().browse(whole(company_id)).exists()
        if not company:
            raise NotFound()
        try:
            pdf = request.env[model]._render_pdf(company, *arguments)
        except AccessError:
            raise NotFound() from None
        return pdf_page(pdf, name)
