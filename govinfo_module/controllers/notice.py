from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from .common import pdf_page, readable, whole


class NoticeController(http.Controller):
    """The PDF of a notice, and the head's acknowledgement from the e-mail."""

    @http.route("/govinfo/notice/<string:notice_id>/pdf", type="http", auth="user")
    def notice_pdf(self, notice_id, **_other):
        """The published PDF, or how the notice would look now; for those who may read it."""
        notice = readable("govinfo.notice", notice_id)
        # sudo: who may read the notice may read its PDF
        pdf = notice.sudo().attachment_id.raw or notice._render_pdf()
        return pdf_page(pdf, "%s.pdf" % notice.name)

    @http.route("/govinfo/notice/<string:notice_id>/print", type="http", auth="user")
    def print_batch(self, notice_id, **_other):
        """The papers for the heads without e-mail; for those who may read the letters."""
        letters, number = request.env["govinfo.notice.letter"], whole(notice_id)
        if letters.has_access("read"):
            letters = letters.search([("notice_id", "=", number)]).notice_id._letters_on_paper()
        if not letters:
            raise NotFound()
        return pdf_page(letters._print_batch(), "%s.pdf" % letters.notice_id.name)

    # csrf: the token in the address is what allows the step, not a session
    @http.route(
        "/govinfo/letter/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST", "HEAD"],
        csrf=False,
        save_session=False,
    )
    def acknowledge(self, token, **_values):
        """One click from the e-mail: the head has read the notice. No login, no other record.

        Programs that only look at links (HEAD, prefetching) acknowledge nothing. Where the mail gateway
        opens every link like a reader, the county asks for a second click (``govinfo_receipt_confirm``).
        """
        letter = request.env["govinfo.notice.letter"]._of_token(token)
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
        request.update_context(lang=lang)
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
