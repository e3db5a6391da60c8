from odoo import models


class GovinfoHonor(models.Model):
    """An honour is shown to all; with how many points and in which place, where the county ranks its units."""

    _name = "govinfo.honor"
    _inherit = ["govinfo.honor", "govinfo.points.mixin"]

    _points_fields = ("total", "rank")
