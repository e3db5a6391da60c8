from odoo import Command, models


class GovinfoItem(models.Model):
    """Items chosen in a list for the issue they were looked for; the list then gives way to it."""

    _inherit = "govinfo.item"

    def action_put_into_issue(self):
        """Put these items into the issue, each as a piece of its own."""
        return self._put_into_issue(composite=False)

    def action_put_as_one(self):
        """Put these items into the issue as one composite piece."""
        return self._put_into_issue(composite=True)

    def _put_into_issue(self, composite):
        self.check_access("read")
        pick = self.env["govinfo.issue.pick"].create(
            {
                "issue_id": self.env.context.get("govinfo_issue_id"),
                "item_ids": [Command.set(self.ids)],
                "composite": composite,
            }
        )
        pick.action_pick()
        return {"type": "ir.actions.client", "tag": "govinfo_back"}
