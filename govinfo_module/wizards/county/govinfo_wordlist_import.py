import base64

from odoo import _, fields, models
from odoo.exceptions import UserError

from ...exchange.errors import ExchangeError
from ...exchange.tables.check_lists import read_check_lists
from ...helpers.foundation.exchange_errors import sentence, user_error


class GovinfoWordlistImport(models.TransientModel):
    """The county's lists from a .xlsx, a sheet for each; known terms get the new suggestion.

    The header of a sheet tells which list it is, see ``exchange.check_lists``.
    """

    _name = "govinfo.wordlist.import"
    _description = "Import of the Word List"

    file = fields.Binary("Spreadsheet (.xlsx)", required=True, attachment=False)
    file_name = fields.Char()

    def action_import(self):
        """Take over every row, or say which rows cannot be used and take over none."""
        self.ensure_one()
        try:
            lists = read_check_lists(base64.b64decode(self.file))
        except ExchangeError as error:
            raise user_error(self, error) from error
        if lists.errors:
            lines = [
                _("Row %(number)s: %(reason)s", number=row.number, reason=sentence(self, row.error))
                for row in lists.errors
            ]
            raise UserError("\n".join(lines))
        wanted = _terms(lists.rows)
        terms = self.env["govinfo.wordlist.term"].with_context(active_test=False)
        known = terms.search(
            [("company_id", "=", self.env.company.id), ("name", "in", list(wanted))]
        )
        for term in known:
            term.write(dict(wanted.pop(term.name), active=True))
        terms.create([dict(values, name=name) for name, values in wanted.items()])
        return self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_wordlist_term_action"
        )


def _terms(lists):
    """``{term: its values}`` of all lists, see ``CheckLists.rows``."""
    rows = [("word", *row) for row in lists.get("words", ())]
    rows += [("phrase", *row) for row in lists.get("phrases", ())]
    rows += [("unit", form, name) for name, wrong in lists.get("units", ()) for form in wrong]
    rows += [("leader", *row) for row in lists.get("leaders", ())]
    rows += [("mark", mark, False) for mark in lists.get("secrecy_marks", ())]
    return {name: {"kind": kind, "suggestion": text or False} for kind, name, text in rows}
