"""What the analysis counts, for whom."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...documents.analysis import gini, lorenz
from ...helpers.foundation.grouping import totals
from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestAnalysis(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accept(cls.make_item())
        adopted = cls.accept(
            cls.make_item(
                category_id=cls.env.ref("govinfo_module.category_research").id,
                event_time=fields.Datetime.now() - timedelta(hours=6),
            )
        )
        for paper in cls.bulletin | cls.city_paper:
            cls.env["govinfo.adoption"].with_user(cls.reviewer).create(
                {"item_id": adopted.id, "publication_id": paper.id}
            )
        cls.env.flush_all()

    def test_structure_and_conversion(self):
        rows = totals(
            self.env["govinfo.analysis.item"].with_user(self.reviewer),
            [("unit_id", "=", self.unit.id)],
            ["unit_id"],
            ["submitted", "adopted", "adopted_county", "adopted_city", "research"],
        )
        self.assertEqual(rows, [(self.unit.id, 2, 1, 0, 1, 1, 2)])

    def test_hours_from_event_to_submission(self):
        rows = self.env["govinfo.analysis.item"].search([("research", "=", 1)])
        self.assertAlmostEqual(rows.hours_to_submit, 6, places=1)

    def test_standing_of_units(self):
        standing = {
            row.unit_id: row.standing
            for row in self.env["govinfo.analysis.unit"].with_user(self.leader).search([])
        }
        self.assertEqual(standing[self.unit], "short")
        self.assertEqual(standing[self.unit_b], "missing")

    def test_a_unit_stands_as_the_ledger_counts_it(self):
        """What was reported together is sent by each; who is scored as another for some facts only stands, too."""
        self.accept(self.make_item(joint_unit_ids=[Command.set(self.unit_b.ids)]))
        self.bureau.write({"scored_as_id": self.unit.id, "scored_as_level": "city"})
        self.env.flush_all()
        rows = self.env["govinfo.analysis.unit"].with_user(self.leader).search([])
        found = {row.unit_id: (row.standing, row.sent_90) for row in rows}
        self.assertEqual(found[self.unit], ("steady", 3))
        self.assertEqual(found[self.unit_b], ("short", 1))
        self.assertEqual(found[self.bureau], ("missing", 0))
        self.bureau.scored_as_level = False
        self.env.flush_all()
        self.assertNotIn(self.bureau, self.env["govinfo.analysis.unit"].search([]).unit_id)

    def test_officers_see_their_own_unit(self):
        units = self.env["govinfo.analysis.unit"].with_user(self.officer_b).search([]).unit_id
        self.assertEqual(units, self.unit_b)
        self.assertFalse(self.env["govinfo.analysis.item"].with_user(self.officer_b).search([]))

    def test_highest_level_of_adoption(self):
        rows = totals(
            self.env["govinfo.analysis.item"].with_user(self.leader),
            [("unit_id", "=", self.unit.id)],
            ["adopted_level"],
        )
        self.assertEqual(sorted(rows), [("city", 1), ("none", 1)])

    def test_shares_are_averages(self):
        rows = self.env["govinfo.analysis.item"].formatted_read_group(
            [("unit_id", "=", self.unit.id)], [], ["adopted_share:avg", "research_share:avg"]
        )
        row = rows[0]
        self.assertEqual((row["adopted_share:avg"], row["research_share:avg"]), (50, 50))

    def test_balance_between_units(self):
        for _number in range(2):  # 4, 1, 0 items
            self.accept(self.make_item())
        self.history(
            "govinfo.item",
            name="乙镇情况",
            unit_id=self.unit_b.id,
            state="accepted",
            submitted_at=fields.Datetime.now(),
        )
        self.env.flush_all()
        rows = self.env["govinfo.analysis.balance"].with_user(self.reviewer).search([])
        rows = rows.filtered(lambda row: row.company_id == self.company)
        curve = {row.part: row.share for row in rows if row.line == "real"}
        even = {row.part: row.share for row in rows if row.line == "even"}
        counts = [4, 1, 0]
        expected = lorenz(counts, parts=10)
        self.assertEqual(even["070"], 70)
        self.assertEqual((curve["000"], curve["100"]), (0, 100))
        for place, share in enumerate(expected, 1):
            self.assertAlmostEqual(curve["%03d" % (10 * place)], float(100 * share), places=6)
        self.assertAlmostEqual(rows[0].gini, float(gini(counts)), places=6)

    def test_officers_do_not_see_the_balance(self):
        with self.assertRaises(AccessError):
            self.env["govinfo.analysis.balance"].with_user(self.officer).search([])
