"""From an issue to the answers on its pieces."""

from odoo import api, fields, models

from ...helpers.foundation.readable import open_window


class GovinfoIssue(models.Model):
    _inherit = "govinfo.issue"

    can_respond = fields.Boolean(
        "To be answered by my unit", compute="_compute_can_respond", compute_sudo=False
    )

    @api.depends_context("uid")
    @api.depends("line_ids.item_ids", "state")
    def _compute_can_respond(self):
        for issue in self:
            issue.can_respond = any(issue.line_ids.mapped("can_respond"))

    def action_open_pieces(self):
        """Open the pieces of this issue, to answer on them."""
        self.ensure_one()
        return open_window(
            self,
            "govinfo_issue_line_action_respond",
            domain=[("issue_id", "=", self.id)],
            context={},
        )

    def action_open_responses(self):
        """Open what the readers said of this issue."""
        self.ensure_one()
        return open_window(
            self, "govinfo_response_action", domain=[("issue_id", "=", self.id)], context={}
        )
