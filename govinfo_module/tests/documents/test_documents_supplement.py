"""A supplementary notice says what has changed and nothing else."""

import copy

from ...documents import blocks_to_html, notice_blocks, notice_document, supplement_units
from ..analysis.sample_figures import OFFICE, figures
from ..pure import PureCase, tagged


@tagged("post_install", "-at_install")
class TestSupplementWording(PureCase):
    def setUp(self):
        super().setUp()
        self.before = figures()
        self.now = copy.deepcopy(self.before)

    def text(self, kind="ranking", name_missed=True):
        return blocks_to_html(notice_blocks(self.now, {}, kind, name_missed, self.before))

    def test_nothing_changed(self):
        self.assertIn("有关数据没有变化。", self.text())
        self.assertNotIn("一、", self.text())

    def test_counts(self):
        self.now["totals"]["submitted"] = 31
        self.now["totals"]["adopted"] = {"county": 9, "city": 4, "province": 1}
        self.assertIn(
            "全县报送政务信息由30条更正为31条；信息被采用由13条更正为14条。",
            self.text(),
        )
        self.assertNotIn("上季度", self.text())

    def test_points_and_places_where_the_notice_ranks(self):
        first, second = self.now["ranking"][0]["rows"]
        first.update(rank=2, total="40.00")
        second.update(rank=1)
        self.assertIn(
            "甲镇得分由84分更正为40分，名次由第1位更正为第2位；乙镇名次由第2位更正为第1位。",
            self.text(),
        )
        self.assertIn("没有变化", self.text("situation"))

    def test_who_fell_short(self):
        gone = self.now["shortfalls"].pop(0)
        self.assertIn("不再列入：%s。" % gone["unit"], self.text())
        self.before, self.now = self.now, self.before
        self.assertIn("补充列入：%s。" % gone["unit"], self.text())

    def test_adoptions_and_commissions(self):
        gone = self.now["adopted"].pop(0)
        line = next(row for row in self.now["commissions"] if row["state"] == "missed")
        line["state"] = "late"
        self.assertIn("核减被采用信息1条次：《%s》" % gone["title"], self.text("situation"))
        change = "%s办理“%s”约稿，由“未完成”更正为“逾期完成”。" % (
            line["unit"],
            line["commission"],
        )
        self.assertIn(change, self.text("situation"))
        self.assertNotIn(line["unit"] + "办理", self.text("situation", name_missed=False))

    def test_without_the_tables_of_the_first_notice(self):
        self.now["totals"]["submitted"] = 31
        document = notice_document(self.now, {}, OFFICE, "ranking", True, self.before)
        self.assertFalse(document.annexes)

    def test_a_letter_goes_to_those_it_concerns(self):
        self.assertEqual(supplement_units(self.before, self.now, {3, 4}), set())
        self.now["shortfalls"][0]["reasons"] = []
        changed = self.now["shortfalls"][0]["unit_id"]
        self.assertEqual(supplement_units(self.before, self.now, {3, 4}), {changed})
