from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

STATES = [
    ("pending", "Pending"),
    ("submitted", "Submitted"),
    ("done", "Done"),
    ("late", "Late"),
    ("missed", "Missed"),
    ("waived", "Waived"),
]
OPEN = ("pending", "submitted")


class GovinfoCommissionLine(models.Model):
    """What one unit owes to a commission (承办单位)."""

    _name = "govinfo.commission.line"
    _description = "Commission of a Unit"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "deadline desc, id desc"
    _rec_name = "label"
    _mail_post_access = "read"
    _check_company_auto = True

    _history_allowed = True
    _guarded_fields = ("state", "submitted_at", "completed_at", "waived_reason", "extended_reason")

    commission_id = fields.Many2one(
        "govinfo.commission", "Commission", required=True, index=True, ondelete="cascade"
    )
    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(
        "govinfo.unit",
        "Unit",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    deadline = fields.Datetime(compute="_compute_deadline", store=True, readonly=False)
    extended_reason = fields.Char("Reason of extension", readonly=True, copy=False)
    waived_reason = fields.Char("Reason of waiver", readonly=True, copy=False)
    item_ids = fields.One2many("govinfo.item", "commission_line_id", "Answers")
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="pending",
        index=True,
        copy=False,
        tracking=True,
    )
    commission_state = fields.Selection(
        related="commission_id.state", string="State of the commission", store=True
    )
    submitted_at = fields.Datetime("Answered on", readonly=True, copy=False)
    completed_at = fields.Datetime("Completed on", readonly=True, copy=False)
    company_id = fields.Many2one(
        related="commission_id.company_id", string="County", store=True, index=True
    )

    _sql_constraints = [
        (
            "unit_unique",
            "unique(commission_id, unit_id)",
            "A unit stands in a commission only once.",
        ),
    ]

    @api.depends("commission_id.name", "unit_id.name")
    def _compute_label(self):
        for line in self:
            line.label = "%s（%s）" % (line.commission_id.name or "", line.unit_id.name or "")

    @api.depends("commission_id.deadline")
    def _compute_deadline(self):
        for line in self:
            if line.state in OPEN and not line.extended_reason:
                line.deadline = line.commission_id.deadline

    def unlink(self):
        if any(line.commission_state not in (False, "draft") for line in self):
            raise UserError(_("A unit that has been asked is not removed; waive its line."))
        return super().unlink()

    def _notify_officers(self):
        """Ask the officers of the units for their answers."""
        for line in self:
            for user in line.unit_id.officer_ids.filtered("active"):
                # sudo: an activity for the officers of the unit
                line.sudo().activity_schedule(
                    "govinfo_module.mail_activity_commission",
                    user_id=user.id,
                    date_deadline=line.company_id.govinfo_local(line.deadline).date(),
                )

    def _close_activities(self):
        # sudo: they were made for the officers of the unit
        self.sudo().activity_unlink(["govinfo_module.mail_activity_commission"])

    # -- the answer --------------------------------------------------------------------------

    def _answer_submitted(self, item):
        """An item that answers this line has left its unit."""
        if self.state == "pending":
            self._transition({"state": "submitted", "submitted_at": item.submitted_at})

    def _answer_accepted(self, item):
        """The answer has been accepted: the line is done, or late by its time of submission."""
        if self.state in OPEN:
            self._finish(item.submitted_at)

    def _finish(self, answered_at):
        late = bool(self.deadline and answered_at and answered_at > self.deadline)
        self._transition(
            {
                "state": "late" if late else "done",
                "submitted_at": answered_at,
                "completed_at": answered_at,
            }
        )
        self._close_activities()

    # -- the county office -------------------------------------------------------------------

    def _enter(self, states):
        self._lock()
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office decide on commissions."))
        for line in self:
            if line.state not in states:
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    _(
                        '%(name)s is "%(state)s" now; this step is not possible.',
                        name=line.label,
                        state=labels[line.state],
                    )
                )

    def action_complete(self):
        """A reviewer takes the line as answered (also outside the system)."""
        self._enter(OPEN)
        for line in self:
            line._finish(line.submitted_at or fields.Datetime.now())
        return True

    def action_waive(self, reason):
        """Free the unit from this commission, saying why."""
        self._enter(("pending", "submitted", "late", "missed"))
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Say why the unit need not answer."))
        self._transition({"state": "waived", "waived_reason": reason})
        self._close_activities()
        return True

    def action_extend(self, deadline, reason):
        """Give the units until ``deadline`` (naive UTC), saying why; a missed line opens again."""
        self._enter(("pending", "submitted", "missed"))
        deadline = fields.Datetime.to_datetime(deadline)
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Say why the deadline is extended."))
        for line in self:
            if not deadline or deadline <= fields.Datetime.now() or deadline <= line.deadline:
                raise UserError(_("The new deadline must lie after the present one and after now."))
            vals = {"deadline": deadline, "extended_reason": reason}
            if line.state == "missed":
                vals.update(state="pending", completed_at=False)
            line._transition(vals)
        return True

    @api.model
    def _cron_remind_and_expire(self):
        """Mark open lines whose deadline has passed as missed. Safe to run any number of times."""
        lines = self.search(
            [
                ("state", "=", "pending"),
                ("commission_state", "=", "issued"),
                ("deadline", "<", fields.Datetime.now()),
            ]
        )
        for line in lines:
            line._lock()
            if line.state == "pending":
                line._transition({"state": "missed", "completed_at": line.deadline})
                line._close_activities()
        return True
