import base64
import logging

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...gongwen import FontError, check_font, find_fonts

_logger = logging.getLogger(__name__)
MAX_MB = 60
ROLES = [
    ("fangsong", "FangSong (text)"),
    ("xiaobiaosong", "XiaoBiaoSong (titles and issuing mark)"),
    ("kai", "KaiTi (second headings)"),
    ("hei", "HeiTi (first headings)"),
    ("song", "SongTi (page numbers)"),
]
FOLDERS = "govinfo_module.font_folders"


class GovinfoFont(models.Model):
    """A font file of the office's own for one style of official documents.

    Offices license 仿宋_GB2312 or 方正小标宋 themselves; an uploaded file comes before all others.
    Folders of the server come next: the system parameter ``govinfo_module.font_folders`` names them,
    separated by semicolons.
    """

    _name = "govinfo.font"
    _description = "Font of Official Documents"
    _inherit = ["govinfo.guard.mixin"]
    _order = "company_id, role"

    role = fields.Selection(ROLES, "Style", required=True)
    data = fields.Binary("File (.ttf or .ttc)", attachment=True, required=True)
    name = fields.Char("File name")
    family = fields.Char("Name of the font", compute="_compute_family", store=True)
    absent = fields.Integer("Common characters it lacks", compute="_compute_family", store=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, default=lambda self: self.env.company
    )

    _role_unique = models.Constraint(
        "unique(company_id, role)",
        "This style has a font already; change that one.",
    )

    @api.depends("data")
    def _compute_family(self):
        for font in self.with_context(bin_size=False):
            try:
                font.family, font.absent = check_font(font._bytes())
            except FontError:  # _check_data says it
                font.family, font.absent = False, 0

    @api.constrains("data")
    def _check_data(self):
        for font in self.with_context(bin_size=False):
            data = font._bytes()
            if len(data) > MAX_MB * 2**20:
                raise ValidationError(_("A font file larger than %s MB is not taken.", MAX_MB))
            try:
                check_font(data)
            except FontError as error:
                raise ValidationError(self._sentence(error)) from error

    def _bytes(self):
        return base64.b64decode(self.data or b"")

    @api.model
    def _sentence(self, error):
        """The sentence of a :class:`FontError` in the user's language."""
        sentences = {
            "outlines": _(
                "The font has PostScript outlines (.otf); only TrueType fonts can be embedded."
                " Ask for the .ttf of the same font."
            ),
            "unreadable": _("The file is not a usable TrueType font."),
            "none": _(
                "No Chinese font was found on the server. Install one, upload one in the settings,"
                " or name its folder."
            ),
        }
        return sentences[error.reason]

    @api.model
    def _font_set(self, company):
        """The fonts with which a county prints, see ``gongwen.find_fonts``.

        A folder that cannot be used is passed over; a file that was damaged since its upload, too.
        """
        files = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "data"),
                ("res_id", "in", self.search([("company_id", "=", company.id)]).ids),
            ]
        )
        uploads = {}
        for file in files:
            role = self.browse(file.res_id).role
            uploads[role] = file._full_path(file.store_fname) if file.store_fname else file.raw
        folders = [
            part.strip()
            for part in (self.env["ir.config_parameter"].get_param(FOLDERS) or "").split(";")
        ]
        folders = [folder for folder in folders if folder]
        try:
            return find_fonts(uploads, folders)
        except FontError as error:
            if not uploads:
                raise UserError(self._sentence(error)) from error
            _logger.warning("uploaded fonts of %s cannot be used: %s", company.name, error)
            return find_fonts(folders=folders)
