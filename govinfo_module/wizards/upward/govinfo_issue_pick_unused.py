from odoo import models


class GovinfoIssuePick(models.TransientModel):
    _inherit = "govinfo.issue.pick"

    def _unused_domain(self):
        used = self.env["govinfo.adoption"].search(
            [
                ("publication_id", "=", self.issue_id.publication_id.id),
                ("state", "=", "registered"),
            ]
        )
        return [*super()._unused_domain(), ("id", "not in", used.item_id.ids)]
