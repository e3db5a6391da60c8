from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .. import scoring
from .govinfo_rule_group import WINDOWS
from .ruleset_values import ruleset_values

# What a measure says; remarks, followers and the like may change at any time.
CONTENT = {
    "name",
    "date_from",
    "date_to",
    "base_score",
    "base_window",
    "has_floor",
    "floor",
    "has_ceiling",
    "ceiling",
    "pass_mark",
    "pass_window",
    "zero_adoption_short",
    "conversion",
    "conversion_weight",
    "group_ids",
    "rule_ids",
    "company_id",
}


class GovinfoRuleset(models.Model):
    """An assessment measure (考核办法): rules that turn facts into points, and the days it holds.

    A draft is edited by managers; once in force it is not edited but copied, and the copy takes over
    on its first day. The rule set it takes over from ends the day before.
    """

    _name = "govinfo.ruleset"
    _description = "Rule Set"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, id desc"
    _guarded_fields = ("state",)

    name = fields.Char(required=True, tracking=True)
    source = fields.Char("Source", help="Name and number of the published measure.")
    note = fields.Text("Remarks")
    date_from = fields.Date("From", required=True, tracking=True)
    date_to = fields.Date("To", tracking=True)
    base_score = fields.Float("Base score", digits=(16, 2))
    base_window = fields.Selection(
        WINDOWS, "Base, floor and ceiling per", default="quarter", required=True
    )
    has_floor = fields.Boolean("Has a floor")
    floor = fields.Float(digits=(16, 2))
    has_ceiling = fields.Boolean("Has a ceiling")
    ceiling = fields.Float(digits=(16, 2))
    pass_mark = fields.Float("Pass mark", digits=(16, 2))
    pass_window = fields.Selection(
        WINDOWS, "Pass mark per", help="Scores of such periods below the pass mark are labelled."
    )
    zero_adoption_short = fields.Boolean("No adoption is a shortfall")
    conversion = fields.Selection(
        [
            ("none", "None"),
            ("weight", "Total × weight"),
            ("target", "Total ÷ target × weight"),
            ("top", "Total ÷ best total × weight"),
        ],
        required=True,
        default="none",
    )
    conversion_weight = fields.Float("Weight", digits=(16, 4), default=1.0)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "In force"), ("retired", "Retired")],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    group_ids = fields.One2many("govinfo.rule.group", "ruleset_id", "Groups")
    rule_ids = fields.One2many("govinfo.rule", "ruleset_id", "Rules")
    period_ids = fields.One2many("govinfo.period", "ruleset_id", "Periods")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for ruleset in self:
            if ruleset.date_to and ruleset.date_to < ruleset.date_from:
                raise ValidationError(_("%s: the last day lies before the first.", ruleset.name))

    @api.constrains("company_id", "group_ids", "rule_ids")
    def _check_counties(self):
        for ruleset in self:
            for unit in ruleset.rule_ids.quota_line_ids.unit_id:
                if unit.company_id != ruleset.company_id:
                    raise ValidationError(_("%s belongs to another county.", unit.name))

    # -- ORM ---------------------------------------------------------------------------------

    def write(self, vals):
        in_force = self.filtered(lambda ruleset: ruleset.state != "draft")
        if in_force and CONTENT & set(vals) and not self._is_guarded_call():
            raise UserError(
                _(
                    "A rule set in force is not edited. Copy it, change the copy, and let it take over."
                )
            )
        return super().write(vals)

    def unlink(self):
        if any(ruleset.state != "draft" for ruleset in self):
            raise UserError(_("A rule set that has been in force is kept."))
        return super().unlink()

    def copy(self, default=None):
        """A draft with the same groups and rules."""
        self.ensure_one()
        default = dict(default or {})
        default.setdefault("name", _("%s (copy)", self.name))
        twin = super().copy(default)
        groups = {group.id: group.copy({"ruleset_id": twin.id}).id for group in self.group_ids}
        rules = {}
        for rule in self.rule_ids:
            rules[rule.id] = rule.copy(
                {
                    "ruleset_id": twin.id,
                    "group_id": groups.get(rule.group_id.id),
                    "quota_group_id": groups.get(rule.quota_group_id.id),
                    "veto_rule_id": False,
                    "requires_rule_ids": False,
                }
            )
        for rule in self.rule_ids.filtered(lambda r: r.veto_rule_id or r.requires_rule_ids):
            required = [rules[other.id].id for other in rule.requires_rule_ids]
            rules[rule.id].write(
                {
                    "veto_rule_id": rule.veto_rule_id and rules[rule.veto_rule_id.id].id,
                    "requires_rule_ids": [(6, 0, required)],
                }
            )
        return twin

    @api.model
    def _in_force(self, company, day):
        """The rule set of ``company`` in force on ``day`` (empty when there is none)."""
        return self.search(
            [
                ("company_id", "=", company.id),
                ("state", "!=", "draft"),
                ("date_from", "<=", day),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", day),
            ],
            limit=1,
        )

    # -- steps -------------------------------------------------------------------------------

    def _enter(self, state):
        if not self.env.user.has_group("govinfo_module.group_manager"):
            raise AccessError(_("Only managers put rule sets in force or take them out."))
        self.read(["id"])  # record rules: rule sets of other counties are not touched
        self._lock()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for ruleset in self:
            if ruleset.state != state:
                raise UserError(
                    _(
                        '%(name)s is "%(state)s" now; this step is not possible.',
                        name=ruleset.name,
                        state=labels[ruleset.state],
                    )
                )

    def action_activate(self):
        """Check the rule sets and put them in force; each takes over from the one before it."""
        self._enter("draft")
        for ruleset in self.sorted("date_from"):
            ruleset._check_rules()
            ruleset._take_over()
            ruleset._transition({"state": "active"})
        return True

    def _check_rules(self):
        """Raise, in words, the first contradiction among the rules."""
        if not self.rule_ids:
            raise UserError(_("%s has no rules yet.", self.name))
        try:
            scoring.check(ruleset_values(self))
        except scoring.RuleFault as fault:
            raise UserError(
                _("%(rule)s: %(fault)s", rule=fault.rule, fault=self._fault_texts()[fault.code])
            ) from fault

    def _fault_texts(self):
        """The engine's faults in words."""
        return {
            "window_missing": _("say for which window (month, quarter, year)."),
            "floor_above_ceiling": _("the floor lies above the ceiling."),
            "cap_negative": _("a cap is a size and cannot be negative."),
            "floor_positive": _("the floor of a group cannot lie above 0."),
            "basis_missing": _("say which facts it is about."),
            "filter_not_for_basis": _("a condition is set that facts of this kind do not have."),
            "external_basis": _("only adoptions have a superior's score."),
            "assessed_basis": _("only incidents and adjustments are assessed within a range."),
            "stack_basis": _("only facts about an item can be counted once an item."),
            "stack_by_missing": _("say what must be the same for facts to be counted once."),
            "stack_mode_missing": _("say how facts that are counted once give points."),
            "stack_differs": _("the rules of one stack must agree in what they compare and how."),
            "extra_max_negative": _("a number of facts cannot be negative."),
            "requires_no_quota": _("it can require other quota rules only."),
            "requires_points": _("a quota in points cannot be required."),
            "quota_basis": _("a quota counts submissions, adoptions or upward reports."),
            "counted_group": _("say the points of which group are counted."),
            "counted_group_has_points_quota": _(
                "the group whose points are counted must not contain a quota in points."
            ),
            "numerator_missing": _("say what is counted in the rate."),
            "veto_count": _("a bar needs a count of at least 1."),
            "veto_effect": _("say what the bar does."),
            "veto_rule": _("say which quota or rate rule must have failed."),
        }

    def _take_over(self):
        """End the rule set in force the day before this one begins."""
        lock_date = self.env["govinfo.period"]._lock_date(self.company_id)
        if lock_date and self.date_from <= lock_date:
            raise UserError(
                _(
                    "%(name)s cannot begin before %(day)s: the ledger is locked up to the day before.",
                    name=self.name,
                    day=lock_date + timedelta(days=1),
                )
            )
        others = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "draft"),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", self.date_from),
            ]
        )
        for other in others:
            if other.date_from < self.date_from:
                other._transition({"date_to": self.date_from - timedelta(days=1)})
            elif not self.date_to or other.date_from <= self.date_to:
                raise UserError(
                    _(
                        "%(name)s overlaps %(other)s, which is in force from %(day)s.",
                        name=self.name,
                        other=other.name,
                        day=other.date_from,
                    )
                )

    def action_retire(self):
        """Take the rule sets out of force from tomorrow on; one that has not begun is a draft again."""
        self._enter("active")
        for ruleset in self:
            today = ruleset.company_id.govinfo_today()
            if ruleset.date_from > today:
                ruleset._transition({"state": "draft"})
                continue
            lock_date = self.env["govinfo.period"]._lock_date(ruleset.company_id)
            last = max(today, lock_date or today)
            if ruleset.date_to:
                last = min(last, ruleset.date_to)
            ruleset._transition({"state": "retired", "date_to": last})
        return True
