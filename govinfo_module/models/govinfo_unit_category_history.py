from odoo import fields, models


class GovinfoUnitCategoryHistory(models.Model):
    """Since when a unit has been in a category: points and ranks use the category of the day."""

    _name = "govinfo.unit.category.history"
    _description = "Category of a Unit since a Date"
    _order = "unit_id, date_from desc"
    _rec_name = "category_id"

    unit_id = fields.Many2one("govinfo.unit", "Unit", required=True, index=True, ondelete="cascade")
    category_id = fields.Many2one(
        "govinfo.unit.category", "Category", required=True, ondelete="restrict"
    )
    date_from = fields.Date("Since", required=True)
    company_id = fields.Many2one(related="unit_id.company_id", store=True)

    _sql_constraints = [
        ("date_unique", "unique(unit_id, date_from)", "A unit has one category on a day."),
    ]
