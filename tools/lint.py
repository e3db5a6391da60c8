"""make lint: style by ruff, Odoo's habits by pylint-odoo and OCA's checks, shell syntax."""

import subprocess
import sys

from .places import ADDON, ROOT, TOOLS, venv

# OCA's checks that fit an addon of its own, for one series
ODOO_CHECKS = (
    "csv-duplicate-record-id",
    "csv-syntax-error",
    "file-not-used",
    "manifest-syntax-error",
    "xml-create-user-wo-reset-password",
    "xml-dangerous-qweb-replace-low-priority",
    "xml-deprecated-data-node",
    "xml-duplicate-fields",
    "xml-duplicate-record-id",
    "xml-duplicate-template-id",
    "xml-record-missing-id",
    "xml-redundant-module-name",
    "xml-syntax-error",
    "xml-view-dangerous-replace-low-priority",
    "xml-xpath-translatable-item",
)
PO_CHECKS = (
    "po-duplicate-message-definition",
    "po-duplicate-model-definition",
    "po-python-parse-format",
    "po-python-parse-printf",
    "po-syntax-error",
)


def commands():
    """Yield ``(title, command line)`` of each check."""
    programs = venv("lint") / "bin"
    yield "ruff", [programs / "ruff", "check", "--no-cache", "--quiet", "."]
    yield "ruff format", [programs / "ruff", "format", "--check", "--quiet", "."]
    yield "pylint-odoo", [programs / "pylint", "--rcfile=.pylintrc-mandatory", ADDON.name]
    enabled = "--enable=" + ",".join(ODOO_CHECKS)
    yield "OCA checks", [programs / "oca-checks-odoo-module", enabled, ADDON.name]
    translations = sorted(ADDON.glob("i18n/*.po"))
    if translations:
        enabled = "--enable=" + ",".join(PO_CHECKS)
        yield "OCA checks of translations", [programs / "oca-checks-po", enabled, *translations]
    for script in sorted(TOOLS.glob("*.sh")):
        yield script.name, ["bash", "-n", script]


def fix():
    """Write the code in the agreed style, as far as ruff can."""
    ruff = str(venv("lint") / "bin" / "ruff")
    subprocess.call([ruff, "check", "--fix-only", "--quiet", "."], cwd=ROOT)
    return subprocess.call([ruff, "format", "--quiet", "."], cwd=ROOT)


def main():
    failed = []
    for title, command in commands():
        done = subprocess.run(
            list(map(str, command)),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            failed.append(title)
            print("%s:\n%s" % (title, done.stdout))
    if failed:
        print("lint: %s found something" % ", ".join(failed))
        return 1
    print("lint: nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(fix() if sys.argv[1:] == ["--fix"] else main())
