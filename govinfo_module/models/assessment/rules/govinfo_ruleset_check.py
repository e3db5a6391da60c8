from odoo import _, models
from odoo.exceptions import UserError

from .... import scoring
from ....helpers.assessment.ruleset_values import ruleset_values


class GovinfoRuleset(models.Model):
    """Contradictions among the rules, which the engine finds, in words."""

    _inherit = "govinfo.ruleset"

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
            "factor_missing": _("say of which rules' points it gives a multiple."),
            "factor_rule": _(
                "it can give a multiple of fixed points or superiors' scores for the same facts only."
            ),
            "every_negative": _("a number of facts cannot be negative."),
            "stack_basis": _("only facts about an item can be counted once an item."),
            "stack_by_missing": _("say what must be the same for facts to be counted once."),
            "stack_mode_missing": _("say how facts that are counted once give points."),
            "stack_differs": _("the rules of one stack must agree in what they compare and how."),
            "extra_max_negative": _("a number of facts cannot be negative."),
            "requires_no_quota": _("it can require other quota rules only."),
            "requires_points": _("a quota in points cannot be required."),
            "requires_other_per": _(
                "a task of units can require tasks of units only, a task of persons those of persons."
            ),
            "person_line": _("persons are named, but it is a task of units."),
            "person_points": _("a person's task counts facts, not the points of a group."),
            "scope_effect": _("points are lost by the unit; only a bar of awards is for a person."),
            "scope_rule": _(
                "authors are barred by a task of persons, units and their heads by one of units."
            ),
            "scope_basis": _("facts of this kind have no author who could be barred."),
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
