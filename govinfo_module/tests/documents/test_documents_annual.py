"""Wording of the annual report, and the examples in the documents' own docstrings."""

import doctest

from ...documents import analysis, annual, words
from ..pure import PureCase, tagged


@tagged("post_install", "-at_install")
class TestAnnualWording(PureCase):
    def test_examples(self):
        for module in (analysis, annual, words):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertEqual(result.failed, 0)
                self.assertTrue(result.attempted)

    def test_place_without_earlier_ones(self):
        rows = [{"year": 2025, "level": "province", "rank": 14, "of": 0, "note": ""}]
        self.assertEqual(annual.rank_words(2025, "province", "全省", rows), "在全省考核中列第14位")

    def test_place_that_fell(self):
        rows = [
            {"year": 2024, "level": "city", "rank": 2, "of": 9, "note": ""},
            {"year": 2025, "level": "city", "rank": 4, "of": 9, "note": ""},
        ]
        self.assertEqual(
            annual.rank_words(2025, "city", "全市", rows),
            "在全市考核中列第4位（共9个），由上年第2位下降2位",
        )

    def test_change_in_another_unit(self):
        self.assertEqual(words.change(3, 2, "上年", "件次"), "比上年增加1件次（增长50.0%）")
