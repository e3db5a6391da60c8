"""Units and commissions from spreadsheets: preview with errors row by row, then what can be made."""

import base64
from datetime import date, datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...exchange.tables.xlsx_out import Sheet, write_xlsx
from ..common import GovinfoCase

FUTURE = datetime(2046, 3, 5, 17, 30)


@tagged("post_install", "-at_install")
class TestImportWizard(GovinfoCase):
    def wizard(self, kind, headers, rows, user=None, **vals):
        content = write_xlsx([Sheet("表", headers, rows)])
        wizards = self.env["govinfo.import.wizard"].with_user(user or self.manager)
        return wizards.create(dict({"kind": kind, "file": base64.b64encode(content)}, **vals))

    def faults(self, wizard):
        """``{row number: fault}`` of the preview."""
        wizard.action_preview()
        return {line.number: line.fault for line in wizard.line_ids if line.fault}

    def imported(self, wizard):
        action = wizard.action_import()
        return self.env[action["res_model"]].search(action["domain"], order="id")

    # -- units -------------------------------------------------------------------------------

    UNIT = ("单位名称", "单位代码", "类别", "主要领导", "邮箱", "分管领导", "参与排名", "年度任务")

    def test_units(self):
        wizard = self.wizard(
            "unit",
            self.UNIT,
            [
                ("丁镇", "T10", "乡镇街道", "丁镇长", "d@example.com", "分管领导甲", "是", 24),
                ("戊局", "B10", "BM", None, None, None, "否", None),
            ],
        )
        self.assertEqual(self.faults(wizard), {})
        self.assertEqual((wizard.good_count, wizard.bad_count), (2, 0))
        town, bureau = self.imported(wizard)
        self.assertEqual((town.category_id, town.leader_id), (self.townships, self.unit_leader))
        self.assertEqual(
            (town.head_id.email, town.target, town.ranked), ("d@example.com", 24, True)
        )
        self.assertEqual((bureau.category_id, bureau.ranked), (self.bureaus, False))

    def test_units_with_errors_are_left_out_and_explained(self):
        self.make_user("twin_a", "同名人", "officer")
        self.make_user("twin_b", "同名人", "officer")
        wizard = self.wizard(
            "unit",
            self.UNIT,
            [
                ("丁镇", "T10", "乡镇街道"),
                ("重码镇", "T01", "乡镇街道"),
                ("无类镇", "T11", "街道办"),
                ("无人镇", "T12", "乡镇街道", None, None, "查无此人"),
                ("同名镇", "T13", "乡镇街道", None, None, "同名人"),
                (None, "T14", "乡镇街道"),
                ("两次镇", "T15", "乡镇街道"),
                ("两次镇", "T15", "乡镇街道"),
                ("错数镇", "T16", "乡镇街道", None, None, None, "也许", "很多"),
            ],
        )
        faults = self.faults(wizard)
        self.assertEqual(set(faults), {3, 4, 5, 6, 7, 8, 9, 10})
        self.assertIn("T01", faults[3])
        self.assertIn("街道办", faults[4])
        self.assertIn("查无此人", faults[5])
        self.assertIn("同名人", faults[6])
        self.assertIn("T15", faults[8])
        self.assertEqual(self.imported(wizard).mapped("name"), ["丁镇"])

    def test_the_same_file_again_makes_nothing_twice(self):
        rows = [("丁镇", "T10", "乡镇街道")]
        self.wizard("unit", self.UNIT, rows).action_import()
        again = self.wizard("unit", self.UNIT, rows)
        self.assertEqual(set(self.faults(again)), {2})
        with self.assertRaises(UserError):
            again.action_import()

    def test_only_managers_import_units(self):
        wizard = self.wizard("unit", self.UNIT, [("丁镇", "T10", "乡镇街道")], user=self.reviewer)
        with self.assertRaises(AccessError):
            wizard.action_import()
        with self.assertRaises(AccessError):
            self.wizard("unit", self.UNIT, [], user=self.officer)

    # -- commissions -------------------------------------------------------------------------

    COMMISSION = (
        "约稿题目",
        "承办单位",
        "截止时间",
        "约稿要求",
        "约稿来源",
        "完成情况",
        "实际完成时间",
    )

    def test_commissions_become_drafts(self):
        wizard = self.wizard(
            "commission",
            self.COMMISSION,
            [
                ("防汛约稿", "甲镇、乙镇", FUTURE, "一、物资\n二、<b>队伍</b>", "省级"),
                ("春耕约稿", "各乡镇", date(2046, 3, 6), None, None),
                ("安全约稿", "B01", "2046年3月7日24时", None, "市"),
            ],
            user=self.reviewer,
        )
        self.assertEqual(self.faults(wizard), {})
        flood, spring, safety = self.imported(wizard)
        self.assertEqual((flood.state, flood.origin), ("draft", "province"))
        self.assertEqual(flood.line_ids.unit_id, self.unit | self.unit_b)
        self.assertEqual(str(flood.deadline), "2046-03-05 09:30:00")
        self.assertNotIn("<b>", flood.requirement)
        self.assertEqual(spring.line_ids.unit_id, self.unit | self.unit_b)
        self.assertEqual(str(spring.deadline), "2046-03-06 10:00:00")
        self.assertEqual(safety.line_ids.unit_id, self.bureau)
        self.assertEqual(str(safety.deadline), "2046-03-07 15:59:59")
        flood.with_user(self.reviewer).action_issue()

    def test_one_row_for_each_unit_is_one_commission(self):
        rows = [("防汛约稿", name, FUTURE) for name in ("甲镇", "乙镇", "丙局", "甲镇")]
        commission = self.imported(self.wizard("commission", self.COMMISSION, rows))
        self.assertEqual(len(commission), 1)
        self.assertEqual(commission.line_ids.unit_id, self.unit | self.unit_b | self.bureau)

    def test_commissions_with_errors(self):
        now = datetime.now()
        rows = [
            ("防汛约稿", "甲镇、丑镇", FUTURE),
            ("过期约稿", "甲镇", now - timedelta(days=1)),
            ("无时限约稿", "甲镇", None),
            ("错时限约稿", "甲镇", "尽快"),
            ("无单位约稿", None, FUTURE),
            ("错来源约稿", "甲镇", FUTURE, None, "乡级"),
            ("未到期约稿", "甲镇", FUTURE, None, None, "按时完成"),
        ]
        faults = self.faults(self.wizard("commission", self.COMMISSION, rows))
        self.assertEqual(set(faults), {2, 3, 4, 5, 6, 7, 8})
        self.assertIn("丑镇", faults[2])
        self.assertIn("尽快", faults[5])

    def test_managers_bring_in_past_commissions_with_their_outcome(self):
        deadline = datetime(2025, 3, 10, 18)
        rows = [
            ("旧约稿", "甲镇", deadline, None, "市级", "按时完成", datetime(2025, 3, 9, 15)),
            ("旧约稿", "乙镇", deadline, None, "市级", "逾期", date(2025, 3, 12)),
            ("旧约稿", "丙局", deadline, None, "市级", "未完成"),
        ]
        refused = self.wizard("commission", self.COMMISSION, rows, user=self.reviewer)
        self.assertEqual(set(self.faults(refused)), {2, 3, 4})
        commission = self.imported(self.wizard("commission", self.COMMISSION, rows))
        self.assertEqual((commission.state, commission.is_history), ("closed", True))
        states = {line.unit_id.name: line.state for line in commission.line_ids}
        self.assertEqual(states, {"甲镇": "done", "乙镇": "late", "丙局": "missed"})
        done = commission.line_ids.filtered(lambda line: line.state == "done")
        self.assertEqual(str(done.completed_at), "2025-03-09 07:00:00")

    # -- bad files ---------------------------------------------------------------------------

    def test_bad_files_are_refused_with_a_sentence(self):
        wizards = self.env["govinfo.import.wizard"].with_user(self.manager)
        for content in (b"", b"no spreadsheet", b"PK\x03\x04 broken"):
            wizard = wizards.create({"kind": "unit", "file": base64.b64encode(content)})
            with self.subTest(content=content), self.assertRaises(UserError):
                wizard.action_preview()
        with self.assertRaises(UserError):
            wizards.create({"kind": "unit"}).action_preview()
        with self.assertRaises(UserError):
            self.wizard("unit", ("姓名", "电话"), [("甲", "1")]).action_preview()

    def test_formulas_stay_texts(self):
        rows = [("=1+1", "T10", "乡镇街道")]
        unit = self.imported(self.wizard("unit", self.UNIT, rows))
        self.assertEqual(unit.name, "=1+1")

    def test_the_template_has_the_columns(self):
        for kind in ("unit", "commission"):
            wizard = (
                self.env["govinfo.import.wizard"].with_user(self.reviewer).create({"kind": kind})
            )
            self.assertIn(str(wizard.id), wizard.action_template()["url"])
            wizard.file = wizard.template
            with self.subTest(kind), self.assertRaises(UserError):
                wizard.action_preview()
