from datetime import timedelta

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import LazyTranslate

from ....helpers.foundation.lock import lock_rows
from ....helpers.foundation.step import Granted, Step
from .govinfo_rule_group import WINDOWS

_lt = LazyTranslate(__name__)

MANAGERS = {
    "groups": ("group_manager",),
    "denied": _lt("Only managers put rule sets in force or take them out."),
}
# What a measure says of itself, beside its rules.
TERMS = (
    "base_score",
    "base_window",
    "has_floor",
    "floor",
    "has_ceiling",
    "ceiling",
    "pass_mark",
    "pass_window",
    "zero_adoption_short",
    "followup_short",
    "honor_min_adoption_rate",
    "honor_requires_rule_ids",
    "conversion",
    "conversion_weight",
)
# What a measure says; remarks, followers and the like may change at any time.
CONTENT = {*TERMS, "name", "date_from", "date_to", "group_ids", "rule_ids", "company_id"}


class GovinfoRuleset(models.Model):
    """An assessment measure (考核办法): rules that turn facts into points, and the days it holds.

    A draft is edited by managers; once in force it is not edited but copied, and the copy takes over
    on its first day. The rule set it takes over from ends the day before.
    """

    _name = "govinfo.ruleset"
    _description = "Rule Set"
    _inherit = ["govinfo.step.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, id desc"
    _own_steps = {
        "activate": Step(**MANAGERS, from_=("draft",), to="active", complete="_check_rules"),
        "retire": Step(**MANAGERS, from_=("active",), values="_retired_values"),
    }

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
    followup_short = fields.Boolean("Late and overdue follow-ups are a shortfall")
    honor_min_adoption_rate = fields.Float(
        "Adoption rate for honours",
        digits=(16, 4),
        help="0 to 1: units and persons whose rate lies below it are not honoured; 0: none is asked.",
    )
    honor_requires_rule_ids = fields.Many2many(
        "govinfo.rule",
        "govinfo_ruleset_honor_rule_rel",
        "ruleset_id",
        "rule_id",
        "Tasks for honours",
        domain="[('ruleset_id', '=', id), ('kind', '=', 'quota')]",
        copy=False,
        help="Only who met each of these tasks in all windows of the time is honoured.",
    )
    conversion = fields.Selection(
        [
            ("none", "None"),
            ("weight", "Total × weight"),
            ("target", "Total ÷ target × weight"),
            ("top", "Total ÷ best total × weight"),
        ],
        string="Converted Totals",
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

    # int4range: a county as a range of one, so that no extension of the database is needed
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(company_id, company_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&) WHERE (state <> 'draft')",
        "Another rule set is in force on some of these days.",
    )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for ruleset in self:
            if ruleset.date_to and ruleset.date_to < ruleset.date_from:
                raise ValidationError(_("%s: the last day lies before the first.", ruleset.name))

    @api.constrains("honor_min_adoption_rate", "honor_requires_rule_ids", "rule_ids")
    def _check_honors(self):
        for ruleset in self:
            if not 0 <= ruleset.honor_min_adoption_rate <= 1:
                raise ValidationError(_("%s: a rate lies between 0 and 1.", ruleset.name))
            for rule in ruleset.honor_requires_rule_ids:
                if rule.kind != "quota" or rule.ruleset_id != ruleset:
                    raise ValidationError(
                        _("%s: honours can require its own tasks only.", ruleset.name)
                    )

    @api.constrains("company_id", "group_ids", "rule_ids")
    def _check_counties(self):
        for ruleset in self:
            for unit in ruleset.rule_ids.quota_line_ids.unit_id:
                if unit.company_id != ruleset.company_id:
                    raise ValidationError(_("%s belongs to another county.", unit.name))

    # -- ORM ---------------------------------------------------------------------------------

    def write(self, vals):
        in_force = self.filtered(lambda ruleset: ruleset.state != "draft")
        if in_force and CONTENT & set(vals) and not isinstance(vals, Granted):
            raise UserError(
                _(
                    "A rule set in force is not edited. Copy it, change the copy, and let it take over."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_only_drafts(self):
        if any(ruleset.state != "draft" for ruleset in self):
            raise UserError(_("A rule set that has been in force is kept."))

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
                    "factor_rule_ids": False,
                }
            )
        for rule in self.rule_ids.filtered(
            lambda r: r.veto_rule_id or r.requires_rule_ids or r.factor_rule_ids
        ):
            required = [rules[other.id].id for other in rule.requires_rule_ids]
            named = [rules[other.id].id for other in rule.factor_rule_ids]
            rules[rule.id].write(
                {
                    "veto_rule_id": rule.veto_rule_id and rules[rule.veto_rule_id.id].id,
                    "requires_rule_ids": [Command.set(required)],
                    "factor_rule_ids": [Command.set(named)],
                }
            )
        asked = [rules[other.id].id for other in self.honor_requires_rule_ids]
        twin.honor_requires_rule_ids = [Command.set(asked)]
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

    def _lock_for(self, action):
        """One measure of a county is put in force or taken out at a time."""
        lock_rows(self.company_id)
        super()._lock_for(action)

    def action_activate(self):
        """Check the rule sets and put them in force; each takes over from the one before it."""
        for ruleset in self._begin("activate").sorted("date_from"):
            ruleset._take_over()
            ruleset._change("activate")
            ruleset.flush_recordset()
        return True

    def _take_over(self):
        """End the rule set in force the day before this one begins."""
        lock_date = self.env["govinfo.period"]._lock_date(self.company_id)
        if lock_date and self.date_from <= lock_date:
            raise UserError(
                _(
                    "%(name)s cannot begin before %(day)s: the ledger is locked up to the day before.",
                    name=self.name,
                    day=self.company_id._govinfo_day(lock_date + timedelta(days=1)),
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
                other.flush_recordset()  # before the days are this one's
            elif not self.date_to or other.date_from <= self.date_to:
                raise UserError(
                    _(
                        "%(name)s overlaps %(other)s, which is in force from %(day)s.",
                        name=self.name,
                        other=other.name,
                        day=other.company_id._govinfo_day(other.date_from),
                    )
                )

    def action_retire(self):
        """Take the rule sets out of force from tomorrow on; one that has not begun is a draft again."""
        self._take("retire")
        return True

    def _retired_values(self):
        today = self.company_id.govinfo_today()
        if self.date_from > today:
            return {"state": "draft"}
        lock_date = self.env["govinfo.period"]._lock_date(self.company_id)
        last = max(today, lock_date or today)
        return {"state": "retired", "date_to": min(last, self.date_to or last)}
