"""The notice on adoptions of a month or quarter: table, ranks and list, as PDF and .xlsx."""

import base64
import io
from datetime import date

import openpyxl
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestAdoptionReport(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.bring_in(
            "甲镇春耕经验", cls.unit, joint_unit_ids=[Command.set(cls.bureau.ids)]
        )
        cls.other = cls.bring_in("乙镇修路", cls.unit_b)
        cls.adopt(cls.item, cls.city_paper, "2026-02-10", external_issue="第8期")
        cls.adopt(cls.item, cls.bulletin, "2026-02-11")
        cls.adopt(cls.other, cls.city_paper, "2026-03-01")
        withdrawn = cls.adopt(cls.other, cls.city_paper, "2026-02-12").with_user(cls.reviewer)
        withdrawn.action_withdraw("误登")
        cls.history(
            "govinfo.instruction",
            item_id=cls.item.id,
            leader_name="市领导甲",
            level="city",
            date="2026-02-20",
        )

    @classmethod
    def bring_in(cls, name, unit, **vals):
        return cls.history(
            "govinfo.item",
            name=name,
            unit_id=unit.id,
            category_id=cls.category.id,
            author_id=cls.officer.id,
            state="accepted",
            submitted_at="2026-01-31 16:30:00",  # 1 February in the county
            **vals,
        )

    @classmethod
    def adopt(cls, item, publication, day, **vals):
        return cls.history(
            "govinfo.adoption", item_id=item.id, publication_id=publication.id, date=day, **vals
        )

    def report(self, user=None, kind="month", day="2026-02-15"):
        reports = self.env["govinfo.adoption.report"].with_user(user or self.reviewer)
        return reports.create({"kind": kind, "date": day})

    @freeze_time("2026-05-20 04:00:00")
    def test_a_period_that_runs_says_until_when(self):
        names = [self.report(kind=kind, day="2026-05-20").name for kind in ("month", "year")]
        self.assertEqual(names, ["2026年5月（截至5月20日）", "2026年（截至5月20日）"])
        self.assertEqual(self.report(kind="month", day="2026-04-20").name, "2026年4月")

    @freeze_time("2027-01-15 04:00:00")
    def test_spans_and_names(self):
        for kind, day, first, last, name in (
            ("month", "2026-02-15", date(2026, 2, 1), date(2026, 2, 28), "2026年2月"),
            ("quarter", "2026-05-31", date(2026, 4, 1), date(2026, 6, 30), "2026年第二季度"),
            ("year", "2026-05-31", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
        ):
            report = self.report(kind=kind, day=day)
            self.assertEqual((report.date_from, report.date_to, report.name), (first, last, name))

    def test_table_by_unit_and_level(self):
        figures = self.report()._figures()
        self.assertEqual(
            [group["category"] for group in figures["groups"]], ["乡镇街道", "县直部门"]
        )
        first, second = figures["groups"][0]["rows"]
        self.assertEqual(
            (
                first["unit"],
                first["rank"],
                first["submitted"],
                first["levels"],
                first["instructed"],
            ),
            ("甲镇", 1, 1, {"city": 1, "county": 1}, 1),
        )
        self.assertEqual((second["unit"], second["rank"], second["adopted"]), ("乙镇", 2, 0))
        self.assertEqual(figures["groups"][1]["rows"][0]["adopted"], 2)
        self.assertEqual([row["title"] for row in figures["adoptions"]], ["甲镇春耕经验"] * 2)
        self.assertEqual([row["level"] for row in figures["adoptions"]], ["city", "county"])

    def test_facts_of_one_level_are_credited_to_another_unit_all_others_not(self):
        """As the ledger credits them: 采用 of one level goes to the unit it is scored as."""
        self.unit_b.write({"scored_as_id": self.unit.id, "scored_as_level": "city"})
        rows = self.rows("2026-03-01")
        self.assertEqual(rows["甲镇"]["levels"], {"city": 1})
        self.assertEqual(rows["乙镇"]["levels"], {})
        self.assertEqual(self.rows("2026-02-15")["乙镇"]["submitted"], 1)
        self.unit_b.scored_as_level = "province"
        self.assertEqual(self.rows("2026-03-01")["乙镇"]["levels"], {"city": 1})

    def rows(self, day):
        groups = self.report(day=day)._figures()["groups"]
        return {row["unit"]: row for group in groups for row in group["rows"]}

    def test_units_stand_in_the_category_they_were_in(self):
        self.unit_b.category_id = self.bureau.category_id
        groups = self.report()._figures()["groups"]
        self.assertEqual([row["unit"] for row in groups[0]["rows"]], ["甲镇", "乙镇"])

    def test_a_quarter_holds_its_months(self):
        self.assertEqual(len(self.report(kind="quarter")._figures()["adoptions"]), 3)

    def test_pdf_and_xlsx(self):
        report = self.report(kind="quarter")
        self.assertTrue(base64.b64decode(report.pdf).startswith(b"%PDF"))
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(report.xlsx)))
        self.assertEqual(book.sheetnames, ["采用情况表", "采用信息目录"])
        self.assertEqual(book.worksheets[1].max_row, 2 + 3)
        self.assertIn("/pdf/", report.action_pdf()["url"])
        self.assertIn("/xlsx/", report.action_xlsx()["url"])

    def test_a_month_without_adoptions(self):
        report = self.report(day="2025-05-15")
        self.assertTrue(base64.b64decode(report.pdf).startswith(b"%PDF"))
        self.assertTrue(report.xlsx)

    def test_the_office_and_leaders_only(self):
        self.report(self.leader)._figures()
        for user in self.officer | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.report(user)
