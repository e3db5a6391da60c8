"""What the check finds in an item's title and text (校核): while writing, and when it is handed on."""

from odoo import api, fields, models

from ...checking import ERROR, KINDS, WARNING, check, check_title
from ...exchange.clean_html import plain_text

#: Longer texts are checked up to here; what an item may hold is a tenth of it.
MOST_CHARACTERS = 100_000
#: So many characters are shown of a doubtful place.
MOST_SHOWN = 30


class GovinfoItem(models.Model):
    """The rules are those of ``checking``, the lists those of the county. It warns; it does not block."""

    _inherit = "govinfo.item"

    findings = fields.Html("What to look at", compute="_compute_findings", sanitize=False)

    @api.model
    def check_text(self, title, text, unit_id=False):
        """What a title and a plain text in a form should be looked at for.

        Gives ``characters`` of the text without spaces, ``limit`` of them, and ``findings``: dicts
        of ``part`` (title or text), ``start`` and ``end`` (places as JavaScript counts them),
        ``kind``, ``severity``, ``message``, ``suggestion``, ``source``, ``place`` (the words meant).
        """
        self.check_access("read")
        title, text = _plain(title), _plain(text)
        lists = self._check_lists(unit_id)
        found = [_described("title", title, one) for one in check_title(title, lists)]
        found += [_described("text", text, one) for one in check(text, lists)]
        return {
            "characters": sum(not char.isspace() for char in text),
            "limit": lists.limit,
            "findings": found,
        }

    @api.model
    def _check_lists(self, unit_id):
        """The lists of the county of the unit, as far as the current user may read that."""
        known = type(unit_id) is int and 0 < unit_id < 2**31
        unit = self.env["govinfo.unit"].search([("id", "=", unit_id)]) if known else None
        company = unit.company_id if unit else self.env.company
        return self.env["govinfo.wordlist.term"]._check_lists(company)

    @api.depends("name", "body", "company_id")
    def _compute_findings(self):
        terms = self.env["govinfo.wordlist.term"]
        lists = {company: terms._check_lists(company) for company in self.company_id}
        for item in self:
            own = lists.get(item.company_id) or terms._check_lists(self.env.company)
            title, text = item.name or "", plain_text(item.body)
            found = [_described("title", title, one) for one in check_title(title, own)]
            found += [_described("text", text, one) for one in check(text, own)]
            grave = [one for one in found if one["severity"] in (ERROR, WARNING)]
            item.findings = grave and self.env["ir.qweb"]._render(
                "govinfo_module.item_findings", {"findings": grave}
            )


def _plain(text):
    """What a client sent as a text, not longer than is checked."""
    return (text if isinstance(text, str) else "")[:MOST_CHARACTERS]


def _described(part, text, finding):
    """A ``Finding`` in ``text`` as plain values for the client."""
    place = text[finding.start : finding.end]
    return {
        "part": part,
        "start": _utf16(text, finding.start),
        "end": _utf16(text, finding.end),
        "kind": KINDS[finding.kind],
        "severity": finding.severity,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "source": finding.source,
        "place": place if len(place) <= MOST_SHOWN else place[:MOST_SHOWN] + "…",
    }


def _utf16(text, place):
    """``place`` as JavaScript counts: a rare character takes two."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le", "replace")) // 2
