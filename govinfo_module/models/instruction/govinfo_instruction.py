from odoo import _, api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...helpers.foundation.step import Granted
from ..foundation.govinfo_guard_mixin import LEVELS

ACTIVITY = "govinfo_module.mail_activity_instruction"
OWN_WORDS = ("text", "leader_name", "level", "rank", "date", "item_id", "issue_id")


class GovinfoInstruction(models.Model):
    """What a leader wrote on an item or an issue (批示).

    A leader writes it here, or a reviewer registers a superior's from paper. Units get follow-ups; the
    leader sees what came of them. What a leader wrote here is changed by nobody else.
    """

    _name = "govinfo.instruction"
    _description = "Instruction"
    _inherit = ["govinfo.fact.mixin", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True
    _mail_post_access = "read"

    _fact_fields = ("item_id", "issue_id", "publication_id", "leader_name", "level", "rank", "date")
    _step_activities = (ACTIVITY,)

    item_id = fields.Many2one(
        "govinfo.item", "Item", index=True, ondelete="restrict", check_company=True, tracking=True
    )
    issue_id = fields.Many2one(
        "govinfo.issue", "Issue", index=True, ondelete="restrict", check_company=True, tracking=True
    )
    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(related="item_id.unit_id", store=True, index=True)
    publication_id = fields.Many2one(
        "govinfo.publication",
        "Publication",
        ondelete="restrict",
        check_company=True,
        help="The superior's publication the leader read it in.",
    )
    leader_id = fields.Many2one(
        "res.users",
        "Leader's user",
        readonly=True,
        index=True,
        default=lambda self: self._default_leader(),
        help="Set when the leader wrote it in the system.",
    )
    leader_name = fields.Char(
        "Leader",
        required=True,
        tracking=True,
        index=True,
        default=lambda self: self._default_leader().name,
    )
    level = fields.Selection(LEVELS, required=True, default="county", tracking=True, index=True)
    rank = fields.Selection(
        [("principal", "Principal"), ("deputy", "Deputy"), ("secretary", "Secretary")],
        "Leader's rank",
        required=True,
        default="principal",
        tracking=True,
    )
    date = fields.Date(
        required=True,
        default=lambda self: self.env.company.govinfo_today(),
        index=True,
        tracking=True,
    )
    text = fields.Text("Instruction", tracking=True)
    scan_ids = fields.Many2many(
        "ir.attachment",
        "govinfo_instruction_scan_rel",
        "instruction_id",
        "attachment_id",
        "Scan",
        help="The sheet with the leader's handwriting.",
    )
    followup_ids = fields.One2many("govinfo.followup", "instruction_id", "Follow-ups")
    progress = fields.Selection(
        [
            ("none", "No follow-up"),
            ("open", "Being handled"),
            ("overdue", "Overdue"),
            ("done", "Handled"),
        ],
        compute="_compute_progress",
        store=True,
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", "County", compute="_compute_company_id", store=True, index=True
    )

    # -- fields ------------------------------------------------------------------------------

    def _default_leader(self):
        user = self.env.user
        is_leader = user.has_group("govinfo_module.group_leader")
        return user if is_leader else self.env["res.users"]

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

    @api.depends("followup_ids.state")
    def _compute_progress(self):
        for instruction in self:
            states = set(instruction.followup_ids.mapped("state"))
            if not states:
                instruction.progress = "none"
            elif "overdue" in states:
                instruction.progress = "overdue"
            else:
                instruction.progress = "open" if "pending" in states else "done"

    @api.onchange("leader_name")
    def _onchange_leader_name(self):
        """Level and rank as they stood on this leader's last instruction."""
        last = self.search([("leader_name", "=", self.leader_name)], limit=1)
        if self.leader_name and last:
            self.level, self.rank = last.level, last.rank

    @api.constrains("item_id", "issue_id")
    def _check_target(self):
        for instruction in self:
            if bool(instruction.item_id) == bool(instruction.issue_id):
                raise ValidationError(
                    _("An instruction is on one item or on one issue: name one of them.")
                )

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        instructions = super().create(vals_list)
        if not self._history_call():
            instructions._settle_leader()
            for instruction in instructions:
                # sudo: authors and reviewers are told on records the leader may not write
                instruction.sudo()._tell()
        return instructions

    def _settle_leader(self):
        """Registered under another name, it is not the current user's own instruction."""
        other = self.filtered(lambda one: one.leader_id and one.leader_name != one.leader_id.name)
        if other:
            other._transition({"leader_id": False})

    def write(self, vals):
        system = self.env.su or isinstance(vals, Granted)
        if any(name in vals for name in OWN_WORDS) and not system:
            for instruction in self:
                if instruction.leader_id and instruction.leader_id != self.env.user:
                    raise AccessError(
                        _(
                            "%s wrote this instruction in person; nobody else changes it.",
                            instruction.leader_name,
                        )
                    )
        return super().write(vals)

    def _fact_subject(self):
        return self.item_id or self.issue_id

    def _stepped(self, row):
        super()._stepped(row)
        if row.to == "withdrawn":
            self.sudo().followup_ids._close_activities()  # sudo: tasks of all units

    def _items(self):
        """The items this instruction is on: its own or all of its issue."""
        return self.item_id | self.issue_id.line_ids.item_ids

    def _tell(self):
        """Tell the authors; ask the office to hand on what has no follow-up yet."""
        for item in self._items():
            item.message_post(
                body=_(
                    "Instruction by %(leader)s on %(date)s: %(text)s",
                    leader=self.leader_name,
                    date=self.company_id._govinfo_day(self.date),
                    text=self._told(self.text),
                ),
                partner_ids=item._told_author().ids,
                author_id=self.env.user.partner_id.id,
            )
        if self.leader_id and not self.followup_ids:
            for user in self.issue_id.compiler_id or self.item_id.accepted_by_id:
                self.activity_schedule(ACTIVITY, user_id=user.id)

    @api.model
    def _open_new(self, context):
        """The dialog for a new instruction on what ``context`` names."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Write instruction"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": context,
        }
