from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from .govinfo_guard_mixin import LEVELS


class GovinfoInstruction(models.Model):
    """What a leader wrote on an item or an issue (批示)."""

    _name = "govinfo.instruction"
    _description = "Instruction"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True
    _history_allowed = True

    item_id = fields.Many2one(
        "govinfo.item", "Item", index=True, ondelete="restrict", check_company=True
    )
    issue_id = fields.Many2one(
        "govinfo.issue", "Issue", index=True, ondelete="restrict", check_company=True
    )
    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(related="item_id.unit_id", store=True, index=True)
    publication_id = fields.Many2one(
        "govinfo.publication", "Publication", ondelete="restrict", check_company=True
    )
    leader_name = fields.Char("Leader", required=True, tracking=True)
    level = fields.Selection(LEVELS, required=True, default="county")
    rank = fields.Selection(
        [("principal", "Principal"), ("deputy", "Deputy"), ("secretary", "Secretary")],
        required=True,
        default="principal",
    )
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    text = fields.Text("Instruction", tracking=True)
    followup_ids = fields.One2many("govinfo.followup", "instruction_id", "Follow-ups")
    company_id = fields.Many2one(
        "res.company", "County", compute="_compute_company_id", store=True, index=True
    )

    @api.depends("leader_name", "item_id.label", "issue_id.label")
    def _compute_label(self):
        for instruction in self:
            target = instruction.item_id.label or instruction.issue_id.label or ""
            instruction.label = "%s：%s" % (instruction.leader_name or "", target)

    @api.depends("item_id.company_id", "issue_id.company_id")
    def _compute_company_id(self):
        for instruction in self:
            instruction.company_id = (
                instruction.item_id.company_id or instruction.issue_id.company_id
            )

    @api.constrains("item_id", "issue_id")
    def _check_target(self):
        for instruction in self:
            if bool(instruction.item_id) == bool(instruction.issue_id):
                raise ValidationError(
                    _("An instruction is on one item or on one issue: name one of them.")
                )
