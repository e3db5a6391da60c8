"""Incidents are registered, confirmed or dismissed; what a rule leaves to judgement is judged first."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import GovinfoCase, settle


@tagged("post_install", "-at_install")
class TestIncidentDecision(GovinfoCase):
    def make_incident(self, **vals):
        defaults = {"unit_id": self.unit.id, "kind": "late", "description": "迟报突发事件信息"}
        return self.env["govinfo.incident"].with_user(self.reviewer).create(dict(defaults, **vals))

    def make_rules(self, *rules):
        """An active rule set with incident rules; each says what differs from a fixed -5."""
        self.draft_rules(*rules).with_user(self.manager).action_activate()

    def draft_rules(self, *rules):
        ruleset = self.env["govinfo.ruleset"].create(
            {"name": "考核办法", "date_from": "2020-01-01", "date_to": "2099-12-31"}
        )
        for sequence, vals in enumerate(rules, 1):
            self.env["govinfo.rule"].create(
                dict(
                    {
                        "name": "规则%d" % sequence,
                        "ruleset_id": ruleset.id,
                        "sequence": sequence,
                        "kind": "event",
                        "basis": "incident",
                        "points": -5,
                    },
                    **vals,
                )
            )
        return ruleset

    def test_confirmed_once_by_a_reviewer(self):
        incident = self.make_incident()
        for user in self.officer | self.leader | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                incident.with_user(user).action_confirm()
        incident.action_confirm()
        self.assertEqual((incident.state, incident.decided_by_id), ("confirmed", self.reviewer))
        for step in ("action_confirm", "action_dismiss"):
            with self.subTest(step), self.assertRaises(UserError):
                getattr(incident, step)()

    def test_dismissed_by_a_reviewer_and_afterwards_by_managers(self):
        incident = self.make_incident()
        incident.action_dismiss()
        self.assertEqual(incident.state, "dismissed")
        incident = self.make_incident()
        incident.action_confirm()
        incident.with_user(self.manager).action_dismiss()
        self.assertEqual(incident.state, "dismissed")

    def test_an_assessed_rule_needs_points_and_reason(self):
        self.make_rules({"points_mode": "assessed", "points": -10, "points_max": -1})
        incident = self.make_incident()
        with self.assertRaises(UserError):
            incident.action_confirm()
        incident.write({"assessed_points": -3})
        with self.assertRaises(UserError):
            incident.action_confirm()
        incident.write({"assessed_points": -11, "assessed_reason": "情节严重"})
        with self.assertRaises(ValidationError):
            incident.action_confirm()
        self.assertEqual(incident.state, "draft")
        incident.write({"assessed_points": -10})
        incident.action_confirm()
        self.assertEqual(incident.state, "confirmed")

    def test_the_first_matching_rule_decides(self):
        assessed = {"points_mode": "assessed", "points": -10, "points_max": -1}
        self.make_rules({"incident_kind": "late"}, assessed)
        self.make_incident().action_confirm()
        with self.assertRaises(UserError):
            self.make_incident(kind="false").action_confirm()

    def test_filters_of_level_category_and_condition(self):
        assessed = {"points_mode": "assessed", "points": -10, "points_max": -1}
        self.make_rules(
            dict(assessed, level="city", unit_category_ids=[Command.set(self.townships.ids)]),
            dict(assessed, domain="[('urgent', '=', True)]"),
            {"additive": True},
        )
        self.make_incident().action_confirm()
        self.make_incident(unit_id=self.bureau.id, notified_by="city").action_confirm()
        for vals in ({"notified_by": "city"}, {"urgent": True}):
            with self.subTest(vals), self.assertRaises(UserError):
                self.make_incident(**vals).action_confirm()

    def test_effect_on_points_is_foretold_and_then_shown_from_the_ledger(self):
        self.make_rules({"incident_kind": "late"}, {"additive": True, "points": -2})
        incident = self.make_incident(date="2026-01-15")
        self.assertEqual((incident.expected_points, incident.points), (-7, 0))
        self.assertEqual(len(incident.applying_rule_ids), 2)
        incident.action_confirm()
        self.assertFalse(incident.entry_ids)
        period = self.env["govinfo.period"].create({"kind": "quarter", "date_from": "2026-01-01"})
        period.with_user(self.reviewer).action_compute()
        own = self.env["govinfo.incident"].with_user(self.officer).browse(incident.id)
        self.assertEqual((len(own.entry_ids), own.points), (2, -7))
        other = self.make_incident(date="2026-01-16")
        other.action_dismiss()
        self.assertEqual((other.expected_points, other.points), (0, 0))
        self.assertFalse(other.applying_rule_ids)

    def test_effect_is_foretold_while_it_is_written(self):
        self.make_rules(
            {"incident_kind": "late"},
            {"additive": True, "points": -2, "domain": "[('urgent', '=', True)]"},
        )
        incidents = self.env["govinfo.incident"].with_user(self.reviewer)
        before = incidents.search_count([])
        form = Form(incidents)
        form.unit_id = self.unit
        self.assertEqual(form.expected_points, 0)
        form.kind = "late"
        self.assertEqual(form.expected_points, -5)
        form.urgent = True
        self.assertEqual(form.expected_points, -7)
        self.assertEqual(incidents.search_count([]), before)
        incident = form.save()
        self.assertEqual(incident.expected_points, -7)
        form = Form(incident)
        form.kind = "false"
        self.assertEqual(form.expected_points, -2)
        self.assertEqual(incident.expected_points, -7)

    def test_a_form_foretells_nothing_to_those_who_make_no_incidents(self):
        self.make_rules({"incident_kind": "late"})
        values = {"unit_id": self.unit.id, "kind": "late", "date": "2026-01-15"}
        county = self.env["res.company"].create({"name": "邻县"})
        category = self.env["govinfo.unit.category"].create(
            {"name": "邻县乡镇", "code": "LX", "company_id": county.id}
        )
        foreign = self.make_unit("邻镇", "L01", category, company_id=county.id)
        incidents = self.env["govinfo.incident"].with_user(self.reviewer)
        shown = {"expected_points": {}, "kind": {}}
        found = incidents.onchange(values, ["kind"], shown)
        self.assertEqual(found["value"]["expected_points"], -5)
        with self.assertRaises(AccessError):
            incidents.onchange(dict(values, unit_id=foreign.id), ["kind"], shown)
        with self.assertRaises(AccessError):
            incidents.with_user(self.officer).onchange(values, ["kind"], shown)
        # nor where something else than a form asks
        for user, unit in ((self.reviewer, foreign), (self.officer, self.unit)):
            written = incidents.with_user(user).new(dict(values, unit_id=unit.id))
            self.assertEqual(written.expected_points, 0, user.login)

    def test_the_engine_foretells_what_it_gives_afterwards(self):
        """Factors, unit categories and units scored as others are the engine's business alone."""
        self.unit_b.scored_as_id = self.unit
        ruleset = self.draft_rules(
            {"unit_category_ids": [Command.set(self.townships.ids)], "points": -3},
            {"points": -1},
            {"additive": True, "points": 0, "points_mode": "factor", "factor": 1.5},
        )
        table, _other, factor = ruleset.rule_ids
        factor.factor_rule_ids = table
        ruleset.with_user(self.manager).action_activate()
        incidents = self.env["govinfo.incident"].with_user(self.reviewer)
        for unit, points in ((self.unit, -7.5), (self.unit_b, -7.5), (self.bureau, -1)):
            incident = self.make_incident(unit_id=unit.id, date="2026-01-15")
            self.assertEqual(incident.expected_points, points, unit.name)
            incident.action_confirm()
            incidents |= incident
        period = self.env["govinfo.period"].create({"kind": "quarter", "date_from": "2026-01-01"})
        period.with_user(self.reviewer).action_compute()
        incidents.invalidate_recordset()
        self.assertEqual(incidents.mapped("points"), incidents.mapped("expected_points"))

    def test_an_additive_assessed_rule_is_judged_as_well(self):
        assessed = {"points_mode": "assessed", "points": -10, "points_max": -1}
        self.make_rules({}, dict(assessed, additive=True))
        with self.assertRaises(UserError):
            self.make_incident().action_confirm()

    def test_decided_incidents_are_corrected_by_managers_with_a_trace(self):
        incident = self.make_incident()
        incident.action_confirm()
        with self.assertRaises(UserError):
            incident.date = "2025-01-01"
        with self.assertRaises(AccessError):
            incident.write({"state": "draft"})
        for user in self.reviewer | self.manager:
            with self.subTest(user=user.login), self.assertRaises(UserError):
                incident.with_user(user).unlink()
        settle(self.env)
        incident.with_user(self.manager).notified_by = "city"
        settle(self.env)
        values = incident.sudo().message_ids[:1].tracking_value_ids
        self.assertEqual(values.new_value_char, "City")

    def test_officers_read_their_units_incidents(self):
        incident = self.make_incident()
        settle(self.env)
        incident.with_user(self.officer).read(["kind"])
        with self.assertRaises(AccessError):
            incident.with_user(self.officer_b).read(["kind"])
        with self.assertRaises(AccessError):
            incident.with_user(self.officer).write({"description": "无此事"})

    def test_past_incidents_are_brought_in_by_managers_only(self):
        vals = {
            "unit_id": self.unit.id,
            "kind": "error",
            "state": "confirmed",
            "date": "2024-05-01",
        }
        self.assertEqual(self.history("govinfo.incident", **vals).state, "confirmed")
        with self.assertRaises(AccessError):
            self.env["govinfo.incident"].with_user(self.reviewer).with_context(
                govinfo_history=True
            ).create(vals)
