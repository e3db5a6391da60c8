from odoo import fields, models


class ResCompany(models.Model):
    """Whether a county has public pages, and whether search engines may list them."""

    _inherit = "res.company"

    govinfo_public = fields.Boolean(
        "Public pages", help="Cleared items and issues can be read without login."
    )
    govinfo_public_robots = fields.Boolean(
        "Search engines", help="Search engines may list the public pages."
    )
