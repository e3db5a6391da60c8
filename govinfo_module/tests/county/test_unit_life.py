"""Units come, move, merge and go: points and ranks follow as docs/scoring.md says."""

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..assessment.scoring_common import ScoringCase


@tagged("post_install", "-at_install")
class TestUnitLife(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_ruleset(
            {
                "乡镇报送": {
                    "basis": "submission",
                    "points": 1,
                    "unit_category_ids": [Command.set(cls.townships.ids)],
                },
                "部门报送": {
                    "basis": "submission",
                    "points": 3,
                    "unit_category_ids": [Command.set(cls.bureaus.ids)],
                },
                "任务": {
                    "kind": "quota",
                    "basis": "submission",
                    "quota_window": "quarter",
                    "quota": 2,
                    "short_points": -1,
                },
            }
        )
        cls.period = cls.make_period("2026-01-01")

    # -- deleting ----------------------------------------------------------------------------

    def check_kept(self, unit, kind):
        """The unit is not deleted; the sentence names the unit and what keeps it."""
        with self.assertRaisesRegex(UserError, "%s.*%s.*archive" % (unit.name, kind)):
            unit.with_user(self.manager).unlink()
        self.assertTrue(unit.exists())

    def test_unit_that_nothing_names_is_deleted(self):
        unit = self.make_unit("丁镇", "T09", self.townships)
        unit.with_user(self.manager).unlink()
        self.assertFalse(unit.exists())
        self.period.action_compute()
        self.assertEqual(len(self.period.score_ids), 3)

    def test_unit_with_an_item_is_kept(self):
        self.make_item()
        self.check_kept(self.unit, "Item")

    def test_joint_unit_is_kept(self):
        """Without it the parts of a split item would change."""
        self.sent(self.unit, "2026-02-02", joint_unit_ids=[Command.set(self.bureau.ids)])
        self.check_kept(self.bureau, "Item")

    def test_unit_with_a_fact_is_kept(self):
        self.commissioned(self.bureau, "missed", "2026-02-03")
        self.check_kept(self.bureau, "Commission")
        self.env["govinfo.incident"].create(
            {"unit_id": self.unit_b.id, "kind": "error", "date": "2026-03-01"}
        )
        self.check_kept(self.unit_b, "Incident")

    def test_assessed_unit_is_kept(self):
        """Also one that did nothing: it has been found short."""
        self.period.action_compute()
        self.check_kept(self.bureau, "")

    def test_unit_others_are_scored_as_is_kept(self):
        self.unit_b.scored_as_id = self.unit
        self.check_kept(self.unit, "Unit")

    # -- locked days -------------------------------------------------------------------------

    def lock(self):
        self.period.action_compute()
        self.period.action_publicise()
        self.period.action_lock()

    def corrections(self):
        """Whatever is posted after the lock for days before it."""
        self.make_period("2026-04-01").action_compute()
        return self.env["govinfo.score.entry"].search([("reason", "=", "correction")])

    def test_unit_archived_later_keeps_its_locked_points(self):
        self.sent(self.unit_b, "2026-02-03")
        self.lock()
        (self.unit_b | self.bureau).active = False
        self.assertFalse(self.corrections())
        self.assertEqual(self.total(self.period, self.unit_b), 0, "1, and 1 short of the quota")

    def test_unit_archived_between_computation_and_lock(self):
        self.sent(self.unit_b, "2026-02-03")
        self.period.action_compute()
        self.period.action_publicise()
        self.unit_b.active = False
        self.period.action_lock()
        self.assertFalse(self.corrections())

    def test_new_unit_owes_nothing_for_locked_days(self):
        self.lock()
        unit = self.make_unit("丁镇", "T09", self.townships)
        self.assertFalse(self.corrections())
        self.assertEqual(self.entries(unit, "date", "points"), [("2026-06-30", -2.0)])

    def test_unit_out_of_use_and_back(self):
        self.bureau.active = False
        self.lock()
        self.bureau.active = True
        self.assertFalse(self.corrections())
        self.assertEqual(self.entries(self.bureau, "date", "points"), [("2026-06-30", -2.0)])

    def test_late_fact_of_a_unit_archived_meanwhile(self):
        self.lock()
        self.sent(self.unit_b, "2026-02-03")
        self.unit_b.active = False
        found = self.corrections()
        self.assertEqual(found.unit_id, self.unit_b)
        self.assertEqual(sorted(found.mapped("points")), [1, 1], "the item, and one less short")

    # -- merging -----------------------------------------------------------------------------

    def test_merged_unit(self):
        """Archived and scored as the other: all it did in the year counts there, once."""
        self.sent(self.unit, "2026-02-02")
        self.sent(self.unit_b, "2026-02-03")
        joint = self.sent(self.unit_b, "2026-02-04", joint_unit_ids=[Command.set(self.unit.ids)])
        self.unit_b.with_user(self.manager).write({"scored_as_id": self.unit.id, "active": False})
        self.period.action_compute()
        self.assertEqual(self.total(self.period, self.unit), 3)
        self.assertEqual(self.score(self.period, self.unit).submitted_count, 3)
        self.assertFalse(self.score(self.period, self.unit).shortfall)
        self.assertFalse(self.score(self.period, self.unit_b))
        self.assertFalse(self.entries(self.unit_b))
        entries = self.env["govinfo.score.entry"].search([("item_id", "=", joint.id)])
        self.assertEqual(entries.unit_id, self.unit)
        self.assertEqual(len(entries), 1, "credited to both before, to the one they are now once")

    def test_merging_leaves_locked_totals_alone(self):
        for day in ("2026-02-02", "2026-02-03"):
            self.sent(self.unit_b, day)
        self.lock()
        self.unit_b.with_user(self.manager).write({"scored_as_id": self.unit.id, "active": False})
        second = self.make_period("2026-04-01")
        second.action_compute()
        self.assertEqual(self.total(self.period, self.unit_b), 2)
        self.assertEqual(self.total(self.period, self.unit), -2)
        moved = self.env["govinfo.score.entry"].search([("reason", "=", "correction")])
        gone = moved.filtered(lambda entry: entry.unit_id == self.unit_b)
        self.assertEqual(sum(gone.mapped("points")), -2)
        came = moved.filtered(lambda entry: entry.unit_id == self.unit)
        self.assertEqual(sum(came.mapped("points")), 2 + 2, "the items, and the quota is met")

    def test_merging_in_a_chain_is_refused(self):
        self.unit_b.scored_as_id = self.unit
        with self.assertRaisesRegex(ValidationError, "scored as"):
            self.unit.scored_as_id = self.bureau

    # -- changing the category ---------------------------------------------------------------

    def test_category_changes_in_mid_year(self):
        """Facts go by the category of their day, ranks by that of the period's last day."""
        for day in ("2026-02-02", "2026-03-02"):
            self.sent(self.unit, day)
        with freeze_time("2026-02-28 17:00:00"):  # 1 March in the county
            self.unit.with_user(self.manager).category_id = self.bureaus
        self.period.action_compute()
        self.assertEqual(
            self.entries(self.unit, "date", "points"), [("2026-02-02", 1.0), ("2026-03-02", 3.0)]
        )
        self.assertEqual(self.score(self.period, self.unit).category_id, self.bureaus)

    def test_change_entered_later_with_its_day(self):
        self.sent(self.unit, "2026-02-02")
        self.period.action_compute()
        line = self.add_history(self.unit, "2026-02-01", self.bureaus)
        self.assertEqual(self.unit.category_id, self.bureaus, "today's")
        self.period.action_compute()
        self.assertEqual(self.entries(self.unit, "points")[0], (3.0,))
        line.date_from = "2026-02-03"
        self.period.action_compute()
        self.assertEqual(self.entries(self.unit, "points")[0], (1.0,))
        line.unlink()
        self.assertEqual(self.unit.category_id, self.townships)

    def test_change_announced_for_a_later_day(self):
        self.add_history(self.unit, "2099-01-01", self.bureaus)
        self.assertEqual(self.unit.category_id, self.townships)

    def add_history(self, unit, day, category):
        history = self.env["govinfo.unit.category.history"].with_user(self.manager)
        return history.create({"unit_id": unit.id, "date_from": day, "category_id": category.id})


@tagged("post_install", "-at_install")
class TestUnitLifeWithBase(ScoringCase):
    """A base score, a floor and a monthly quota in a limited group: they stand or fall together."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_ruleset(
            {
                "报送": {"basis": "submission", "points": 2, "group": "BS"},
                "任务": {
                    "kind": "quota",
                    "basis": "submission",
                    "quota_window": "month",
                    "quota": 1,
                    "met_points": 3,
                    "short_points": -4,
                    "group": "BS",
                },
            },
            [{"code": "BS", "has_cap": True, "cap_points": 4, "cap_window": "quarter"}],
            base_score=1,
            has_floor=True,
        )
        cls.period = cls.make_period("2026-01-01")
        cls.sent(cls.unit, "2026-02-02")
        cls.period.action_compute()
        cls.period.action_publicise()
        cls.period.action_lock()
        cls.frozen = cls.totals()

    @classmethod
    def totals(cls):
        return {score.unit_id.code: score.total for score in cls.period.score_ids}

    def test_locked_days_stand_whoever_comes_and_goes(self):
        self.unit.active = False
        self.bureau.active = False
        self.make_unit("丁镇", "T09", self.townships)
        self.make_period("2026-04-01").action_compute()
        self.assertFalse(self.env["govinfo.score.entry"].search([("reason", "=", "correction")]))
        self.assertEqual(self.totals(), self.frozen)
