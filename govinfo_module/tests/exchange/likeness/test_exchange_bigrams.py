"""Words of any length in Chinese texts: pairs of characters, places, excerpts."""

import re
import sys

from ....exchange.likeness.bigrams import LONG, Words, excerpt, form, grams
from ....exchange.text import HAN
from ...pure import PureCase, tagged

TEXT = "甲镇推进乡村振兴。\nＧＤＰ增长8.5%，王小红、王明出席。"


def found(words, text):
    """Whether the query's pairs all stand among the text's, as the database asks; and the places."""
    typed = Words.typed(words)
    lexemes = grams(text)
    parts = [part for part in typed.query().split(" & ") if part]
    whole = all(
        any(one.startswith(part[1:-3]) for one in lexemes)
        if part.endswith(":*")
        else part[1:-1] in lexemes
        for part in parts
    )
    return bool(parts) and whole, bool(parts) and bool(typed.places(text))


@tagged("post_install", "-at_install")
class TestBigrams(PureCase):
    def test_words_of_any_length_are_found(self):
        for words in (
            "乡",
            "兴",
            "席",
            "乡村",
            "乡村振兴",
            "推进 振兴",
            "gdp增长8",
            "ｇＤp",
            "8.5%",
        ):
            with self.subTest(words=words):
                self.assertEqual(found(words, TEXT), (True, True))

    def test_what_is_not_there_is_not_found(self):
        for words in ("农", "镇村", "乡村 农业", "兴g", "%", "'", "", "   ", "。"):
            with self.subTest(words=words):
                self.assertFalse(all(found(words, TEXT)))

    def test_pairs_that_stand_apart_are_candidates_only(self):
        self.assertEqual(found("王小明", "王小红、小明"), (True, False))
        self.assertEqual(Words.typed("王小明").unsure(), ["王小明"])
        self.assertEqual(Words.typed("王小 明").unsure(), [])

    def test_a_query_holds_nothing_but_letters_and_digits(self):
        hostile = "a'b\\c:*|!(d)&<->\"\x00%_ 乡'村 '':* \u200b& | 10_000"
        for part in Words.typed(hostile).query().split(" & "):
            self.assertRegex(part, r"^'[^\W_]{1,2}'(:\*)?$")

    def test_long_words_are_cut_not_wrong(self):
        long = "".join(chr(0x4E00 + number) for number in range(10000))
        self.assertLessEqual(len(Words.typed(long).query()), 1000)
        self.assertEqual(found(long, long), (True, True))
        self.assertEqual(found(long, long[:5000])[1], False)
        self.assertEqual(len(Words.typed("甲 " * 50 + " ".join(long[:50])).terms), 10)

    def test_places_are_those_of_the_text_as_written(self):
        places = Words.typed("gdp 王 8.5").places(TEXT)
        self.assertEqual([TEXT[start:end] for start, end in places], ["ＧＤＰ", "8.5", "王", "王"])
        self.assertEqual(Words.typed("İi").places("xİI"), [(1, 3)])
        self.assertEqual(Words.typed("乡村 村振兴").places(TEXT), [(4, 8)])

    def test_a_chinese_character_has_one_form_that_no_other_has(self):
        every = "".join(map(chr, range(sys.maxunicode + 1)))
        for char, formed in zip(every, form(every), strict=True):
            if char != formed:
                self.assertIsNone(re.search("[%s]" % HAN, char + formed))

    def test_an_excerpt_shows_the_first_place(self):
        text = "甲" * 300 + "乡村振兴" + "乙" * 300
        shown, marks = excerpt(text, Words.typed("乡村振兴").places(text))
        self.assertEqual([shown[start:end] for start, end in marks], ["乡村振兴"])
        self.assertEqual(len(shown), LONG + 2)
        self.assertEqual((shown[0], shown[-1]), ("…", "…"))
        self.assertEqual(excerpt("甲镇\n乙镇", []), ("甲镇 乙镇", []))
        beginning, marks = excerpt(TEXT, Words.typed("甲镇").places(TEXT))
        self.assertEqual((beginning[:4], marks), ("甲镇推进", [(0, 2)]))
