"""What a rule set says beside its rules, in words."""

from odoo import _, api, fields, models

from ....helpers.foundation.readable import number_text
from .govinfo_ruleset import TERMS


class GovinfoRuleset(models.Model):
    """Base, limits, standard and conversion of the rule set as a person would say them."""

    _inherit = "govinfo.ruleset"

    sentence = fields.Char("In words", compute="_compute_sentence")

    @api.depends(*TERMS, "honor_requires_rule_ids.name")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for ruleset in self:
            ruleset.sentence = ruleset._sentence()

    def _sentence(self):
        words = self.env["govinfo.rule"]
        parts = []
        if self.base_score:
            parts.append(_("%(window)s a base score of %(points)s", **self._place(self.base_score)))
        if self.has_floor:
            parts.append(_("%(window)s not below %(points)s", **self._place(self.floor)))
        if self.has_ceiling:
            parts.append(_("%(window)s not above %(points)s", **self._place(self.ceiling)))
        if self.pass_window:
            places = {"points": number_text(self.pass_mark), "window": words._per(self.pass_window)}
            parts.append(_("%(window)s below %(points)s is below standard", **places))
        if self.zero_adoption_short:
            parts.append(_("no adoption in a period is a shortfall"))
        if self.followup_short:
            parts.append(_("late and overdue feedback on instructions is a shortfall"))
        if self.honor_min_adoption_rate:
            rate = number_text(100 * self.honor_min_adoption_rate) + "%"
            parts.append(_("honours ask for an adoption rate of at least %s", rate))
        if self.honor_requires_rule_ids:
            names = words._listed(self.honor_requires_rule_ids.mapped("name"))
            parts.append(_('honours ask for "%s" to be met', names))
        parts.append(self._conversion_words())
        text = words._clauses(parts)
        return words._full_stop(
            text or _("the points of all rules are added up, without base score or limits")
        )

    def _place(self, points):
        window = self.env["govinfo.rule"]._per(self.base_window)
        return {"points": number_text(points), "window": window}

    def _conversion_words(self):
        text = {
            "weight": _("converted score: total × %s"),
            "target": _("converted score: total ÷ the unit's target × %s, at most that"),
            "top": _("converted score: total ÷ best total of the category × %s"),
        }.get(self.conversion)
        return text % number_text(self.conversion_weight) if text else ""
