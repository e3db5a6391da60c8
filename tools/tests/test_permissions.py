"""The page of permissions says what the table says that the addon's tests walk."""

import unittest

from .. import permissions


class TestPermissions(unittest.TestCase):
    def test_the_page_is_the_table(self):
        text = permissions.PAGE.read_text(encoding="utf-8")
        self.assertEqual(text, permissions.page(), "run make permissions")

    def test_lines_say_the_same_cells(self):
        table = permissions.table_module()
        roles, cells = table.read()
        again = {}
        for model, whose, states, whats, *signs in table.lines(cells, roles):
            for one in whose.split():
                for state in states.split() or [""]:
                    for what in whats.split():
                        again[model, one, state, what] = dict(zip(roles, signs, strict=True))
        self.assertEqual(again, cells)

    def test_names_are_chinese(self):
        words = permissions.Words()
        self.assertEqual(words.model("govinfo.item"), "政务信息")
        self.assertEqual(words.state("govinfo.item", "draft"), "草稿")
        self.assertIn("退回", words.what("govinfo.item", "action_open_return"))
