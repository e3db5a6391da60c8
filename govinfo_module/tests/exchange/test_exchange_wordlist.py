"""Terms of the word list and marks of state secrets are found where they stand, and only there."""

import random

from ...exchange.wordlist import WordList, secrecy_marks
from ..pure import PureCase, tagged


@tagged("post_install", "-at_install")
class TestWordList(PureCase):
    words = WordList(
        [
            ("不规范", ""),
            ("不规范用语", "规范用语"),
            ("ＯＡ系统", "办公系统"),
            (" 老板 ", "企业负责人"),
            ("", ""),
        ]
    )

    def find(self, text):
        return [(hit.start, hit.end, hit.term, hit.suggestion) for hit in self.words.find(text)]

    def test_longest_first(self):
        self.assertEqual(
            self.find("不规范用语和不规范"),
            [(0, 5, "不规范用语", "规范用语"), (6, 9, "不规范", "")],
        )

    def test_width_and_case(self):
        self.assertEqual(self.find("用oa系统"), [(1, 5, "ＯＡ系统", "办公系统")])
        self.assertEqual(self.find("İİ老板"), [(2, 4, "老板", "企业负责人")])

    def test_nothing(self):
        self.assertEqual(self.find(None), [])
        self.assertEqual(self.find("规范"), [])

    def test_many_terms_agree_with_a_plain_search(self):
        chance = random.Random(2)
        terms = {"".join(chance.choices("甲乙丙", k=chance.randint(1, 4))) for _ in range(20)}
        text = "".join(chance.choices("甲乙丙丁", k=500))
        expected, place = [], 0
        while place < len(text):
            longest = max((t for t in terms if text.startswith(t, place)), key=len, default=None)
            if longest:
                expected.append((place, place + len(longest)))
            place += len(longest or " ")
        hits = WordList((term, "") for term in terms).find(text)
        self.assertEqual([(hit.start, hit.end) for hit in hits], expected)


@tagged("post_install", "-at_install")
class TestSecrecyMarks(PureCase):
    def test_found(self):
        for text, mark, level in [
            ("机密★1年", "机密★", "机密"),
            ("机 密★1年", "机 密★", "机密"),
            ("机　密　★", "机　密　★", "机密"),
            ("绝密", "绝密", "绝密"),
            ("绝\n密", "绝\n密", "绝密"),
            ("秘密★5年", "秘密★", "秘密"),
            ("秘 密 ☆", "秘 密 ☆", "秘密"),
            ("秘密*长期", "秘密*", "秘密"),
            ("密级：秘密", "密级：秘密", "秘密"),
            ("密 级: 机 密", "密 级: 机 密", "机密"),
            ("本件属机密，请妥善保管", "机密", "机密"),
            ("机密级文件", "机密", "机密"),
            ("机\u200b密", "机\u200b密", "机密"),
        ]:
            with self.subTest(text):
                self.assertEqual(
                    [(found.text, found.level) for found in secrecy_marks(text)], [(mark, level)]
                )

    def test_ordinary_words(self):
        for text in (
            "保密工作",
            "群众反映的秘密",
            "公开的秘密武器",
            "司机密切配合",
            "手机密码泄露",
            "飞机密集起降",
            "企业商业机密保护",
            "数据的机密性和完整性",
            "杜绝密闭空间作业",
            "主机密钥",
            "密级管理",
            "",
            None,
        ):
            with self.subTest(text):
                self.assertEqual(secrecy_marks(text), [])

    def test_places(self):
        text = "甲绝密乙秘密★"
        self.assertEqual([(m.start, m.end) for m in secrecy_marks(text)], [(1, 3), (4, 7)])
