"""The desk shows each role how things stand: figures, points, pieces, honours, instructions."""

from odoo import Command
from odoo.tests import tagged

from .desk_common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskBlocks(DeskCase):
    def test_a_unit_sees_its_quarter_and_what_became_of_its_items(self):
        item = self.accept(self.make_item(name="春耕"))
        self.publish_issue(self.make_issue(item))
        figures = self.cells(self.block(self.officer, self.unit.name))
        self.assertEqual((figures["Items sent"], figures["Adopted"]), (1, 1))
        chart = self.block(self.officer, "by month")
        self.assertEqual([one["values"][-1] for one in chart["series"][:2]], [1, 1])
        (row,) = self.block(self.officer, "became of")["rows"]
        self.assertEqual((row["id"], row["title"]), (item.id, "春耕"))
        self.assertIn(self.bulletin.name, row["about"])
        self.assertFalse(self.block(self.officer_b, "became of"))

    def test_a_leader_in_charge_answers_on_a_piece_in_one_tap(self):
        item = self.accept(self.make_item(name="春耕"))
        issue = self.make_issue(item, unit_ids=[Command.set((self.unit | self.unit_b).ids)])
        self.publish_issue(issue)
        self.assertFalse(self.block(self.unit_leader, "of use"), "not on the unit's own")
        self.assertFalse(self.block(self.officer_b, "of use"))
        (row,) = self.block(self.unit_leader_b, "of use")["rows"]
        self.take(self.unit_leader_b, dict(row, method="action_respond_useful"))
        self.assertEqual(item.useful_count, 1)
        self.assertFalse(self.block(self.unit_leader_b, "of use"))

    def test_a_county_that_does_not_rank_shows_no_points(self):
        self.accept(self.make_item())
        self.make_person_score(total=12, rank=3)
        words = str(self.look(self.officer))
        self.assertIn("'Points'", words)
        self.assertIn("'Rank, ", words)
        self.company.govinfo_notice_kind = "situation"
        words = str(self.look(self.officer))
        self.assertNotIn("oints", words)
        self.assertNotIn("Rank", words)
        self.assertEqual(self.cells(self.block(self.officer, "My own part"))["Items sent"], 1)

    def test_points_of_the_running_quarter_are_provisional(self):
        self.env.cr.execute(
            "INSERT INTO govinfo_score_provisional (unit_id, company_id, date, total)"
            " VALUES (%s, %s, %s, 12.5)",
            [self.unit.id, self.company.id, self.company.govinfo_today()],
        )
        cell = self.block(self.officer, self.unit.name)["cells"][-1]
        self.assertEqual(cell["label"], "Points so far (provisional)")
        self.assertEqual((cell["value"], cell["points"]), (12.5, True))
        self.assertNotIn("(provisional)", str(self.look(self.officer_b)))
        self.company.govinfo_notice_kind = "situation"
        self.assertNotIn("(provisional)", str(self.look(self.officer)))

    def test_a_persons_part_is_their_own(self):
        self.make_person_score(total=12, rank=3)
        cells = self.block(self.officer, "My own part")["cells"]
        self.assertEqual([cell["value"] for cell in cells], [0, 0, 12, 3])
        self.assertEqual([cell.get("points") for cell in cells], [None, None, True, True])
        self.assertFalse(self.block(self.unit_leader, "My own part"))
        self.assertFalse(self.block(self.officer_b, "My own part"))

    def test_a_quarter_that_is_over_is_named(self):
        today = self.company.govinfo_today()
        self.make_person_score(total=12, rank=3)
        past = [cell["label"] for cell in self.block(self.officer, "My own part")["cells"][-2:]]
        for label, word in zip(past, ("Points", "Rank"), strict=True):
            self.assertRegex(label, "^%s, .*2026" % word)
        first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        self.make_person_score(first, total=5, rank=1)
        cells = self.block(self.officer, "My own part")["cells"][-2:]
        self.assertEqual(
            [(cell["label"], cell["value"]) for cell in cells], [("Points", 5), ("Rank", 1)]
        )

    def test_a_task_that_is_met_stands_with_its_figures(self):
        self.make_person_score(total=12, rank=3)
        rule = self.env["govinfo.rule"].create(
            {
                "name": "个人任务",
                "ruleset_id": self.ruleset.id,
                "kind": "quota",
                "basis": "submission",
                "quota_window": "quarter",
                "quota_per": "author",
                "quota": 3,
            }
        )
        self.insert(
            "govinfo_score_window",
            company_id=self.company.id,
            ruleset_id=self.ruleset.id,
            rule_id=rule.id,
            unit_id=self.unit.id,
            user_id=self.officer.id,
            kind="quota",
            window_start="2026-01-01",
            window_end="2026-03-31",
            date="2026-03-31",
            quantity=4,
            quota=3,
        )
        self.assertIn("4 of 3", self.block(self.officer, "My own part")["note"])

    def make_person_score(self, first="2026-01-01", **vals):
        period = self.env["govinfo.period"].create(
            {"ruleset_id": self.ruleset.id, "kind": "quarter", "date_from": first}
        )
        self.insert(
            "govinfo_score_person",
            period_id=period.id,
            company_id=self.company.id,
            unit_id=self.unit.id,
            user_id=self.officer.id,
            **vals,
        )

    def insert(self, table, **values):
        """What only the engine writes."""
        columns = ", ".join(values)
        self.env.cr.execute(
            "INSERT INTO %s (%s) VALUES %%s" % (table, columns), [tuple(values.values())]
        )

    def test_units_see_their_honours(self):
        year = self.company.govinfo_today().year
        honors = self.env["govinfo.honor"]._make(
            [
                {
                    "year": year,
                    "kind": "unit",
                    "unit_id": unit.id,
                    "company_id": self.company.id,
                    "state": state,
                }
                for unit, state in ((self.unit, "approved"), (self.unit_b, "proposed"))
            ]
        )
        (row,) = self.block(self.officer, "Honours")["rows"]
        self.assertEqual((row["title"], row["id"]), (self.unit.name, honors[0].id))
        self.assertFalse(self.block(self.officer_b, "Honours"))

    def test_leaders_see_instructions_and_the_day(self):
        item = self.accept(self.make_item(name="春耕"))
        instruction = self.env["govinfo.instruction"].with_user(self.leader)
        instruction = instruction.create({"item_id": item.id, "text": "请抓好落实。"})
        self.assertFalse(self.block(self.leader, "Instructions being handled"))
        followup = {"instruction_id": instruction.id, "unit_id": self.unit.id}
        self.env["govinfo.followup"].with_user(self.leader).create(followup)
        (row,) = self.block(self.leader, "Instructions being handled")["rows"]
        self.assertIn("春耕", row["title"])
        self.assertEqual(self.lines(self.officer)[row["title"] + ""]["task"], "followup")
        chart = self.block(self.leader, "last year")
        self.assertEqual([one["values"][0] for one in chart["series"]], [0, 1])
