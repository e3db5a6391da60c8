"""The texts of the sample county pass the check of row 27: at most one finding for 1,000 characters.

Run in Odoo's shell by make test, on a database with the addon; nothing is kept.
"""

import sys
import unittest

from odoo.addons.govinfo_module.checking import Lists, check, check_title
from odoo.addons.govinfo_module.exchange.clean_html import plain_text

from demo.some_texts import some_items

TEXTS = 300


class TestSampleTexts(unittest.TestCase):
    def test_hardly_anything_is_found(self):
        texts = [plain_text(body) for _unit, _title, body, _day in some_items(TEXTS)]
        found = [
            (one.kind, text[one.start : one.end]) for text in texts for one in check(text, Lists())
        ]
        self.assertLessEqual(len(found), sum(map(len, texts)) / 1000, found)

    def test_titles_are_in_order(self):
        titles = [title for _unit, title, _body, _day in some_items(TEXTS)]
        wrong = [title for title in titles if check_title(title, Lists())]
        self.assertEqual(wrong, [])


def main(_env):
    """Run the tests above; the last line says how they ended."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    unittest.TextTestRunner(verbosity=2).run(suite)
