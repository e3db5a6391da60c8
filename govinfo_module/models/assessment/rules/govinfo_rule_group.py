from odoo import fields, models

WINDOWS = [
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("year", "Year"),
]


class GovinfoRuleGroup(models.Model):
    """An assessment item (考核项目): rules that share a column of the score, a cap and a floor."""

    _name = "govinfo.rule.group"
    _description = "Rule Group"
    _inherit = ["govinfo.ruleset.part.mixin"]
    _order = "ruleset_id, sequence, id"

    ruleset_id = fields.Many2one(
        "govinfo.ruleset", "Rule set", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    has_cap = fields.Boolean("Capped")
    cap_points = fields.Float("Cap", digits=(16, 2), help="Most points, in either direction.")
    cap_window = fields.Selection(WINDOWS, "Cap and floor per")
    has_floor = fields.Boolean("Has a floor")
    floor_points = fields.Float("Floor", digits=(16, 2), help="The sum does not fall below this.")
    rule_ids = fields.One2many("govinfo.rule", "group_id", "Rules")
    company_id = fields.Many2one(related="ruleset_id.company_id", store=True, index=True)

    _code_unique = models.Constraint(
        "unique(ruleset_id, code)",
        "Another group of the rule set has this code.",
    )
