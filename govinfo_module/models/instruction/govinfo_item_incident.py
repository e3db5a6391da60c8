from odoo import _, models


class GovinfoItem(models.Model):
    """Urgent information that came late is proposed as an incident."""

    _inherit = "govinfo.item"

    def _propose_incident(self):
        """Urgent information that took longer than the county's limit: an incident to be decided."""
        super()._propose_incident()
        company = self.sudo().company_id  # sudo: a setting
        limit = company.govinfo_urgent_hours
        if self.hours_taken <= limit:
            return
        # officers and unit leaders do not write incidents; this one is the system's proposal
        self.env["govinfo.incident"]._govinfo_system().create(
            {
                "unit_id": self.unit_id.id,
                "item_id": self.id,
                "kind": "late",
                "urgent": True,
                "date": company.govinfo_local(self.submitted_at).date(),
                "description": _(
                    "Event at %(event)s, submitted at %(submitted)s: %(hours).1f hours, the limit is"
                    " %(limit).1f hours.",
                    event=company.govinfo_format(self.event_time),
                    submitted=company.govinfo_format(self.submitted_at),
                    hours=self.hours_taken,
                    limit=limit,
                ),
            }
        )
