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
        letters = request.env["govinfo.notice.letter"].search([("notice_id", "=", notice_id)])
        letters = letters.notice_id._letters_on_paper()
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

    # csrf: the token in the address is what allows the step, not a session
    @http.route(
        "/govinfo/letter/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST", "HEAD"],
        csrf=False,
    )
    def acknowledge(self, token, **_values):
        """One click from the e-mail: the head has read the notice. No login, no other record.

        Programs that only look at links (HEAD, prefetching) acknowledge nothing. Where the mail gateway
        opens every link like a reader, the county asks for a second click (``govinfo_receipt_confirm``).
        """
        # sudo: the token is the right; it names one letter and nothing else is shown
        letter = request.env["govinfo.notice.letter"].sudo().search([("token", "=", token)])
        lang = letter.head_id.lang or letter.company_id.partner_id.lang or request.env.lang
        letter = letter.with_context(lang=lang)
        if not letter:
            outcome = "unknown"
        elif letter.state == "acknowledged":
            outcome = "before"
        elif self._is_a_click(letter.company_id.govinfo_receipt_confirm):
            outcome = "now" if letter._acknowledge() else "before"
        else:
            outcome = "ask"
        request.env.context = dict(request.env.context, lang=lang)
        page = request.render(
            "govinfo_module.page_acknowledged", {"letter": letter, "outcome": outcome}
        )
        page.status_code = 200 if letter else 404
        page.headers["Cache-Control"] = "no-store"
        return page

    def _is_a_click(self, confirm):
        """Whether a person has clicked, as far as the request tells."""
        asked = request.httprequest
        if asked.method == "POST":
            return True
        hints = [asked.headers.get(name, "") for name in ("Purpose", "Sec-Purpose", "X-Moz")]
        return asked.method == "GET" and not confirm and "prefetch" not in " ".join(hints)
