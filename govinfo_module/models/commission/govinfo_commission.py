from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...helpers.foundation.lock import lock_rows
from ...helpers.foundation.readable import open_window
from ...helpers.foundation.step import Granted, Step
from ..foundation.govinfo_guard_mixin import LEVELS

_lt = LazyTranslate(__name__)

STATES = [
    ("draft", "Draft"),
    ("issued", "Issued"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]
# What units were told when the commission was issued; it does not change behind their backs.
PROMISED = ("name", "origin", "requirement", "asked_words", "deadline", "company_id")
OFFICE = {
    "groups": ("group_reviewer",),
    "denied": _lt("Only reviewers of the county office handle commissions."),
}


class GovinfoCommission(models.Model):
    """A piece the county office asks of several units by a deadline (约稿).

    Reviewers write, issue, close and cancel it; each unit's part is a line with a life of its own.
    Officers and leaders in charge read what was issued to their units.
    """

    _name = "govinfo.commission"
    _description = "Commission"
    _inherit = [
        "govinfo.history.mixin",
        "govinfo.step.mixin",
        "govinfo.files.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_issued desc, id desc"
    _mail_post_access = "read"
    _check_company_auto = True

    _own_steps = {
        "issue": Step(
            **OFFICE,
            from_=("draft",),
            to="issued",
            complete="_check_issuable",
            by="issued_by_id",
            values="_issue_values",
        ),
        "close": Step(**OFFICE, from_=("issued",), to="closed", at="closed_at"),
        "cancel": Step(**OFFICE, from_=("draft", "issued"), to="cancelled"),
    }

    name = fields.Char("Subject", required=True, tracking=True)
    number = fields.Char("Commission number", readonly=True, copy=False, index=True)
    origin = fields.Selection(
        [("own", "Own"), *LEVELS],
        required=True,
        default="county",
        tracking=True,
        help="Own: a unit commissions from its own parts.",
    )
    requirement = fields.Html()
    asked_words = fields.Integer(
        "Characters asked for",
        aggregator="sum",
        help="About how long each unit's piece shall be; 0: not said. Counted in what units are asked for.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment", "govinfo_commission_attachment_rel", string="Attachments", copy=False
    )
    date_issued = fields.Date("Issued on", readonly=True, copy=False)
    issued_by_id = fields.Many2one("res.users", "Commissioned by", readonly=True, copy=False)
    closed_at = fields.Datetime("Closed on", readonly=True, copy=False)
    deadline = fields.Datetime(required=True, tracking=True)
    superior_deadline = fields.Datetime(
        "Superior's deadline", help="When city or province want the piece."
    )
    keypoint_id = fields.Many2one(
        "govinfo.keypoint", "Key point", ondelete="restrict", check_company=True
    )
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("govinfo.commission.line", "commission_id", "Units", copy=True)
    line_count = fields.Integer("Units asked", compute="_compute_line_count")
    done_count = fields.Integer("Units done", compute="_compute_line_count")
    open_count = fields.Integer("Units still to answer", compute="_compute_line_count")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _number_unique = models.Constraint(
        "unique(company_id, number)",
        "Another commission has this number.",
    )

    @api.depends("line_ids.state", "state")
    def _compute_line_count(self):
        for commission in self:
            states = commission.line_ids.mapped("state")
            commission.line_count = len(states)
            commission.done_count = sum(state in ("done", "late") for state in states)
            commission.open_count = states.count("pending") if commission.state == "issued" else 0

    @api.onchange("superior_deadline")
    def _onchange_superior_deadline(self):
        if self.superior_deadline and self.deadline and self.superior_deadline < self.deadline:
            return {
                "warning": {
                    "title": _("Deadlines"),
                    "message": _("The superior wants the piece before our own deadline."),
                }
            }

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if self._history_call():
            vals_list = [dict({"state": "closed"}, **vals) for vals in vals_list]
        commissions = super().create(vals_list)
        for commission in commissions.filtered(lambda c: c.state != "draft" and not c.number):
            commission._transition({"number": commission._next_number()})
        return commissions

    def write(self, vals):
        promised = [name for name in PROMISED if name in vals]
        if promised and not isinstance(vals, Granted):
            self._check_not_promised(promised)
        return super().write(vals)

    def _check_not_promised(self, names):
        for commission in self.filtered(lambda c: c.state != "draft"):
            labels = self.fields_get(names, ["string"])
            raise UserError(
                _(
                    "%(name)s has been issued; %(fields)s cannot be changed. Extend the lines of the"
                    " units, or cancel it and issue another.",
                    name=commission.name,
                    fields="、".join(labels[name]["string"] for name in names),
                )
            )

    @api.ondelete(at_uninstall=True)
    def _unlink_only_drafts(self):
        if any(commission.state != "draft" for commission in self):
            raise UserError(_("An issued commission is kept; cancel it instead."))

    def _next_number(self):
        day = self.date_issued or self.company_id.govinfo_today()
        # sudo: reviewers may not keep sequences
        return self.sudo()._number_sequence().next_by_id(sequence_date=day)

    def _number_sequence(self):
        """The sequence of this county's commissions, one range a year; made on first use."""
        sequences = self.env["ir.sequence"]
        code = "govinfo.commission"
        domain = [("code", "=", code), ("company_id", "=", self.company_id.id)]
        sequence = sequences.search(domain, limit=1)
        if sequence:
            return sequence
        lock_rows(self.company_id)  # two first commissions at once do not make two series
        return sequences.create(
            {
                "name": _("Commissions of %s", self.company_id.name),
                "code": code,
                "prefix": "约稿〔%(range_year)s〕",
                "suffix": "号",
                "padding": 1,
                "use_date_range": True,
                "company_id": self.company_id.id,
            }
        )

    # -- steps -------------------------------------------------------------------------------

    def _check_issuable(self):
        if not self.line_ids:
            raise UserError(_("%s: name the units that shall write first.", self.name))
        if any(line.deadline <= fields.Datetime.now() for line in self.line_ids):
            raise UserError(_("%s: the deadline has passed already.", self.name))
        self._check_cap()

    def _issue_values(self):
        return {
            "number": self.number or self._next_number(),
            "date_issued": self.company_id.govinfo_today(),
        }

    def action_issue(self):
        """Send the commissions to their units."""
        for commission in self._take("issue"):
            commission.line_ids._ask_units()
        return True

    def action_close(self):
        """No more answers are expected: who let the deadline pass has missed it, others are free."""
        for commission in self._begin("close"):
            pending = commission.line_ids.filtered(lambda line: line.state == "pending")
            trace = _("Missed: the commission was closed without an answer.")
            pending._end(fields.Datetime.now(), trace)
            freed = pending.filtered(lambda line: line.state == "waived")
            freed._tell_units("waived", freed[:1].waived_reason or "")
            commission._change("close")
        return True

    def action_cancel(self):
        """The piece is not wanted any more: open lines are waived."""
        for commission in self._begin("cancel"):
            lines = commission.line_ids.filtered(
                lambda line: line.state in ("pending", "submitted")
            )
            lines._release(_("Commission cancelled"))
            if commission.state != "draft":
                lines._tell_units("cancelled")
            commission._change("cancel")
        return True

    def action_view_lines(self):
        """The lines of these commissions."""
        return open_window(
            self,
            "govinfo_commission_line_action",
            domain=[("commission_id", "in", self.ids)],
            context={},
        )

    def action_open_units(self):
        """Ask which units to add."""
        self.check_access("read")
        self.ensure_one()
        return self.env["govinfo.commission.units.wizard"].open_for(self)

    def action_open_extend(self):
        """Ask for the new deadline of all units that have not answered."""
        self.check_access("read")
        lines = self.line_ids.filtered(lambda line: line.state in ("pending", "missed"))
        return lines.action_open_extend()
