"""Titles: whole words, balanced lines, any length."""

from ...gongwen import find_fonts
from ...gongwen.titles import WORDS, balance
from ...gongwen.typeset import Setter
from ..pure import PureCase, tagged
from .gongwen_cases import NO_END, NO_START, notice, opened, outside, rows_of

WIDTH = 156 * 72 / 25.4
TITLES = (
    "江海县人民政府办公室关于2026年第三季度政务信息采用情况的通报",
    "江海县人民政府办公室关于印发《江海县政务信息工作考核办法（试行）》的通知",
    "江海县人民政府办公室关于对2026年度全县政务信息工作先进集体和先进个人进行通报表扬的决定",
    "江海县人民政府关于进一步加强全县安全生产和应急管理工作切实保障人民群众生命财产安全维护社会大局稳定的若干意见",
    "城关镇反映：老旧小区加装电梯存在三方面困难",
)


@tagged("post_install", "-at_install")
class TestGongwenTitles(PureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.setter = Setter(find_fonts())

    def lines(self, text):
        """The lines of a title in 二号."""
        return balance(self.setter.glyphs(text, "xiaobiaosong", 22), WIDTH)

    def test_a_short_title_is_one_line(self):
        self.assertEqual([line.text for line in self.lines("关于表彰的通报")], ["关于表彰的通报"])

    def test_breaks_fall_between_words(self):
        for title in TITLES:
            texts = [line.text for line in self.lines(title)]
            with self.subTest(texts=texts):
                self.assertEqual("".join(texts), title)
                for text in texts:
                    self.assertNotIn(text[0], NO_START + "的了")
                    self.assertNotIn(text[-1], NO_END)
                for above, below in zip(texts, texts[1:]):
                    parts = {above[-n:] + below[:m] for n in range(1, 5) for m in range(1, 5)}
                    long = {word for word in WORDS if len(word) > 2}
                    self.assertFalse(parts & long)

    def test_what_is_quoted_stays_on_one_line(self):
        for title, head in (
            ("县交通运输局对标《政府工作报告》推动道路交通安全", "县交通运输局对标"),
            ("县政务服务中心“精简应用、数据共享”推动数字政府建设", "县政务服务中心"),
        ):
            self.assertEqual(self.lines(title)[0].text, head)

    def test_lines_form_no_hourglass(self):
        for title in TITLES:
            lines = self.lines(title)
            widths = [line.width / 22 for line in lines]
            with self.subTest(widths=widths):
                self.assertLessEqual(max(widths), WIDTH / 22)
                if len(widths) == 3:
                    self.assertFalse(widths[1] < min(widths[0], widths[2]) - 1)
                self.assertGreater(min(widths), max(widths) * 0.4)

    def test_a_typed_line_break_wins(self):
        texts = [line.text for line in self.lines("关于采用\n情况的通报")]
        self.assertEqual(texts, ["关于采用", "情况的通报"])

    def test_titles_of_1_to_120_characters(self):
        words = "江海县人民政府办公室关于进一步加强政务信息工作的通报"
        for length in (1, 2, 19, 20, 21, 39, 40, 41, 60, 61, 80, 99, 100, 119, 120):
            title = (words * 5)[:length]
            page = opened(notice(title=title)).pages[0]
            rows = [
                r for r in rows_of(page) if 13.9 < r["size"] < 22.1 and abs(r["size"] - 15.79) > 0.1
            ]
            rows = [r for r in rows if "—" not in r["text"]]
            with self.subTest(length=length):
                self.assertEqual("".join(r["text"] for r in rows), title)
                self.assertEqual(outside(page), [])
                self.assertGreaterEqual(min(r["x0"] for r in rows), 27.9)
                self.assertLessEqual(max(r["x1"] for r in rows), 184.1)

    def test_a_very_long_title_is_set_smaller(self):
        page = opened(notice(title="江海县政务信息" * 30)).pages[0]
        rows = [r for r in rows_of(page) if set(r["text"]) <= set("江海县政务信息")]
        self.assertEqual(sum(len(r["text"]) for r in rows), 210)
        self.assertLessEqual(len(rows), 8)
        self.assertEqual(outside(page), [])

    def test_first_page_shows_text_under_the_longest_title(self):
        page = opened(notice(title="江海县政务信息" * 17)).pages[0]
        self.assertTrue(any("一、总体情况" in r["text"] for r in rows_of(page)))
