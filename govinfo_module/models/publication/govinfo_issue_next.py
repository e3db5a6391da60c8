"""Reading and deciding one after another: the issue decided makes room for the next one waiting."""

from odoo import _, models


class GovinfoIssue(models.Model):
    _inherit = "govinfo.issue"

    def action_approve_next(self):
        """Approve, and show the next issue that waits for the same leader."""
        self.action_approve()
        return self._next_window("action_approve")

    def _next_window(self, method):
        """The client's action that shows the next issue this leader may approve."""
        done = {"action_approve": _("Signed off"), "action_return": _("Returned")}.get(method)
        if len(self) != 1 or not done:
            return super()._next_window(method)
        waiting = self.search([("state", "=", "pending"), ("id", "not in", self.ids)])
        waiting = waiting.filtered(lambda issue: issue._may_step("approve"))
        return {
            "type": "ir.actions.client",
            "tag": "govinfo_next",
            "params": {
                "res_model": self._name,
                "res_id": waiting[:1].id,
                "left": len(waiting),
                "done": done,
            },
        }
