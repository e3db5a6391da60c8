from odoo import api, fields, models

from ...helpers.foundation.readable import open_window


class GovinfoIssue(models.Model):
    """The instructions leaders wrote on an issue."""

    _inherit = "govinfo.issue"

    instruction_ids = fields.One2many("govinfo.instruction", "issue_id", "Instructions")
    instruction_count = fields.Integer(compute="_compute_instruction_count")

    @api.depends("instruction_ids")
    def _compute_instruction_count(self):
        for issue in self:
            issue.instruction_count = len(issue.instruction_ids)

    def action_write_instruction(self):
        """Write an instruction on this issue."""
        self.check_access("read")
        self.ensure_one()
        return self.env["govinfo.instruction"]._open_new({"default_issue_id": self.id})

    def action_view_instructions(self):
        """The instructions on this issue."""
        self.ensure_one()
        return open_window(
            self, "govinfo_instruction_action", domain=[("issue_id", "=", self.id)], context={}
        )
