import json

from odoo import _, api, fields, models

from ....helpers.foundation.readable import open_window


class GovinfoScoreMixin(models.AbstractModel):
    """What the scores of units and of persons say alike: shortfall and bars, with their reasons."""

    _name = "govinfo.score.mixin"
    _description = "Shortfall and Bars of a Score"
    _inherit = ["govinfo.ledger.mixin"]

    shortfall = fields.Boolean(help="Did not report as required.")
    shortfall_data = fields.Text(help="The reasons of the shortfall as JSON, for other programs.")
    shortfall_reason = fields.Text("Reasons of shortfall", compute="_compute_shortfall_reason")
    award_barred = fields.Boolean()
    award_barred_data = fields.Text(help="The ids of the rules that bar the award, as JSON.")
    award_barred_reason = fields.Text(
        "Why barred from awards", compute="_compute_award_barred_reason"
    )

    def _entry_domain(self):
        """Whose entries of the ledger this score is the sum of."""
        raise NotImplementedError

    def _open_entries(self):
        """Open the ledger entries this score is the sum of."""
        self.ensure_one()
        first, last = self.period_id.date_from, self.period_id.date_to
        domain = [*self._entry_domain(), ("date", ">=", first), ("date", "<=", last)]
        return open_window(self, "govinfo_score_entry_action", domain=domain, context={})

    @api.private
    def shortfall_reasons(self):
        """The reasons of the shortfall as a list of dicts.

        ``kind`` is ``quota`` (with ``rule`` id, ``name``, ``window_end``, ``count``, ``quota``),
        ``nothing_sent``, ``nothing_adopted``, ``commission`` (with ``late`` and ``missed``) or
        ``followup`` (with ``late`` and ``overdue``).
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
            elif reason["kind"] == "followup":
                lines.append(_("Follow-ups: %(late)s late, %(overdue)s overdue", **reason))
            else:
                lines.append(_("Commissions: %(late)s late, %(missed)s missed", **reason))
        joined = self.env["govinfo.rule"]._clauses
        quotas = [
            self.env._("%(rule)s: %(windows)s", rule=name, windows=joined(texts))
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
