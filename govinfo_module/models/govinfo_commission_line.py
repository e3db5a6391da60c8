from psycopg2 import sql

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import groupby

from ..compat import flush
from .govinfo_item import WITH_OFFICE

STATES = [
    ("pending", "Pending"),
    ("submitted", "Submitted"),
    ("done", "Done"),
    ("late", "Late"),
    ("missed", "Missed"),
    ("waived", "Waived"),
]
OPEN = ("pending", "submitted")
# What a unit was told when it was asked; later only the actions change it.
PROMISED = ("commission_id", "unit_id", "deadline")


class GovinfoCommissionLine(models.Model):
    """What one unit owes to a commission (承办单位).

    pending → submitted (an item of the unit has left it) → done or late (a reviewer accepts it) or
    missed (no answer by the end of the grace period); waived by a reviewer. Officers and the leader
    in charge of the unit acknowledge and answer; everything else is the county office's.
    """

    _name = "govinfo.commission.line"
    _description = "Commission of a Unit"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "deadline desc, id desc"
    _rec_name = "label"
    _mail_post_access = "read"
    _check_company_auto = True

    _history_allowed = True
    _guarded_fields = (
        "state",
        "submitted_at",
        "completed_at",
        "open_since",
        "waived_reason",
        "extended_reason",
        "reopened_reason",
        "acknowledged_at",
        "acknowledged_by_id",
    )

    commission_id = fields.Many2one(
        "govinfo.commission", "Commission", required=True, index=True, ondelete="cascade"
    )
    label = fields.Char("Title", compute="_compute_label", store=True)
    unit_id = fields.Many2one(
        "govinfo.unit",
        "Unit",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    unit_category_id = fields.Many2one(
        related="unit_id.category_id", string="Category of units", store=True
    )
    deadline = fields.Datetime(
        compute="_compute_deadline", store=True, readonly=False, index=True, tracking=True
    )
    open_since = fields.Datetime(
        readonly=True, copy=False, help="When the unit was asked, or asked again."
    )
    extended_reason = fields.Char("Reason of extension", readonly=True, copy=False)
    waived_reason = fields.Char("Reason of waiver", readonly=True, copy=False)
    reopened_reason = fields.Char("Reason of reopening", readonly=True, copy=False)
    acknowledged_at = fields.Datetime("Acknowledged on", readonly=True, copy=False)
    acknowledged_by_id = fields.Many2one("res.users", "Acknowledged by", readonly=True, copy=False)
    item_ids = fields.One2many("govinfo.item", "commission_line_id", "Answers")
    reminder_ids = fields.One2many(
        "govinfo.commission.reminder", "line_id", "Messages sent", readonly=True
    )
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
    origin = fields.Selection(related="commission_id.origin", store=True)
    requirement = fields.Html(related="commission_id.requirement")
    attachment_ids = fields.Many2many(related="commission_id.attachment_ids")
    submitted_at = fields.Datetime("Answered on", readonly=True, copy=False)
    completed_at = fields.Datetime("Completed on", readonly=True, copy=False)
    is_overdue = fields.Boolean(
        "Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )
    can_answer = fields.Boolean(compute="_compute_can_answer")
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

    # -- fields ------------------------------------------------------------------------------

    @api.depends("commission_id.name", "unit_id.name")
    def _compute_label(self):
        for line in self:
            line.label = "%s（%s）" % (line.commission_id.name or "", line.unit_id.name or "")

    @api.depends("commission_id.deadline")
    def _compute_deadline(self):
        for line in self:
            follows = line.commission_state in (False, "draft") or not line.deadline
            line.deadline = line.commission_id.deadline if follows else line.deadline

    @api.depends("state", "deadline")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for line in self:
            line.is_overdue = (
                line.state == "pending" and bool(line.deadline) and line.deadline < now
            )

    @api.model
    def _search_is_overdue(self, operator, value):
        value = True in value if hasattr(value, "__iter__") else bool(value)
        overdue = [("state", "=", "pending"), ("deadline", "<", fields.Datetime.now())]
        if (operator in ("=", "in")) == value:
            return overdue
        return ["!", "&"] + overdue

    @api.depends_context("uid")
    @api.depends("state", "commission_state")
    def _compute_can_answer(self):
        for line in self:
            line.can_answer = not line._unit_refusal()

    @api.constrains("state", "completed_at")
    def _check_completed(self):
        for line in self:
            if line.state in ("done", "late", "missed") and not line.completed_at:
                raise ValidationError(_("%s: say when it was completed.", line.label))

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        history = self._history_call()
        if history:
            vals_list = [self._complete_history(dict(vals)) for vals in vals_list]
        lines = super().create(vals_list)
        if history:
            return lines
        late_comers = lines.filtered(lambda line: line.commission_state != "draft")
        for line in late_comers:
            if line.commission_state != "issued":
                raise UserError(
                    _("%s is closed; units cannot be added any more.", line.commission_id.name)
                )
            if line.deadline <= fields.Datetime.now():
                raise UserError(_("%s: give the unit a deadline to come.", line.label))
        late_comers._ask()
        return lines

    @api.model
    def _complete_history(self, values):
        """Past lines that do not say when they were completed were completed at their deadline."""
        commission = self.env["govinfo.commission"].browse(values.get("commission_id"))
        deadline = values.get("deadline") or commission.deadline
        if values.get("state") == "missed":
            values["completed_at"] = deadline
        elif values.get("state") in ("done", "late"):
            moment = values.get("completed_at") or values.get("submitted_at") or deadline
            values["completed_at"] = moment
            values["submitted_at"] = values.get("submitted_at") or moment
        return values

    def write(self, vals):
        promised = [name for name in PROMISED if name in vals]
        if promised and not self._is_guarded_call():
            asked = self.filtered(lambda line: line.commission_state not in (False, "draft"))
            if asked:
                raise UserError(
                    _(
                        "%s: the unit has been asked already. Extend, waive or reopen the line instead.",
                        asked[0].label,
                    )
                )
        return super().write(vals)

    def unlink(self):
        if any(line.commission_state not in (False, "draft") for line in self):
            raise UserError(_("A unit that has been asked is not removed; waive its line."))
        return super().unlink()

    def _lock_free(self):
        """Those of these lines that nobody else is working on, locked and read afresh."""
        flush(self.env)
        query = sql.SQL("SELECT id FROM {} WHERE id IN %s ORDER BY id FOR UPDATE SKIP LOCKED")
        self.env.cr.execute(query.format(sql.Identifier(self._table)), [tuple(self.ids)])
        ids = {line_id for (line_id,) in self.env.cr.fetchall()}
        self.env.clear()
        return self.browse(line_id for line_id in self.ids if line_id in ids)

    # -- the unit ----------------------------------------------------------------------------

    def _ask(self):
        """Ask the units: an activity for every officer, a message with the slip, a line in the log."""
        self._transition({"open_since": fields.Datetime.now()})
        for commission in self.commission_id:
            commission._make_slip()
        for line in self:
            for user in line._people_for("asked"):
                line._remind_user(user)
        asked = self.sudo()  # sudo: the log is the system's
        reminders = asked.env["govinfo.commission.reminder"]
        groups = groupby(asked, lambda line: (line.commission_id, line.deadline))
        for (commission, _deadline), lines in groups:
            reminders._send(commission, "asked", asked.browse().union(*lines))

    def _remind_user(self, user):
        # sudo: an activity for somebody else. Quick: the message tells them, one mail is enough.
        self.sudo().with_context(mail_activity_quick_update=True).activity_schedule(
            "govinfo_module.mail_activity_commission",
            user_id=user.id,
            date_deadline=self.company_id.govinfo_local(self.deadline).date(),
        )

    def _people_for(self, kind):
        """Users of the unit who are told: the leader in charge when overdue, else the officers.

        Where one is missing the other stands in; a unit without people is the issuer's concern.
        """
        unit = self.sudo().unit_id  # sudo: whom to tell, not what they may see
        officers = unit.officer_ids.filtered("active")
        leader = unit.leader_id.filtered("active")
        first, second = (leader, officers) if kind == "overdue" else (officers, leader)
        return first or second or self.commission_id.issued_by_id.filtered("active")

    def _close_activities(self):
        # sudo: they were made for the officers of the unit
        self.sudo().activity_unlink(["govinfo_module.mail_activity_commission"])

    def _unit_refusal(self):
        """Why the current user may not act on this line for its unit; False if they may."""
        if self.env.user not in self.sudo().unit_id._people():  # sudo: officers may not read users
            return AccessError(_("%s is not a commission of your unit.", self.label))
        if self.state not in ("pending", "submitted", "missed"):
            return self._state_error()
        if self.commission_state != "issued":
            return UserError(_("%s is not open any more.", self.label))
        return False

    def _state_error(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        return UserError(
            _(
                '%(name)s is "%(state)s" now; this step is not possible.',
                name=self.label,
                state=labels[self.state],
            )
        )

    def action_acknowledge(self):
        """An officer or the leader in charge confirms that the unit knows of the commission."""
        self._lock()
        for line in self:
            refusal = line._unit_refusal()
            if refusal:
                raise refusal
        self.filtered(lambda line: not line.acknowledged_at)._transition(
            {"acknowledged_at": fields.Datetime.now(), "acknowledged_by_id": self.env.uid}
        )
        return True

    def action_answer(self):
        """Open a new item that answers this line."""
        self.ensure_one()
        refusal = self._unit_refusal()
        if refusal:
            raise refusal
        if not self.acknowledged_at:
            self.action_acknowledge()
        return {
            "type": "ir.actions.act_window",
            "name": _("Answer the commission"),
            "res_model": "govinfo.item",
            "view_mode": "form",
            "context": {
                "default_name": self.commission_id.name,
                "default_unit_id": self.unit_id.id,
                "default_commission_line_id": self.id,
                "default_keypoint_ids": [(6, 0, self.commission_id.keypoint_id.ids)],
            },
        }

    # -- the answer: called with the item's own steps, on all lines it answers ---------------------

    def _answers(self):
        """Items with the county office that answer this line, also as a joint unit's."""
        items = self.commission_id.line_ids.item_ids
        return items.filtered(
            lambda item: (
                item.state in WITH_OFFICE and self.unit_id in item.unit_id | item.joint_unit_ids
            )
        )

    def _answer_submitted(self, item):
        """``item``, which answers these lines, has left its unit."""
        self._lock()
        for line in self:
            if line.state in OPEN:
                line._transition({"state": "submitted", "submitted_at": item.submitted_at})
            elif line.state == "missed":
                trace = _("%s came after the commission had been missed.", item.label)
                line._message_log(body=trace)

    def _answer_withdrawn(self, item):
        """``item`` is with its unit again, or answers these lines no more: they wait for an answer."""
        self._lock()
        for line in self.filtered(lambda line: line.state == "submitted"):
            if not line._answers() - item:
                line._transition(
                    {
                        "state": "pending",
                        "submitted_at": False,
                        "open_since": fields.Datetime.now(),
                    }
                )

    def _answer_accepted(self, item):
        """The answer has been accepted or filed: done, or late by its time of submission."""
        self._lock()
        for line in self.filtered(lambda line: line.state in OPEN):
            line._finish(item.submitted_at)

    def _finish(self, answered_at):
        """The line is answered at ``answered_at``: in time up to and at the deadline itself."""
        late = bool(self.deadline and answered_at > self.deadline)
        self._transition(
            {
                "state": "late" if late else "done",
                "submitted_at": answered_at,
                "completed_at": answered_at,
            }
        )
        self._close_activities()
