import json

from odoo import _, api, fields, models


class GovinfoScore(models.Model):
    """A unit's score in a period (得分), as the ledger stood when the period was last computed."""

    _name = "govinfo.score"
    _description = "Score"
    _inherit = ["govinfo.ledger.mixin"]
    _log_access = False
    _order = "period_id, category_sequence, rank, unit_id"
    _rec_name = "unit_id"

    period_id = fields.Many2one(
        "govinfo.period", "Period", required=True, index=True, ondelete="cascade"
    )
    period_state = fields.Selection(related="period_id.state", string="State")
    company_id = fields.Many2one("res.company", "County", required=True, index=True)
    unit_id = fields.Many2one(
        "govinfo.unit", "Unit", required=True, index=True, ondelete="restrict"
    )
    category_id = fields.Many2one(
        "govinfo.unit.category",
        "Category",
        ondelete="restrict",
        help="The unit's category on the period's last day.",
    )
    category_sequence = fields.Integer()
    total = fields.Float(digits=(16, 2))
    converted = fields.Float(digits=(16, 2))
    rank = fields.Integer(group_operator=False, help="Empty: the unit stands outside the ranking.")
    group_ids = fields.One2many("govinfo.score.group", "score_id", "Points by group")
    submitted_count = fields.Integer("Sent")
    adopted_count = fields.Integer("Adopted")
    instruction_count = fields.Integer("Instructions")
    commission_count = fields.Integer("Commissions")
    commission_done = fields.Integer("Commissions done")
    commission_late = fields.Integer("Commissions late")
    commission_missed = fields.Integer("Commissions missed")
    shortfall = fields.Boolean(help="The unit did not report as required.")
    shortfall_data = fields.Text(help="The reasons of the shortfall as JSON, for other programs.")
    shortfall_reason = fields.Text("Reasons of shortfall", compute="_compute_shortfall_reason")
    award_barred = fields.Boolean()
    award_barred_data = fields.Text(help="The ids of the rules that bar the award, as JSON.")
    award_barred_reason = fields.Text(
        "Why barred from awards", compute="_compute_award_barred_reason"
    )
    below_standard = fields.Boolean("Below standard")
    stale = fields.Boolean(help="Something about the unit has changed since.")

    _sql_constraints = [
        ("unit_unique", "unique(period_id, unit_id)", "A unit has one score in a period."),
    ]

    def shortfall_reasons(self):
        """The reasons of the shortfall as a list of dicts.

        ``kind`` is ``quota`` (with ``rule`` id, ``name``, ``window_end``, ``count``, ``quota``),
        ``nothing_sent``, ``nothing_adopted`` or ``commission`` (with ``late`` and ``missed``).
        """
        self.ensure_one()
        return json.loads(self.shortfall_data or "[]")

    @api.depends("shortfall_data")
    @api.depends_context("lang")
    def _compute_shortfall_reason(self):
        for score in self:
            score.shortfall_reason = "\n".join(score._shortfall_lines())

    def _shortfall_lines(self):
        """One readable line for each rule or kind of shortfall."""
        return self._reason_lines(self.shortfall_reasons())

    @api.model
    def _reason_lines(self, reasons):
        """The ``reasons`` of a shortfall (``shortfall_reasons``) as readable lines."""
        lines = []
        windows = {}
        for reason in reasons:
            if reason["kind"] == "quota":
                windows.setdefault(reason["name"], []).append(
                    _("%(count)s of %(quota)s up to %(window_end)s", **reason)
                )
            elif reason["kind"] == "nothing_sent":
                lines.append(_("Nothing sent in the period"))
            elif reason["kind"] == "nothing_adopted":
                lines.append(_("Nothing adopted in the period"))
            else:
                lines.append(_("Commissions: %(late)s late, %(missed)s missed", **reason))
        joined = self.env["govinfo.rule"]._clauses
        quotas = [
            _("%(rule)s: %(windows)s", rule=name, windows=joined(texts))
            for name, texts in windows.items()
        ]
        return quotas + lines

    @api.depends("award_barred_data")
    def _compute_award_barred_reason(self):
        for score in self:
            rule_ids = json.loads(score.award_barred_data or "[]")
            # sudo: officers read the rule sets in force only, the names of past rules are no secret
            rules = self.env["govinfo.rule"].sudo().browse(rule_ids).exists()
            score.award_barred_reason = "\n".join(rules.mapped("name"))

    def action_open_entries(self):
        """Open the ledger entries this score is the sum of."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "govinfo_module.govinfo_score_entry_action"
        )
        action["domain"] = [
            ("unit_id", "=", self.unit_id.id),
            ("date", ">=", self.period_id.date_from),
            ("date", "<=", self.period_id.date_to),
        ]
        action["context"] = {}
        return action
