from odoo import models


class GovinfoItemUpload(models.Model):
    _inherit = "govinfo.item"

    def action_open_upload(self):
        """Ask where these items shall be sent, and how."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_upload_wizard_action"
        )
        return dict(action, context={"default_item_ids": [(6, 0, self.ids)]})
