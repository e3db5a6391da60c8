"""The rules most measures have, as templates with a few numbers to fill in."""

from odoo import _, models

LEVELS = ("county", "city", "province", "national")


class GovinfoUsualRule(models.TransientModel):
    """The templates by code.

    ``numbers`` are (key, label, usual value); a rule takes a number where its value is ``=key``, and is
    made when the number named by ``needs`` is not 0. ``group`` names the group the rules belong to.
    """

    _inherit = "govinfo.usual.rule"

    def _templates(self):
        return {
            "submission": self._template_submission(),
            "task": self._template_task(),
            "adoption": self._template_adoption(),
            "instruction": self._template_instruction(),
            "upload": self._template_upload(),
            "commission": self._template_commission(),
            "followup": self._template_followup(),
            "training": self._template_training(),
            "response": self._template_response(),
            "every": self._template_every(),
            "person": self._template_person(),
            "rate": self._template_rate(),
            "incident": self._template_incident(),
            "zero": self._template_zero(),
            "no_award": self._template_no_award(),
            "no_award_head": self._template_no_award_head(),
        }

    def _template_submission(self):
        rule = {
            "name": _("Items sent"),
            "basis": "submission",
            "points": "=each",
            "has_cap": "=cap",
            "cap_points": "=cap",
            "cap_window": "month",
            "needs": "each",
        }
        return {
            "name": _("Points for items sent"),
            "group": _("Sending"),
            "numbers": [
                ("each", _("Points for each item"), 1),
                ("cap", _("At most in a month (0: no limit)"), 10),
            ],
            "rules": [rule],
        }

    def _template_task(self):
        rule = {
            "name": _("Monthly task"),
            "kind": "quota",
            "basis": "submission",
            "quota_window": "month",
            "quota": "=quota",
            "quota_line_ids": "=categories",
            "short_points": "=short",
            "extra_points": "=extra",
        }
        categories = self.env["govinfo.unit.category"].search(
            [("company_id", "=", self.ruleset_id.company_id.id)]
        )
        numbers = [
            ("category:%d" % category.id, self.env._("Items a month: %s", category.name), 2)
            for category in categories
        ]
        return {
            "name": _("Monthly task of items to send"),
            "group": _("Sending"),
            "numbers": numbers
            + [
                ("quota", _("Items a month: other units"), 0 if categories else 2),
                ("short", _("Points for each missing (deduction below 0)"), -1),
                ("extra", _("Points for each above the task"), 0),
            ],
            "rules": [rule],
        }

    def _template_adoption(self):
        names = {
            "county": _("Adopted by county publications"),
            "city": _("Adopted by city publications"),
            "province": _("Adopted by province publications"),
            "national": _("Adopted by national publications"),
        }
        return self._by_level(
            "adoption", _("Adoptions by level"), _("Adoption"), names, 5, 20, 50, 80
        )

    def _template_instruction(self):
        names = {
            "county": _("Instruction by county leaders"),
            "city": _("Instruction by city leaders"),
            "province": _("Instruction by province leaders"),
            "national": _("Instruction by national leaders"),
        }
        return self._by_level(
            "instruction", _("Instructions by level"), _("Instructions"), names, 10, 20, 40, 80
        )

    def _template_upload(self):
        names = {
            "city": _("Sent up to the city"),
            "province": _("Sent up to the province"),
        }
        return self._by_level("upload", _("Upward reports"), _("Upward reports"), names, 1, 2)

    def _by_level(self, basis, title, group, names, *points):
        """One rule for each level in ``names``."""
        levels = [level for level in LEVELS if level in names]
        rules = [
            {
                "name": names[level],
                "basis": basis,
                "level": level,
                "points": "=" + level,
                "needs": level,
            }
            for level in levels
        ]
        numbers = [(level, names[level], usual) for level, usual in zip(levels, points)]
        return {"name": title, "group": group, "numbers": numbers, "rules": rules}

    def _by_outcome(self, basis, title, group, rows):
        """One rule for each (outcome, name, usual points) in ``rows``."""
        rules = [
            {
                "name": name,
                "basis": basis,
                "outcome": outcome,
                "points": "=" + outcome,
                "needs": outcome,
            }
            for outcome, name, _usual in rows
        ]
        return {"name": title, "group": group, "numbers": rows, "rules": rules}

    def _template_commission(self):
        rows = [
            ("done", _("Commission answered in time"), 2),
            ("late", _("Commission answered late"), -5),
            ("missed", _("Commission not answered"), -10),
        ]
        return self._by_outcome("commission", _("Commissions"), _("Commissions"), rows)

    def _template_followup(self):
        rows = [
            ("done", _("Feedback on an instruction in time"), 1),
            ("overdue", _("Feedback on an instruction overdue"), -3),
        ]
        return self._by_outcome("followup", _("Feedback on instructions"), _("Instructions"), rows)

    def _template_training(self):
        rule = {
            "name": _("Training attended"),
            "basis": "training",
            "points": "=each",
            "needs": "each",
        }
        return {
            "name": _("Training"),
            "group": _("Training"),
            "numbers": [("each", _("Points for each attendance"), 1)],
            "rules": [rule],
        }

    def _template_response(self):
        rows = [
            ("useful", _("Found useful by a unit"), 1),
            ("none", _("Found of no use by a unit"), 0),
        ]
        return self._by_outcome("response", _("What readers say"), _("Responses"), rows)

    def _template_every(self):
        rule = {
            "name": _("Each full number of items adopted"),
            "basis": "adoption",
            "points": "=each",
            "points_every": "=count",
            "cap_window": "quarter",
            "additive": True,
            "needs": "each",
        }
        return {
            "name": _("Points for each full number of items adopted in a quarter"),
            "group": _("Adoption"),
            "numbers": [
                ("count", _("For each full"), 5),
                ("each", _("Points each time"), 1),
            ],
            "rules": [rule],
        }

    def _template_person(self):
        rule = {
            "name": _("Task of each officer"),
            "kind": "quota",
            "basis": "submission",
            "quota_window": "quarter",
            "quota_per": "author",
            "to_unit": False,
            "quota": "=quota",
            "met_points": "=met",
            "extra_points": "=extra",
            "short_points": "=short",
        }
        return {
            "name": _("A task for every officer"),
            "group": _("Sending"),
            "numbers": [
                ("quota", _("Items a quarter for each officer"), 2),
                ("met", _("Points when met"), 5),
                ("extra", _("Points for each above the task"), 1),
                ("short", _("Points for each missing (deduction below 0)"), 0),
            ],
            "rules": [rule],
        }

    def _template_rate(self):
        rule = {
            "name": _("Rate of adoption"),
            "kind": "ratio",
            "basis": "submission",
            "ratio_window": "quarter",
            "numerator_domain": "[('is_adopted', '=', True)]",
            "threshold": "%rate",
            "below_points": "=below",
        }
        return {
            "name": _("Quarterly rate of adoption"),
            "group": _("Adoption"),
            "numbers": [
                ("rate", _("At least this many of 100 items"), 30),
                ("below", _("Points when below (deduction below 0)"), -5),
            ],
            "rules": [rule],
        }

    def _template_incident(self):
        rows = [
            ("late", _("Late report"), -5),
            ("omitted", _("Omitted report"), -10),
            ("concealed", _("Concealed report"), -20),
            ("false", _("False report"), -10),
            ("error", _("Error of fact"), -2),
        ]
        rules = [
            {
                "name": name,
                "basis": "incident",
                "incident_kind": kind,
                "points": "=" + kind,
                "needs": kind,
            }
            for kind, name, _usual in rows
        ]
        title = _("Deductions for late, omitted or wrong reports")
        return {"name": title, "group": _("Deductions"), "numbers": rows, "rules": rules}

    def _template_zero(self):
        rule = {
            "name": _("Veto: concealed report"),
            "kind": "veto",
            "basis": "incident",
            "incident_kind": "concealed",
            "veto_count": "=count",
            "veto_window": "year",
            "effect": "zero",
        }
        return {
            "name": _("Veto: a concealed report costs all points of the year"),
            "group": _("Deductions"),
            "numbers": [("count", _("From this many times in a year on"), 1)],
            "rules": [rule],
        }

    def _template_no_award(self):
        return self._no_award(
            _("No award: commissions not answered"),
            _("Veto: no award after commissions not answered"),
            "unit",
        )

    def _template_no_award_head(self):
        return self._no_award(
            _("No award for the head: commissions not answered"),
            _("Veto: no award for the unit's head after commissions not answered"),
            "head",
        )

    def _no_award(self, name, title, scope):
        rule = {
            "name": name,
            "kind": "veto",
            "basis": "commission",
            "outcome": "missed",
            "veto_count": "=count",
            "veto_window": "year",
            "effect": "no_award",
            "award_scope": scope,
        }
        return {
            "name": title,
            "group": _("Commissions"),
            "numbers": [("count", _("From this many times in a year on"), 3)],
            "rules": [rule],
        }
