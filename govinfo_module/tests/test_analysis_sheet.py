"""The sheet for the leader's meeting: its figures, its one page, its readers."""

from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..compat import flush
from ..documents import analysis_sheet, blocks_to_html
from ..gongwen import render
from .common import GovinfoCase

UNIT = {"standing": "missing", "last": "2025-03-05", "sent": 0, "asked": 4, "done": 1, "missed": 3}
CATEGORY = {"name": "动态类", "count": 40, "adopted": 10}


@tagged("post_install", "-at_install")
class TestAnalysisSheet(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for _number in range(3):
            cls.accept(cls.make_item())
        today = cls.company.govinfo_today()
        cls.env["govinfo.keypoint"].create({"name": "防汛备汛", "date_from": today})
        flush(cls.env)

    def sheet(self, user):
        return self.env["govinfo.analysis.sheet"].with_user(user)._sheet(self.company)

    def test_figures(self):
        figures = self.sheet(self.reviewer)
        sent = {unit["name"]: unit["sent"] for unit in figures["units"]}
        self.assertEqual(sent, {"甲镇": 3, "乙镇": 0, "丙局": 0})
        self.assertEqual([row["count"] for row in figures["categories"]], [3])
        self.assertIn("防汛备汛", figures["works"])

    def test_a_commission_missed(self):
        self.history(
            "govinfo.commission",
            name="约稿",
            deadline=fields.Datetime.now() - timedelta(days=9),
            state="closed",
            line_ids=[
                (0, 0, {"unit_id": self.unit.id, "state": "done"}),
                (0, 0, {"unit_id": self.unit_b.id, "state": "missed"}),
            ],
        )
        flush(self.env)
        units = {unit["name"]: unit for unit in self.sheet(self.leader)["units"]}
        self.assertEqual((units["甲镇"]["asked"], units["甲镇"]["done"]), (1, 1))
        self.assertEqual((units["乙镇"]["asked"], units["乙镇"]["missed"]), (1, 1))

    def test_words(self):
        document = analysis_sheet(
            self.sheet(self.leader), {"organ": "某县", "date": date(2026, 1, 10)}
        )
        text = blocks_to_html(document.blocks)
        self.assertIn("3家单位共报送3条，报送量基尼系数0.67", text)
        self.assertIn("2家：丙局（从未报送）、乙镇（从未报送）。", text)

    def test_one_page_whatever_the_county(self):
        figures = {
            "units": [dict(UNIT, name="某某街道办事处%d" % number) for number in range(90)],
            "categories": [dict(CATEGORY, name="第%d类" % number) for number in range(20)],
            "works": ["第%d项重点工作推进情况" % number for number in range(40)],
        }
        for number, standing in enumerate(("short", "steady")):
            figures["units"][number].update(standing=standing, sent=5 * number)
        document = analysis_sheet(
            figures, {"organ": "某县人民政府办公室", "date": date(2026, 1, 10)}
        )
        self.assertEqual(render(document).pages, 1)

    def test_pdf(self):
        sheet = self.env["govinfo.analysis.sheet"].with_user(self.manager)
        self.assertTrue(sheet._render_pdf(self.company).startswith(b"%PDF"))
        self.assertIn("/govinfo/analysis/", sheet.action_open()["url"])

    def test_only_the_office_of_the_county_reads_it(self):
        for user in (self.officer, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.sheet(user)
