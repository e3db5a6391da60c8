from odoo import api, fields, models


class GovinfoUnitCategoryHistory(models.Model):
    """Since when a unit has been in a category: points and ranks use the category of the day.

    A manager may enter a change with the day it took place; the unit then shows today's category.
    """

    _name = "govinfo.unit.category.history"
    _description = "Category of a Unit since a Date"
    _inherit = ["govinfo.guard.mixin"]
    _order = "unit_id, date_from desc"
    _rec_name = "category_id"

    unit_id = fields.Many2one("govinfo.unit", "Unit", required=True, index=True, ondelete="cascade")
    category_id = fields.Many2one(
        "govinfo.unit.category", "Ranking group", required=True, ondelete="restrict"
    )
    date_from = fields.Date("Since", required=True)
    company_id = fields.Many2one(related="unit_id.company_id", store=True)

    _date_unique = models.Constraint(
        "unique(unit_id, date_from)",
        "A unit has one category on a day.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.unit_id._follow_category()
        return lines

    def write(self, vals):
        units = self.unit_id
        result = super().write(vals)
        (units | self.unit_id)._follow_category()
        return result

    def unlink(self):
        units = self.unit_id
        result = super().unlink()
        units._follow_category()
        return result
