from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

MANAGER = "govinfo_module.group_manager"
FACT = {
    "unit_id",
    "item_id",
    "kind",
    "urgent",
    "notified_by",
    "assessed_points",
    "assessed_reason",
    "date",
}


class GovinfoIncident(models.Model):
    """An error in information work and who answers for it (差错与责任).

    Reviewers register it and confirm or dismiss it; a confirmed one costs points by rule. Afterwards only
    managers correct or dismiss it, which the chatter keeps and the ledger answers with a correction.
    """

    _name = "govinfo.incident"
    _description = "Incident"
    _inherit = ["govinfo.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True
    _history_allowed = True
    _guarded_fields = ("state", "decided_by_id", "decided_at")

    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict", check_company=True
    )
    item_id = fields.Many2one(
        "govinfo.item", "Item", index=True, ondelete="restrict", check_company=True
    )
    kind = fields.Selection(
        [
            ("late", "Late report"),
            ("omitted", "Omitted report"),
            ("concealed", "Concealed report"),
            ("false", "False report"),
            ("error", "Error of fact"),
            ("format", "Error of form"),
            ("plagiarism", "Plagiarism"),
            ("criticism", "Criticism by superiors"),
            ("breach", "Breach of secrecy"),
            ("other", "Other"),
        ],
        required=True,
        tracking=True,
    )
    urgent = fields.Boolean("Urgent information")
    notified_by = fields.Selection(
        [
            ("none", "Nobody"),
            ("county", "County"),
            ("city", "City"),
            ("province", "Province"),
            ("national", "National"),
        ],
        "Named in a notice by",
        required=True,
        tracking=True,
        default="none",
    )
    assessed_points = fields.Float(digits=(16, 2), tracking=True)
    assessed_reason = fields.Char("Reason of assessment")
    date = fields.Date(
        required=True,
        default=lambda self: self.env.company.govinfo_today(),
        index=True,
        tracking=True,
    )
    description = fields.Text()
    responsible = fields.Char("Responsible persons")
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed"), ("dismissed", "Dismissed")],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    decided_at = fields.Datetime("Decided on", readonly=True, copy=False)
    can_edit = fields.Boolean(compute="_compute_can_edit")
    company_id = fields.Many2one(related="unit_id.company_id", store=True, index=True)

    @api.depends("unit_id.name", "kind", "date")
    def _compute_label(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for incident in self:
            incident.label = " ".join(
                [
                    incident.unit_id.name or "",
                    kinds.get(incident.kind, ""),
                    str(incident.date or ""),
                ]
            )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        manager = self.env.user.has_group(MANAGER)
        for incident in self:
            incident.can_edit = manager or incident.state == "draft"

    # -- what may be changed -----------------------------------------------------------------

    def write(self, vals):
        if not (self._is_guarded_call() or self.env.su) and FACT & set(vals):
            if not self.env.user.has_group(MANAGER):
                for incident in self:
                    if incident.state != "draft":
                        raise UserError(
                            _("%s has been decided; only a manager corrects it.", incident.label)
                        )
        return super().write(vals)

    def unlink(self):
        if any(incident.state != "draft" for incident in self):
            raise UserError(_("A decided incident is kept. Dismiss it instead."))
        return super().unlink()

    # -- decision ----------------------------------------------------------------------------

    def _decide(self, state, possible):
        self._lock()
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office decide on incidents."))
        for incident in self:
            if incident.state not in possible:
                raise UserError(_("%s has been decided already.", incident.label))
            if state == "confirmed":
                incident._check_assessment()
        return self._transition(
            {"state": state, "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()}
        )

    def action_confirm(self):
        """The incident happened: it counts by the rules from its date."""
        return self._decide("confirmed", ("draft",))

    def action_dismiss(self):
        """The incident is not held against the unit; a confirmed one is given up by managers only."""
        manager = self.env.user.has_group(MANAGER)
        return self._decide("dismissed", ("draft", "confirmed") if manager else ("draft",))

    def _check_assessment(self):
        """Where a rule leaves the points to the office, they are entered with a reason first."""
        for rule in self._rules().filtered(lambda rule: rule.points_mode == "assessed"):
            if not (self.assessed_reason or "").strip():
                low, high = sorted((rule.points, rule.points_max))
                raise UserError(
                    _(
                        "%(rule)s: enter the points (%(low)s to %(high)s) and the reason first.",
                        rule=rule.name,
                        low=low,
                        high=high,
                    )
                )
            rule._check_assessed(self.assessed_points)

    def _rules(self):
        """The rules in force on the incident's day that give its points: the first match, additive ones."""
        rulesets = self.env["govinfo.ruleset"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "draft"),
                ("date_from", "<=", self.date),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", self.date),
            ]
        )
        candidates = rulesets.rule_ids.filtered(
            lambda rule: rule.kind == "event" and rule.basis == "incident"
        )
        matching = candidates.sorted("sequence").filtered(self._matches)
        chain = matching.filtered(lambda rule: not rule.additive)
        return chain[:1] | (matching - chain)

    def _matches(self, rule):
        """Whether the filters of ``rule`` let this incident through."""
        unit = self.unit_id.scored_as_id or self.unit_id
        category = unit.category_history_ids.filtered(lambda c: c.date_from <= self.date)[:1]
        category = category.category_id or unit.category_id
        return (
            rule.incident_kind in (False, self.kind)
            and rule.level in (False, self.notified_by)
            and (not rule.unit_category_ids or category in rule.unit_category_ids)
            and bool(self.filtered_domain(rule._domain(rule.domain)))
        )
