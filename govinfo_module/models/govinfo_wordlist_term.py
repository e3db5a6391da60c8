from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..exchange.wordlist import WordList


class GovinfoWordlistTerm(models.Model):
    """A term that writers are warned of, and what to write instead (词语提示)."""

    _name = "govinfo.wordlist.term"
    _description = "Term of the Word List"
    _order = "name, id"

    name = fields.Char("Term", required=True, index=True)
    suggestion = fields.Char("Write instead", help="Empty: look at the term and decide.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _sql_constraints = [
        ("name_unique", "unique(company_id, name)", "This term is in the list already."),
    ]

    @api.constrains("name")
    def _check_name(self):
        for term in self:
            if len((term.name or "").strip()) < 2:
                raise ValidationError(_("A term has two characters or more."))

    @api.model
    def _wordlist(self, company):
        """The terms of ``company`` to look for in a text."""
        # sudo: everybody is warned, whoever may read the list
        terms = self.sudo().search([("company_id", "=", company.id)])
        return WordList([(term.name, term.suggestion or "") for term in terms])
