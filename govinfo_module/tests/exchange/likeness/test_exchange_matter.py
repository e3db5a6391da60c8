"""What a title is about, and which texts are on the same matter."""

from ....exchange.likeness.matter import MAX_WORDS, Matter
from ...pure import PureCase, tagged


@tagged("post_install", "-at_install")
class TestMatter(PureCase):
    def test_usual_words_and_numbers_are_no_matter(self):
        for title, terms in (
            ("关于春耕备耕情况的约稿", ("春耕", "备耕")),
            ("2026年上半年夏粮收购进展情况", ("夏粮", "收购")),
            ("水稻收割机调度", ("水稻", "收割", "机调", "调度")),
            ("5G基站", ("5g", "基站")),
            ("三农问题", ("三农",)),
            ("关于2026年第三季度工作情况的报告", ()),
            ("", ()),
            (None, ()),
            ("\ud800。", ()),
        ):
            with self.subTest(title=title):
                self.assertEqual(Matter.of(title).terms, terms)

    def test_more_than_half_of_the_words_are_enough(self):
        matter = Matter.of("关于夏粮收购资金保障情况的约稿")
        self.assertEqual(matter.terms, ("夏粮", "收购", "资金", "保障"))
        self.assertEqual(matter.least, 3)
        self.assertEqual(matter.places("保障夏粮收购"), [(0, 6)])
        self.assertEqual(matter.places("夏粮收购"), [])
        self.assertEqual(matter.query().count("|"), 3)

    def test_bounded(self):
        matter = Matter.of("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥" * 50)
        self.assertEqual(len(matter.terms), MAX_WORDS)
        self.assertLess(len(matter.query()), 1000)
