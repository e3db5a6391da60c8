from odoo import fields, models


class GovinfoIssue(models.Model):
    """A published issue adopts the items it holds."""

    _inherit = "govinfo.issue"

    adoption_ids = fields.One2many("govinfo.adoption", "issue_id", "Adoptions", readonly=True)

    def _register_adoptions(self):
        """One adoption for every item in the issue."""
        super()._register_adoptions()
        self.env["govinfo.adoption"].create(
            [
                {
                    "item_id": item.id,
                    "publication_id": self.publication_id.id,
                    "issue_id": self.id,
                    "date": self.date,
                    "mode": line.mode,
                }
                for line in self.line_ids
                for item in line.item_ids
            ]
        )
