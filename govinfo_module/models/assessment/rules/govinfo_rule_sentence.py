"""A rule, a group, a rule set as a person would say it (规则表述)."""

from ast import literal_eval

from odoo import _, api, fields, models

from ....helpers.foundation.readable import number_text

PER_ITEM = ("submission", "adoption", "upload")
# What a sentence is made of; the form shows it anew with every change.
SAID = (
    "name", "kind", "basis", "publication_ids.name", "level", "category_ids.name", "mode",
    "leader_rank", "outcome", "incident_kind", "unit_category_ids.name", "commissioned", "adopted",
    "domain", "points", "points_max", "points_mode", "factor", "factor_rule_ids.name",
    "points_every", "share", "first_n", "has_cap", "cap_points",
    "cap_window", "stack_key", "stack_by", "stack_mode", "later_points", "additive", "quota_window",
    "quota", "quota_line_ids.quota", "quota_line_ids.unit_id.name",
    "quota_line_ids.unit_category_id.name", "quota_metric", "weight_line_ids.weight",
    "weight_line_ids.category_id.name", "quota_group_id.name", "met_points", "extra_points",
    "extra_max", "extra_share", "short_flat", "short_points", "short_share",
    "requires_rule_ids.name", "soft", "quota_per", "to_unit", "quota_line_ids.user_id.name",
    "ratio_window", "numerator_domain", "threshold",
    "below_points", "veto_trigger", "veto_rule_id.name", "veto_count", "veto_window", "effect",
    "award_scope",
    "group_id.has_cap", "group_id.cap_points", "group_id.cap_window",
)  # fmt: skip


