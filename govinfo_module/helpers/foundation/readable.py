"""Small things that people see."""

from urllib.parse import quote

from markupsafe import Markup

from odoo.tools import html2plaintext


def is_html_empty(value):
    """Whether an HTML text shows nothing: no words and no picture."""
    if not value:
        return True
    return "<img" not in value and not html2plaintext(value).strip()


def number_text(number):
    """``number`` without zeros behind the point, at most four places."""
    text = "%.4f" % (number or 0.0)
    text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def pdf_viewer(address):
    """HTML of a frame in which the platform's viewer shows the PDF at ``address`` of this server.

    No wider than a page is read at: its head and first lines stand on the first screen.
    """
    return Markup(
        '<iframe src="/web/static/lib/pdfjs/web/viewer.html?file=%s#zoom=page-width"'
        ' style="display: block; margin: 0 auto; width: 100%%; max-width: 860px; height: 1000px; border: 0"></iframe>'
    ) % quote(address, safe="/")


def open_form(record, name=None):
    """The window action that opens ``record`` in its form, under ``name``."""
    action = {
        "type": "ir.actions.act_window",
        "res_model": record._name,
        "res_id": record.id,
        "view_mode": "form",
        "views": [(False, "form")],
    }
    return dict(action, name=name) if name else action


def open_window(records, name, **what):
    """Our window action ``name``, for somebody who reads ``records``; ``what`` takes the place of its own.

    :raises AccessError: when the caller may not read them.
    """
    records.check_access("read")
    action = records.env["ir.actions.act_window"]._for_xml_id("govinfo_module.%s" % name)
    return dict(action, **what)
