from odoo import api, fields, models

KINDS = [
    ("publication", "Publication"),
    ("category", "Item category"),
    ("unit_category", "Unit category"),
]


class GovinfoRulesetTemplateWizardLine(models.TransientModel):
    """A journal or category the measure speaks of, and the county's own that stands for it."""

    _name = "govinfo.ruleset.template.wizard.line"
    _description = "Word of a Published Measure"
    _check_company_auto = True

    wizard_id = fields.Many2one(
        "govinfo.ruleset.template.wizard", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="wizard_id.company_id")
    kind = fields.Selection(KINDS, required=True)
    code = fields.Char(required=True)
    name = fields.Char("In the measure", required=True)
    publication_id = fields.Many2one("govinfo.publication", "Own publication", check_company=True)
    category_id = fields.Many2one("govinfo.category", "Own item category", check_company=True)
    unit_category_id = fields.Many2one(
        "govinfo.unit.category", "Own unit category", check_company=True
    )

    @api.model
    def _target(self, kind):
        """The field that holds the county's own record of this kind."""
        return "%s_id" % kind

    @api.model
    def _model(self, kind):
        return self.env[self._fields[self._target(kind)].comodel_name]

    @api.model
    def _match(self, kind, row, company):
        """The county's record that a word of the measure means, if there is one.

        Journals and unit categories go by their name, since codes mean something else in each
        county. Item categories go by their code, which is the same everywhere, then by their name.
        """
        companies = [("company_id", "in", (company.id, False))]
        own = self._model(kind)
        if kind == "category":
            found = own.search(companies + [("code", "=", row["code"])], limit=1)
            if found:
                return found
        return own.search(companies + [("name", "=", row["name"])], limit=1)

    def _chosen(self):
        self.ensure_one()
        return self[self._target(self.kind)]

    @api.model
    def _create_own(self, kind, row, company):
        """A record of the county for a word of the measure that has none."""
        code = self._free_code(kind, row["code"], company)
        return self._model(kind).create(dict(row, code=code, company_id=company.id))

    @api.model
    def _free_code(self, kind, code, company):
        """``code``, or with a number when another record of the county has it."""
        own = self._model(kind).with_context(active_test=False)
        taken = set(own.search([("company_id", "=", company.id)]).mapped("code"))
        number, free = 1, code
        while free in taken:
            number += 1
            free = "%s%d" % (code, number)
        return free
