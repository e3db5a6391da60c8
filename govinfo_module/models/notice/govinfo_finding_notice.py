from odoo import fields, models


class GovinfoFinding(models.Model):
    """Findings about a notice, made when its approval is asked for."""

    _inherit = "govinfo.finding"

    notice_id = fields.Many2one(
        "govinfo.notice", "Notice", readonly=True, index=True, ondelete="cascade"
    )

    _once_a_notice = models.UniqueIndex(
        "(clause_id, notice_id) WHERE notice_id IS NOT NULL",
        "This has been found already.",
    )

    def _subject(self):
        return self.notice_id or super()._subject()
