"""The drawing of the house in docs/architecture.md is the one the code gives."""

import importlib
import re
import sys
import types
import unittest

from ..places import ADDON, ROOT

DRAWING = re.compile(r"^```rooms\n(.*?)^```$", re.M | re.S)


def layers():
    """The addon's own test of its layers; it needs no Odoo."""
    package = types.ModuleType("addon_tests")
    package.__path__ = [str(ADDON / "tests")]
    sys.modules["addon_tests"] = package
    return importlib.import_module("addon_tests.test_layers")


class TestArchitecture(unittest.TestCase):
    def test_the_drawing_is_true(self):
        arrows = layers().arrows()
        drawn = "".join("%-12s← %s\n" % (room, " ".join(names)) for room, names in arrows.items())
        text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
        self.assertEqual(DRAWING.search(text).group(1), re.sub(" +\n", "\n", drawn))
