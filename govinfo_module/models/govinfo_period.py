from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .. import scoring
from ..compat import flush
from .govinfo_rule_group import WINDOWS
from .ruleset_values import period_values, ruleset_values

MONTHS = {"month": 1, "quarter": 3, "year": 12}


class GovinfoPeriod(models.Model):
    """An assessment period (考核周期): a calendar month, quarter or year of a county.

    Reviewers and managers compute it, which brings the ledger up to date to its last day and stores
    the scores; then it is publicised, and a manager locks it: its scores and the ledger up to its last
    day are frozen for good.
    """

    _name = "govinfo.period"
    _description = "Assessment Period"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_to desc, date_from, id desc"
    _guarded_fields = ("state", "computed_at", "publicised_at", "locked_at")

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
            ("open", "Open"),
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
    score_count = fields.Integer("Units scored", compute="_compute_score_count")

    _sql_constraints = [
        (
            "dates_unique",
            "unique(company_id, kind, date_from)",
            "This period exists already.",
        ),
    ]

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
        months = MONTHS[kind]
        first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
        return first, first + relativedelta(months=months, days=-1)

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
        for vals in vals_list:
            if vals.get("date_from") and not vals.get("date_to"):
                day = fields.Date.to_date(vals["date_from"])
                kind = vals.get("kind") or "quarter"
                vals["date_from"], vals["date_to"] = self._span(kind, day)
        return super().create(vals_list)

    def write(self, vals):
        frozen = {"kind", "date_from", "date_to", "company_id", "ruleset_id"} & set(vals)
        if frozen and any(period.state != "open" for period in self):
            raise UserError(_("Only an open period can be changed."))
        return super().write(vals)

    def unlink(self):
        if any(period.state in ("publicity", "locked") for period in self):
            raise UserError(_("A period that has been publicised or locked is kept."))
        return super().unlink()

    # -- steps -------------------------------------------------------------------------------

    def _enter(self, states, group):
        """Lock, read afresh, and refuse when the caller or the state does not allow the step."""
        if not self.env.user.has_group("govinfo_module.%s" % group):
            raise AccessError(_("You may not take this step on an assessment period."))
        self.read(["id"])  # record rules: periods of other counties are not touched
        self._lock()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for period in self:
            if period.state not in states:
                raise UserError(
                    _(
                        '%(name)s is "%(state)s" now; this step is not possible.',
                        name=period.name,
                        state=labels[period.state],
                    )
                )

    def action_compute(self):
        """Bring the ledger up to date to the period's last day and store the scores."""
        self._enter(("open", "computed", "publicity"), "group_reviewer")
        for period in self.sorted("date_to"):
            period._compute()
        return True

    def _compute(self):
        """Compute, whoever has been allowed to; a publicised period stays publicised."""
        self._compute_ledger()
        self._store_scores()
        state = "publicity" if self.state == "publicity" else "computed"
        self._transition({"state": state, "computed_at": fields.Datetime.now()})

    def _county(self):
        """The period's county, as the engine wants it."""
        # sudo: a setting of the county
        company = self.company_id.sudo()
        period = self.env["govinfo.period"]._in_language(company)
        return scoring.County(company.id, company.govinfo_tz, period._correction_note())

    @api.model
    def _correction_note(self):
        """What a correction says of itself; the engine puts the day in."""
        return _("Correction of {date}")

    def _compute_ledger(self, full=False):
        """Bring the county's ledger up to date, at least to this period's last day.

        Only the units that something has changed for are computed, all with ``full``.
        """
        self.ensure_one()
        # sudo: the whole county's rule sets and periods, whoever computes
        rulesets = (
            self.env["govinfo.ruleset"]
            .sudo()
            .search(
                [("company_id", "=", self.company_id.id), ("state", "!=", "draft")],
                order="date_from",
            )
        )
        values = [ruleset_values(ruleset) for ruleset in rulesets]
        flush(self.env)
        outcome = scoring.compute(
            self.env.cr,
            self._county(),
            values,
            self._horizon(),
            self._lock_date(self.company_id),
            full=full,
        )
        self.env.clear()
        return outcome

    def _horizon(self):
        """The last day of the county's periods computed so far, this one included."""
        last = self.sudo().search(  # sudo: the whole county's
            [("company_id", "=", self.company_id.id), ("state", "!=", "open")],
            order="date_to desc",
            limit=1,
        )
        return max(self.date_to, last.date_to or self.date_to)

    def _store_scores(self):
        """Store the scores of this period from the ledger."""
        self.ensure_one()
        ruleset = self.sudo().ruleset_id  # sudo: as in _compute_ledger
        values = period_values(ruleset, self.kind, self.date_from, self.date_to, self.id)
        flush(self.env)
        scoring.store(self.env.cr, self._county(), values)
        self.env.clear()

    def action_publicise(self):
        """Show the scores to all units; appeals may be made now."""
        self._enter(("computed",), "group_reviewer")
        self._transition({"state": "publicity", "publicised_at": fields.Datetime.now()})
        return True

    def action_lock(self):
        """Freeze the scores and the ledger up to the period's last day, for good."""
        self._enter(("publicity",), "group_manager")
        for period in self.sorted("date_to"):
            period._check_lockable()
            period._check_up_to_date()
            period._transition({"state": "locked", "locked_at": fields.Datetime.now()})
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

    def _check_up_to_date(self):
        """What is frozen is what has been publicised: the ledger must not have moved since."""
        before = self._figures()
        self._store_scores()
        if self._figures() != before:
            raise UserError(
                _("The ledger has changed since %s was computed; compute it again.", self.name)
            )

    def _figures(self):
        """What the scores say, to compare."""
        names = ["unit_id", "total", "rank", "shortfall_data", "award_barred_data"]
        scores = self.sudo().score_ids  # sudo: all units
        return sorted(map(str, scores.read(names, load="")))

    def _lock_ledger(self):
        """Mark the ledger as frozen up to this period's last day."""
        flush(self.env)
        scoring.enter(self.env.cr, self.company_id.id)
        scoring.lock(self.env.cr, self.company_id.id, self.date_to)
        self.env.clear()

    def _lock_date(self, company):
        """The last day of the county's ledger that is frozen, or None."""
        last = self.sudo().search(  # sudo: the whole county's, whoever asks
            [("company_id", "=", company.id), ("state", "=", "locked")],
            order="date_to desc",
            limit=1,
        )
        return last.date_to or None

    def action_open_scores(self):
        """Open the ranking of this period."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_score_action"
        )
        action["domain"] = [("period_id", "=", self.id)]
        action["context"] = {}
        return action
