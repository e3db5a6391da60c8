from odoo import api, fields, models

from ....helpers.assessment import rule_burden as burden


class GovinfoClause(models.Model):
    """A clause of the rules that reduce burdens on the grass roots, and what is looked for.

    Sources: 《整治形式主义为基层减负若干规定》 (2024) and what followed it. A county adds its province's: its words,
    its source, and which of the known situations it is about. A clause warns and never blocks.
    """

    _name = "govinfo.clause"
    _description = "Clause on Reducing Burdens"
    _order = "sequence, id"
    _rec_name = "phrase"

    phrase = fields.Char("Wording", required=True)
    source = fields.Char(required=True)
    test = fields.Selection(
        [
            ("veto", "A bar (veto) in a rule set"),
            ("instruction", "Points for leaders' instructions"),
            ("adoption", "Points for printed pieces"),
            ("quota", "Tasks or points by the number of submissions"),
        ],
        "Situation",
        required=True,
    )
    advice = fields.Char("What would resolve it")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        "County",
        index=True,
        default=lambda self: self.env.company,
        help="Empty: common to all counties; nobody but the system's administrator changes those.",
    )

    @api.model
    def _of(self, company):
        """The clauses that ``company`` looks at: the common ones and its own."""
        return self.search([("company_id", "in", (False, company.id))])

    def _ruleset_hits(self, ruleset):
        """The rules of ``ruleset`` that may collide with this clause."""
        test = burden.RULE_TESTS.get(self.test)
        return ruleset.rule_ids.filtered(test) if test else ruleset.rule_ids.browse()
