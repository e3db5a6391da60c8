from odoo import fields, models


class ResCompany(models.Model):
    """How a county runs its assessment."""

    _inherit = "res.company"

    govinfo_publicity_days = fields.Integer(
        "Days of publicity", default=5, help="How long a period is expected to stay publicised."
    )
