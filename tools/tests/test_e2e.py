import unittest

from tools.e2e import counts


class TestCounts(unittest.TestCase):
    def test_all_right(self):
        self.assertEqual(counts("....\nRan 4 tests in 3.1s\n\nOK\n"), (4, 0))

    def test_failures_errors_and_skipped(self):
        text = "Ran 9 tests in 3.1s\n\nFAILED (failures=1, errors=2, skipped=1)\n"
        self.assertEqual(counts(text), (5, 3))

    def test_nothing_ran(self):
        self.assertEqual(counts("ImportError\n"), (0, 1))
        self.assertEqual(counts("Ran 0 tests in 0.0s\n\nOK\n"), (0, 1))
