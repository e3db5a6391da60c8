import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from tools import steps


class TestTimed(unittest.TestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.enterContext(mock.patch.object(steps, "TOOK", Path(folder) / "took.json"))
        self.printed = io.StringIO()
        self.enterContext(contextlib.redirect_stderr(self.printed))

    def test_the_second_time_says_what_the_first_took(self):
        moments = iter((0, 7, 10, 20))
        with mock.patch.object(steps.time, "monotonic", lambda: next(moments)):
            for _time in range(2):
                with steps.timed("a template"):
                    pass
        self.assertEqual(self.printed.getvalue(), "· a template\n· a template, about 7 s\n")

    def test_a_step_that_fails_is_no_measure(self):
        with self.assertRaises(steps.Trouble), steps.timed("a template"):
            raise steps.Trouble("no room left")
        self.assertFalse(steps.TOOK.exists())

    def test_time_left_from_the_share_that_is_done(self):
        moments = iter((0, 9, 30))
        progress = steps.Progress(clock=lambda: next(moments))
        progress("share 0.100 too early to say")
        progress("share 0.250 the past")
        self.assertEqual(self.printed.getvalue(), "·    25 %  the past, about 90 s left\n")
