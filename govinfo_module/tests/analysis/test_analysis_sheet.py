"""The sheet for the leader's meeting: its figures, its one page, its readers."""

from datetime import date, timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...documents import analysis_sheet, blocks_to_html
from ...gongwen import render
from ..common import GovinfoCase

UNIT = {
    "standing": "missing",
    "last": "2025-03-05",
    "sent": 9,
    "adopted": 4,
    "research": 1,
    "asked": 4,
    "done": 1,
    "missed": 3,
}
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
        cls.env.flush_all()

    def sheet(self, user):
        return self.env["govinfo.analysis.sheet"].with_user(user)._sheet(self.company)

    def test_figures(self):
        figures = self.sheet(self.reviewer)
        sent = {unit["name"]: unit["sent"] for unit in figures["units"]}
        self.assertEqual(sent, {"甲镇": 3, "乙镇": 0, "丙局": 0})
        self.assertEqual([row["count"] for row in figures["categories"]], [3])
        self.assertEqual([row["count"] for row in figures["unit_categories"]], [3])
        self.assertEqual(figures["levels"], {"none": 3})
        self.assertEqual(len(figures["months"]), 12)
        self.assertEqual(sum(row["count"] for row in figures["months"]), 3)
        self.assertEqual((figures["hours"]["submit"], figures["hours"]["urgent"]), (None, None))
        self.assertAlmostEqual(figures["hours"]["accept"], 0, places=1)
        self.assertEqual(figures["works"], ["防汛备汛"])

    def test_a_key_work_is_silent_until_any_unit_reports_on_it(self):
        today = self.company.govinfo_today()
        make = self.env["govinfo.topic"].create
        whole = make({"name": "民生实事", "date_from": today})
        part = make({"name": "养老服务", "date_from": today, "parent_id": whole.id})
        point = self.env["govinfo.keypoint"].search([("name", "=", "防汛备汛")])
        draft = self.make_item(
            topic_ids=[Command.set(part.ids)], keypoint_ids=[Command.set(point.ids)]
        )
        self.env.flush_all()
        self.assertEqual(self.sheet(self.leader)["works"], ["养老服务", "防汛备汛"])
        self.accept(draft)
        self.env.flush_all()
        self.assertEqual(self.sheet(self.leader)["works"], [])

    def test_a_commission_missed(self):
        self.history(
            "govinfo.commission",
            name="约稿",
            deadline=fields.Datetime.now() - timedelta(days=9),
            state="closed",
            line_ids=[
                Command.create({"unit_id": self.unit.id, "state": "done"}),
                Command.create({"unit_id": self.unit_b.id, "state": "missed"}),
            ],
        )
        self.env.flush_all()
        units = {unit["name"]: unit for unit in self.sheet(self.leader)["units"]}
        self.assertEqual((units["甲镇"]["asked"], units["甲镇"]["done"]), (1, 1))
        self.assertEqual((units["乙镇"]["asked"], units["乙镇"]["missed"]), (1, 1))

    def test_hours_levels_and_months_of_what_was_adopted(self):
        now = fields.Datetime.now()
        research = self.env.ref("govinfo_module.category_research")
        item = self.accept(
            self.make_item(category_id=research.id, event_time=now - timedelta(hours=5))
        )
        for paper in self.bulletin | self.city_paper:
            self.env["govinfo.adoption"].with_user(self.reviewer).create(
                {"item_id": item.id, "publication_id": paper.id}
            )
        self.env.flush_all()
        figures = self.sheet(self.leader)
        self.assertEqual(figures["levels"], {"none": 3, "city": 1})
        self.assertAlmostEqual(figures["hours"]["submit"], 5, places=1)
        this_month = figures["months"][-1]
        self.assertEqual(
            (this_month["count"], this_month["research"], this_month["adopted"]), (4, 1, 1)
        )
        text = self.text(figures)
        self.assertIn("按最高采用层级：市级1条、占25.0%，未被采用3条。", text)
        self.assertIn("1条，占报送总量25.0%；1家单位报送过，2家没有。", text)
        self.assertIn("事发到报出平均5.0小时，报出到接收平均0.0小时。", text)

    def text(self, figures):
        document = analysis_sheet(figures, {"organ": "某县", "date": date(2026, 1, 10)})
        return blocks_to_html(document.blocks)

    def test_best_and_worst_conversion(self):
        figures = self.sheet(self.leader)
        figures["units"] = [
            dict(UNIT, name="%d镇" % adopted, adopted=adopted) for adopted in (5, 9, 0, 3, 6)
        ]
        self.assertIn(
            "较高的有9镇（100.0%）、6镇（66.7%）。较低的有3镇（33.3%）、0镇（0.0%）。",
            self.text(figures),
        )

    def test_words(self):
        text = self.text(self.sheet(self.leader))
        self.assertIn("3家单位共报送3条，报送量基尼系数0.67", text)
        self.assertIn("报送较少的一半单位占0.0%", text)
        self.assertIn("2家：丙局（从未报送）、乙镇（从未报送）。", text)

    def test_one_page_whatever_the_county(self):
        figures = {
            "units": [dict(UNIT, name="某某街道办事处%d" % number) for number in range(90)],
            "categories": [dict(CATEGORY, name="第%d类" % number) for number in range(20)],
            "unit_categories": [
                dict(CATEGORY, name=name)
                for name in ("乡镇街道", "县直部门", "省属单位", "国有企业")
            ],
            "months": [
                {"month": "2025-%02d" % number, "count": 1234, "research": 12, "adopted": 345}
                for number in range(1, 13)
            ],
            "levels": {"none": 9000, "county": 2000, "city": 300, "province": 120, "national": 3},
            "hours": {"submit": 47.2, "accept": 13.5, "urgent": 1.6},
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
