"""What follows a sign-off: the county office is asked at once, late urgent information is noted."""

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class GovinfoItem(models.Model):
    """The fast lane: urgent items come first, tell every editor, and are measured from the event."""

    _inherit = "govinfo.item"

    hours_taken = fields.Float(
        "Hours from event to submission",
        compute="_compute_hours_taken",
        store=True,
        digits=(16, 1),
        aggregator="avg",
    )

    @api.depends("event_time", "submitted_at")
    def _compute_hours_taken(self):
        for item in self:
            taken = 0.0
            if item.event_time and item.submitted_at:
                taken = (item.submitted_at - item.event_time).total_seconds() / 3600
            item.hours_taken = taken

    def _check_event_time(self):
        """What has not happened yet does not leave the unit."""
        if self.event_time and self.event_time > fields.Datetime.now():
            raise UserError(_('The time of event of "%s" lies in the future.', self.name))

    def _editors(self):
        """Who is asked to accept this item: the editor on duty; for urgent items every editor."""
        editors = self.company_id._govinfo_users("group_reviewer")
        if self.urgency != "urgent":
            editors &= self.sudo().company_id.govinfo_editor_id  # sudo: a setting
        if self.secrecy == "work_secret":
            editors &= self.sudo().reader_ids  # sudo: just named
        return editors - self.sudo()._writers()  # sudo: who, not what they wrote

    def _alert_editors(self):
        """A message to every editor about an urgent item."""
        editors = self._editors()
        if self.urgency == "urgent" and editors:
            self.sudo().message_notify(  # sudo: on a record the caller has just given away
                partner_ids=editors.partner_id.ids,
                subject=_("Urgent: %s", self.label),
                body=_("An urgent item has been submitted: %s", self.label),
                author_id=self.env.user.partner_id.id,
            )

    def _propose_incident(self):
        """Urgent information that came late; the room of incidents says what follows."""
