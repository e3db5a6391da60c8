from odoo import models


class GovinfoSearchMixin(models.AbstractModel):
    _inherit = "govinfo.search.mixin"

    def _search_day(self, moment):
        """The county's day."""
        return self.company_id.govinfo_local(moment).date()
