"""Demands on units are counted; the leader's sheet says so in words."""

import base64
import datetime
import io

import pypdf
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError

from ...documents import blocks_to_html
from ...documents.burden import burden_page, burden_sheet, flags_words, summary
from ...gongwen import render_pdf
from ..common import GovinfoCase
from ..pure import PureCase, tagged

# all that is looked for
PHRASES = (
    "不得随意设置“一票否决”",
    "不得将获得领导同志批示作为督查检查考核内容",
    "不得将在刊物和媒体刊发文章信息、经验做法等作为督查检查考核内容",
    "不得以量定绩",
    "不得按月度、季度频繁搞排名通报",
    "移动应用不得设置积分排名",
    "文件一般不超过5000字，部门不超过4000字",
    "文件一般只减不增",
)


class TestBurden(GovinfoCase):
    def test_each_demand_is_a_row_of_its_unit(self):
        self.make_commission(self.unit | self.unit_b)
        self.env["govinfo.keypoint"].create(
            {
                "name": "防汛",
                "date_from": self.company.govinfo_today(),
                "unit_ids": [(6, 0, self.unit.ids)],
            }
        )
        self.env.flush_all()
        rows = self.env["govinfo.burden"].with_user(self.leader).search([])
        found = sorted((row.unit_id.name, row.kind) for row in rows)
        expected = [("甲镇", "commission"), ("甲镇", "keypoint"), ("乙镇", "commission")]
        self.assertEqual(found, sorted(expected))
        own = self.env["govinfo.burden"].with_user(self.officer_b).search([])
        self.assertEqual(own.mapped("unit_id"), self.unit_b)

    def test_the_office_takes_the_sheet_and_nobody_else(self):
        self.make_commission(self.unit)
        sheets = self.env["govinfo.burden.sheet"]
        sheet = sheets.with_user(self.leader).create({})
        self.assertTrue(base64.b64decode(sheet.pdf).startswith(b"%PDF"))
        figures = sheet._figures()
        self.assertEqual((figures["now"], figures["before"]), ({"commission": 1}, {}))
        self.assertEqual(figures["until"], str(self.company.govinfo_today()))
        with self.assertRaises(AccessError):
            sheets.with_user(self.officer).create({})
        with self.assertRaises(AccessError):
            sheets.with_user(self.officer).action_open()

    def test_what_is_no_year_is_refused_with_a_sentence(self):
        sheets = self.env["govinfo.burden.sheet"].with_user(self.leader)
        for year in (0, 1999, 10000):
            sheet = sheets.create({"year": year})
            self.assertFalse(sheet.text)
            for act in (sheet.action_pdf, sheet.action_demands, lambda one=sheet: one.pdf):
                with self.subTest(year), self.assertRaisesRegex(UserError, "is not a year"):
                    act()

    def test_what_is_sent_back_and_how_much_is_asked_for(self):
        item = self.submit(self.make_item())
        item.with_user(self.reviewer).action_return("请补充数据")
        self.make_commission(self.unit | self.unit_b, asked_words=1500)
        self.env.flush_all()
        sheet = self.env["govinfo.burden.sheet"].with_user(self.leader).create({})
        figures = sheet._page_figures()
        self.assertEqual(figures["now"], {"commission": 2, "return": 1})
        self.assertEqual(figures["words"], (3000, 0))
        units = {row["unit"]: row["now"] for row in figures["units"]}
        self.assertEqual(units, {"甲镇": {"commission": 1, "return": 1}, "乙镇": {"commission": 1}})
        self.assertEqual(sum(row["now"] for row in figures["months"]), 3)
        self.assertIn("退回修改（件次）", sheet.text)

    def test_the_running_year_is_held_against_the_same_days(self):
        with freeze_time("2025-03-01 02:00:00"):
            self.make_commission(self.unit)
        with freeze_time("2025-11-01 02:00:00"):
            self.make_commission(self.unit)
        with freeze_time("2026-06-30 02:00:00"):
            self.make_commission(self.unit)
            sheets = self.env["govinfo.burden.sheet"].with_user(self.leader)
            figures = sheets.create({"year": 2026})._figures()
            whole = sheets.create({"year": 2025})._figures()
        self.assertEqual((figures["now"], figures["before"]), ({"commission": 1},) * 2)
        self.assertEqual((whole["now"], whole["until"]), ({"commission": 2}, ""))

    def test_complaints_and_commissions_beyond_the_cap(self):
        self.company.govinfo_open_cap = 1
        line = self.make_commission(self.unit).line_ids
        self.make_commission(self.unit, cap_reason="省里临时约稿")
        flags = self.env["govinfo.demand.flag"].with_user(self.officer)
        flag = flags.create({"line_id": line.id, "kind": "burden", "words": "时限过紧"})
        sheet = self.env["govinfo.burden.sheet"].with_user(self.leader).create({})
        figures = sheet._figures()
        self.assertEqual(figures["flags"], {"duplicate": 0, "burden": 1, "answered": 0})
        self.assertEqual((figures["cap"], figures["beyond"]), (1, 1))
        flag.with_user(self.reviewer).action_answer("时限延长三天。")
        self.assertEqual(sheet._figures()["flags"]["answered"], 1)


