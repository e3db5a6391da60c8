"""What the analysis counts, for whom."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..compat import flush, totals
from .common import GovinfoCase


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
        flush(cls.env)

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

    def test_officers_see_their_own_unit(self):
        units = self.env["govinfo.analysis.unit"].with_user(self.officer_b).search([]).unit_id
        self.assertEqual(units, self.unit_b)
        self.assertFalse(self.env["govinfo.analysis.item"].with_user(self.officer_b).search([]))
