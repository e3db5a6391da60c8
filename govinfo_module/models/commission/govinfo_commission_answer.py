from odoo import _, api, fields, models
from odoo.exceptions import UserError


class GovinfoCommission(models.Model):
    """What a unit's people do with a commission they are asked for: hand in their piece."""

    _inherit = "govinfo.commission"

    can_answer = fields.Boolean(compute="_compute_can_answer")

    @api.depends("line_ids.can_answer")
    @api.depends_context("uid")
    def _compute_can_answer(self):
        for commission in self:
            commission.can_answer = any(commission.line_ids.mapped("can_answer"))

    def action_answer(self):
        """Open a new item that answers this commission, for the caller's first unit that is still asked."""
        self.ensure_one()
        asked = self.line_ids.filtered("can_answer")
        if not asked:
            raise UserError(_("%s asks nothing of you.", self.name))
        return asked[0].action_answer()
