from odoo import fields, models

from ...models.instruction.govinfo_response import VALUES


class GovinfoResponseWizard(models.TransientModel):
    """Asks what a unit says of a piece, with its words; the piece judges who may answer."""

    _name = "govinfo.response.wizard"
    _description = "Answer on a Piece"

    line_id = fields.Many2one("govinfo.issue.line", "Piece", required=True, ondelete="cascade")
    value = fields.Selection(VALUES, "Judgement", required=True)
    words = fields.Text()

    def action_answer(self):
        """Answer with the words."""
        self.ensure_one()
        self.line_id.action_respond(self.value, self.words or "")
        return {"type": "ir.actions.act_window_close"}
