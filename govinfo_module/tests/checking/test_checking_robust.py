"""Any text at all: no exception, places inside it, time in proportion to its length."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from ...checking import Lists, check, check_title
from ...checking.terms import Terms
from ..pure import PureCase, tagged
from .checking_cases import LISTS, planted

PIECES = st.sampled_from(
    "一是 二是 三是 （一） （三） 1. ① 其中 共 合计 120条 80条 1.2亿元 8000万元 、 ， ； 。 \n 占 率 120% 2025 年 13月 "
    '2月30日 星期三 至 “ ” ‘ ’ 《 》 〈 〉 （ ） ( ) " ... 。。 ，， 的的 工作工作 台帐 县教委 县长 '
    "王某甲 绝密 秘密★1年 11010519491231002X 13812345678 １２ 分别为 百分之一百二十 三个方面： 其余 下降 约".split()
    + [" ", "\u3000", "\u200b", "😀", "\ud800", "\x00", "İ", "\r\n"]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))
SUGGESTED = [case for case in planted() if case.kind != "title"]
HOSTILE = (
    "一", "一是", "1", "１", "12条", "其中", "共1条其中", "，", "（", "“", "”", "《", "》", "“《", '"好', "(", "占",
    "的", "工作", "甲乙", "2025年", "1月", "1月1日至", "一月", " ", "\u3000", "\n", "机 ", "密级", "1.", "百",
    "12%、", "王某甲", "县", "其中1条、", "1条，不", "身份证1", "1381234", "…", "-", "😀", "①", "第一，", "分别占1%、",
    "县委书记", "合格1条，", "（其中1条", "甲(",
)  # fmt: skip


def applied(text, one):
    return text[: one.start] + one.suggestion + text[one.end :]


@tagged("post_install", "-at_install")
class TestProperties(PureCase):
    @settings(max_examples=400, deadline=None)
    @given(TEXTS)
    def test_places(self, text):
        for judge in (check, check_title):
            places = [(one.start, one.end) for one in judge(text, LISTS)]
            self.assertEqual(places, sorted(places))
            for start, end in places:
                self.assertTrue(0 <= start < end <= len(text))

    @settings(max_examples=400, deadline=None)
    @given(TEXTS)
    def test_a_suggestion_taken_over_is_not_made_again(self, text):
        for one in check(text, LISTS):
            written = text[one.start : one.end]
            self.assertNotEqual(one.suggestion, written)
            if one.suggestion:
                changed = applied(text, one)
                again = [
                    two
                    for two in check(changed, LISTS)
                    if (two.start, two.kind, two.suggestion)
                    == (one.start, one.kind, one.suggestion)
                    and changed[two.start : two.end] == written
                ]
                self.assertEqual(again, [])

    @settings(max_examples=300, deadline=None)
    @given(st.sampled_from(SUGGESTED), st.sampled_from(["", "近日，", "全县情况如下。\n"]))
    def test_in_a_planted_text_nothing_is_left_in_its_place(self, case, before):
        text = before + case.text
        for one in check(text, LISTS):
            if one.suggestion:
                changed = applied(text, one)
                again = [
                    two
                    for two in check(changed, LISTS)
                    if two.start == one.start and two.kind == one.kind
                ]
                self.assertEqual(again, [], (text, one))

    @settings(max_examples=100, deadline=None)
    @given(
        st.dictionaries(st.text("甲乙aＡ", min_size=1, max_size=4), st.text(max_size=2)),
        st.text("甲乙aＡ"),
    )
    def test_terms_agree_with_a_plain_search(self, values, text):
        keys = {term.replace("Ａ", "a"): term for term in values if len(term) > 1}
        plain, expected, place = text.replace("Ａ", "a"), [], 0
        while place < len(text):
            longest = max(
                (key for key in keys if plain.startswith(key, place)), key=len, default=""
            )
            if longest:
                expected.append((place, place + len(longest)))
            place += len(longest) or 1
        self.assertEqual([hit[:2] for hit in Terms(values).find(text)], expected)


@tagged("post_install", "-at_install")
class TestTime(PureCase):
    def test_hostile_texts_take_time_in_proportion(self):
        """Four times the text may take ten times as long, never the sixteen of a square."""
        for piece in HOSTILE:
            short, long = (self.seconds(piece * (size // len(piece))) for size in (8000, 32000))
            with self.subTest(piece):
                self.assertLess(long, max(10 * short, 0.3))

    def test_a_megabyte_of_prose(self):
        text = "\n".join(case.text for case in planted())
        text = (text * (1000000 // len(text) + 1))[:1000000]
        self.assertLess(self.seconds(text), 10 * self.seconds(text[:250000]))

    def seconds(self, text):
        """Processor seconds, the least of two."""
        taken = []
        for _turn in range(2):
            start = time.process_time()
            check(text, Lists(units=LISTS.units, leaders=LISTS.leaders))
            taken.append(time.process_time() - start)
        return min(taken)
