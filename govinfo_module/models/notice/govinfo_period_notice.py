from odoo import fields, models

from ...helpers.foundation.step import Step
from ..assessment.results.govinfo_period import OFFICE


class GovinfoPeriod(models.Model):
    """A period and the notice about it."""

    _inherit = "govinfo.period"

    _own_steps = {"draft_notice": Step(**OFFICE, closes=False)}

    notice_ids = fields.One2many("govinfo.notice", "period_id", "Notices", readonly=True)

    def _draft_notice(self):
        """Draft the notice of this period, or take the figures of its draft afresh."""
        return self.env["govinfo.notice"]._draft_for(self)

    def action_draft_notice(self):
        """Open the notice of this period, drafted if there is none yet."""
        self.ensure_one()
        notice = self._take("draft_notice")._draft_notice()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_notice_action"
        )
        return dict(action, views=[(False, "form")], res_id=notice.id)