@tagged("post_install", "-at_install")
class TestBurdenWording(PureCase):
    figures = {
        "year": 2026,
        "until": "",
        "now": {"commission": 30, "reminder": 10},
        "before": {"commission": 50},
        "words": (45000, 60000),
        "documents": (12, 15),
        "length": (2100, 2600),
        "flags": {"duplicate": 1, "burden": 1, "answered": 1},
        "findings": [
            {"phrase": "不得以量定绩", "kept": 1, "changed": 0, "open": 2, "bases": ["市办法"]}
        ],
        "cap": 0,
        "beyond": 0,
    }
    office = {"organ": "某县人民政府办公室", "date": datetime.date(2026, 12, 31)}

    def test_in_words(self):
        self.assertEqual(
            summary(self.figures),
            "全年对各单位提出各类要求40项次，比上年减少10项次（下降20.0%）。"
            "印发编号文件12件，比上年减少3件（下降20.0%）。",
        )
        quiet = dict(self.figures, now={}, before={}, documents=(0, 0), until="2026-06-30")
        self.assertEqual(summary(quiet), "今年以来未对各单位提出要求。")
        capped = dict(quiet, cap=5, beyond=2)
        self.assertIn("每家单位同时在办约稿以5件为限，超出的2件均写明理由。", summary(capped))

    def test_what_units_say(self):
        def words(duplicate, burden, answered):
            return flags_words({"duplicate": duplicate, "burden": burden, "answered": answered})

        self.assertEqual(words(0, 0, 0), "没有单位反映要求重复或者过多。")
        self.assertEqual(
            words(1, 1, 1),
            "各单位反映2件，其中反映重复要求的1件、反映要求过多过急的1件，已答复1件。",
        )
        self.assertEqual(words(2, 0, 2), "各单位反映重复要求2件，均已答复。")

    def test_the_tables(self):
        sheet = burden_sheet(self.figures, self.office)
        _said, demands, findings = sheet.blocks
        self.assertIn(("下达约稿（家次）", "50", "30", "−20"), demands.rows)
        self.assertIn(("编号文件（件）", "15", "12", "−3"), demands.rows)
        self.assertNotIn("报送要点（家次）", [row[0] for row in demands.rows])
        self.assertEqual(findings.rows, [("不得以量定绩", "1", "—", "2", "市办法")])

    def test_the_sheet_is_one_page_however_much_was_found(self):
        found = [
            dict(self.figures["findings"][0], phrase=phrase, bases=["县委、县政府印发的考核办法"])
            for phrase in PHRASES
        ]
        now = dict.fromkeys(
            ("commission", "reminder", "return", "followup", "keypoint", "letter", "task"), 20
        )
        full = dict(self.figures, now=now, findings=found, until="2026-11-30", cap=5, beyond=2)
        pdf = render_pdf(burden_sheet(full, self.office))
        self.assertEqual(len(pypdf.PdfReader(io.BytesIO(pdf)).pages), 1)

    def test_the_page_has_months_and_units_in_order(self):
        page = dict(
            self.figures,
            months=[{"month": 1, "now": 3, "before": 0}],
            units=[
                {"unit": "甲镇", "now": {"commission": 3}, "before": 5},
                {"unit": "乙镇", "now": {}, "before": 9},
            ],
        )
        text = blocks_to_html(burden_page(page))
        self.assertIn("二、各月情况", text)
        self.assertLess(text.index("甲镇"), text.index("乙镇"))
