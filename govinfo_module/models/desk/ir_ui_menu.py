from odoo import models

# what opens on points, ranks and objections to them
OF_POINTS = (
    "govinfo_score_menu",
    "govinfo_score_person_menu",
    "govinfo_score_entry_menu",
    "govinfo_score_window_menu",
    "govinfo_appeal_menu",
)


class IrUiMenu(models.Model):
    """Units of a county that does not rank them find no menu of points."""

    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        hidden = super()._load_menus_blacklist()
        if self.env.user._govinfo_without_points():
            # sudo: ids of our own menus
            menus = self.env["ir.model.data"].sudo()
            hidden += [menus._xmlid_to_res_id("govinfo_module.%s" % name) for name in OF_POINTS]
        return hidden
