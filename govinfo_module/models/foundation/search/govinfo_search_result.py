from itertools import islice, product

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ....exchange.likeness.bigrams import Words
from ....exchange.likeness.matter import Matter
from .govinfo_search import FILE

SAME, OTHER = ("=", "in"), ("!=", "not in")
DAYS = ("=", "!=", "<", ">", "<=", ">=")
# Texts that are found at most, the newest.
SHOWN = 100
# Ways to put words and other words together; more are not typed by hand.
WAYS = 10
# What is told of a text.
TOLD = ("kind", "title", "marked_title", "marked", "date", "unit", "res_model", "res_id")


class GovinfoSearchResult(models.Model):
    """What ``govinfo.search`` finds, as records: the page 检索 is a usual list of the platform.

    A record is a row of the index. The words, and nothing else, decide what is found; no words find
    nothing. All values are asked for anew under the record rules of the texts themselves, so
    that a record's number says nothing to whoever may not read the text.
    """

    _name = "govinfo.search.result"
    _description = "Search Result"
    _auto = False
    _table_query = SQL("SELECT id FROM govinfo_search_text")
    _rec_name = "title"

    words = fields.Char("Words to find", store=False, search="_search_alone")
    kind = fields.Selection("_kinds", compute="_compute_told", search="_search_alone")
    title = fields.Char("Title without marks", compute="_compute_told")
    marked_title = fields.Html("Title", compute="_compute_told", sanitize=False)
    marked = fields.Html("Place", compute="_compute_told", sanitize=False)
    date = fields.Date(compute="_compute_told", search="_search_alone")
    # not a link to the unit: its form is not for everybody
    unit = fields.Char(compute="_compute_told", search="_search_alone")
    res_model = fields.Char("Kind of record", compute="_compute_told")
    res_id = fields.Integer("Record", compute="_compute_told")

    @api.model
    def _kinds(self):
        """The kinds of texts as people call them."""
        names = [*self.env["govinfo.search"]._models(), FILE]
        return [(name, self.env["ir.model"]._get(name).name) for name in names]

    @api.model
    def _search_alone(self, operator, value):
        """What to look for is asked all at once, by ``_search``."""
        return NotImplemented

    @api.depends_context("uid", "allowed_company_ids", "lang", "govinfo_words", "govinfo_matter")
    def _compute_told(self):
        values = self._values(self._tell().values())
        for result in self:
            told = values.get(result.id, {})
            for name in TOLD:
                result[name] = told.get(name)

    def _tell(self):
        return self.env["govinfo.search"]._tell(self.ids, self._wanted())

    def _wanted(self):
        """What is marked in the places that are shown."""
        words, title = map(self.env.context.get, ("govinfo_words", "govinfo_matter"))
        if isinstance(title, str):
            return Matter.of(title)
        return Words.typed(words if isinstance(words, str) else "")

    @api.model
    def _values(self, rows):
        """``{row id: values of its fields}`` of results of ``govinfo.search``."""
        units = self._units(rows)
        return {
            row["row"]: {
                "kind": row["model"],
                "title": row["title"],
                "marked_title": row["marked_title"],
                "marked": row["marked"],
                "date": row["date"],
                "unit": units.get((row["res_model"], row["res_id"])) or False,
                "res_model": row["res_model"],
                "res_id": row["res_id"],
            }
            for row in rows
        }

    @api.model
    def _units(self, rows):
        """``{(model, id): name of the unit}`` of records that were just found for the caller."""
        units = {}
        for name in {row["res_model"] for row in rows}:
            ids = {row["res_id"] for row in rows if row["res_model"] == name}
            # sudo: the record rules have let these records through; their unit's name is shown with them
            model = (
                self.env[name].sudo().with_context(prefetch_fields=False)
            )  # not the texts as well
            for record in model.browse(ids):
                units[name, record.id] = record._search_unit_name()
        return units

    def action_open(self):
        """Open the record that holds the text."""
        self.ensure_one()
        if not self.res_model:
            raise UserError(_("This text is no more, or is not for you."))
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [[False, "form"]],
        }

    # -- what is asked -----------------------------------------------------------------------

    @api.model
    def web_search_read(
        self, domain, specification, offset=0, limit=None, order=None, count_limit=None
    ):
        """What the web client shows, found once for rows and count, with the words marked."""
        self.browse().check_access("read")
        texts, condition = self._asked(Domain(domain))
        rows = self._rows(texts, condition, SHOWN)
        page = rows[offset : offset + (limit or SHOWN)]
        words = " ".join(texts)
        if not specification.keys() <= {"id", *TOLD}:
            records = self.browse(row.id for row in page).with_context(govinfo_words=words)
            return {"length": len(rows), "records": records.web_read(specification)}
        told = self._values(self.env["govinfo.search"]._tell_all(page, Words.typed(words)))
        names = ["id", *specification]
        records = [{name: dict(told[row.id], id=row.id)[name] for name in names} for row in page]
        return {"length": len(rows), "records": records}

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **access):
        """The newest texts that hold the words of ``domain``, ``SHOWN`` at most."""
        self.browse().check_access("read")
        domain = Domain(domain)
        if getattr(domain, "field_expr", None) == "id" and domain.operator in SAME:
            return self._known(domain.value)._as_query()
        texts, condition = self._asked(domain)
        most = min((offset or 0) + (limit or SHOWN), SHOWN)
        rows = self._rows(texts, condition, most)
        return self.browse(row.id for row in rows[offset or 0 :])._as_query()

    @api.model
    def _rows(self, texts, condition, most):
        """Rows of the index with one of ``texts``, the ``most`` newest."""
        find = self.env["govinfo.search"]._find_where
        rows = {row for text in texts for row in find(text, condition, most)}
        return sorted(rows, key=lambda row: (row.date, row.id), reverse=True)[:most]

    @api.model
    def _known(self, ids):
        """Those of ``ids`` whose texts the caller may read."""
        ids = [ids] if isinstance(ids, str | int) else list(ids or [])
        ids = [number for number in ids if isinstance(number, int)]
        known = {row.id for row in self.env["govinfo.search"]._known(ids)}
        return self.browse(number for number in ids if number in known)

    @api.model
    def _asked(self, domain):
        """``(texts to look for one by one, condition on the index as SQL)``."""
        ways, others = [], Domain.TRUE
        for part in domain.children if _joined(domain, "&") else [domain]:
            conditions = list(part.iter_conditions())
            asks = [condition for condition in conditions if condition.field_expr == "words"]
            if not asks:
                others &= part
            elif len(asks) == len(conditions) and (part in asks or _joined(part, "|")):
                ways.append([self._words(condition) for condition in asks])
            else:
                raise UserError(_("Type the words to look for into the search box, nothing else."))
        texts = [" ".join(texts) for texts in islice(product(*ways), WAYS)] if ways else []
        return texts, self._condition(others)

    @api.model
    def _words(self, condition):
        if condition.operator not in ("ilike", "like", "=") or not isinstance(condition.value, str):
            raise UserError(_("Type the words to look for into the search box, nothing else."))
        return condition.value

    @api.model
    def _condition(self, domain):
        """``domain`` on kind, date, unit as a condition on the index."""
        index = self.env["govinfo.search.text"].sudo()  # sudo: nobody has access to the index
        query = index._search(domain.map_conditions(self._on_index))
        return query.where_clause or SQL("TRUE")

    @api.model
    def _on_index(self, condition):
        name, operator, value = condition.field_expr, condition.operator, condition.value
        if name == "kind" and operator in SAME + OTHER:
            kinds = self._of_kinds([value] if isinstance(value, str | int) else value or [])
            return ~kinds if operator in OTHER else kinds
        if name == "date" and operator in DAYS:
            return Domain("date", operator, self.env["govinfo.search"]._day(value))
        if name == "unit" and operator in ("ilike", "=") and isinstance(value, str):
            return self._of_unit(operator, value)
        raise UserError(_("Texts are found by their words, kind, date and unit."))

    @api.model
    def _of_kinds(self, kinds):
        """Rows of the index of texts of some kinds."""
        known = dict(self._kinds())
        own = [name for name in kinds if name in known and name != FILE]
        texts = Domain("attachment_id", "=", False) & Domain("res_model", "in", own)
        return texts | Domain("attachment_id", "!=", False) if FILE in kinds else texts

    @api.model
    def _of_unit(self, operator, name):
        """Rows of the index of units called ``name``, as far as the caller may read the texts."""
        found = Domain.FALSE
        for model in self.env["govinfo.search"]._readable(None, None):
            path = self.env[model]._search_unit
            if path:
                records = self.env[model]._search(Domain("%s.name" % path, operator, name))
                found |= Domain("res_model", "=", model) & Domain("res_id", "in", records)
        return found


def _joined(domain, operator):
    """Whether ``domain`` is conditions joined by ``operator``."""
    return getattr(domain, "OPERATOR", None) == operator
