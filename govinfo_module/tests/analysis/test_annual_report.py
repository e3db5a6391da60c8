"""The annual report counts what happened in the year, for the county office."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import GovinfoCase

YEAR = 2025


@tagged("post_install", "-at_install")
class TestAnnualReport(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.special = cls.env["govinfo.publication"].create(
            {"name": "某省专报", "code": "PZB", "level": "province", "kind": "special"}
        )
        cls.items = cls.env["govinfo.item"]
        for day in range(1, 4):
            cls.items |= cls.history(
                "govinfo.item",
                name="甲镇工作%d" % day,
                unit_id=cls.unit.id,
                category_id=cls.category.id,
                body="<p>文</p>",
                state="accepted",
                submitted_at=datetime(YEAR, 3, day, 2),
            )
        first, second, _third = cls.items
        cls.upload(first, "city", date(YEAR, 3, 3))
        cls.upload(first, "province", date(YEAR, 3, 4))
        cls.upload(second, "city", date(YEAR - 1, 12, 31))
        cls.adoption = cls.adopt(first, cls.special)
        cls.withdrawn = cls.adopt(second, cls.city_paper)
        cls.withdrawn.with_user(cls.reviewer).action_withdraw("登记有误")
        cls.adopt(second, cls.bulletin)
        for level, place in (("province", "省领导甲"), ("county", "县领导甲")):
            cls.history(
                "govinfo.instruction",
                item_id=first.id,
                leader_name=place,
                level=level,
                date=date(YEAR, 3, 9),
                text="阅",
            )
        for year, rank in ((YEAR - 1, 9), (YEAR, 1)):
            cls.env["govinfo.county.rank"].create(
                {"year": year, "level": "city", "rank": rank, "of_how_many": 9}
            )
        cls.env.flush_all()

    @classmethod
    def upload(cls, item, level, day):
        return cls.history("govinfo.upload", item_id=item.id, level=level, date=day)

    @classmethod
    def adopt(cls, item, publication):
        return cls.history(
            "govinfo.adoption",
            item_id=item.id,
            publication_id=publication.id,
            date=date(YEAR, 3, 8),
        )

    def figures(self, year=YEAR, user=None):
        annual = self.env["govinfo.annual.figures"].with_user(user or self.reviewer)
        return annual._figures(self.company, year)

    def test_items_go_upward_once_whatever_the_level(self):
        totals = self.figures()["totals"]
        self.assertEqual(totals["sent_up"], 1)
        self.assertEqual(totals["uploaded"], {"city": 1, "province": 1})
        self.assertEqual(self.figures()["previous"]["sent_up"], 1)

    def test_withdrawn_adoptions_do_not_count(self):
        self.assertEqual(self.figures()["totals"]["adopted"], {"province": 1, "county": 1})

    def test_instructions_by_level(self):
        self.assertEqual(self.figures()["totals"]["instructed"], {"province": 1, "county": 1})

    def test_special_reports_and_their_commissions(self):
        self.assertEqual(self.figures()["special"], {"adopted": {"province": 1}, "commissioned": 0})
        commission = self.history(
            "govinfo.commission",
            name="约稿",
            deadline=datetime(YEAR, 3, 9),
            state="closed",
            line_ids=[Command.create({"unit_id": self.unit.id, "state": "done"})],
        )
        self.history(
            "govinfo.item",
            name="甲镇约稿",
            unit_id=self.unit.id,
            category_id=self.category.id,
            body="<p>文</p>",
            state="accepted",
            submitted_at=datetime(YEAR, 3, 7, 2),
            commission_line_id=commission.line_ids.id,
        )
        answer = commission.line_ids.item_ids
        self.adopt(answer, self.special)
        figures = self.figures()
        self.assertEqual(figures["special"], {"adopted": {"province": 2}, "commissioned": 1})
        self.assertEqual(figures["commissions_due"], 1)
        self.assertEqual(figures["totals"]["commissions"], {"done": 1})

    def test_least_of_a_working_day_counts_days_without_any(self):
        self.assertEqual(self.figures()["days"]["least"], 0)
        with freeze_time("%d-03-04 10:00:00" % YEAR):
            days = self.figures()["days"]
        self.assertEqual(days["working"], 45)

    def test_items_by_unit_category_and_category(self):
        figures = self.figures()
        self.assertEqual(
            figures["by_unit_category"], [{"name": "乡镇街道", "count": 3, "adopted": 2}]
        )
        self.assertEqual(sum(row["count"] for row in figures["by_category"]), 3)

    def test_a_year_without_anything(self):
        figures = self.figures(1999)
        self.assertEqual(figures["totals"]["submitted"], 0)
        self.assertEqual(figures["special"], {"adopted": {}, "commissioned": 0})

    def test_report_on_screen_says_the_figures(self):
        report = self.env["govinfo.annual.report"].with_user(self.leader).create({"year": YEAR})
        self.assertIn("由上年第9位（末位）上升8位，首次居第一位", report.text)
        self.assertIn("全年向上级报送政务信息1条（省级1条、市级1条）", report.text)
        self.assertIn("上级专报采用1篇，其中省级1篇；通过约稿采用0篇，占0.0%", report.text)
        self.assertIn("乡镇街道", report.text)

    def test_pdf(self):
        annual = self.env["govinfo.annual.figures"].with_user(self.manager)
        self.assertTrue(annual._render_pdf(self.company, YEAR).startswith(b"%PDF"))

    def test_only_the_office_of_the_county_reads_it(self):
        for user in (self.reviewer, self.leader, self.manager):
            self.assertEqual(self.figures(user=user)["year"], YEAR)
        for user in (self.officer, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.figures(user=user)
        other = self.env["res.company"].create({"name": "另一县"})
        with self.assertRaises(AccessError):
            self.env["govinfo.annual.figures"].with_user(self.manager)._figures(other, YEAR)
