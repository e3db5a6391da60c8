from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request


class NoticeController(http.Controller):
    """The PDF of a notice, and the head's acknowledgement from the e-mail."""

    @http.route("/govinfo/notice/<int:notice_id>/pdf", type="http", auth="user")
    def notice_pdf(self, notice_id):
        """The published PDF, or how the notice would look now; for those who may read it."""
        notice = request.env["govinfo.notice"].search([("id", "=", notice_id)])
        if not notice:
            raise NotFound()
        # sudo: who may read the notice may read its PDF
        pdf = notice.sudo().attachment_id.raw or notice._render_pdf()
        return self._pdf(pdf, notice.name)

    @http.route("/govinfo/notice/<int:notice_id>/print", type="http", auth="user")
    def print_batch(self, notice_id):
        """The papers for the heads without e-mail; for those who may read the letters."""
        letters = request.env["govinfo.notice.letter"].search(
            [("notice_id", "=", notice_id), ("mail_id", "=", False)]
        )
        if not letters:
            raise NotFound()
        return self._pdf(letters._print_batch(), letters.notice_id.name)

    def _pdf(self, pdf, name):
        headers = [
            ("Content-Type", "application/pdf"),
            ("Content-Length", str(len(pdf))),
            (
                "Content-Disposition",
                content_disposition("%s.pdf" % name).replace("attachment", "inline", 1),
            ),
        ]
        return request.make_response(pdf, headers=headers)

    @http.route("/govinfo/letter/<string:token>", type="http", auth="public")
    def acknowledge(self, token):
        """One click from the e-mail: the head has read the notice. No login, no other record."""
        # sudo: the token is the right; it names one letter and nothing else is shown
        letter = request.env["govinfo.notice.letter"].sudo().search([("token", "=", token)])
        if not letter or not token:
            raise NotFound()
        first_time = letter._acknowledge()
        lang = letter.head_id.lang or letter.company_id.partner_id.lang
        values = {"letter": letter.with_context(lang=lang), "first_time": first_time}
        request.env.context = dict(request.env.context, lang=lang)
        return request.render("govinfo_module.page_acknowledged", values)
