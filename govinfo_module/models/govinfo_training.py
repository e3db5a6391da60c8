from odoo import fields, models


class GovinfoTraining(models.Model):
    """A training for officers (培训)."""

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
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _sql_constraints = [
        ("span", "check(date_stop >= date_start)", "The training ends before it begins."),
    ]
