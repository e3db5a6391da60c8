from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import LazyTranslate, groupby

from ...helpers.foundation.lock import lock_rows
from ...helpers.foundation.step import Granted, Step

_lt = LazyTranslate(__name__)

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
    _inherit = [
        "govinfo.history.mixin",
        "govinfo.step.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "deadline desc, id"
    _rec_name = "label"
    _mail_post_access = "read"
    _check_company_auto = True

    _own_steps = {
        "acknowledge": Step(
            from_=("pending", "submitted", "missed"),
            who="_is_ours",
            denied=_lt("%s is not a commission of your unit."),
            hindrance="_why_not_open",
            by="acknowledged_by_id",
            at="acknowledged_at",
            closes=False,
        ),
    }
    _step_activities = ("govinfo_module.mail_activity_commission",)

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

    _unit_unique = models.Constraint(
        "unique(commission_id, unit_id)",
        "A unit stands in a commission only once.",
    )

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
        overdue = Domain("state", "=", "pending") & Domain("deadline", "<", fields.Datetime.now())
        return overdue if (operator in ("=", "in")) == value else ~overdue

    @api.depends_context("uid")
    @api.depends("state", "commission_state")
    def _compute_can_answer(self):
        for line in self:
            line.can_answer = line._may_step("acknowledge")

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
        lock_rows(lines.commission_id)  # it is not issued in between
        late_comers = lines.filtered(lambda line: line.commission_state != "draft")
        for line in late_comers:
            if line.commission_state != "issued":
                raise UserError(
                    _("%s is closed; units cannot be added any more.", line.commission_id.name)
                )
            if line.deadline <= fields.Datetime.now():
                raise UserError(_("%s: give the unit a deadline to come.", line.label))
        late_comers._ask_units()
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
        if promised and not isinstance(vals, Granted):
            asked = self.filtered(lambda line: line.commission_state not in (False, "draft"))
            if asked:
                raise UserError(
                    _(
                        "%s: the unit has been asked already. Extend, waive or reopen the line instead.",
                        asked[0].label,
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_only_before_asked(self):
        if any(line.commission_state not in (False, "draft") for line in self):
            raise UserError(_("A unit that has been asked is not removed; waive its line."))

    # -- the unit ----------------------------------------------------------------------------

    def _ask_units(self):
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

    def _is_ours(self):
        """Whether the current user acts for the unit."""
        return self.env.user in self.sudo().unit_id._people()  # sudo: officers may not read users

    def _why_not_open(self):
        """Why nothing can be answered any more; False while the commission is open."""
        return self.commission_state != "issued" and _("%s is not open any more.", self.label)

    def action_acknowledge(self):
        """An officer or the leader in charge confirms that the unit knows of the commission."""
        for line in self._begin("acknowledge"):
            if not line.acknowledged_at:
                line._change("acknowledge")
        return True
