"""The catalogue names every table the engine touches, and rules reach it as plain values only."""

import re

from ... import scoring
from ...scoring import catalogue
from ..pure import PureCase, tagged
from ..test_layers import ADDON

NAME = re.compile(r"\bgovinfo_[a-z_]+\b(?!\()")
# made by ``schema`` beside tables: functions, a sequence, a savepoint, the addon itself
OTHERS = {
    "govinfo_clamp", "govinfo_clamped_sum", "govinfo_ledger_forget", "govinfo_scratch",
    "govinfo_score_entry_id_seq", "govinfo_module",
}  # fmt: skip
RULES = re.compile(r"\bgovinfo_rule(set)?(_[a-z]+)?\b")


@tagged("post_install", "-at_install")
class TestScoringCatalogue(PureCase):
    def sources(self):
        for path in sorted((ADDON / "scoring").rglob("*.py")):
            yield path.name, path.read_text(encoding="utf-8")

    def test_every_table_is_in_the_catalogue(self):
        known = {*catalogue.FOLLOWED, *catalogue.BESIDE, *catalogue.WRITTEN, *catalogue.FROZEN}
        for name, text in self.sources():
            with self.subTest(file=name):
                self.assertFalse(set(NAME.findall(text)) - known - OTHERS)
        self.assertLessEqual(set(catalogue.KINDS.values()), set(catalogue.FOLLOWED))

    def test_no_rule_is_read_from_a_table(self):
        for name, text in self.sources():
            with self.subTest(file=name):
                self.assertIsNone(RULES.search(text))

    def test_calendar_windows_are_cut_in_one_module(self):
        for name, text in self.sources():
            if name != "windows.py":
                with self.subTest(file=name):
                    self.assertNotIn("date_trunc", text)
                    self.assertNotIn("// 3", text)

    def test_only_facts_without_an_item_are_asked_about(self):
        with self.assertRaises(scoring.ScoringError):
            scoring.ask(None, None, None, "adoption", [1])
