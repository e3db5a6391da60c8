import tempfile
import unittest
from pathlib import Path

from tools.verdicts import judge, judge_unittest, test_classes

START = "2026-01-05 10:00:00,000 77 %s govinfo_test odoo.x: %s"
SUMMARY = START % ("INFO", "%d failed, %d error(s) of %d tests when loading database 'x' ")


class TestJudge(unittest.TestCase):
    """What Odoo's runner hides behind exit code 0 is found in its log."""

    def test_all_right(self):
        self.assertEqual(judge(0, SUMMARY % (0, 0, 12), 12), (12, 0, []))

    def test_failing_test_is_counted_once_and_shown_with_its_traceback(self):
        block = START % ("ERROR", "FAIL: TestItem.test_x") + "\nTraceback\nAssertionError: 1 != 2"
        end = START % ("ERROR", "1 failed, 0 error(s) of 12 tests when loading database 'x' ")
        text = "\n".join([block, START % ("INFO", "going on"), end])
        self.assertEqual(judge(1, text, 12), (11, 1, [block]))

    def test_error_or_warning_of_a_green_run_counts(self):
        for line in (
            START % ("ERROR", "Can't import a test module"),
            START % ("WARNING", "py.warnings: a.py:1: DeprecationWarning: read_group\n  x()"),
        ):
            with self.subTest(line=line):
                text = line + "\n" + SUMMARY % (0, 0, 12)
                self.assertEqual(judge(0, text, 12), (12, 1, [line]))

    def test_too_few_tests(self):
        passed, failed, reasons = judge(0, SUMMARY % (0, 0, 0), 12)
        self.assertEqual((passed, failed), (0, 1))
        self.assertIn("12 are in the source", reasons[0])

    def test_installation_that_failed(self):
        self.assertEqual(judge(255, "Traceback", 12)[:2], (0, 1))

    def test_bad_exit_code_alone(self):
        self.assertEqual(judge(1, SUMMARY % (0, 0, 12), 12)[:2], (12, 1))

    def test_skipped_tests_are_not_passed(self):
        skipped = START % ("INFO", "skipped TestItem.test_y : no font")
        self.assertEqual(judge(0, skipped + "\n" + SUMMARY % (0, 0, 12), 12), (11, 0, []))


class TestJudgeUnittest(unittest.TestCase):
    def test_all_right(self):
        self.assertEqual(judge_unittest("....\nRan 4 tests in 3.1s\n\nOK\n", 4), (4, 0, []))

    def test_failures_errors_and_skipped(self):
        text = "Ran 9 tests in 3.1s\n\nFAILED (failures=1, errors=2, skipped=1)\n"
        self.assertEqual(judge_unittest(text, 9), (5, 3, [text]))

    def test_too_few_ran(self):
        for text in ("ImportError\n", "Ran 0 tests in 0.0s\n\nOK\n"):
            passed, failed, reasons = judge_unittest(text, 1)
            self.assertEqual((passed, failed), (0, 1))
            self.assertEqual(reasons[-1], "0 tests ran, 1 are in the source")


class TestClasses(unittest.TestCase):
    def test_methods_in_source(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "test_a.py").write_text(
                "class A:\n    def test_1(self): ...\n    def helper(self): ...\n"
                "class B:\n    def test_2(self): ...\n    def test_3(self): ...\n"
                "def test_4(): ...\n"
            )
            Path(folder, "common.py").write_text("class C:\n    def test_5(self): ...\n")
            self.assertEqual(test_classes(Path(folder)), {"A": 1, "B": 2})
