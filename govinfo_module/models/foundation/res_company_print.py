from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...gongwen import Options
from ...gongwen.style import PITCH


class ResCompany(models.Model):
    """How a county prints: where it deviates from GB/T 9704-2012, and its fonts."""

    _inherit = "res.company"

    govinfo_print_colour = fields.Selection(
        [("cmyk", "For print (CMYK)"), ("rgb", "For the screen (RGB)")],
        "Red of the documents",
        default="cmyk",
        required=True,
    )
    govinfo_print_pitch = fields.Float(
        "Line pitch (points)",
        default=0.0,
        help="0: 22 lines fill the page as the standard says. Word processors often use 28.",
    )
    govinfo_print_mirrored = fields.Boolean(
        "Mirror the margins", help="28 mm at the binding edge of both sides of a sheet."
    )
    govinfo_print_centred = fields.Boolean("Page numbers in the middle")
    govinfo_print_duplex = fields.Boolean(
        "Printed on both sides",
        default=True,
        help="The imprint is then at the foot of the last even page.",
    )

    @api.constrains("govinfo_print_pitch")
    def _check_govinfo_print_pitch(self):
        for company in self:
            if company.govinfo_print_pitch and not 20 <= company.govinfo_print_pitch <= 40:
                raise ValidationError(_("The line pitch is 0 or between 20 and 40 points."))

    def _govinfo_print(self):
        """Keyword arguments of ``gongwen.render`` for this county: fonts and options."""
        # sudo: how the county prints does not depend on who prints
        company = self.sudo()
        options = Options(
            pitch=company.govinfo_print_pitch or PITCH,
            mirrored=company.govinfo_print_mirrored,
            colour=company.govinfo_print_colour,
            centred_numbers=company.govinfo_print_centred,
            duplex=company.govinfo_print_duplex,
        )
        return {"fonts": company.env["govinfo.font"]._font_set(company), "options": options}
