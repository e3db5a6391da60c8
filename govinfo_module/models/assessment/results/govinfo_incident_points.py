from contextlib import closing

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .... import scoring
from ....helpers.assessment.ruleset_values import ruleset_values


class GovinfoIncident(models.Model):
    """What an incident costs: in the ledger so far, and by the rules before the next computation."""

    _inherit = "govinfo.incident"

    entry_ids = fields.Many2many(
        "govinfo.score.entry", string="Points in the ledger", compute="_compute_entry_ids"
    )
    points = fields.Float(
        compute="_compute_entry_ids", digits=(16, 2), help="In the ledger so far."
    )
    applying_rule_ids = fields.Many2many(
        "govinfo.rule", string="Rules that apply", compute="_compute_applying_rule_ids"
    )
    expected_points = fields.Float(
        compute="_compute_applying_rule_ids",
        digits=(16, 2),
        help="By the rules in force on its day, before limits, floors and vetoes.",
    )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_entry_ids(self):
        entries = self.env["govinfo.score.entry"].search(
            [("source_model", "=", self._name), ("source_id", "in", self.ids)]
        )
        for incident in self:
            incident.entry_ids = entries.filtered(lambda e, i=incident: e.source_id == i.id)
            incident.points = sum(incident.entry_ids.mapped("points"))

    @api.depends("unit_id", "kind", "urgent", "notified_by", "date", "state", "assessed_points")
    def _compute_applying_rule_ids(self):
        saved = self.filtered("id")
        worth = saved.filtered(lambda one: one.state != "dismissed")._worth()
        for incident in self:
            own = worth.get(incident.id, ()) if incident.id else incident._worth_as_written()
            incident.applying_rule_ids = [one.rule_id for one in own]
            incident.expected_points = sum(float(one.points) for one in own)

    def _worth(self):
        """What the rules in force on their days give for these incidents, confirmed or not: lists by id."""
        found = {}
        for ruleset, incidents in self._by_ruleset().items():
            company = ruleset.company_id
            county = scoring.County(company.id, company.govinfo_tz)
            self.env.flush_all()
            for one in scoring.ask(
                self.env.cr, county, ruleset_values(ruleset), "incident", incidents.ids
            ):
                found.setdefault(one.source_id, []).append(one)
        return found

    def _worth_as_written(self):
        """As ``_worth`` of one that somebody writes in a form: its row is gone again with the savepoint.

        Only for those who may make one, and of units they see: a form's values are whatever a client sends.
        """
        unit = self.env["govinfo.unit"].with_context(active_test=False)
        unit = unit.search([("id", "=", self.unit_id._origin.id)])
        complete = unit and self.kind and self.date and self.state != "dismissed"
        if not complete or not self.browse().has_access("create"):
            return ()
        row = {
            "unit_id": unit.id,
            "company_id": unit.company_id.id,
            "item_id": self._origin.item_id.id or None,
            "kind": self.kind,
            "urgent": self.urgent,
            "notified_by": self.notified_by or "none",
            "date": self.date,
            "assessed_points": self.assessed_points,
            "state": "draft",
        }
        names = SQL(", ").join(map(SQL.identifier, row))
        values = tuple(row.values())
        self.env.flush_all()
        with closing(self.env.cr.savepoint(flush=False)):
            query = SQL("INSERT INTO govinfo_incident (%s) VALUES %s RETURNING id", names, values)
            incident = self.browse(self.env.execute_query(query)[0])
            found = incident._worth().get(incident.id, ())
        incident.invalidate_recordset(flush=False)
        return found

    def _by_ruleset(self):
        """These incidents by the rule set in force on their days."""
        groups = {}
        # sudo: the rules of the day, which may be retired by now; they are no secret
        for incident in self.sudo():
            ruleset = self.env["govinfo.ruleset"].sudo()
            ruleset = ruleset._in_force(incident.company_id, incident.date)
            if ruleset:
                groups[ruleset] = groups.get(ruleset, self.browse()) | incident
        return groups

    def _check_assessment(self):
        """Where a rule leaves the points to the office, they are entered with a reason first."""
        super()._check_assessment()
        worth = self._worth().get(self.id, ())
        # sudo: as in _by_ruleset
        rules = self.env["govinfo.rule"].sudo().browse(one.rule_id for one in worth)
        for rule in rules.filtered(lambda rule: rule.points_mode == "assessed"):
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
