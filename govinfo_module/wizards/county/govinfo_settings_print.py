from markupsafe import Markup

from odoo import _, api, fields, models


class GovinfoSettings(models.TransientModel):
    """How official documents are printed, and with which fonts."""

    _inherit = "govinfo.settings"

    print_colour = fields.Selection(related="company_id.govinfo_print_colour", readonly=False)
    print_pitch = fields.Float(related="company_id.govinfo_print_pitch", readonly=False)
    print_mirrored = fields.Boolean(related="company_id.govinfo_print_mirrored", readonly=False)
    print_centred = fields.Boolean(related="company_id.govinfo_print_centred", readonly=False)
    print_duplex = fields.Boolean(related="company_id.govinfo_print_duplex", readonly=False)
    font_report = fields.Html("Fonts in use", compute="_compute_font_report", sanitize=False)

    @api.depends("company_id")
    def _compute_font_report(self):
        fonts = self.env["govinfo.font"]
        styles = dict(fonts._fields["role"]._description_selection(self.env))
        row = Markup("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>")
        for settings in self:
            # sudo: what the county prints with, for its manager
            fonts = fonts.sudo()
            uploads = fonts.search([("company_id", "=", settings.company_id.id)])
            names = {(font.role, font.family): font.name or _("uploaded") for font in uploads}
            rows = Markup("").join(
                row
                % (
                    styles[use.role],
                    use.family,
                    names.get((use.role, use.family), use.file),
                    "" if use.genuine else self.env._("stand-in"),
                )
                for use in fonts._font_set(settings.company_id).report()
            )
            settings.font_report = Markup('<table class="table table-sm">%s</table>') % rows
