from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...helpers.foundation.step import Step

_lt = LazyTranslate(__name__)

# What the calendar shows of a training, and the field there.
IN_CALENDAR = {
    "name": "name",
    "date_start": "start",
    "date_stop": "stop",
    "location": "location",
    "description": "description",
}
OFFICE = {
    "groups": ("group_reviewer",),
    "denied": _lt("Only reviewers of the county office organise trainings."),
}


class GovinfoTraining(models.Model):
    """A training for officers (培训): announced through the calendar, with material, attendance kept."""

    _name = "govinfo.training"
    _description = "Training"
    _inherit = [
        "govinfo.step.mixin",
        "govinfo.files.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_start desc, id desc"

    _own_steps = {
        "ask_officers": Step(**OFFICE),
        "announce": Step(**OFFICE, complete="_check_listed"),
    }

    name = fields.Char(required=True, tracking=True)
    date_start = fields.Datetime("Begins", required=True, tracking=True)
    date_stop = fields.Datetime("Ends", required=True)
    location = fields.Char()
    description = fields.Html()
    attachment_ids = fields.Many2many(
        "ir.attachment", "govinfo_training_attachment_rel", string="Material", copy=False
    )
    attendance_ids = fields.One2many("govinfo.training.attendance", "training_id", "Attendance")
    asked_count = fields.Integer("People asked", compute="_compute_counts")
    attended_count = fields.Integer("People who came", compute="_compute_counts")
    uninvited_count = fields.Integer("Not invited yet", compute="_compute_uninvited_count")
    event_id = fields.Many2one(
        "calendar.event", "In the calendar", readonly=True, copy=False, ondelete="set null"
    )
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _span = models.Constraint(
        "check(date_stop >= date_start)",
        "The training ends before it begins.",
    )

    @api.depends("attendance_ids.attended")
    def _compute_counts(self):
        for training in self:
            training.asked_count = len(training.attendance_ids)
            training.attended_count = len(training.attendance_ids.filtered("attended"))

    @api.depends("attendance_ids.user_id", "event_id.partner_ids")
    def _compute_uninvited_count(self):
        for training in self:
            # sudo: the calendar hides private events; this one is everybody's
            invited = training.sudo().event_id.partner_ids
            training.uninvited_count = len(training.attendance_ids.user_id.partner_id - invited)

    def write(self, vals):
        result = super().write(vals)
        moved = [name for name in IN_CALENDAR if name in vals]
        for training in self.filtered("event_id") if moved else ():
            training.event_id.write({IN_CALENDAR[name]: training[name] for name in moved})
        return result

    def action_ask_officers(self):
        """Put every officer of the county's units on the list who is not on it yet."""
        for training in self._take("ask_officers"):
            listed = {(line.unit_id, line.user_id) for line in training.attendance_ids}
            units = self.env["govinfo.unit"].search([("company_id", "=", training.company_id.id)])
            training.attendance_ids = [
                Command.create({"unit_id": unit.id, "user_id": user.id})
                for unit in units
                for user in unit.officer_ids.filtered("active")
                if (unit, user) not in listed
            ]
        return True

    def _check_listed(self):
        if not self.attendance_ids.user_id:
            raise UserError(_("Put the officers on the list first."))
        if self.event_id and not self.uninvited_count:
            raise UserError(_("Everybody on the list of %s has been invited.", self.name))

    def action_announce(self):
        """Invite everybody on the list through the calendar; who has been invited is not again."""
        for training in self._take("announce"):
            people = training.attendance_ids.user_id.partner_id
            if training.event_id:
                missing = people - training.event_id.partner_ids
                training.event_id.partner_ids = [(4, partner.id) for partner in missing]
            else:
                event = training._new_event(people | self.env.user.partner_id)
                training._transition({"event_id": event.id})
        return True

    def _new_event(self, people):
        values = {event: self[name] for name, event in IN_CALENDAR.items()}
        return self.env["calendar.event"].create(
            dict(values, partner_ids=[Command.set(people.ids)])
        )
