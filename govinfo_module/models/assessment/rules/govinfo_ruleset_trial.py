"""Trying a rule set out on past days before it is put in force."""

import hashlib
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from .... import scoring
from ....helpers.assessment.ruleset_values import period_values, ruleset_values
from ....helpers.foundation.readable import open_form, open_window
from ....helpers.foundation.step import Step
from .govinfo_rule_group import WINDOWS

_lt = LazyTranslate(__name__)

# A unit's score as the engine stored it in the scratch ledger.
SCORES = """SELECT unit_id, category_id, total, rank, shortfall, shortfall_data, award_barred
            FROM govinfo_score WHERE period_id = 0"""
# How many persons have a score there, and how many of them did not meet their own task.
PERSONS = """SELECT count(*), count(*) FILTER (WHERE shortfall)
             FROM govinfo_score_person WHERE period_id = 0"""


class GovinfoRulesetTrial(models.Model):
    """The dry run of a draft (试算): what a past period would have been under it.

    The period is computed twice by the engine itself, on the facts as they are today, in a ledger of its
    own (``scoring.scratch``): under the rule sets in force, and as if the draft had been in force in
    place of the one that was. The result stays until the next run, for those who decide.
    """

    _name = "govinfo.ruleset.trial"
    _description = "Dry Run of a Rule Set"
    _inherit = ["govinfo.step.mixin"]
    _rec_name = "label"
    _own_steps = {
        "run": Step(
            groups=("group_reviewer",),
            denied=_lt("Only reviewers and managers run a rule set on past days."),
            by="computed_by_id",
            at="computed_at",
        ),
    }

    ruleset_id = fields.Many2one(
        "govinfo.ruleset", "Rule set", required=True, readonly=True, index=True, ondelete="cascade"
    )
    label = fields.Char(compute="_compute_label")
    ruleset_state = fields.Selection(related="ruleset_id.state", string="State")
    company_id = fields.Many2one(related="ruleset_id.company_id", store=True, index=True)
    kind = fields.Selection(WINDOWS, "Kind of period", required=True, default="quarter")
    date_from = fields.Date("From", required=True, default=lambda self: self._default_date_from())
    date_to = fields.Date("To", compute="_compute_date_to")
    computed_at = fields.Datetime("Computed on", readonly=True)
    computed_by_id = fields.Many2one("res.users", "Computed by", readonly=True)
    against = fields.Char("Compared with", readonly=True)
    stamp = fields.Char(readonly=True, help="The rules as they were when it was computed.")
    outdated = fields.Boolean(compute="_compute_outdated", help="The rules have changed since.")
    line_ids = fields.One2many("govinfo.ruleset.trial.line", "trial_id", "Units", readonly=True)
    summary = fields.Char(compute="_compute_summary")
    person_count = fields.Integer("Persons", readonly=True)
    person_short_now = fields.Integer("Persons' tasks not met so far", readonly=True)
    person_short_then = fields.Integer("Persons' tasks not met under the draft", readonly=True)
    persons_summary = fields.Char("Summary of persons", compute="_compute_persons_summary")

    _ruleset_unique = models.Constraint(
        "unique(ruleset_id)",
        "A rule set keeps one dry run.",
    )

    # -- fields ------------------------------------------------------------------------------

    @api.model
    def _default_date_from(self):
        """The first day of the last finished quarter."""
        first, _last = self._span("quarter", self.env.company.govinfo_today())
        return self._span("quarter", first - timedelta(days=1))[0]

    @api.model
    def _span(self, kind, day):
        return self.env["govinfo.period"]._span(kind, day)

    @api.depends("kind", "date_from")
    def _compute_date_to(self):
        for trial in self:
            known = trial.kind and trial.date_from
            trial.date_to = self._span(trial.kind, trial.date_from)[1] if known else False

    @api.depends("date_from", "date_to")
    @api.depends_context("lang")
    def _compute_label(self):
        for trial in self:
            ends = {"first": trial.date_from, "last": trial.date_to}
            days = {end: day and trial.env.company._govinfo_day(day) for end, day in ends.items()}
            trial.label = _("Dry run of %(first)s to %(last)s", **days)

    @api.depends("stamp", "ruleset_id.rule_ids", "ruleset_id.group_ids")
    def _compute_outdated(self):
        for trial in self:
            trial.outdated = bool(trial.stamp) and trial.stamp != trial._stamp()

    def _stamp(self):
        """The rules as a short text that changes with them."""
        values = ruleset_values(self.ruleset_id.sudo())  # sudo: compared, not shown
        return hashlib.sha1(repr(values).encode()).hexdigest()

    @api.depends("line_ids")
    @api.depends_context("lang")
    def _compute_summary(self):
        for trial in self:
            lines = trial.line_ids
            trial.summary = lines and _(
                "%(units)s units: %(up)s up, %(down)s down, %(same)s keep their rank;"
                " %(new)s with a new shortfall, %(gone)s without one any more",
                units=len(lines),
                up=len(lines.filtered(lambda line: line.rank_change > 0)),
                down=len(lines.filtered(lambda line: line.rank_change < 0)),
                same=len(lines.filtered(lambda line: not line.rank_change)),
                new=len(lines.filtered(lambda line: line.shortfall_change == "new")),
                gone=len(lines.filtered(lambda line: line.shortfall_change == "gone")),
            )

    @api.depends("person_count", "person_short_now", "person_short_then")
    @api.depends_context("lang")
    def _compute_persons_summary(self):
        for trial in self:
            found = trial.person_short_now or trial.person_short_then
            trial.persons_summary = bool(found) and _(
                "Of %(persons)s persons, own tasks not met: %(now)s so far, %(then)s under the draft",
                persons=trial.person_count,
                now=trial.person_short_now,
                then=trial.person_short_then,
            )

    @api.onchange("kind", "date_from")
    def _onchange_span(self):
        if self.kind and self.date_from:
            self.date_from = self._span(self.kind, self.date_from)[0]

    # -- ORM ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._whole_window(vals, self.browse()) for vals in vals_list])

    def write(self, vals):
        if {"kind", "date_from"} & set(vals):
            for trial in self:
                super(GovinfoRulesetTrial, trial).write(self._whole_window(vals, trial))
            return True
        return super().write(vals)

    @api.model
    def _whole_window(self, vals, trial):
        """``vals`` with the first day of the calendar window meant."""
        vals = self._govinfo_sound(vals)
        day = fields.Date.to_date(vals.get("date_from")) or trial.date_from
        if not day:
            return vals
        kind = vals.get("kind") or trial.kind or "quarter"
        return type(vals)(vals, date_from=self._span(kind, day)[0])

    # -- the run -----------------------------------------------------------------------------

    def action_run(self):
        """Compute the period under the rules in force and under the draft; keep the comparison."""
        for trial in self._begin("run"):
            trial._run()
        return True

    def _run(self):
        ruleset = self.ruleset_id
        if ruleset.state != "draft":
            raise UserError(_("%s is not a draft any more; copy it to try changes.", ruleset.name))
        ruleset._check_rules()
        company = self.company_id.sudo()  # sudo: a setting of the county
        if self.date_from > company.govinfo_today():
            raise UserError(_("A dry run is made on days that have been: choose a past period."))
        # sudo: the whole county's rule sets, whoever runs it
        current = ruleset.sudo()._in_force(company, self.date_to)
        now, persons_now = self._scores(ruleset.sudo()._values_in_force(company), current)
        as_if = ruleset.sudo()._values_as_if(self.date_from)
        then, persons_then = self._scores(as_if, ruleset.sudo())
        lines = [(5, 0, 0)]
        lines += [(0, 0, self._line_vals(unit, now.get(unit), then.get(unit))) for unit in then]
        self._change(
            "run",
            line_ids=lines,
            against=current.name or _("no rule set in force"),
            stamp=self._stamp(),
            person_count=persons_then[0],
            person_short_now=persons_now[1],
            person_short_then=persons_then[1],
        )

    def _scores(self, rulesets, asking):
        """The scores of the period by unit id, as the engine makes them of ``rulesets``; and of persons
        their number and that of those who fell short."""
        company = self.company_id.sudo()  # sudo: a setting of the county
        county = scoring.County(company.id, company.govinfo_tz)
        period = period_values(asking, self.kind, self.date_from, self.date_to, 0)
        cr = self.env.cr
        self.env.flush_all()
        with scoring.scratch(cr):
            scoring.compute(cr, county, rulesets, period.date_to, full=True)
            scoring.store(cr, county, period, rulesets)
            cr.execute(SCORES)
            units = {row["unit_id"]: row for row in cr.dictfetchall()}
            cr.execute(PERSONS)
            return units, cr.fetchone()

    def _line_vals(self, unit_id, now, then):
        now = now or {}
        shorts = {(False, True): "new", (True, False): "gone", (True, True): "both"}
        ranks = now.get("rank") or 0, then["rank"] or 0
        return {
            "unit_id": unit_id,
            "category_id": then["category_id"],
            "points_now": now.get("total") or 0,
            "points_then": then["total"] or 0,
            "difference": (then["total"] or 0) - (now.get("total") or 0),
            "rank_now": ranks[0],
            "rank_then": ranks[1],
            "rank_change": ranks[0] - ranks[1] if all(ranks) else 0,
            "shortfall_change": shorts.get((bool(now.get("shortfall")), bool(then["shortfall"]))),
            "reasons_now": now.get("shortfall_data") or "[]",
            "reasons_then": then["shortfall_data"] or "[]",
            "barred_now": bool(now.get("award_barred")),
            "barred_then": bool(then["award_barred"]),
        }

    def action_activate(self):
        """Put the rule set that was tried in force, and show it."""
        self.ensure_one()
        self.check_access("read")
        found = self.ruleset_id.action_activate()
        return open_form(self.ruleset_id) if found is True else found

    def action_open_lines(self):
        """Open the comparison as a list of its own, to sort, group and export."""
        self.ensure_one()
        return open_window(
            self, "govinfo_ruleset_trial_line_action", domain=[("trial_id", "=", self.id)]
        )
