from odoo import fields, models


class GovinfoTrainingAttendance(models.Model):
    """Who was asked to a training and came."""

    _name = "govinfo.training.attendance"
    _description = "Training Attendance"
    _inherit = ["govinfo.history.mixin"]
    _order = "training_id, unit_id, id"
    _rec_name = "unit_id"
    _check_company_auto = True

    training_id = fields.Many2one(
        "govinfo.training", "Training", required=True, index=True, ondelete="cascade"
    )
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict", check_company=True
    )
    user_id = fields.Many2one("res.users", "Person", index=True)
    attended = fields.Boolean()
    company_id = fields.Many2one(related="training_id.company_id", store=True, index=True)

    _person_unique = models.Constraint(
        "unique(training_id, unit_id, user_id)",
        "This person is on the list already.",
    )
