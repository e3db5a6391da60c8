"""The house rules a reader cannot check by eye: layers, and that every test file is run."""

import ast
from pathlib import Path

from .pure import PureCase, tagged

ADDON = Path(__file__).resolve().parent.parent
PURE = ("scoring", "gongwen", "exchange", "documents")
# documents are worded with the content classes of gongwen, and nothing else
BRIDGES = {("documents", "gongwen")}


def imported_names(path):
    """Yield ``(level, module, names)`` of each import statement of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield 0, alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or "", [alias.name for alias in node.names]


@tagged("post_install", "-at_install")
class TestLayers(PureCase):
    def test_pure_packages_import_no_odoo(self):
        for package in PURE:
            for path in sorted((ADDON / package).rglob("*.py")):
                depth = len(path.relative_to(ADDON / package).parts)
                for level, module, _names in imported_names(path):
                    bridge = (package, module.split(".")[0]) in BRIDGES
                    with self.subTest(file=str(path.relative_to(ADDON)), module=module):
                        self.assertNotEqual(module.split(".")[0], "odoo")
                        self.assertLessEqual(level, depth + bridge, "reaches outside its package")

    def test_only_compat_knows_the_series(self):
        for path in sorted(ADDON.rglob("*.py")):
            if path.name == "compat.py" or "tests" in path.parts:
                continue
            for _level, module, names in imported_names(path):
                with self.subTest(file=str(path.relative_to(ADDON))):
                    self.assertFalse(module == "odoo.release" or "release" in names)

    def test_every_test_file_is_imported(self):
        listed = {
            name
            for _level, _module, names in imported_names(ADDON / "tests" / "__init__.py")
            for name in names
        }
        files = {path.stem for path in (ADDON / "tests").glob("test_*.py")}
        self.assertEqual(files, listed)
