from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class GovinfoRuleWeight(models.Model):
    """How much an item of a category counts towards a quota (1 when not listed)."""

    _name = "govinfo.rule.weight"
    _description = "Weight of a Category"
    _inherit = ["govinfo.ruleset.part.mixin"]
    _order = "rule_id, category_id"
    _rec_name = "rule_id"

    rule_id = fields.Many2one("govinfo.rule", "Rule", required=True, index=True, ondelete="cascade")
    category_id = fields.Many2one(
        "govinfo.category", "Category", required=True, ondelete="restrict"
    )
    weight = fields.Float(digits=(16, 4), default=1.0)

    _category_unique = models.Constraint(
        "unique(rule_id, category_id)",
        "A category has one weight.",
    )

    def _ruleset(self):
        return self.rule_id.ruleset_id

    @api.constrains("weight")
    def _check_weight(self):
        if any(line.weight < 0 for line in self):
            raise ValidationError(_("A weight cannot be negative."))
