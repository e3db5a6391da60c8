from collections import defaultdict

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...checking import Lists
from ...exchange.wordlist import WordList

# What the name of a row is; behind each, what its suggestion says.
KINDS = [
    ("word", "Word"),  # what to write instead
    ("phrase", "Empty phrase"),  # what to write instead
    ("unit", "Name of a unit as it is not written"),  # as it is written
    ("leader", "Leader"),  # the posts
    ("mark", "Mark of secrecy"),  # nothing
]


class GovinfoWordlistTerm(models.Model):
    """A term that writers are warned of, and what to write instead (词语提示).

    The county's own lists for the check of texts are all kept here, each row with its kind.
    """

    _name = "govinfo.wordlist.term"
    _description = "Term of the Word List"
    _order = "name, id"

    name = fields.Char("Term", required=True, index=True)
    kind = fields.Selection(KINDS, required=True, default="word")
    suggestion = fields.Char(
        "Write instead",
        help="Empty: look at the term and decide. Of a leader: the posts, with 、 between them.",
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _name_unique = models.Constraint(
        "unique(company_id, name)",
        "This term is in the list already.",
    )

    @api.constrains("name")
    def _check_name(self):
        for term in self:
            if len((term.name or "").strip()) < 2:
                raise ValidationError(_("A term has two characters or more."))

    @api.constrains("kind", "suggestion")
    def _check_suggestion(self):
        for term in self:
            if term.kind in ("unit", "leader") and not (term.suggestion or "").strip():
                raise ValidationError(
                    _(
                        "%s: say how the unit's name is written, or which posts the leader holds.",
                        term.name,
                    )
                )

    @api.model
    def _wordlist(self, company):
        """The terms of ``company`` to look for in a text."""
        return WordList(self._rows(company)["word"])

    @api.model
    def _check_lists(self, company):
        """What texts of ``company`` are checked against: these lists and its units' names."""
        rows = self._rows(company)
        # sudo: as in _rows
        units = self.env["govinfo.unit"].sudo().search([("company_id", "=", company.id)])
        wrong = {name: [] for unit in units for name in (unit.name, unit.full_name) if name}
        for name, right in rows["unit"]:
            wrong.setdefault(right, []).append(name)
        return Lists(
            words=tuple(rows["word"]),
            units=tuple((right, tuple(names)) for right, names in wrong.items()),
            leaders=tuple(rows["leader"]),
            phrases=tuple(rows["phrase"]),
            secrecy_marks=tuple(name for name, _nothing in rows["mark"]),
        )

    @api.model
    def _rows(self, company):
        """``{kind: [(term, suggestion or "")]}`` of ``company``."""
        rows = defaultdict(list)
        # sudo: everybody is warned, whoever may read the list
        for term in self.sudo().search([("company_id", "=", company.id)]):
            rows[term.kind].append((term.name, term.suggestion or ""))
        return rows
