from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request


class HonorController(http.Controller):
    """The certificates of approved honours."""

    @http.route("/govinfo/honor/certificates", type="http", auth="user")
    def certificates(self, ids="", **_other):
        """One PDF with the certificates of the honours ``ids`` the user may read."""
        wanted = [int(part) for part in ids.split(",") if part.isdigit()]
        honors = request.env["govinfo.honor"].search(
            [("id", "in", wanted), ("state", "=", "approved")]
        )
        if not honors:
            raise NotFound()
        pdf = honors._render_certificates()
        return request.make_response(pdf, headers=[("Content-Type", "application/pdf")])
