from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

from .common import readable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MODELS = ("govinfo.notice", "govinfo.notice.letter", "govinfo.issue")
OFFICE = ("govinfo_module.group_reviewer", "govinfo_module.group_leader")


class DocxController(http.Controller):
    """Official documents for editing in Word or WPS."""

    @http.route("/govinfo/docx/<string:model>/<string:record_id>", type="http", auth="user")
    def docx(self, model, record_id, **_other):
        """The .docx of a document, for people of the county office who may read it."""
        user = request.env.user
        if model not in MODELS or not any(user.has_group(group) for group in OFFICE):
            raise NotFound()
        record = readable(model, record_id)
        data = record._render_docx()
        headers = [
            ("Content-Type", WORD),
            ("Content-Length", str(len(data))),
            ("Content-Disposition", content_disposition("%s.docx" % record.display_name)),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(data, headers=headers)
