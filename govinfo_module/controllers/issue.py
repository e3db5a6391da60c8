from odoo import http

from .common import pdf_page, readable


class IssueController(http.Controller):
    """The PDF of an issue."""

    @http.route("/govinfo/issue/<string:issue_id>/pdf", type="http", auth="user")
    def issue_pdf(self, issue_id, **_stamp):
        """The published PDF, or how the issue would look now; for those who may read it."""
        issue = readable("govinfo.issue", issue_id)
        return pdf_page(issue._pdf(), "%s.pdf" % issue.label)
