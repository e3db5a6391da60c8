from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ....exchange.likeness.bigrams import FULL_WIDTH, HALF_WIDTH, Words
from ....exchange.text import visible


class GovinfoSearchMixin(models.AbstractModel):
    """Records whose text is found by any words in it.

    A model says which fields its text comes from (``_search_watched``), what the text is
    (``_search_title``, ``_search_text``, ``_search_date``) and by which field units are told apart
    (``_search_unit``). Files on its records are found with them.
    """

    _name = "govinfo.search.mixin"
    _description = "Text That Is Searched"

    _search_watched = ()
    _search_unit = None
    # whether its texts are what the office holds on a matter, before it asks units for more
    _search_held = False

    fulltext = fields.Char("Full text", store=False, search="_search_fulltext")

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._search_mark()
        return records

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(self._search_watched):
            self._search_mark()
        return result

    def unlink(self):
        self._search_mark()
        return super().unlink()

    # -- what a model says -------------------------------------------------------------------

    def _search_title(self):
        """What the record is called among those found."""
        raise NotImplementedError

    def _search_text(self):
        """The plain text of the record."""
        raise NotImplementedError

    def _search_date(self):
        """The day it belongs to; newer ones are found first."""
        raise NotImplementedError

    def _search_day(self, moment):
        """The day of a naive UTC moment where the record belongs."""
        return fields.Datetime.context_timestamp(self, moment).date()

    def _search_unit_name(self):
        """The unit it is shown with among those found; empty where it is nobody's in particular."""
        return ""

    def _search_original(self):
        """The record whose text this one's was at some time; none is found twice."""
        return None

    # -- the index ---------------------------------------------------------------------------

    def _search_mark(self):
        """The text of these records has changed."""
        self.env["govinfo.search.text"]._mark(self)

    def _search_rows(self):
        """Rows for ``govinfo.search.text``."""
        rows = []
        for record in self.filtered("company_id"):
            original = record._search_original()
            rows.append(
                {
                    "res_model": record._name,
                    "res_id": record.id,
                    "company_id": record.company_id.id,
                    "date": record._search_date(),
                    "original_model": original and original._name,
                    "original_id": original and original.id,
                    "title": visible(record._search_title() or ""),
                    "text": visible(record._search_text() or ""),
                }
            )
        return rows

    @api.model
    def _search_fulltext(self, operator, value):
        """Records whose own text holds all the words in ``value``; for the search box of lists."""
        if operator not in ("ilike", "like", "="):
            return NotImplemented
        words = Words.typed(value if isinstance(value, str) else "")
        if not words.terms:
            return Domain.FALSE if value else Domain.TRUE
        where = SQL(
            "res_model = %s AND attachment_id IS NULL AND vector @@ %s::tsquery%s",
            self._name,
            words.query(),
            SQL().join(self._holds(term) for term in words.unsure()),
        )
        texts = self.env["govinfo.search.text"]
        texts._store_marked()
        own = self.env["govinfo.search"]._own_holding(self._name, words, where)
        if own is not None:
            return Domain("id", "in", own)
        texts._plan_by_index()
        return Domain("id", "in", SQL("(SELECT res_id FROM govinfo_search_text WHERE %s)", where))

    def _holds(self, term):
        """That the row holds ``term`` as a whole; folded where its characters have a case or width."""
        whole = SQL("(coalesce(title, '') || chr(10) || coalesce(text, ''))")
        if any(char.isascii() for char in term):
            whole = SQL("lower(translate(%s, %s, %s))", whole, FULL_WIDTH, HALF_WIDTH)
        elif any(char.lower() != char.upper() for char in term):
            return SQL()  # how the database folds such letters depends on its locale
        return SQL(" AND strpos(%s, %s) > 0", whole, term)
