"""What all addresses have in common: the numbers in them, who may open what they name, the PDF."""

from werkzeug.exceptions import NotFound

from odoo.http import content_disposition, request

MOST = 2**31 - 1  # what the database takes for a whole number


def whole(text, most=MOST):
    """The number from 1 to ``most`` that ``text`` writes in plain digits; 0 for anything else."""
    plain = isinstance(text, str) and len(text) <= 10 and text.isascii() and text.isdigit()
    number = int(text) if plain else 0
    return number if number <= most else 0


def readable(model, record_id):
    """The record of ``model`` an address names; 404 for whoever may not read it, as if there were none."""
    number, records = whole(record_id), request.env[model]
    record = number and records.has_access("read") and records.search([("id", "=", number)])
    if not record:
        raise NotFound()
    return record


def pdf_page(pdf, name):
    """``pdf`` (bytes) shown in the browser under ``name``, kept by nobody on the way."""
    headers = [
        ("Content-Type", "application/pdf"),
        ("Content-Length", str(len(pdf))),
        ("Content-Disposition", content_disposition(name).replace("attachment", "inline", 1)),
        ("Cache-Control", "no-store"),
    ]
    return request.make_response(pdf, headers=headers)
