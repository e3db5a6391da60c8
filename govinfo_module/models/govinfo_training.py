from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError


class GovinfoTraining(models.Model):
    """A training for officers (培训): announced through the calendar, attendance kept."""

    _name = "govinfo.training"
    _description = "Training"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_start desc, id desc"

    name = fields.Char(required=True, tracking=True)
    date_start = fields.Datetime("Begins", required=True, tracking=True)
    date_stop = fields.Datetime("Ends", required=True)
    location = fields.Char()
    description = fields.Html()
    attendance_ids = fields.One2many("govinfo.training.attendance", "training_id", "Attendance")
    asked_count = fields.Integer("Asked", compute="_compute_counts")
    attended_count = fields.Integer("Attended", compute="_compute_counts")
    event_id = fields.Many2one(
        "calendar.event", "In the calendar", readonly=True, copy=False, ondelete="set null"
    )
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _sql_constraints = [
        ("span", "check(date_stop >= date_start)", "The training ends before it begins."),
    ]

    @api.depends("attendance_ids.attended")
    def _compute_counts(self):
        for training in self:
            training.asked_count = len(training.attendance_ids)
            training.attended_count = len(training.attendance_ids.filtered("attended"))

    def _check_organiser(self):
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office organise trainings."))

    def action_ask_officers(self):
        """Put every officer of the county's units on the list who is not on it yet."""
        self._check_organiser()
        for training in self:
            listed = {(line.unit_id, line.user_id) for line in training.attendance_ids}
            units = self.env["govinfo.unit"].search([("company_id", "=", training.company_id.id)])
            training.attendance_ids = [
                (0, 0, {"unit_id": unit.id, "user_id": user.id})
                for unit in units
                for user in unit.officer_ids.filtered("active")
                if (unit, user) not in listed
            ]
        return True

    def action_announce(self):
        """Invite everybody on the list through the calendar, once."""
        self._check_organiser()
        for training in self:
            if training.event_id:
                raise UserError(_("%s has been announced already.", training.name))
            people = training.attendance_ids.user_id
            if not people:
                raise UserError(_("Put the officers on the list first."))
            training.event_id = self.env["calendar.event"].create(
                {
                    "name": training.name,
                    "start": training.date_start,
                    "stop": training.date_stop,
                    "location": training.location,
                    "description": training.description,
                    "partner_ids": [(6, 0, (people | self.env.user).partner_id.ids)],
                }
            )
        return True
