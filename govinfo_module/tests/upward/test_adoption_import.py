"""A superior's list: rows matched to our items, decided, registered; the same list again changes nothing."""

import base64
import io
from datetime import date

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import GovinfoCase, settle

HEADER = ["序号", "信息标题", "报送单位", "采用刊物", "期号", "采用日期", "得分"]


def workbook(rows, header=HEADER, merge=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某市政府办公室2026年3月信息采用情况"])
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return base64.b64encode(out.getvalue())


@tagged("post_install", "-at_install")
class TestAdoptionImport(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.bring_in("甲镇“三步走”推进春耕备耕工作成效明显", cls.unit)
        cls.other = cls.bring_in("乙镇打造数字乡村服务新模式的做法", cls.unit_b)

    @classmethod
    def bring_in(cls, name, unit):
        return cls.past_item(name, "2026-02-20 02:00:00", unit_id=unit.id)

    def make_list(self, user=None, **vals):
        defaults = {"publication_id": self.city_paper.id, "date": "2026-03-31"}
        lists = self.env["govinfo.adoption.import"].with_user(user or self.reviewer)
        return lists.create(dict(defaults, **vals))

    def rows(self):
        return [
            [
                1,
                "甲镇“三步走”推进春耕备耕工作成效明显",
                "甲镇",
                "某市信息",
                "12",
                date(2026, 3, 5),
                3,
            ],
            [2, "乙镇探索数字乡村新服务", "乙镇", "某市信息", "12", "３月６日", "２"],
            [3, "丙局全面加强安全生产执法检查", "丙局", "某市信息", "13", "2026.3.7", 1],
            [4, "某单位从未报送过的内容", "无此单位", "某市信息", "13", "2026年3月8日", 1],
        ]

    def test_rows_are_matched_decided_and_registered(self):
        record = self.make_list(file=workbook(self.rows()))
        record.action_match()
        first, second, third, fourth = record.line_ids
        self.assertEqual((first.match, first.item_id, first.decision), ("sure", self.item, "adopt"))
        self.assertEqual((second.match, second.item_id), ("likely", self.other))
        self.assertFalse(second.decision)
        self.assertEqual(
            (third.match, third.decision, third.unit_id), ("none", "create", self.bureau)
        )
        self.assertFalse(fourth.decision)
        record.action_confirm()
        self.assertEqual((record.state, record.done_count, record.open_count), ("matched", 2, 2))
        adoption = first.adoption_id
        self.assertEqual(
            (
                adoption.publication_id,
                adoption.date,
                adoption.external_issue,
                adoption.external_score,
            ),
            (self.city_paper, date(2026, 3, 5), "12", 3),
        )
        record.action_take_likely()
        fourth.decision = "skip"
        record.action_confirm()
        self.assertEqual(record.state, "done")
        self.assertEqual(second.adoption_id.date, date(2026, 3, 6))
        self.assertEqual(second.adoption_id.external_score, 2)

    def test_an_unmatched_row_becomes_an_item_registered_afterwards(self):
        record = self.make_list(pasted="丙局全面加强安全生产执法检查（丙局）")
        record.action_match()
        record.line_ids.write({"decision": "create", "unit_id": self.bureau.id})
        record.action_confirm()
        item = record.line_ids.item_id
        self.assertTrue(item.registered_afterwards)
        self.assertFalse(item.counted)
        self.assertEqual(
            (item.state, item.unit_id, item.is_adopted), ("accepted", self.bureau, True)
        )

    def test_the_same_list_again_changes_nothing(self):
        for turn in (1, 2):
            record = self.make_list(file=workbook(self.rows()))
            record.action_match()
            if turn == 1:
                record.action_take_likely()
                record.line_ids[3].decision = "skip"
            before = self.count()
            record.action_confirm()
            if turn == 2:
                self.assertEqual(self.count(), before)
                self.assertEqual(record.state, "done")
                self.assertEqual(set(record.line_ids.mapped("decision")), {"known"})

    def count(self):
        settle(self.env)
        return [self.env[model].search_count([]) for model in ("govinfo.adoption", "govinfo.item")]

    def test_what_was_registered_by_hand_is_recognised(self):
        self.env["govinfo.adoption"].create(
            {
                "item_id": self.item.id,
                "publication_id": self.city_paper.id,
                "date": "2026-03-09",
                "external_issue": "12",
            }
        )
        record = self.make_list(file=workbook(self.rows()[:1]))
        record.action_match()
        self.assertEqual(record.line_ids.decision, "known")

    def test_a_row_that_stands_twice_counts_once(self):
        row = self.rows()[0]
        record = self.make_list(file=workbook([row, row]))
        record.action_match()
        record.action_confirm()
        self.assertEqual(len(record.line_ids.adoption_id), 1)

    def test_merged_cells_formulas_and_faults_of_single_rows(self):
        rows = self.rows()[:3]
        rows[1][3] = None
        rows[2][5] = "三月份"
        rows.append([5, "=A1", "甲镇", "某市信息", "1", "2026-03-01", 1])
        record = self.make_list(file=workbook(rows, merge=["D3:D4"]))
        record.action_match()
        good = record.line_ids.filtered(lambda x: not x.fault)
        self.assertEqual(good.mapped("number"), [3, 4])
        self.assertEqual(good.publication_id, self.city_paper)
        faults = {line.number: line.fault for line in record.line_ids - good}
        self.assertEqual(set(faults), {5, 6})
        self.assertIn("三月份", faults[5])
        record.action_take_likely()
        record.action_confirm()
        self.assertEqual(len(record.line_ids.adoption_id), 2)

    def test_an_unknown_publication_is_a_fault_until_one_is_chosen(self):
        row = self.rows()[0]
        row[3] = "某省专刊"
        record = self.make_list(file=workbook([row]))
        record.action_match()
        line = record.line_ids
        self.assertIn("某省专刊", line.fault)
        record.action_confirm()
        self.assertFalse(line.adoption_id)
        line = self.make_list(file=workbook([row]))
        line.action_match()
        line.line_ids.write({"publication_id": self.city_paper.id, "decision": "adopt"})
        line.action_confirm()
        self.assertTrue(line.line_ids.adoption_id)

    def test_days_without_a_year_are_the_latest_up_to_the_date_of_the_list(self):
        rows = self.rows()[:3]
        for row, day in zip(rows, ("12月28日", "1月4日", "2025年3月7日")):
            row[5] = day
        record = self.make_list(file=workbook(rows), date="2026-01-05")
        record.action_match()
        self.assertEqual(
            record.line_ids.mapped("date"), [date(2025, 12, 28), date(2026, 1, 4), date(2025, 3, 7)]
        )
        record = self.make_list(pasted="丙局加强安全生产执法\t丙局\t12月28日", date="2026-01-05")
        record.action_match()
        self.assertEqual(record.line_ids.date, date(2025, 12, 28))

    def test_withdrawn_and_returned_items_are_not_matched(self):
        for state in ("withdrawn", "returned"):
            name = "丁镇%s的一条旧信息" % state
            item = self.past_item(name, "2026-02-21 02:00:00", state=state)
            record = self.make_list(pasted="%s（甲镇）" % name)
            record.action_match()
            with self.subTest(state):
                self.assertNotEqual(record.line_ids.item_id, item)
                record.line_ids.write({"item_id": item.id, "decision": "adopt"})
                with self.assertRaisesRegex(UserError, "withdrawn or returned"):
                    record.action_confirm()

    def test_a_row_without_a_date_is_refused_with_a_sentence(self):
        record = self.make_list(file=workbook([self.rows()[0], self.rows()[2]]))
        record.action_match()
        for line in record.line_ids:
            day = line.date
            line.date = False
            with self.subTest(line.decision), self.assertRaisesRegex(UserError, "enter the date"):
                record.action_confirm()
            line.date = day
        record.action_confirm()
        self.assertEqual(record.state, "done")

    def test_unusable_input_is_refused_with_a_sentence(self):
        for vals in (
            {},
            {"file": base64.b64encode(b"no workbook")},
            {"file": workbook([], header=["甲", "乙"])},
            {"file": workbook([])},
        ):
            with self.subTest(list(vals)), self.assertRaises(UserError):
                self.make_list(**vals).action_match()

    def test_only_the_office(self):
        for user in self.officer | self.leader | self.outsider:
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.make_list(user)

    def test_registered_rows_are_fixed(self):
        record = self.make_list(file=workbook(self.rows()[:1]))
        record.action_match()
        record.action_confirm()
        with self.assertRaises(UserError):
            record.line_ids.item_id = self.other
        with self.assertRaises(UserError):
            record.action_confirm()
        with self.assertRaises(UserError):
            record.action_match()
        with self.assertRaises(AccessError):
            record.with_user(self.manager).state = "draft"

    def test_ten_thousand_rows(self):
        rows = [
            [n, "第%d次推进%d号项目" % (n, n * 7), "甲镇", "某市信息", str(n % 50), "2026-03-05", 1]
            for n in range(1, 10001)
        ]
        record = self.make_list(file=workbook(rows))
        before = self.env.cr.sql_log_count
        record.action_match()
        self.assertLess(self.env.cr.sql_log_count - before, 500)  # none for each row
        self.assertEqual(len(record.line_ids), 10000)
        self.assertEqual(record.none_count, 10000)
