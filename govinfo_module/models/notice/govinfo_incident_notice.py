from odoo import models


class GovinfoIncident(models.Model):
    """What an incident costs is shown to its unit where the county ranks its units."""

    _name = "govinfo.incident"
    _inherit = ["govinfo.incident", "govinfo.points.mixin"]

    _points_fields = ("points", "expected_points", "assessed_points", "entry_ids")
    _points_blocks = ("group_points",)
