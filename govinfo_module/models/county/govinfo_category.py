from odoo import fields, models


class GovinfoCategory(models.Model):
    """The kind of content of an item (信息类别)."""

    _name = "govinfo.category"
    _description = "Item Category"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    description = fields.Text(translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "County", index=True, help="Empty: for all counties."
    )

    _code_unique = models.Constraint(
        "unique(company_id, code)",
        "Another category has this code.",
    )
