from werkzeug.exceptions import NotFound

from odoo import _, http
from odoo.http import request

from .common import pdf_page, whole

MOST = 1000  # certificates in one file


class HonorController(http.Controller):
    """The certificates of approved honours."""

    @http.route("/govinfo/honor/certificates", type="http", auth="user")
    def certificates(self, ids="", **_other):
        """One PDF with the certificates of the honours ``ids`` the user may read."""
        honors = request.env["govinfo.honor"]
        wanted = [number for number in map(whole, ids.split(",", MOST)[:MOST]) if number]
        if honors.has_access("read"):
            honors = honors.search([("id", "in", wanted), ("state", "=", "approved")])
        if not honors:
            raise NotFound()
        return pdf_page(honors._render_certificates(), _("Certificates.pdf"))
