from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import content_disposition, request


class AnalysisController(http.Controller):
    """The county's figures on paper; for the county office."""

    @http.route(
        "/govinfo/annual/<int:company_id>/<int:year>/pdf", type="http", auth="user", methods=["GET"]
    )
    def annual_pdf(self, company_id, year):
        """The annual report of ``year``."""
        if not 1980 <= year <= 2099:
            raise NotFound()
        return self._pdf(company_id, "annual-%d.pdf" % year, "govinfo.annual.figures", year)

    @http.route("/govinfo/analysis/<int:company_id>/pdf", type="http", auth="user", methods=["GET"])
    def sheet_pdf(self, company_id):
        """The analysis on one page."""
        return self._pdf(company_id, "analysis.pdf", "govinfo.analysis.sheet")

    def _pdf(self, company_id, name, model, *arguments):
        """A PDF rendered by ``model``; whoever may not read it learns nothing."""
        # sudo: which county is meant; the model judges who may read its figures
        company = request.env["res.company"].sudo().browse(company_id).exists()
        if not company:
            raise NotFound()
        try:
            pdf = request.env[model]._render_pdf(company, *arguments)
        except AccessError:
            raise NotFound() from None
        headers = [
            ("Content-Type", "application/pdf"),
            ("Content-Length", str(len(pdf))),
            ("Content-Disposition", content_disposition(name).replace("attachment", "inline", 1)),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(pdf, headers=headers)
