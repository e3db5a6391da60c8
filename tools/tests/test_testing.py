import unittest

from tools.testing import judge, methods_in_source

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

    def test_error_line_of_a_green_run_counts(self):
        line = START % ("ERROR", "Can't import a test module")
        self.assertEqual(judge(0, line + "\n" + SUMMARY % (0, 0, 12), 12), (12, 1, [line]))

    def test_too_few_tests(self):
        passed, failed, reasons = judge(0, SUMMARY % (0, 0, 0), 12)
        self.assertEqual((passed, failed), (0, 1))
        self.assertIn("12 are in the source", reasons[0])

    def test_installation_that_failed(self):
        self.assertEqual(judge(255, "Traceback", 12)[:2], (0, 1))

    def test_bad_exit_code_alone(self):
        self.assertEqual(judge(1, SUMMARY % (0, 0, 12), 12)[:2], (12, 1))

    def test_skipped_tests_are_not_passed(self):
        skipped = START % ("INFO", "skipped TestItem.test_y")
        self.assertEqual(judge(0, skipped + "\n" + SUMMARY % (0, 0, 12), 12), (11, 0, []))


class TestCount(unittest.TestCase):
    def test_methods_in_source(self):
        import tempfile
        from pathlib import Path

        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "test_a.py").write_text(
                "class A:\n    def test_1(self): ...\n    def helper(self): ...\n"
                "class B:\n    def test_2(self): ...\ndef test_3(): ...\n"
            )
            Path(folder, "common.py").write_text("class C:\n    def test_4(self): ...\n")
            self.assertEqual(methods_in_source(Path(folder)), 2)
