import os
import tempfile
import unittest
from pathlib import Path

from tools.setup import steady_times


class TestSteadyTimes(unittest.TestCase):
    def time_of(self, content, when):
        """The time that a file of this content gets, written at the moment ``when``."""
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        path = folder / "desk" / "desk.js"
        path.parent.mkdir()
        path.write_text(content)
        os.utime(path, (when, when))
        steady_times(folder)
        return path.stat().st_mtime

    def test_the_same_content_has_the_same_time(self):
        time = self.time_of("待办", 1700000000)
        self.assertEqual(self.time_of("待办", 1800000000), time)
        self.assertNotEqual(self.time_of("待办 ", 1700000000), time)

    def test_an_archive_can_name_it(self):
        self.assertGreater(self.time_of("", 0), 946684799)  # a zip knows nothing before 1980
