"""What is made of an item: adoptions, instructions; items known only because a superior used them."""

from datetime import time

from odoo import _, fields, models


class GovinfoItem(models.Model):
    _inherit = "govinfo.item"

    instruction_ids = fields.One2many("govinfo.instruction", "item_id", "Instructions")

    registered_afterwards = fields.Boolean(
        "Registered afterwards",
        readonly=True,
        copy=False,
        help="Entered when a superior's list showed that it had been used; it was never submitted here.",
    )

    def _register_afterwards(self, unit, title, day):
        """An accepted item of ``unit`` that a superior used on ``day``; it is no submission."""
        # sudo, guarded: only the import of a superior's list comes here, its own judge has allowed it
        item = self.sudo()._make(
            [
                {
                    "name": title,
                    "unit_id": unit.id,
                    "author_id": self.env.uid,
                    "state": "accepted",
                    "submitted_at": unit.company_id.govinfo_utc(day, time(12)),
                    "counted": False,
                    "not_counted_reason": _("Registered afterwards from a superior's list"),
                    "registered_afterwards": True,
                }
            ]
        )
        return self.browse(item.id)

    def action_write_instruction(self):
        """Write an instruction on this item."""
        self.check_access("read")
        self.ensure_one()
        return self.env["govinfo.instruction"]._open_new({"default_item_id": self.id})

    def action_register_adoption(self):
        """Register that a publication has used this item."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Register adoption"),
            "res_model": "govinfo.adoption",
            "view_mode": "form",
            "target": "new",
            "context": {"default_item_id": self.id},
        }
