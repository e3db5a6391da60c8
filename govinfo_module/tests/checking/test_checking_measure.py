"""How many planted errors are found, and how often correct prose is suspected."""

from collections import Counter

from ...checking import KINDS, check
from ..pure import PureCase, tagged
from .checking_cases import LISTS, correct_prose, found, judge, planted


@tagged("post_install", "-at_install")
class TestPlanted(PureCase):
    def test_there_are_enough(self):
        kinds = Counter(case.kind for case in planted())
        self.assertGreaterEqual(sum(kinds.values()), 200)
        self.assertEqual(set(kinds), set(KINDS) - {"length"})  # its texts are made in test_checking

    def test_recall(self):
        kinds, hits, missed = Counter(), Counter(), []
        for case in planted():
            kinds[case.kind] += 1
            if (case.start, case.end, case.kind) in found(judge(case)):
                hits[case.kind] += 1
            else:
                missed.append((case.kind, case.text))
        self.assertGreaterEqual(sum(hits.values()) / sum(kinds.values()), 0.95, missed)
        for kind, count in kinds.items():
            self.assertGreaterEqual(hits[kind] / count, 0.8, (kind, missed))

    def test_suggestions(self):
        for case in planted():
            if case.suggestion:
                place = (case.start, case.end, case.kind)
                given = {
                    one.suggestion for one in judge(case) if (one.start, one.end, one.kind) == place
                }
                with self.subTest(case.text):
                    self.assertEqual(given, {case.suggestion})

    def test_little_else_is_found_in_them(self):
        """Beside the planted error: wrong widths of the same characters, the other half of a pair."""
        extra, length = [], 0
        for case in planted():
            length += len(case.text)
            extra += [
                (case.text, one.kind)
                for one in judge(case)
                if one.end <= case.start or one.start >= case.end
                if one.kind not in ("width", "quote")
            ]
        self.assertLessEqual(len(extra), length / 1000, extra)


@tagged("post_install", "-at_install")
class TestCorrect(PureCase):
    def assert_clean(self, texts):
        """At most one finding for 1,000 characters."""
        texts = list(texts)
        findings = [
            (one.kind, text[max(one.start - 10, 0) : one.end + 10])
            for text in texts
            for one in check(text, LISTS)
        ]
        self.assertLessEqual(len(findings), sum(map(len, texts)) / 1000, findings)

    def test_correct_prose(self):
        self.assertGreaterEqual(len(correct_prose()), 30)
        self.assert_clean(correct_prose())
