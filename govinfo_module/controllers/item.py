from werkzeug.exceptions import NotFound

from odoo import _, http
from odoo.http import content_disposition, request

from .common import pdf_page, readable, whole
from .docx import WORD


class ItemController(http.Controller):
    """An item on official paper, and its changes as revisions of Word."""

    @http.route("/govinfo/item/<string:item_id>/pdf", type="http", auth="user")
    def item_pdf(self, item_id, **_stamp):
        """The text as it stands, for those who may read it."""
        item = readable("govinfo.item", item_id)
        return pdf_page(item._render_pdf(), "%s.pdf" % item.label)

    @http.route(
        "/govinfo/item/<string:item_id>/changes/<string:first>/<string:last>",
        type="http",
        auth="user",
    )
    def changes(self, item_id, first, last, **_other):
        """The changes from one manuscript to another, or (0) to the current text."""
        item = readable("govinfo.item", item_id)
        old, new = (
            item.version_ids & item.version_ids.browse(whole(text)) for text in (first, last)
        )
        if not old or (last != "0" and not new):
            raise NotFound()
        data = item._revisions_docx(old, new)
        headers = [
            ("Content-Type", WORD),
            ("Content-Length", str(len(data))),
            ("Content-Disposition", content_disposition(_("%s, changes.docx", item.label))),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(data, headers=headers)
