from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError


class GovinfoCommissionStepWizard(models.TransientModel):
    """Asks for what a step on commission lines needs, a time or a reason, and takes the step.

    The lines' own methods check state and caller.
    """

    _name = "govinfo.commission.step.wizard"
    _description = "Step on Commissions"

    step = fields.Selection(
        [
            ("extend", "Extend"),
            ("reopen", "Reopen"),
            ("complete", "Answered outside the system"),
        ],
        required=True,
        readonly=True,
    )
    line_ids = fields.Many2many(
        "govinfo.commission.line",
        "govinfo_commission_step_wizard_line_rel",
        "wizard_id",
        "line_id",
        "Units",
        required=True,
    )
    deadline = fields.Datetime("New deadline")
    answered_at = fields.Datetime("Answered on", default=fields.Datetime.now)
    reason = fields.Char()

    @api.private
    @api.model
    def open_for(self, lines, step):
        """The dialog's window for ``step`` of ``lines``."""
        if not lines:
            raise UserError(_("There is no unit this step could be taken for."))
        titles = dict(self._fields["step"]._description_selection(self.env))
        return {
            "type": "ir.actions.act_window",
            "name": titles[step],
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_step": step, "default_line_ids": [Command.set(lines.ids)]},
        }

    def action_apply(self):
        """Take the step."""
        self.ensure_one()
        if self.step == "extend":
            self.line_ids.action_extend(self.deadline, self.reason)
        elif self.step == "reopen":
            self.line_ids.action_reopen(self.reason, self.deadline or None)
        else:
            self.line_ids.action_complete(self.answered_at)
        return {"type": "ir.actions.act_window_close"}
