from odoo import fields, models


class GovinfoUsualRuleLine(models.TransientModel):
    """A number of a usual rule."""

    _name = "govinfo.usual.rule.line"
    _description = "Number of a Usual Rule"

    wizard_id = fields.Many2one("govinfo.usual.rule", required=True, ondelete="cascade")
    key = fields.Char()
    name = fields.Char("To fill in")
    number = fields.Float("Value", digits=(16, 2))
