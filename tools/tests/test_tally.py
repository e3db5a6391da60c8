import contextlib
import io
import unittest

from tools.steps import Trouble
from tools.tally import Tally, Watch

LINE = "2026-01-05 10:00:00,000 77 %s govinfo_test odoo.addons.x.tests.test_a: %s"


class TestTally(unittest.TestCase):
    def setUp(self):
        self.printed = io.StringIO()
        for redirect in (contextlib.redirect_stderr, contextlib.redirect_stdout):
            self.enterContext(redirect(self.printed))
        self.tally = Tally(expected=5)

    def test_a_complaint_is_shown_when_it_has_ended_and_once(self):
        block = LINE % ("ERROR", "FAIL: TestA.test_x") + "\nTraceback"

        def action(watch):
            for line in block.splitlines():
                watch(line)
            self.assertNotIn("Traceback", self.printed.getvalue())
            watch(LINE % ("INFO", "going on"))
            self.assertIn("Traceback", self.printed.getvalue())
            return 1, 1, [block]

        self.tally.part("addon", action)
        self.assertEqual(self.printed.getvalue().count("Traceback"), 1)
        self.assertEqual(self.tally.close(), 1)
        self.assertTrue(self.printed.getvalue().endswith("1 passed, 1 failed\n"))

    def test_progress_counts_tests_of_parts_under_way(self):
        watch = Watch(self.tally, "addon")
        watch(LINE % ("INFO", "Starting TestA.test_x ... "))
        watch(LINE % ("INFO", "Starting TestA.test_y ... "))
        watch("test_z (e2e.test_z.TestZ.test_z) ... ok")
        self.tally.progress()
        self.assertIn("3 of 5 tests", self.printed.getvalue())

    def test_what_is_under_way_is_named_when_nothing_moves(self):
        def action(watch):
            watch(LINE % ("INFO", "Starting TestA.test_x ... "))
            self.tally.progress(silence=45)
            return 1, 0, []

        self.tally.part("addon", action)
        self.assertIn("1 of 5 tests; for 45 s: TestA.test_x\n", self.printed.getvalue())

    def test_trouble_of_a_part_is_a_failure(self):
        def action(_watch):
            raise Trouble("no room left")

        self.tally.part("addon", action)
        self.assertIn("addon: no room left", self.printed.getvalue())
        self.assertEqual(self.tally.close(), 1)

    def test_nothing_passed_is_a_failure(self):
        self.assertEqual(self.tally.close(), 1)


class TestSplit(unittest.TestCase):
    def test_groups_weigh_about_the_same_and_hold_every_class_once(self):
        from tools.odoo_tests import split

        weights = {"A": 10, "B": 6, "C": 5, "D": 1}
        self.assertEqual(split(weights, 2), [["A", "D"], ["B", "C"]])
        self.assertEqual(split(weights, 9), [["A"], ["B"], ["C"], ["D"]])
