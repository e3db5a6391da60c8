"""Everyone has a task: points, rank and shortfall of persons, who sees them, where they are told."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...documents import blocks_to_html, notice_blocks, notice_document
from ..analysis.sample_figures import OFFICE
from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestScorePerson(GovinfoCase):
    """The first quarter of 2025: two pieces a person; 甲 sent three, 乙 one; a section of the county
    office is a unit of a category of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls.make_user("officer_c", "信息员丙", "officer")
        cls.unit.officer_ids += cls.colleague
        cls.sections = cls.env["govinfo.unit.category"].create({"name": "县府办科室", "code": "KS"})
        cls.section = cls.make_unit("信息科", "S01", cls.sections, cls.reviewer_b)
        cls.ruleset = cls.env["govinfo.ruleset"].create(
            {
                "name": "考核办法",
                "date_from": "2025-01-01",
                "rule_ids": [
                    Command.create(
                        {"name": "报送", "kind": "event", "basis": "submission", "points": 1}
                    ),
                    Command.create(
                        {
                            "name": "个人任务",
                            "kind": "quota",
                            "basis": "submission",
                            "quota_window": "quarter",
                            "quota_per": "author",
                            "to_unit": False,
                            "quota": 2,
                            "met_points": 5,
                            "short_points": -1,
                        }
                    ),
                    Command.create(
                        {
                            "name": "科室任务",
                            "kind": "quota",
                            "basis": "submission",
                            "quota_window": "quarter",
                            "quota_line_ids": [
                                Command.create({"unit_category_id": cls.sections.id, "quota": 4})
                            ],
                            "short_points": -2,
                        }
                    ),
                ],
            }
        )
        cls.ruleset.with_user(cls.manager).action_activate()
        cls.past_items(
            "2025-02",
            (cls.unit, cls.officer, 3),
            (cls.unit_b, cls.officer_b, 1),
            (cls.section, cls.reviewer_b, 2),
        )
        cls.period = cls.env["govinfo.period"].create(
            {"kind": "quarter", "date_from": "2025-01-01"}
        )
        cls.period.with_user(cls.reviewer).action_compute()

    def score(self, user):
        return self.period.person_ids.filtered(lambda score: score.user_id == user)

    def test_task_points_rank_and_shortfall_of_each_officer(self):
        rows = {
            person: (s.unit_id, s.submitted_count, s.total, s.rank, s.shortfall)
            for person in (self.officer, self.officer_b, self.colleague)
            for s in self.score(person)
        }
        self.assertEqual(
            rows,
            {
                self.officer: (self.unit, 3, 8.0, 1, False),  # 3 + 5
                self.officer_b: (self.unit_b, 1, 0.0, 2, True),  # 1 - 1
                self.colleague: (self.unit, 0, -2.0, 3, True),
            },
        )
        self.assertIn("3 of 2", self.score(self.officer).task_words)
        self.assertIn("0 of 2", self.score(self.colleague).shortfall_reason)
        unit = self.period.score_ids.filtered(lambda s: s.unit_id == self.unit)
        self.assertEqual(unit.total, 3.0)  # the persons' points are their own

    def test_a_section_of_the_office_has_task_and_standing_of_its_own(self):
        unit = self.period.score_ids.filtered(lambda s: s.unit_id == self.section)
        self.assertEqual(
            (unit.category_id, unit.rank, unit.total, unit.shortfall),
            (self.sections, 1, -2.0, True),  # 2 sent, 2 short
        )
        person = self.score(self.reviewer_b)
        self.assertEqual((person.category_id, person.rank, person.total), (self.sections, 1, 7.0))

    # -- who sees what -----------------------------------------------------------------------

    def persons(self, model, user):
        """Whose records of ``model`` the user reads, of the two officers of unit A and of unit B."""
        people = self.officer | self.officer_b | self.colleague
        records = self.env[model].with_user(user).search([("user_id", "in", people.ids)])
        return records.sudo().user_id

    def test_a_person_sees_their_own_a_leader_the_units_the_office_all(self):
        everybody = self.officer | self.officer_b | self.colleague
        for user, seen in (
            (self.officer, self.officer),
            (self.colleague, self.colleague),
            (self.unit_leader, self.officer | self.colleague),
            (self.unit_leader_b, self.officer_b),
            (self.reviewer, everybody),
            (self.leader, everybody),
            (self.manager, everybody),
        ):
            for model in ("govinfo.score.person", "govinfo.score.window"):
                with self.subTest(user=user.login, model=model):
                    self.assertEqual(self.persons(model, user), seen)
        with self.assertRaises(AccessError):
            self.env["govinfo.score.person"].with_user(self.outsider).search([])

    def test_others_are_refused(self):
        for user, score in (
            (self.officer, self.score(self.colleague)),
            (self.officer_b, self.score(self.officer)),
            (self.unit_leader_b, self.score(self.officer)),
        ):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    score.with_user(user).read(["total"])
                with self.assertRaises(AccessError):
                    score.task_ids.with_user(user).read(["quantity"])
        for user in (self.officer, self.reviewer, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.score(self.officer).with_user(user).write({"total": 100})

    def test_what_is_a_persons_alone_is_not_read_by_colleagues(self):
        entries = self.env["govinfo.score.entry"].search([("personal", "=", True)])
        own = entries.filtered(lambda entry: entry.user_id == self.officer)
        self.assertEqual(own.points, 5.0)
        for user in (self.officer, self.unit_leader, self.reviewer):
            self.assertEqual(own.with_user(user).search([("id", "=", own.id)]), own)
        self.assertFalse(own.with_user(self.colleague).search([("id", "=", own.id)]))
        # what the unit earned is read by all its officers
        shared = self.env["govinfo.score.entry"].with_user(self.colleague)
        self.assertEqual(shared.search_count([("unit_id", "=", self.unit.id)]), 4)  # 3 and own -2

    def test_frozen_with_the_period(self):
        self.period.with_user(self.reviewer).action_publicise()
        self.period.with_user(self.manager).action_lock()
        before = self.score(self.officer).total
        self.past_item("迟登记的信息", "2025-03-01 02:00:00")
        later = self.env["govinfo.period"].create({"kind": "quarter", "date_from": "2025-04-01"})
        later.with_user(self.reviewer).action_compute()
        self.assertEqual(self.score(self.officer).total, before)

    # -- the notice --------------------------------------------------------------------------

    def test_a_ranking_notice_has_the_persons_in_an_annex_a_situation_never(self):
        figures = self.env["govinfo.notice.figures"]._collect(self.period)
        titles = {
            kind: [annex.title for annex in notice_document(figures, {}, OFFICE, kind).annexes]
            for kind in ("ranking", "situation")
        }
        self.assertIn("2025年第一季度个人报送情况表", titles["ranking"])
        self.assertNotIn("2025年第一季度个人报送情况表", titles["situation"])
        township = figures["persons"][0]
        self.assertEqual(
            [(row["person"], row["rank"], row["total"]) for row in township["rows"]],
            [("信息员甲", 1, "8.00"), ("信息员乙", 2, "0.00"), ("信息员丙", 3, "-2.00")],
        )
        text = blocks_to_html(notice_blocks(figures, {}, "situation"))
        self.assertNotIn("信息员丙", text)
