from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...helpers.foundation.step import Granted, Step

_lt = LazyTranslate(__name__)

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

OFFICE = {
    "groups": ("group_reviewer",),
    "denied": _lt("Only reviewers of the county office decide on incidents."),
}
DECIDED = {"by": "decided_by_id", "at": "decided_at"}

KINDS = [
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
]


class GovinfoIncident(models.Model):
    """An error in information work and who answers for it (差错与责任).

    Reviewers register it and confirm or dismiss it; a confirmed one costs points by rule. Afterwards only
    managers correct or dismiss it, which the chatter keeps and the ledger answers with a correction.
    """

    _name = "govinfo.incident"
    _description = "Incident"
    _inherit = [
        "govinfo.history.mixin",
        "govinfo.step.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date desc, id desc"
    _rec_name = "label"
    _check_company_auto = True
    _own_steps = {
        "confirm": Step(
            **DECIDED, **OFFICE, from_=("draft",), to="confirmed", complete="_check_assessment"
        ),
        "dismiss": Step(**DECIDED, **OFFICE, from_=("draft",), to="dismissed"),
        "give_up": Step(
            **DECIDED,
            action="dismiss",
            from_=("confirmed",),
            to="dismissed",
            groups=("group_manager",),
            denied=_lt("%s has been decided; only a manager gives it up."),
        ),
    }

    label = fields.Char(compute="_compute_label", store=True)
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict", check_company=True
    )
    item_id = fields.Many2one(
        "govinfo.item", "Item", index=True, ondelete="restrict", check_company=True
    )
    kind = fields.Selection(
        KINDS,
        required=True,
        tracking=True,
    )
    urgent = fields.Boolean("Urgent information")
    notified_by = fields.Selection(
        [
            ("none", "Nobody"),
            ("county", "County level"),
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
                    incident.date and incident.unit_id.company_id._govinfo_day(incident.date) or "",
                ]
            )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        manager = self.env.user.has_group(MANAGER)
        for incident in self:
            incident.can_edit = manager or incident.state == "draft"

    def _is_secret(self):
        return self.sudo().item_id._is_secret()  # sudo: whether, not what

    # -- what may be changed -----------------------------------------------------------------

    def write(self, vals):
        if not (isinstance(vals, Granted) or self.env.su) and FACT & set(vals):
            if not self.env.user.has_group(MANAGER):
                for incident in self:
                    if incident.state != "draft":
                        raise UserError(
                            _("%s has been decided; only a manager corrects it.", incident.label)
                        )
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_only_drafts(self):
        if any(incident.state != "draft" for incident in self):
            raise UserError(_("A decided incident is kept. Dismiss it instead."))

    # -- decision ----------------------------------------------------------------------------

    def action_confirm(self):
        """The incident happened: it counts by the rules from its date."""
        self._take("confirm")
        return True

    def action_dismiss(self):
        """The incident is not held against the unit; a confirmed one is given up by managers only."""
        self._take("dismiss")
        return True

    def _check_assessment(self):
        """Raise when the points are left to the office and missing; the room of rules knows."""
