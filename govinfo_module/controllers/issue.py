from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request


class IssueController(http.Controller):
    """The PDF of an issue."""

    @http.route("/govinfo/issue/<int:issue_id>/pdf", type="http", auth="user")
    def issue_pdf(self, issue_id, **_stamp):
        """The published PDF, or how the issue would look now; for those who may read it."""
        issue = request.env["govinfo.issue"].search([("id", "=", issue_id)])
        if not issue:
            raise NotFound()
        pdf = issue._pdf()
        disposition = content_disposition("%s.pdf" % issue.label).replace("attachment", "inline", 1)
        headers = [
            ("Content-Type", "application/pdf"),
            ("Content-Length", str(len(pdf))),
            ("Content-Disposition", disposition),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(pdf, headers=headers)
