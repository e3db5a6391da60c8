"""The way to a new rule set: copy, change, try, put in force on a day."""

from dataclasses import replace
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ....helpers.assessment.ruleset_values import ruleset_values
from ....helpers.foundation.readable import open_form


class GovinfoRuleset(models.Model):
    """Copies of rule sets in force, and what a draft would do."""

    _inherit = "govinfo.ruleset"

    trial_ids = fields.One2many("govinfo.ruleset.trial", "ruleset_id", "Dry runs")
    trial_at = fields.Datetime(
        "Last dry run",
        compute="_compute_trial_at",
        groups="govinfo_module.group_reviewer,govinfo_module.group_leader",
    )

    @api.depends("trial_ids.computed_at")
    def _compute_trial_at(self):
        for ruleset in self:
            ruleset.trial_at = ruleset.trial_ids[:1].computed_at

    # -- copies ------------------------------------------------------------------------------

    def action_copy_as_draft(self):
        """Open a draft with the same rules that can take over on the next first day of a quarter."""
        self.ensure_one()
        if not self.env.user.has_group("govinfo_module.group_manager"):
            raise AccessError(_("Only managers write rule sets."))
        first = self._next_takeover()
        ends_later = self.date_to and self.date_to >= first
        draft = self.copy(
            {
                "name": _(
                    "%(name)s (from %(day)s)",
                    name=self.name,
                    day=self.company_id._govinfo_day(first),
                ),
                "date_from": first,
                "date_to": self.date_to if ends_later else False,
            }
        )
        return open_form(draft)

    def _next_takeover(self):
        """The first day of the next quarter that is neither locked nor under a later rule set."""
        day = self.company_id.govinfo_today()
        lock_date = self.env["govinfo.period"]._lock_date(self.company_id)
        last = self.search(
            [("company_id", "=", self.company_id.id), ("state", "!=", "draft")],
            order="date_from desc",
            limit=1,
        )
        day = max(filter(None, [day, lock_date, last.date_from]))
        return self.env["govinfo.period"]._span("quarter", day)[1] + timedelta(days=1)

    def action_open_usual(self):
        """Open the dialog that adds a usual rule."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Add a Usual Rule"),
            "res_model": "govinfo.usual.rule",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_ruleset_id": self.id},
        }

    # -- trying out --------------------------------------------------------------------------

    def action_open_trial(self):
        """Open the dry run; a reviewer gets a new one for a draft that has none."""
        self.ensure_one()
        trial = self.trial_ids[:1]
        if not trial:
            if self.state != "draft":
                raise UserError(_("%s was put in force without a dry run.", self.name))
            if not self.env.user.has_group("govinfo_module.group_reviewer"):
                raise UserError(_("%s has not been tried on past days yet.", self.name))
            trial = trial._make([{"ruleset_id": self.id}])
        return open_form(trial, _("Dry Run"))

    def action_open_bench(self):
        """Open the test bench on this rule set."""
        self.ensure_one()
        bench = self.env["govinfo.rule.bench"].create({"ruleset_id": self.id})
        return open_form(bench, _("Test Bench"))

    @api.model
    def _values_in_force(self, company):
        """The rule sets of ``company`` that are or were in force, as the engine wants them."""
        rulesets = self.search(
            [("company_id", "=", company.id), ("state", "!=", "draft")], order="date_from"
        )
        return [ruleset_values(ruleset) for ruleset in rulesets]

    def _values_as_if(self, day):
        """The rule sets as if this one had replaced the one in force on ``day``, and all after it.

        It holds from the first day of the rule set it replaces, so that stacks, caps and windows reach
        back as far for both.
        """
        self.ensure_one()
        others = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "draft"),
                ("id", "!=", self.id),
            ],
            order="date_from",
        )
        replaced = others.filtered(lambda one: not one.date_to or one.date_to >= day)
        first = min(replaced.mapped("date_from"), default=day)
        first = min(first, day)
        own = replace(ruleset_values(self), date_from=first, date_to=None)
        before = [ruleset_values(one) for one in others if one not in replaced]
        return before + [self._with_adjustments(own, replaced)]

    def _with_adjustments(self, own, replaced):
        """``own`` with adjustments made under a rule of the same name in the rule sets replaced."""
        names = {rule.name: rule.id for rule in replaced.rule_ids if rule.basis == "manual"}
        rules = tuple(
            replace(rule, id=names[rule.name])
            if rule.basis == "manual" and rule.name in names
            else rule
            for rule in own.rules
        )
        return replace(own, rules=rules)
