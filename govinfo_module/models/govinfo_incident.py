from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError


class GovinfoIncident(models.Model):
    """An error in information work and who answers for it (差错与责任)."""

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
        default="none",
    )
    assessed_points = fields.Float(digits=(16, 2))
    assessed_reason = fields.Char("Reason of assessment")
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
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

    def _decide(self, state):
        self._lock()
        if not self.env.user.has_group("govinfo_module.group_reviewer"):
            raise AccessError(_("Only reviewers of the county office decide on incidents."))
        for incident in self:
            if incident.state != "draft":
                raise UserError(_("%s has been decided already.", incident.label))
        return self._transition(
            {"state": state, "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()}
        )

    def action_confirm(self):
        """The incident happened: it counts by the rules from its date."""
        return self._decide("confirmed")

    def action_dismiss(self):
        """The incident is not held against the unit."""
        return self._decide("dismissed")
