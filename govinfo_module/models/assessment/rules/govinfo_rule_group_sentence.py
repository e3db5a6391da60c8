"""The limits of a rule group in words."""

from odoo import _, api, fields, models

from ....helpers.foundation.readable import number_text


class GovinfoRuleGroup(models.Model):
    """Limits of a group in words."""

    _inherit = "govinfo.rule.group"

    sentence = fields.Char("In words", compute="_compute_sentence")

    @api.depends("has_cap", "cap_points", "cap_window", "has_floor", "floor_points")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for group in self:
            group.sentence = group._sentence()

    def _sentence(self):
        words = self.env["govinfo.rule"]
        places = {
            "window": words._per(self.cap_window),
            "cap": number_text(self.cap_points),
            "floor": number_text(self.floor_points),
        }
        parts = []
        if self.has_cap:
            parts.append(_("%(window)s at most %(cap)s points together", **places))
        if self.has_floor:
            parts.append(_("%(window)s not below %(floor)s together", **places))
        return words._full_stop(words._clauses(parts) or _("no limit"))
