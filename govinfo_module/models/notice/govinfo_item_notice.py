from odoo import models


class GovinfoItem(models.Model):
    """What an item earned is shown to its unit where the county ranks its units."""

    _name = "govinfo.item"
    _inherit = ["govinfo.item", "govinfo.points.mixin"]

    _points_fields = ("points",)
