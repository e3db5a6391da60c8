"""What an item has to do with upward reports and adoptions."""

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError

from ...helpers.foundation.readable import open_window
from ...helpers.foundation.step import Step
from ..item.govinfo_item_path import OFFICE


class GovinfoItem(models.Model):
    _inherit = "govinfo.item"

    _own_steps = {
        "upload": Step(**OFFICE, from_=("accepted", "archived"), closes=False),
    }

    adoption_ids = fields.One2many("govinfo.adoption", "item_id", "Adoptions")
    upload_ids = fields.One2many("govinfo.upload", "item_id", "Upward reports")
    is_adopted = fields.Boolean("Adopted", compute="_compute_is_adopted", store=True, index=True)

    sent_up = fields.Char("Sent up to", compute="_compute_sent_up")

    @api.depends("upload_ids.level")
    @api.depends_context("uid", "lang")
    def _compute_sent_up(self):
        labels = dict(self.env["govinfo.upload"]._fields["level"]._description_selection(self.env))
        for item in self:
            levels = set(item.upload_ids.mapped("level"))
            item.sent_up = "、".join(labels[level] for level in labels if level in levels)

    @api.depends("adoption_ids.state")
    def _compute_is_adopted(self):
        for item in self:
            item.is_adopted = "registered" in item.adoption_ids.mapped("state")

    def _is_used_above(self):
        # sudo: whether there is a report, not what it says
        return super()._is_used_above() or self.is_adopted or bool(self.sudo().upload_ids)

    def action_upload(self, level):
        """Register that the items were sent up to ``level`` (city, province or national)."""
        if level not in ("city", "province", "national"):
            raise UserError(_("Upward reports go to the city, the province or the nation."))
        items = self._take("upload")
        uploads = items.env["govinfo.upload"]
        sent = uploads.search([("item_id", "in", items.ids), ("level", "=", level)]).item_id
        return uploads.create([{"item_id": item.id, "level": level} for item in items - sent])

    def action_upload_to_city(self):
        """Register that the item was sent to the city by its network, and say so."""
        self.action_upload("city")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": _("Sent to the city"),
                "message": "、".join(self.mapped("label")),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_open_upload(self):
        """Ask where these items shall be sent, and how."""
        return open_window(
            self,
            "govinfo_upload_wizard_action",
            context={"default_item_ids": [Command.set(self.ids)]},
        )
