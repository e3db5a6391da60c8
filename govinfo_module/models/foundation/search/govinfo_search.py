from markupsafe import Markup, escape

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ....exchange.likeness.bigrams import Words, excerpt
from ....exchange.likeness.matter import Matter

FILE = "ir.attachment"
MOST = 200
# Of so many texts on a matter the nearest are shown.
LIKE = 100


class GovinfoSearch(models.AbstractModel):
    """Finding anything: one search over all texts of the county, for whoever asks (查找).

    What is asked and what is told stand here; which rows of the index it is, in ``govinfo_search_rows``.
    """

    _name = "govinfo.search"
    _description = "Search"

    @api.model
    def find(self, words, kinds=None, limit=20, date_from=None, date_to=None, unit_id=None):
        """The newest texts that hold all of ``words``, of those the caller may read.

        ``kinds``: models, ``ir.attachment`` for files on records of the others; none is all.
        ``date_from`` and ``date_to`` are days, ``unit_id`` the unit the text belongs to.
        Gives dicts: model, id, title, excerpt, date; ``marked`` is the excerpt as HTML with the words
        marked, ``marked_title`` the title; ``res_model`` and ``res_id`` the record to open, ``row`` the
        text's id in the index.
        """
        self._check_asked(words, kinds, limit, unit_id)
        wanted = Words.typed(words or "")
        readable = self._readable(kinds, unit_id)
        if not (wanted.terms and readable):
            return []
        where = self._where(wanted, kinds, readable, date_from, date_to)
        return self._tell_all(self._find(wanted, readable, where, min(limit, MOST)), wanted)

    @api.model
    def about(self, title, kinds=None, limit=10, date_from=None):
        """Texts on the matter of ``title`` that the caller may read, those called most like it first.

        Arguments and results are those of ``find``.
        """
        self._check_asked(title, kinds, limit, None)
        matter, readable = Matter.of(title), self._readable(kinds, None)
        if not (matter.terms and readable):
            return []
        where = self._where(matter, kinds, readable, date_from, None)
        found = self._tell_all(self._find(matter, readable, where, LIKE), matter)
        found.sort(key=lambda row: -matter.count(row["title"]))  # of equal ones the newest first
        return found[: min(limit, MOST)]

    @api.model
    def _find_where(self, words, condition, limit):
        """As ``find``, but ``Row``s, of those that the SQL ``condition`` lets through."""
        wanted, readable = Words.typed(words), self._readable(None, None)
        if not (wanted.terms and readable):
            return []
        where = SQL("%s AND %s", self._where(wanted, None, readable, None, None), condition)
        return self._find(wanted, readable, where, min(limit, MOST))

    # -- what is asked -----------------------------------------------------------------------

    @api.model
    def _models(self):
        """Names of the models whose texts are searched."""
        names = self.env.registry.descendants(["govinfo.search.mixin"], "_inherit")
        return sorted(name for name in names if not self.env[name]._abstract)

    @api.model
    def _check_asked(self, words, kinds, limit, unit_id):
        whole = isinstance(limit, int) and limit > 0 and isinstance(unit_id or 0, int)
        if not (whole and isinstance(words or "", str) and isinstance(kinds or [], (list, tuple))):
            raise UserError(_("Say what to look for as a text, and how many results as a number."))
        known = [*self._models(), FILE]
        if any(kind not in known for kind in kinds or []):
            raise UserError(_("There is no such kind of text."))

    @api.model
    def _day(self, value):
        try:
            return fields.Date.to_date(value)
        except (ValueError, TypeError, AttributeError):
            raise UserError(_("“%s” is not a date. Write it like 2026-03-05.", value)) from None

    @api.model
    def _readable(self, kinds, unit_id):
        """``{model: domain}`` of the records to look for, for models the caller may read."""
        readable = {}
        for name in self._models():
            model = self.env[name]
            if kinds and name not in kinds and FILE not in kinds or not model.has_access("read"):
                continue
            if not unit_id:
                readable[name] = Domain.TRUE
            elif model._search_unit:
                readable[name] = Domain(model._search_unit, "=", unit_id)
        return readable

    @api.model
    def _where(self, wanted, kinds, readable, date_from, date_to):
        """The condition on rows of the index, but for the record rules."""
        parts = [
            SQL("vector @@ %s::tsquery", wanted.query()),
            # as expressions: no other index than that of the words leads to so few rows
            SQL("company_id + 0 IN %s", tuple(self.env.companies.ids)),
            SQL("res_model || '' IN %s", tuple(readable)),
        ]
        if kinds:
            files = FILE in kinds
            own = tuple(name for name in kinds if name != FILE) or ("",)
            parts.append(
                SQL("CASE WHEN attachment_id IS NULL THEN res_model IN %s ELSE %s END", own, files)
            )
        if date_from:
            parts.append(SQL("date >= %s", self._day(date_from)))
        if date_to:
            parts.append(SQL("date <= %s", self._day(date_to)))
        return SQL(" AND ").join(parts)

    # -- what is told ------------------------------------------------------------------------

    @api.model
    def _tell(self, ids, wanted):
        """``{row id: result}`` of rows of the index, as far as the caller may read their records."""
        rows = self._known(ids)
        return {row.id: told for row, told in zip(rows, self._tell_all(rows, wanted))}

    @api.model
    def _tell_all(self, rows, wanted):
        """The results of ``rows``, which the caller may read.

        ``wanted`` (``Words`` or ``Matter``) is marked where it stands.
        """
        texts = self._texts(rows)
        return [self._told(row, *texts[row.id], wanted) for row in rows]

    @api.model
    def _told(self, row, title, text, wanted):
        places, shift = wanted.places("%s\n%s" % (title, text)), len(title) + 1
        inside = [(start - shift, end - shift) for start, end in places if start >= shift]
        above = [(start, end) for start, end in places if end <= len(title)]
        shown, marks = excerpt(text, inside)
        return {
            "model": FILE if row.file else row.model,
            "id": row.file or row.record,
            "title": title,
            "excerpt": shown,
            "date": row.date,
            "marked": marked(shown, marks),
            "marked_title": marked(title, above),
            "res_model": row.model,
            "res_id": row.record,
            "row": row.id,
        }


def marked(text, places):
    """``text`` as HTML with its ``places`` marked."""
    parts, last = [], 0
    for start, end in places:
        parts += (escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>")
        last = end
    return Markup("".join((*parts, escape(text[last:]))))
