import base64

from odoo import _, fields, models
from odoo.exceptions import UserError

from ..exchange.columns import WORDS
from ..exchange.errors import ExchangeError
from ..exchange.xlsx_in import read_xlsx
from ..models.exchange_errors import sentence, user_error


class GovinfoWordlistImport(models.TransientModel):
    """Terms from a .xlsx with the columns 词语 and 建议用语; known terms get the new suggestion."""

    _name = "govinfo.wordlist.import"
    _description = "Import of the Word List"

    file = fields.Binary("Spreadsheet (.xlsx)", required=True, attachment=False)
    file_name = fields.Char()

    def action_import(self):
        """Take over every row, or say which rows cannot be used and take over none."""
        self.ensure_one()
        try:
            table = read_xlsx(base64.b64decode(self.file), WORDS)
        except ExchangeError as error:
            raise user_error(self, error) from error
        if table.errors:
            lines = [
                _("Row %(number)s: %(reason)s", number=row.number, reason=sentence(self, row.error))
                for row in table.errors
            ]
            raise UserError("\n".join(lines))
        wanted = {row.values["term"]: row.values["suggestion"] or False for row in table.rows}
        terms = self.env["govinfo.wordlist.term"].with_context(active_test=False)
        known = terms.search(
            [("company_id", "=", self.env.company.id), ("name", "in", list(wanted))]
        )
        for term in known:
            term.write({"suggestion": wanted.pop(term.name), "active": True})
        terms.create([{"name": term, "suggestion": text} for term, text in wanted.items()])
        return self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_wordlist_term_action"
        )
