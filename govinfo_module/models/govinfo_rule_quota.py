from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class GovinfoRuleQuota(models.Model):
    """The quota of one unit, or of all units of a category, under a quota rule."""

    _name = "govinfo.rule.quota"
    _description = "Quota of a Unit or Category"
    _inherit = ["govinfo.ruleset.part.mixin"]
    _order = "rule_id, unit_id, unit_category_id, id"

    rule_id = fields.Many2one("govinfo.rule", "Rule", required=True, index=True, ondelete="cascade")
    unit_category_id = fields.Many2one(
        "govinfo.unit.category", "Unit category", ondelete="restrict"
    )
    unit_id = fields.Many2one("govinfo.unit", "Unit", ondelete="restrict")
    quota = fields.Float(digits=(16, 2), help="0: exempt.")

    _sql_constraints = [
        ("unit_unique", "unique(rule_id, unit_id)", "A unit has one quota under a rule."),
        (
            "category_unique",
            "unique(rule_id, unit_category_id)",
            "A unit category has one quota under a rule.",
        ),
    ]

    def _ruleset(self):
        return self.rule_id.ruleset_id

    @api.constrains("unit_category_id", "unit_id", "quota")
    def _check_quota(self):
        for line in self:
            if bool(line.unit_category_id) == bool(line.unit_id):
                raise ValidationError(_("A quota is for one unit or for one unit category."))
            if line.quota < 0:
                raise ValidationError(_("A quota cannot be negative."))
