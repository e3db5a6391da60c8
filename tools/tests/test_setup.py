import os
import tempfile
import unittest
from pathlib import Path

from tools.places import STATE
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


class TestOdooUnpacked(unittest.TestCase):
    @unittest.skipIf(os.environ.get("ODOO_HOME"), "another's tree has the times it has")
    def test_nothing_of_the_web_client_has_the_time_of_its_unpacking(self):
        package = STATE / "odoo" / "package"
        unpacked = package.stat().st_mtime - 600
        files = [path for path in package.parent.rglob("static/**/*.js") if path.is_file()]
        self.assertGreater(len(files), 1000)
        self.assertEqual([path.name for path in files if path.stat().st_mtime > unpacked], [])
