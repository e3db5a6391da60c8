"""Near duplicates share a band of their fingerprints, other texts seldom do."""

import random

from ....exchange.likeness.similar import BANDS, NEARLY_SAME, fingerprint, similarity
from ...pure import PureCase, tagged

TEXT = (
    "连日来，平桥镇针对持续强降雨天气，迅速启动应急响应，组织镇村干部对辖区内山塘水库、地质灾害点、"
    "危旧房屋开展拉网式排查，共排查隐患点十二处，转移群众三百余人，确保人民群众生命财产安全。"
)
OTHER = (
    "县农办围绕农民增收目标，依托农民培训学校，分批开设茶叶、果蔬、家政等实用技术课程，全年培训农民"
    "二千余人次，带动就业八百余人，受到基层干部群众普遍欢迎。"
)


def shared(one, other):
    return len(set(fingerprint(one)) & set(fingerprint(other)))


@tagged("post_install", "-at_install")
class TestSimilar(PureCase):
    def test_same_words(self):
        """Punctuation, width, case and line breaks make no difference."""
        changed = TEXT.replace("，", ",\n").replace("。", " . ") + "ＡＢ"
        self.assertEqual(fingerprint(changed), fingerprint(TEXT + "ab"))
        self.assertEqual(similarity(changed, TEXT + "ab"), 1)

    def test_nearly_the_same(self):
        for changed in (
            TEXT.replace("平桥镇", "雷峰乡"),
            TEXT.replace("连日来，", "近日，").replace("三百余人", "310人"),
            TEXT + "目前，各项工作正有序推进。",
            TEXT[10:],
        ):
            with self.subTest(changed):
                self.assertGreater(shared(TEXT, changed), 0)
                self.assertGreater(similarity(TEXT, changed), NEARLY_SAME)

    def test_different(self):
        self.assertEqual(shared(TEXT, OTHER), 0)
        self.assertLess(similarity(TEXT, OTHER), 0.4)

    def test_how_often(self):
        """A tenth of the characters changed: nearly always found; random texts: hardly ever."""
        chance = random.Random(3)
        characters = [chr(0x4E00 + number) for number in range(900)]
        texts = ["".join(chance.choices(characters, k=400)) for _number in range(100)]
        found = 0
        for text in texts:
            changed = list(text)
            for place in chance.sample(range(400), 40):
                changed[place] = chance.choice(characters)
            found += shared(text, "".join(changed)) > 0
        self.assertGreaterEqual(found, 93)
        self.assertEqual(sum(shared(*pair) > 0 for pair in zip(texts, texts[1:])), 0)

    def test_stable_numbers_for_the_database(self):
        bands = fingerprint(TEXT)
        self.assertEqual(len(bands), BANDS)
        self.assertTrue(all(-(2**31) <= band < 2**31 for band in bands))
        self.assertEqual(bands[:2], [-443285703, -751009642])

    def test_too_short(self):
        for text in (None, "", "防汛工作", "，。！" * 50):
            self.assertEqual(fingerprint(text), [])
        self.assertEqual(len(fingerprint("防汛抗旱工作情况的报告一")), BANDS)
        self.assertEqual(similarity("", TEXT), 0)
