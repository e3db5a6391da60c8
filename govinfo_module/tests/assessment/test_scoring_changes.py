"""What has changed since the last computation is found, however it was written."""

from odoo import Command
from odoo.tests import tagged

from .scoring_common import ScoringCase, utc

ENTRY = """
    SELECT date, unit_id, rule_id, group_id, item_id, source_model, source_id, origin, window_start,
        window_end, raw_points, points, reason, note, original_date
    FROM govinfo_score_entry WHERE company_id = %s ORDER BY {0}"""
RESULT = """
    SELECT rule_id, unit_id, kind, window_start, window_end, date, quantity, quota, failed
    FROM govinfo_score_window WHERE company_id = %s ORDER BY {0}"""


@tagged("post_install", "-at_install")
class TestScoringChanges(ScoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ruleset = cls.make_ruleset(
            {
                "报送": {"basis": "submission", "points": 3, "share": "split", "group": "BS"},
                "乡镇": {
                    "basis": "submission",
                    "points": 1,
                    "additive": True,
                    "unit_category_ids": [Command.set(cls.townships.ids)],
                },
                "动态": {
                    "basis": "submission",
                    "points": 2,
                    "additive": True,
                    "category_ids": [Command.set(cls.category.ids)],
                    "domain": "[('urgency', '=', 'urgent')]",
                },
                "采用": {
                    "basis": "adoption",
                    "points": 5,
                    "stack_key": "a",
                    "stack_by": "item_publication",
                    "stack_mode": "first_then",
                    "later_points": 1,
                },
                "批示": {
                    "basis": "instruction",
                    "points": 7,
                    "publication_ids": [Command.set(cls.bulletin.ids)],
                },
                "上报": {"basis": "upload", "points": 1, "level": "city"},
                "约稿": {"basis": "commission", "points": 2, "level": "county"},
                "差错": {"basis": "incident", "points": -2},
                "办理": {"basis": "followup", "points": 1, "outcome": "done"},
                "培训": {"basis": "training", "points": 1},
                "任务": {
                    "kind": "quota",
                    "basis": "submission",
                    "quota_window": "month",
                    "quota": 1,
                    "short_points": -1,
                },
            },
            [{"code": "BS", "has_cap": True, "cap_points": 8, "cap_window": "quarter"}],
            base_score=1,
        )
        cls.period = cls.make_period("2026-01-01")
        cls.item = cls.sent(cls.unit, "2026-02-03")
        cls.other = cls.sent(cls.unit_b, "2026-02-04")
        cls.adoption = cls.adopted(cls.item, "city", "2026-02-10")
        cls.issue = cls.history(
            "govinfo.issue",
            publication_id=cls.bulletin.id,
            date="2026-02-20",
            state="published",
            year=2026,
            number=1,
            line_ids=[Command.create({"name": "内容", "item_ids": [Command.set(cls.item.ids)]})],
        )
        cls.instruction = cls.history(
            "govinfo.instruction",
            issue_id=cls.issue.id,
            leader_name="领导",
            level="county",
            date="2026-02-21",
        )
        cls.line = cls.commissioned(cls.unit, "done", "2026-03-02")
        cls.training = cls.env["govinfo.training"].create(
            {
                "name": "培训",
                "date_start": utc("2026-03-09"),
                "date_stop": utc("2026-03-09", "17:00"),
            }
        )
        cls.attendance = cls.history(
            "govinfo.training.attendance",
            training_id=cls.training.id,
            unit_id=cls.unit.id,
            attended=True,
        )
        cls.period.action_compute()

    # -- comparing ---------------------------------------------------------------------------

    def rows(self):
        found = []
        for query in (ENTRY, RESULT):
            count = query.split("FROM")[0].count(",") + 1
            self.env.cr.execute(
                query.format(", ".join(map(str, range(1, count + 1)))), [self.company.id]
            )
            found.append(self.env.cr.fetchall())
        return found

    def check(self, changed=True):
        """Computed again for what has changed, the ledger is what it is computed afresh."""
        before = self.rows()
        outcome = self.period._compute_ledger()
        self.assertFalse(outcome.full)
        after = self.rows()
        (self.assertNotEqual if changed else self.assertEqual)(before, after)
        self.assertTrue(self.period._compute_ledger(full=True).full)
        self.assertEqual(after, self.rows())

    # -- items and what hangs on them --------------------------------------------------------

    def test_nothing(self):
        self.check(changed=False)
        self.assertEqual(self.period._compute_ledger().units, 0)

    def test_adoption(self):
        adoption = self.adopted(self.other, "county", "2026-02-11")
        self.check()
        adoption.with_user(self.reviewer).action_withdraw("误登")
        self.check()
        self.adoption.with_user(self.manager).unlink()
        self.check()

    def test_item(self):
        self.item.with_user(self.reviewer).write({"counted": False, "not_counted_reason": "迟报"})
        self.check()
        self.item.urgency = "urgent"
        self.item.counted = True
        self.check()
        self.item.category_id = self.env.ref("govinfo_module.category_research")
        self.check()

    def test_joint_units(self):
        self.item.joint_unit_ids = self.bureau
        self.check()
        self.item.joint_unit_ids = self.unit_b
        self.check()
        self.item.joint_unit_ids = self.env["govinfo.unit"]
        self.check()

    def test_item_changes_its_unit_behind_the_platforms_back(self):
        self.env.cr.execute(
            "UPDATE govinfo_item SET unit_id = %s WHERE id = %s", [self.unit_b.id, self.item.id]
        )
        self.check()

    def test_upload(self):
        self.history("govinfo.upload", item_id=self.item.id, level="city", date="2026-02-08")
        self.check()

    def test_instruction_and_issue(self):
        self.instruction.with_user(self.reviewer).action_withdraw("误登")
        self.check()
        self.history(
            "govinfo.instruction",
            issue_id=self.issue.id,
            leader_name="领导",
            level="county",
            date="2026-02-25",
        )
        self.check()
        self.env.cr.execute(
            "INSERT INTO govinfo_issue_line_item_rel (line_id, item_id) VALUES (%s, %s)",
            [self.issue.line_ids.id, self.other.id],
        )
        self.check()
        self.env.cr.execute(
            "UPDATE govinfo_issue SET publication_id = %s WHERE id = %s",
            [self.city_paper.id, self.issue.id],
        )
        self.check()

    # -- facts of units ----------------------------------------------------------------------

    def test_commission(self):
        self.line.commission_id.origin = "city"
        self.check()
        self.commissioned(self.unit_b, "missed", "2026-03-03")
        self.check()

    def test_incident(self):
        incident = self.env["govinfo.incident"].create(
            {"unit_id": self.unit.id, "kind": "error", "date": "2026-03-01"}
        )
        self.check(changed=False)
        incident.with_user(self.reviewer).action_confirm()
        self.check()

    def test_followup(self):
        self.history(
            "govinfo.followup",
            instruction_id=self.instruction.id,
            unit_id=self.bureau.id,
            deadline=utc("2026-03-20"),
            state="done",
            done_at=utc("2026-03-10"),
        )
        self.check()
        self.instruction.with_user(self.reviewer).action_withdraw("误登")
        self.check()

    def test_training(self):
        self.training.date_stop = utc("2026-03-10", "17:00")
        self.check()
        self.attendance.attended = False
        self.check()

    def test_adjustment(self):
        self.adjusted(self.unit, self.period, 4, date="2026-02-15")
        self.check()

    # -- units -------------------------------------------------------------------------------

    def test_unit_changes_its_category(self):
        self.history_line(self.unit, "2026-02-01", self.bureaus)
        self.check()

    def history_line(self, unit, day, category):
        self.env["govinfo.unit.category.history"].create(
            {"unit_id": unit.id, "date_from": day, "category_id": category.id}
        )

    def test_merged_unit(self):
        self.unit_b.scored_as_id = self.unit
        self.check()
        self.assertFalse(self.entries(self.unit_b))
        self.unit_b.scored_as_id = self.bureau
        self.check()
        self.unit_b.scored_as_id = False
        self.check()

    def test_archived_and_new_unit(self):
        self.bureau.active = False
        self.check()
        self.make_unit("丁局", "B02", self.bureaus)
        self.check()

    # -- everything --------------------------------------------------------------------------

    def test_another_last_day_is_everything(self):
        second = self.make_period("2026-04-01")
        self.assertTrue(second._compute_ledger().full)

    def test_condition_on_what_is_not_followed_is_always_everything(self):
        rules = {
            "机关": {
                "basis": "submission",
                "points": 1,
                "domain": "[('unit_id.category_id.code', '!=', 'SQ')]",
            }
        }
        with self.undone():
            self.make_ruleset(rules, date_from="2026-04-01")
            second = self.make_period("2026-04-01")
            self.assertTrue(second._compute_ledger().full)
            self.assertTrue(second._compute_ledger().full)

    def test_other_counties_changes_stay_on_the_list(self):
        county = self.env["res.company"].create({"name": "邻县"})
        category = self.townships.copy({"company_id": county.id})
        unit = self.env["govinfo.unit"].create(
            {"name": "丁镇", "code": "D", "category_id": category.id, "company_id": county.id}
        )
        self.env.flush_all()
        self.period._compute_ledger()
        query = "SELECT count(*) FROM govinfo_ledger_change WHERE kind = 'unit' AND ref = %s"
        self.env.cr.execute(query, [unit.id])
        self.assertTrue(self.env.cr.fetchone()[0])
