from odoo import fields, models


class GovinfoImportWizardLine(models.TransientModel):
    """A row in the preview of an import."""

    _name = "govinfo.import.wizard.line"
    _description = "Row of an Import"
    _order = "id"

    wizard_id = fields.Many2one(
        "govinfo.import.wizard", required=True, ondelete="cascade", index=True
    )
    number = fields.Integer("Row")
    sheet = fields.Char()
    summary = fields.Char("What it says")
    fault = fields.Char("Error")
