"""Lines of Chinese text: what may not begin or end one, what stays together, and that lines are filled."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ...gongwen import find_fonts
from ...gongwen.breaking import NO_END as FORBIDDEN_END
from ...gongwen.breaking import NO_START as FORBIDDEN_START
from ...gongwen.breaking import break_lines
from ...gongwen.typeset import Setter
from ..pure import PureCase, tagged
from .gongwen_cases import NO_END, NO_START, SENTENCE

SIZE = 15.79
WIDTH = 28 * SIZE
WORDS = st.sampled_from(
    [
        "政务",
        "信息",
        "江海县",
        "12.50",
        "1286",
        "17.49%",
        "——",
        "……",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "，",
    ]
    + [
        "。",
        "；",
        "：",
        "、",
        "？",
        "！",
        "·",
        "～",
        "2026年",
        "GB/T",
        "a",
        "xinxike@example.gov.cn",
        " ",
    ]
)


@tagged("post_install", "-at_install")
class TestGongwenBreaking(PureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.setter = Setter(find_fonts())

    def broken(self, text, width=WIDTH, **how):
        """The lines of a text."""
        return break_lines(self.setter.glyphs(text, "fangsong", SIZE), width, **how)

    def texts(self, text, width=WIDTH, **how):
        """The texts of its lines."""
        return [line.text for line in self.broken(text, width, **how)]

    def test_closing_marks_do_not_begin_a_line(self):
        self.assertTrue(set(NO_START) <= FORBIDDEN_START)
        for mark in NO_START:
            with self.subTest(mark=mark):
                for text in self.texts(("中" * 28 + mark) * 3):
                    self.assertNotEqual(text[0], mark)

    def test_opening_marks_do_not_end_a_line(self):
        self.assertTrue(set(NO_END) <= FORBIDDEN_END)
        for mark in NO_END:
            with self.subTest(mark=mark):
                for text in self.texts("中" * 27 + mark + "文" * 40):
                    self.assertNotEqual(text[-1], mark)

    def test_numbers_words_and_long_marks_stay_whole(self):
        for piece in ("12,345.67", "17.49%", "——", "……", "GB/T", "2026"):
            for before in range(24, 29):
                texts = self.texts("中" * before + piece + "文" * 30)
                with self.subTest(piece=piece, before=before):
                    self.assertTrue(any(piece in text for text in texts), texts)

    def test_an_annex_keeps_its_number(self):
        for before in range(24, 29):
            texts = self.texts("中" * before + "附件2" + "文" * 30)
            with self.subTest(before=before):
                self.assertTrue(any("附件2" in text for text in texts), texts)

    def test_lines_are_filled_to_the_edge(self):
        for line in self.broken(SENTENCE * 5)[:-1]:
            last = line.spans[-1]
            edge = last.xs[-1] + self.setter.glyphs(last.text[-1], "fangsong", SIZE)[0].width
            self.assertAlmostEqual(edge, WIDTH, delta=0.02)

    def test_the_last_line_is_not_stretched(self):
        line = self.broken("中文字")[0]
        self.assertEqual(line.spans[0].xs, (0.0, SIZE, 2 * SIZE))

    def test_blanks(self):
        self.assertEqual(self.texts("政务政务政务 ——", 6 * SIZE), ["政务政务政", "务 ——"])
        self.assertEqual(self.texts("政务政务政务   信息", 6 * SIZE), ["政务政务政务", "信息"])
        self.assertEqual(self.texts("政务政务政务   ", 6 * SIZE), ["政务政务政务"])

    def test_a_long_address_breaks_after_its_marks(self):
        address = "https://www.example.gov.cn/" + "abcdefghij/" * 6
        texts = self.texts("网址" + address + "请查收")
        self.assertTrue(all(text[-1] in "/.收" for text in texts), texts)

    def test_an_unbroken_word_of_500_letters(self):
        lines = self.broken("中文" + "x" * 500 + "中文")
        self.assertEqual("".join(line.text for line in lines), "中文" + "x" * 500 + "中文")
        self.assertTrue(all(line.width <= WIDTH + 0.1 for line in lines))

    def test_a_heap_of_closing_marks(self):
        text = "好" + "！" * 200
        lines = self.broken(text)
        self.assertEqual("".join(line.text for line in lines), text)
        self.assertTrue(all(line.width <= WIDTH + 0.1 for line in lines))

    def test_line_feeds_and_empty_texts(self):
        self.assertEqual(self.texts("甲\n\n乙"), ["甲", "", "乙"])
        self.assertEqual(self.texts(""), [""])

    def test_indents(self):
        lines = self.broken("中" * 60, first=2 * SIZE, hanging=SIZE)
        self.assertEqual([len(line.text) for line in lines], [26, 27, 7])
        self.assertEqual([round(line.x / SIZE) for line in lines], [2, 1, 1])

    def test_alignment(self):
        for align, x in (("left", 0), ("center", WIDTH / 2 - SIZE), ("right", WIDTH - 2 * SIZE)):
            self.assertAlmostEqual(self.broken("中文", align=align)[0].x, x, delta=0.01)

    def test_a_column_narrower_than_a_character(self):
        self.assertEqual(self.texts("中文", width=3), ["中", "文"])

    @settings(max_examples=150, deadline=None)
    @given(st.lists(WORDS, min_size=1, max_size=120).map("".join), st.integers(6, 28))
    def test_any_text_keeps_the_rules(self, text, columns):
        """No character is lost, none is drawn past the edge, and no avoidable breach of the rules."""
        lines = self.broken(text, columns * SIZE)
        glued = "".join(line.text for line in lines).replace(" ", "")
        self.assertEqual(
            glued,
            "".join(g.char for g in self.setter.glyphs(text, "fangsong", SIZE)).replace(" ", ""),
        )
        for above, line in zip([None] + lines, lines):
            self.assertLessEqual(line.width, columns * SIZE + 0.1)
            if above is None or not line.text or not above.text:
                continue
            breach = line.text[0] in NO_START or above.text[-1] in NO_END
            if breach:  # only where the line above offers no place at all
                inner = zip(above.text, above.text[1:])
                self.assertFalse(any(self.free(*pair) for pair in inner), (above.text, line.text))

    @staticmethod
    def free(before, after):
        """Whether a line could end between two characters that are no part of a number or word."""
        if before.isascii() or after.isascii() or before in "—…" and after in "—…":
            return False
        return after not in FORBIDDEN_START and before not in FORBIDDEN_END
