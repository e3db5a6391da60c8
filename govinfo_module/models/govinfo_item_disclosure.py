from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError


class GovinfoItem(models.Model):
    _inherit = "govinfo.item"

    disclosure_ids = fields.One2many("govinfo.disclosure", "item_id", "Disclosures", readonly=True)

    def action_disclose(self):
        """A leader clears these items for the public pages."""
        self.env["govinfo.disclosure"]._check_leader(self)
        for item in self:
            if item.state not in ("accepted", "archived"):
                raise UserError(_("%s has not been accepted yet.", item.label))
            if item.secrecy != "public" or item.disclosure == "none":
                raise UserError(
                    _("%s is not marked as public information that may be disclosed.", item.label)
                )
            if self.env.user in item.author_id | item.sudo().create_uid:
                raise AccessError(_("%s: nobody clears what they wrote.", item.label))
            self.env["govinfo.disclosure"]._clear(
                {
                    "name": item.name,
                    "body": item.body,
                    "source": item.unit_id.name,
                    "item_id": item.id,
                    "company_id": item.company_id.id,
                }
            )
        return True
