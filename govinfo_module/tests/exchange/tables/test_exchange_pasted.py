"""Pasted lists, with or without a header, become the same rows as a sheet."""

from datetime import date

from ....exchange import errors
from ....exchange.tables.columns import ADOPTIONS
from ....exchange.tables.pasted import read_pasted
from ...pure import PureCase, tagged


@tagged("post_install", "-at_install")
class TestPasted(PureCase):
    def read(self, text):
        table = read_pasted(text, ADOPTIONS, 2026)
        self.assertEqual(table.errors, [])
        return [
            (row.number, {name: value for name, value in row.values.items() if value is not None})
            for row in table.rows
        ]

    def test_from_a_sheet(self):
        text = (
            "序号\t标题\t报送单位\t采用日期\r\n"
            '1\t"关于春耕\n""五讲四美""的报告"\t平桥镇\t2026年3月5日\r\n'
            '2\t"零距离"服务\t县工商局\t\r\n'
            "\t\t\t\r\n"
            "合计\t2\t\t\r\n"
        )
        self.assertEqual(
            self.read(text),
            [
                (
                    2,
                    {
                        "title": '关于春耕"五讲四美"的报告',
                        "unit": "平桥镇",
                        "date": date(2026, 3, 5),
                    },
                ),
                (4, {"title": '"零距离"服务', "unit": "县工商局"}),
            ],
        )

    def test_separators_named_by_a_header(self):
        for gap in (",", "，", ";", "；", "|", "   ", "　", " "):
            with self.subTest(gap):
                text = (
                    gap.join(["标题", "单位", "级别"]) + "\n" + gap.join(["春耕", "平桥镇", "省级"])
                )
                self.assertEqual(
                    self.read(text), [(2, {"title": "春耕", "unit": "平桥镇", "level": "province"})]
                )

    def test_numbered_list(self):
        text = (
            "1．关于春耕，以及防汛的报告（平桥镇）\n\n2. 县水利局：汛期情况\n"
            "（3）《试行办法（试行）》\n"
            "四、2026.3.5 会议情况\n⑤  雷峰乡  远教服务  市级\n"
        )
        self.assertEqual(
            self.read(text),
            [
                (1, {"title": "关于春耕，以及防汛的报告", "unit": "平桥镇"}),
                (3, {"title": "汛期情况", "unit": "县水利局"}),
                (4, {"title": "试行办法（试行）"}),
                (5, {"title": "2026.3.5 会议情况"}),
                (6, {"title": "远教服务", "unit": "雷峰乡", "level": "city"}),
            ],
        )

    def test_cells_without_header(self):
        self.assertEqual(
            self.read("12\t平桥镇\t春耕生产情况的报告\t3月5日\t5\n13\t县农办\t农民培训\t\t"),
            [
                (
                    1,
                    {
                        "title": "春耕生产情况的报告",
                        "unit": "平桥镇",
                        "date": date(2026, 3, 5),
                        "score": 5,
                    },
                ),
                (2, {"title": "农民培训", "unit": "县农办"}),
            ],
        )

    def test_a_title_may_hold_the_word_of_a_header(self):
        self.assertEqual(
            self.read("各单位 报送 标题 要规范"), [(1, {"title": "各单位 报送 标题 要规范"})]
        )

    def test_refused(self):
        for error, text in [
            (errors.NoRows, " \n\u200b\n"),
            (errors.NoRows, "标题\t单位\n"),
            (errors.MissingColumns, "单位\t日期\n平桥镇\t3月5日"),
            (errors.TooManyRows, "甲\n" * 20001),
        ]:
            with self.subTest(error.__name__), self.assertRaises(error):
                read_pasted(text, ADOPTIONS)

    def test_a_bad_row_is_named(self):
        table = read_pasted("标题\t采用日期\n甲\t明天\n乙\t2026.3.5", ADOPTIONS)
        self.assertEqual(
            [(fault.number, type(fault.error)) for fault in table.errors], [(2, errors.BadDate)]
        )
        self.assertEqual([row.values["title"] for row in table.rows], ["乙"])
