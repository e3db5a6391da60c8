from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import LazyTranslate

from ....helpers.foundation.readable import open_window
from ....helpers.foundation.step import Step
from ....scoring import windows
from ..rules.govinfo_rule_group import WINDOWS

_lt = LazyTranslate(__name__)

OFFICE = {
    "groups": ("group_reviewer",),
    "denied": _lt("You may not take this step on an assessment period."),
}


class GovinfoPeriod(models.Model):
    """An assessment period (考核周期): a calendar month, quarter or year of a county.

    Reviewers and managers compute it, which brings the ledger up to date to its last day and stores
    the scores; then it is publicised, and a manager locks it: its scores and the ledger up to its last
    day are frozen for good.
    """

    _name = "govinfo.period"
    _description = "Assessment Period"
    _inherit = ["govinfo.step.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_to desc, date_from, id desc"
    _own_steps = {
        "compute": Step(**OFFICE, from_=("open", "computed", "publicity"), at="computed_at"),
        "publicise": Step(**OFFICE, from_=("computed",), to="publicity", at="publicised_at"),
        "lock": Step(
            **dict(OFFICE, groups=("group_manager",)),
            from_=("publicity",),
            to="locked",
            at="locked_at",
        ),
    }

    name = fields.Char(compute="_compute_name", store=True, readonly=False)
    kind = fields.Selection(WINDOWS, required=True, default="quarter")
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True)
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )
    ruleset_id = fields.Many2one(
        "govinfo.ruleset",
        "Rule set",
        compute="_compute_ruleset_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        domain="[('company_id', '=', company_id), ('state', '!=', 'draft')]",
    )
    state = fields.Selection(
        [
            ("open", "Not computed"),
            ("computed", "Computed"),
            ("publicity", "Publicised"),
            ("locked", "Locked"),
        ],
        required=True,
        readonly=True,
        default="open",
        index=True,
        copy=False,
        tracking=True,
    )
    computed_at = fields.Datetime("Computed on", readonly=True, copy=False)
    publicised_at = fields.Datetime("Publicised on", readonly=True, copy=False)
    publicity_until = fields.Date(
        "Publicised until",
        compute="_compute_publicity_until",
        help="Appeals are expected till then.",
    )
    locked_at = fields.Datetime("Locked on", readonly=True, copy=False)
    score_ids = fields.One2many("govinfo.score", "period_id", "Scores", readonly=True)
    person_ids = fields.One2many(
        "govinfo.score.person", "period_id", "Persons' scores", readonly=True
    )
    score_count = fields.Integer("Units scored", compute="_compute_score_count")

    _dates_unique = models.Constraint(
        "unique(company_id, kind, date_from)",
        "This period exists already.",
    )

    # -- fields ------------------------------------------------------------------------------

    @api.depends("kind", "date_from")
    def _compute_name(self):
        for period in self:
            if not (period.kind and period.date_from):
                period.name = period.name or False
                continue
            numbers = {
                "year": period.date_from.year,
                "month": period.date_from.month,
                "quarter": (period.date_from.month + 2) // 3,
            }
            texts = {
                "month": _("Month %(month)s of %(year)s"),
                "quarter": _("Quarter %(quarter)s of %(year)s"),
                "year": _("Year %(year)s"),
            }
            period.name = texts[period.kind] % numbers

    @api.depends("date_to", "company_id")
    def _compute_ruleset_id(self):
        for period in self:
            if not period.ruleset_id and period.date_to and period.company_id:
                ruleset = self.env["govinfo.ruleset"]._in_force(period.company_id, period.date_to)
                period.ruleset_id = ruleset

    @api.depends("publicised_at", "company_id.govinfo_publicity_days")
    def _compute_publicity_until(self):
        for period in self:
            company = period.company_id.sudo()  # sudo: a setting of the county
            begun = period.publicised_at and company.govinfo_local(period.publicised_at).date()
            days = timedelta(days=company.govinfo_publicity_days)
            period.publicity_until = begun and begun + days

    @api.depends("score_ids")
    def _compute_score_count(self):
        for period in self:
            period.score_count = len(period.score_ids)

    @api.onchange("kind", "date_from")
    def _onchange_span(self):
        if self.kind and self.date_from:
            self.date_from, self.date_to = self._span(self.kind, self.date_from)

    @api.model
    def _span(self, kind, day):
        """First and last day of the calendar window of ``kind`` that holds ``day``."""
        return windows.start(kind, day), windows.end(kind, day)

    @api.constrains("kind", "date_from", "date_to")
    def _check_dates(self):
        for period in self:
            if (period.date_from, period.date_to) != self._span(period.kind, period.date_from):
                raise ValidationError(
                    _("%s: a period is a whole calendar month, quarter or year.", period.name)
                )

    @api.constrains("ruleset_id", "company_id")
    def _check_ruleset(self):
        for period in self:
            if period.ruleset_id and period.ruleset_id.company_id != period.company_id:
                raise ValidationError(_("The rule set belongs to another county."))

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._govinfo_sound(vals) for vals in vals_list]
        for vals in vals_list:
            if vals.get("date_from") and not vals.get("date_to"):
                day = fields.Date.to_date(vals["date_from"])
                kind = vals.get("kind") or "quarter"
                vals["date_from"], vals["date_to"] = self._span(kind, day)
        periods = super().create(vals_list)
        periods._check_no_draft()
        return periods

    def write(self, vals):
        frozen = {"kind", "date_from", "date_to", "company_id", "ruleset_id"} & set(vals)
        if frozen and any(period.state != "open" for period in self):
            raise UserError(_("Only an open period can be changed."))
        result = super().write(vals)
        if "ruleset_id" in vals:
            self._check_no_draft()
        return result

    def _check_no_draft(self):
        """Rules are put in force before a period takes them."""
        if self.env.su:  # a whole county brought in puts them in force at its end
            return
        for ruleset in self.ruleset_id:
            if ruleset.state == "draft":
                raise UserError(
                    _("%s is a draft; put it in force before a period takes it.", ruleset.name)
                )

    @api.ondelete(at_uninstall=True)
    def _unlink_only_before_publicity(self):
        if any(period.state in ("publicity", "locked") for period in self):
            raise UserError(_("A period that has been publicised or locked is kept."))

    # -- steps -------------------------------------------------------------------------------

    def action_compute(self):
        """Bring the ledger up to date to the period's last day and store the scores."""
        for period in self._begin("compute").sorted("date_to"):
            period._compute()
        return True

    def _compute(self):
        """Compute, whoever has been allowed to; a publicised period stays publicised."""
        terms = self._terms()
        self._compute_ledger(terms=terms)
        self._store_scores(terms)
        state = "publicity" if self.state == "publicity" else "computed"
        self._change("compute", state=state)

    def action_publicise(self):
        """Show the scores to all units; appeals may be made now."""
        for period in self._begin("publicise"):
            period._check_over()
            period._change("publicise")
        return True

    def _check_over(self):
        """Tasks of windows that are not over are not judged yet: what units are shown is judged whole."""
        if self.date_to >= self.company_id.govinfo_today():
            raise UserError(_("%s is not over yet; publicise it when it is.", self.name))

    def action_lock(self):
        """Freeze the scores and the ledger up to the period's last day, for good."""
        for period in self._begin("lock").sorted("date_to"):
            period._check_lockable()
            period._check_up_to_date()
            period._change("lock")
            period._lock_ledger()
        return True

    def _check_lockable(self):
        """Periods are locked in order, and not while an appeal is open.

        A month within a quarter may stay unlocked: the quarter freezes its days with its own.
        """
        domain = [
            ("company_id", "=", self.company_id.id),
            ("date_from", "<", self.date_from),
            ("date_to", "<", self.date_to),
            ("state", "!=", "locked"),
        ]
        lock_date = self._lock_date(self.company_id)
        if lock_date:
            domain.append(("date_to", ">", lock_date))
        earlier = self.search(domain, order="date_to, date_from desc", limit=1)
        if earlier:
            raise UserError(
                _("Periods are locked in order: %s comes before this one.", earlier.name)
            )
        # sudo: appeals of all units
        appeal = (
            self.env["govinfo.appeal"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("period_id.date_from", "<=", self.date_to),
                    ("state", "=", "open"),
                ],
                limit=1,
            )
        )
        if appeal:
            raise UserError(_("The appeal %s is open; answer it first.", appeal.label))

    def action_open_scores(self):
        """Open the ranking of this period."""
        self.ensure_one()
        return open_window(
            self, "govinfo_score_action", domain=[("period_id", "=", self.id)], context={}
        )

    def action_open_persons(self):
        """Open the persons' scores of this period."""
        self.ensure_one()
        return open_window(
            self, "govinfo_score_person_action", domain=[("period_id", "=", self.id)], context={}
        )
