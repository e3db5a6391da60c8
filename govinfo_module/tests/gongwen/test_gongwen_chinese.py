"""Official Chinese for dates, numbers and document numbers; typed text made fit for print."""

import datetime
from decimal import Decimal

from ...gongwen import chinese
from ..pure import PureCase, tagged


@tagged("post_install", "-at_install")
class TestGongwenChinese(PureCase):
    def test_dates(self):
        self.assertEqual(chinese.date(datetime.date(2026, 10, 9)), "2026年10月9日")
        self.assertEqual(chinese.date(datetime.datetime(2026, 1, 31, 8)), "2026年1月31日")
        self.assertEqual(chinese.date("近日"), "近日")
        self.assertEqual([chinese.date(None), chinese.date(False)], ["", ""])
        self.assertEqual(chinese.year_in_words(2026), "二〇二六年")

    def test_spans(self):
        for start, end, text in (
            ((2026, 7, 1), (2026, 9, 30), "2026年第三季度"),
            ((2026, 9, 1), (2026, 9, 30), "2026年9月"),
            ((2024, 2, 1), (2024, 2, 29), "2024年2月"),
            ((2026, 1, 1), (2026, 12, 31), "2026年"),
            ((2026, 7, 1), (2026, 12, 31), "2026年下半年"),
            ((2026, 1, 1), (2026, 6, 30), "2026年上半年"),
            ((2026, 2, 1), (2026, 4, 30), "2026年2月1日至4月30日"),
            ((2026, 9, 1), (2026, 10, 15), "2026年9月1日至10月15日"),
            ((2026, 12, 1), (2027, 2, 28), "2026年12月1日至2027年2月28日"),
        ):
            with self.subTest(text=text):
                self.assertEqual(chinese.period(datetime.date(*start), datetime.date(*end)), text)

    def test_numerals(self):
        for number, text in (
            (0, "零"),
            (4, "四"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (115, "一百一十五"),
            (1005, "一千零五"),
            (2010, "二千零一十"),
            (9999, "九千九百九十九"),
        ):
            self.assertEqual(chinese.numeral(number), text)
        for number in (-1, 10000):
            with self.assertRaises(ValueError):
                chinese.numeral(number)
        self.assertEqual(chinese.quarter(3), "第三季度")
        ordinals = [chinese.ordinal(level, 12) for level in (1, 2, 3, 4)]
        self.assertEqual(ordinals, ["十二、", "（十二）", "12.", "（12）"])

    def test_points(self):
        for value, text in (
            (Decimal("12.5"), "12.50分"),
            ("0.005", "0.01分"),
            (Decimal("2.345"), "2.35分"),
            (-3, "-3.00分"),
            (0, "0.00分"),
        ):
            self.assertEqual(chinese.points(value), text)

    def test_document_numbers(self):
        for typed in (
            "江政办发[2026]058号",
            "江政办发【2026】58号",
            "江政办发（2026）第58号",
            "江政办发(2026) 58 号",
            "江政办发〔2026〕58号",
            "江政办发 ［2026］ 0058号",
        ):
            self.assertEqual(chinese.document_number(typed), "江政办发〔2026〕58号")
        self.assertEqual(chinese.document_number("特急"), "特急")

    def test_marks_after_chinese_words(self):
        for typed, text in (
            ("甲,乙;丙:丁?戊!", "甲，乙；丙：丁？戊！"),
            ("增长12,345.6条", "增长12,345.6条"),
            ("时间:9:30", "时间：9:30"),
            ("https://a.cn?x=1", "https://a.cn?x=1"),
            ("他说\"好\",再说'是'", "他说“好”，再说‘是’"),
            ('it\'s "plain"', 'it\'s "plain"'),
            ("甲\u200b乙\ufeff\u202e丙\x07", "甲乙丙"),
            ("e\u0301", "é"),
            ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ):
            with self.subTest(typed=typed):
                self.assertEqual(chinese.clean(typed), text)
        self.assertEqual([chinese.clean(v) for v in (None, False, 0, 1.5)], ["", "", "0", "1.5"])

    def test_quotes_pair_over_runs(self):
        self.assertEqual(chinese.clean_runs(['他说"', "好", '"。']), ["他说“", "好", "”。"])
        self.assertEqual(chinese.clean_runs(["甲\x1f", "乙"]), ["甲", "乙"])
        self.assertEqual(chinese.clean_runs([""]), [""])
