from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class GovinfoRuleQuota(models.Model):
    """The quota of one unit, of all units of a category, or of one person, under a quota rule."""

    _name = "govinfo.rule.quota"
    _description = "Quota of a Unit, Category or Person"
    _inherit = ["govinfo.ruleset.part.mixin"]
    _order = "rule_id, unit_id, unit_category_id, user_id, id"
    _rec_name = "rule_id"

    rule_id = fields.Many2one("govinfo.rule", "Rule", required=True, index=True, ondelete="cascade")
    unit_category_id = fields.Many2one(
        "govinfo.unit.category", "Unit category", ondelete="restrict"
    )
    unit_id = fields.Many2one("govinfo.unit", "Unit", ondelete="restrict")
    user_id = fields.Many2one("res.users", "Person", ondelete="restrict")
    quota = fields.Float(digits=(16, 2), help="0: exempt.")

    _unit_unique = models.Constraint(
        "unique(rule_id, unit_id)",
        "A unit has one quota under a rule.",
    )
    _category_unique = models.Constraint(
        "unique(rule_id, unit_category_id)",
        "A unit category has one quota under a rule.",
    )

    _user_unique = models.Constraint(
        "unique(rule_id, user_id)",
        "A person has one quota under a rule.",
    )

    def _ruleset(self):
        return self.rule_id.ruleset_id

    @api.constrains("unit_category_id", "unit_id", "user_id", "quota")
    def _check_quota(self):
        for line in self:
            if (
                len([one for one in (line.unit_category_id, line.unit_id, line.user_id) if one])
                != 1
            ):
                raise ValidationError(
                    _("A quota is for one unit, for one unit category or for one person.")
                )
            if line.quota < 0:
                raise ValidationError(_("A quota cannot be negative."))
