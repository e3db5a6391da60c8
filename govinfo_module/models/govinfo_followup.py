from odoo import api, fields, models


class GovinfoFollowup(models.Model):
    """What a unit has to do about an instruction, and what came of it (办理反馈)."""

    _name = "govinfo.followup"
    _description = "Follow-up"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "deadline desc, id desc"
    _rec_name = "label"
    _mail_post_access = "read"
    _check_company_auto = True
    _history_allowed = True
    _guarded_fields = ("state", "done_at")

    instruction_id = fields.Many2one(
        "govinfo.instruction", "Instruction", required=True, index=True, ondelete="restrict"
    )
    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict", check_company=True
    )
    deadline = fields.Datetime(required=True, tracking=True)
    requirement = fields.Text()
    feedback = fields.Text(tracking=True)
    state = fields.Selection(
        [("pending", "Pending"), ("done", "Done"), ("late", "Late"), ("overdue", "Overdue")],
        required=True,
        readonly=True,
        default="pending",
        index=True,
        copy=False,
        tracking=True,
    )
    done_at = fields.Datetime("Done on", readonly=True, copy=False)
    company_id = fields.Many2one(related="instruction_id.company_id", store=True, index=True)

    @api.depends("instruction_id.label", "unit_id.name")
    def _compute_label(self):
        for followup in self:
            followup.label = "%s（%s）" % (
                followup.instruction_id.label or "",
                followup.unit_id.name or "",
            )