class GovinfoRule(models.Model):
    """The rule in a sentence, in the language of the reader."""

    _inherit = "govinfo.rule"

    sentence = fields.Char("In words", compute="_compute_sentence")

    @api.depends(*SAID)
    @api.depends_context("lang")
    def _compute_sentence(self):
        for rule in self:
            rule.sentence = rule._sentence()

    def _sentence(self):
        """What the rule says; never empty, also for a rule that is not complete yet."""
        kinds = {
            "event": self._event_parts,
            "quota": self._quota_parts,
            "ratio": self._ratio_parts,
            "veto": self._veto_parts,
        }
        parts = kinds[self.kind]() if self.kind in kinds else [self.name or ""]
        text = self._clauses(parts)
        if self.unit_category_ids:
            units = self._listed(self.unit_category_ids.mapped("name"))
            text = _("%(units)s: %(text)s", units=units, text=text)
        return self._full_stop(text)

    # -- points for each fact ----------------------------------------------------------------

    def _event_parts(self):
        points = self._each_words()
        first = _("%(fact)s: %(points)s", fact=self._fact_words(), points=points)
        return [first, self._stack_words(), self._share_words()] + self._limit_parts()

    def _each_words(self):
        """How many points one fact gives."""
        if self.points_mode == "external":
            if self.points == 1:
                return _("the points the superior office gave it")
            return _("the superior office's points times %s", number_text(self.points))
        if self.points_mode == "assessed":
            return self._assessed_words()
        if self.points_mode == "factor":
            names = self._listed(self.factor_rule_ids.mapped("name"))
            return _(
                '%(factor)s times the points of the first of "%(rules)s" that fits',
                factor=number_text(self.factor),
                rules=names or _("(not chosen yet)"),
            )
        number = number_text(abs(self.points))
        if not self.points:
            return _("no points")
        if self.points_every > 1:
            return _(
                "%(points)s for each full %(count)s %(window)s",
                points=self._points(self.points),
                count=self.points_every,
                window=self._per(self.cap_window),
            )
        if self.basis in PER_ITEM:
            return (
                _("%s points off for each", number) if self.points < 0 else _("%s for each", number)
            )
        return (
            _("%s points off each time", number) if self.points < 0 else _("%s each time", number)
        )

    def _assessed_words(self):
        low, high = sorted((self.points, self.points_max))
        if high <= 0:
            text, low, high = _("%(low)s to %(high)s points off, as assessed"), -high, -low
        elif low >= 0:
            text = _("%(low)s to %(high)s points, as assessed")
        else:
            text = _("assessed between %(low)s and %(high)s points")
        return text % {"low": number_text(low), "high": number_text(high)}

    def _stack_words(self):
        if not self.stack_key:
            return ""
        if self.stack_mode == "first_then":
            texts = {
                "item_level": _("of one item and level, from the second on %s"),
                "item_publication": _("of one item and publication, from the second on %s"),
            }
            text = texts.get(self.stack_by) or _("of one item, from the second on %s")
            return text % self._points(self.later_points)
        return {
            "item_level": _("of one item and level only the highest counts"),
            "item_publication": _("of one item and publication only the highest counts"),
        }.get(self.stack_by) or _("of one item only the highest counts")

    def _share_words(self):
        return {
            "split": _("joint units share it evenly"),
            "lead": _("of joint units only the first gets it"),
        }.get(self.share, "")

    def _limit_parts(self):
        """First n, cap of the rule, cap of the group."""
        parts = []
        if self.points_every > 1 and self.points_mode != "fixed":
            text = _("once for each full %(count)s %(window)s")
            parts.append(text % {"count": self.points_every, "window": self._per(self.cap_window)})
        if self.first_n:
            text = _("only the first %(count)s count %(window)s")
            parts.append(text % {"count": self.first_n, "window": self._per(self.cap_window)})
        if self.has_cap:
            parts.append(self._cap_words(self.cap_points, self.cap_window))
        group = self.group_id
        if group.has_cap:
            text = _("with its group %s", self._cap_words(group.cap_points, group.cap_window))
            parts.append(text)
        if self.additive:
            parts.append(_("beside the points of other rules"))
        return parts

    def _cap_words(self, points, window):
        takes = self.points < 0 and self.points_max <= 0
        text = _("at most %(points)s points %(window)s")
        if takes:
            text = _("at most %(points)s points off %(window)s")
        return text % {"points": number_text(points), "window": self._per(window)}

    # -- task per window ---------------------------------------------------------------------

    def _quota_parts(self):
        window = self._per(self.quota_window)
        if self.quota_metric == "points":
            what = _('points under "%s"', self.quota_group_id.name or "")
        else:
            what = self._fact_words()
        lines = self._quota_lines()
        if lines:
            text = _("%(what)s %(window)s: %(quota)s")
            quota = self._listed(lines)
        else:
            text = _("%(what)s %(window)s, %(quota)s")
            quota = self._quota_words(self.quota) if self.quota else _("(no quota set yet)")
        first = text % {"what": what, "window": window, "quota": quota}
        if self.quota_per == "author":
            first = _("each person: %s", first)
        return [first, self._metric_words()] + self._result_parts() + self._person_parts()

    def _person_parts(self):
        """Whose the points of a person's task are."""
        if self.quota_per != "author":
            return []
        if self.to_unit:
            return [_("the points count for the unit too")]
        return [_("the points are the person's alone")]

    def _quota_words(self, quota):
        if self.quota_metric == "points":
            return _("at least %s points", number_text(quota))
        return _("at least %s", number_text(quota))

    def _quota_lines(self):
        """The quotas of single units and categories, then of all others."""
        lines = [
            (
                line.user_id.name or line.unit_id.name or line.unit_category_id.name or "",
                line.quota,
            )
            for line in self.quota_line_ids
        ]
        if lines and self.quota:
            others = _("other officers") if self.quota_per == "author" else _("other units")
            lines.append((others, self.quota))
        words = []
        for who, quota in lines:
            if quota:
                words.append(_("%(who)s %(quota)s", who=who, quota=self._quota_words(quota)))
            else:
                words.append(_("%s exempt", who))
        return words

    def _metric_words(self):
        if self.quota_metric == "items":
            return _("each item counts once")
        if self.quota_metric != "weighted" or not self.weight_line_ids:
            return ""
        words = []
        for line in self.weight_line_ids:
            name, weight = line.category_id.name or "", number_text(line.weight)
            words.append(_("%(category)s as %(weight)s", category=name, weight=weight))
        return _("counted by category (%s)", self._listed(words))

    def _result_parts(self):
        """What meeting and missing the task gives."""
        templates = (
            (self.met_points, _("when met %s")),
            (self.extra_points, self._extra_text()),
            (self.extra_share, _("above it in proportion, %s for as much again")),
            (self.short_flat, _("when short %s")),
            (self.short_points, self._missing_text()),
            (self.short_share, _("short in proportion, %s when nothing is there")),
        )
        parts = [text % self._points(points) for points, text in templates if points]
        if self.requires_rule_ids:
            names = self._listed(self.requires_rule_ids.mapped("name"))
            parts.append(_('counts as met only when "%s" is met too', names))
        if self.soft:
            parts.append(_("missing it is no shortfall"))
        elif not parts:
            parts.append(_("no points, but missing it is a shortfall"))
        return parts

    def _extra_text(self):
        if self.extra_max:
            count = str(self.extra_max)
            return _("for each of the first {count} above it %s").replace("{count}", count)
        if self.quota_metric == "points":
            return _("for each point above it %s")
        return _("for each above it %s")

    def _missing_text(self):
        if self.quota_metric == "points":
            return _("for each point missing %s")
        return _("for each missing %s")

    # -- rate and bar ------------------------------------------------------------------------

    def _ratio_parts(self):
        first = _(
            "of %(fact)s %(window)s, at least %(rate)s where %(what)s",
            fact=self._fact_words(),
            window=self._per(self.ratio_window),
            rate=number_text(100 * self.threshold) + "%",
            what=self._numerator_words(),
        )
        return [first, _("below it %s", self._points(self.below_points))]

    def _numerator_words(self):
        try:
            terms = [tuple(term) for term in literal_eval(self.numerator_domain or "[]")]
        except (ValueError, SyntaxError, TypeError):
            terms = []
        if terms == [("is_adopted", "=", True)]:
            return _("the item was adopted")
        return self._condition_words(self.numerator_domain) or _("(not chosen yet)")

    def _veto_parts(self):
        window = {
            "week": _("a week"),
            "month": _("a month"),
            "quarter": _("a quarter"),
            "year": _("a year"),
        }.get(self.veto_window, "")
        by_rule = self.veto_trigger == "rule"
        fact = self.veto_rule_id.name or "" if by_rule else self._fact_words()
        once = _('"%(fact)s" not met: %(effect)s') if by_rule else _("once %(fact)s: %(effect)s")
        often = _("%(fact)s %(count)s times within %(window)s: %(effect)s")
        if by_rule:
            often = _('"%(fact)s" not met %(count)s times within %(window)s: %(effect)s')
        text = once if self.veto_count < 2 else often
        places = {
            "fact": fact,
            "count": self.veto_count,
            "window": window,
            "effect": self._effect_words(),
        }
        return [text % places]

    def _effect_words(self):
        if self.effect == "no_award":
            return {
                "head": _("no award for the head of the unit for that year"),
                "author": _("no award for the author for that year"),
            }.get(self.award_scope) or _("no award for that year")
        return {
            "week": _("all points of that week are lost"),
            "month": _("all points of that month are lost"),
            "quarter": _("all points of that quarter are lost"),
        }.get(self.veto_window) or _("all points of that year are lost")
