from odoo import fields, models


class GovinfoUnitCategory(models.Model):
    """The ranking group of a unit: townships, departments, schools … (考核分组)."""

    _name = "govinfo.unit.category"
    _description = "Unit Category"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    unit_ids = fields.One2many("govinfo.unit", "category_id", "Units")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _code_unique = models.Constraint(
        "unique(company_id, code)",
        "Another unit category has this code.",
    )
