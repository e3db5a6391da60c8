"""What follows a sign-off: the county office is asked at once, late urgent information is noted."""

from odoo import _, api, fields, models
from odoo.exceptions import UserError

ACCEPT_ACTIVITY = "govinfo_module.mail_activity_accept"


class GovinfoItemUrgent(models.Model):
    """The fast lane: urgent items come first, tell every editor, and are measured from the event."""

    _inherit = "govinfo.item"

    hours_taken = fields.Float(
        "Hours from event to submission",
        compute="_compute_hours_taken",
        store=True,
        digits=(16, 1),
        group_operator="avg",
    )

    @api.depends("event_time", "submitted_at")
    def _compute_hours_taken(self):
        for item in self:
            taken = 0.0
            if item.event_time and item.submitted_at:
                taken = (item.submitted_at - item.event_time).total_seconds() / 3600
            item.hours_taken = taken

    def _approval_check(self):
        super()._approval_check()
        if self.event_time and self.event_time > fields.Datetime.now():
            raise UserError(_('The time of event of "%s" lies in the future.', self.name))

    def _approval_done(self):
        first = "submitted" not in self.version_ids.mapped("stage")
        super()._approval_done()
        self._ask_editors()
        if first and self.urgency == "urgent":
            self._propose_incident()

    def _ask_editors(self):
        """An activity for the editor on duty; for urgent items, one for every editor and a message."""
        editors = self.company_id._govinfo_users("group_reviewer")
        if self.urgency != "urgent":
            editors &= self.sudo().company_id.govinfo_editor_id  # sudo: a setting
        if self.secrecy == "work_secret":
            editors &= self.sudo().reader_ids  # sudo: just named
        editors -= self.sudo()._approval_makers()
        for editor in editors:
            self._approval_schedule(ACCEPT_ACTIVITY, editor)
        if self.urgency == "urgent" and editors:
            self.sudo().message_notify(  # sudo: on a record the caller has just given away
                partner_ids=editors.partner_id.ids,
                subject=_("Urgent: %s", self.label),
                body=_("An urgent item has been submitted: %s", self.label),
                author_id=self.env.user.partner_id.id,
            )

    def _approval_close_activities(self):
        super()._approval_close_activities()
        # sudo: they were made for other people, the step they asked for has been taken
        self.sudo().activity_unlink([ACCEPT_ACTIVITY])

    def action_accept(self):
        result = super().action_accept()
        self._approval_close_activities()
        return result

    def action_archive_item(self, reason):
        result = super().action_archive_item(reason)
        self._approval_close_activities()
        return result

    def _propose_incident(self):
        """Urgent information that took longer than the county's limit: an incident to be decided."""
        company = self.sudo().company_id  # sudo: a setting
        limit = company.govinfo_urgent_hours
        if self.hours_taken <= limit:
            return
        # sudo: officers and unit leaders do not write incidents; this one is the system's proposal
        self.env["govinfo.incident"].sudo().create(
            {
                "unit_id": self.unit_id.id,
                "item_id": self.id,
                "kind": "late",
                "urgent": True,
                "date": company.govinfo_local(self.submitted_at).date(),
                "description": _(
                    "Event at %(event)s, submitted at %(submitted)s: %(hours).1f hours, the limit is"
                    " %(limit).1f hours.",
                    event=company.govinfo_local(self.event_time).strftime("%Y-%m-%d %H:%M"),
                    submitted=company.govinfo_local(self.submitted_at).strftime("%Y-%m-%d %H:%M"),
                    hours=self.hours_taken,
                    limit=limit,
                ),
            }
        )
