"""make test: every test on a real PostgreSQL, counted; one line at the end."""

import ast
import re
import sys
import time
import unittest

from . import e2e, i18n
from .databases import clone, connect, drop
from .places import ADDON, MODULE, ROOT, TOOLS
from .samples import template
from .server import BAD_LINE, free_port, run_odoo
from .steps import Trouble, say

DATABASE = "govinfo_test"
TRIAL = "govinfo_trial"
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests when loading database")
SKIPPED = re.compile(r": skipped \S+ *$", re.M)
LOG_LINE = re.compile(r"^\d{4}-\d\d-\d\d ")
# Odoo's runner logs a failing test as an error, too; those are counted already.
TEST_LINE = re.compile(r": (FAIL|ERROR): ")
UNINSTALL = """
env["ir.module.module"].search([("name", "=", "govinfo_module")]).button_immediate_uninstall()
"""
LEFTOVERS = {
    "table": "SELECT tablename FROM pg_tables WHERE tablename LIKE 'govinfo%'",
    "view": "SELECT viewname FROM pg_views WHERE viewname LIKE 'govinfo%'",
    "function": "SELECT proname FROM pg_proc WHERE proname LIKE 'govinfo%'",
    "sequence": "SELECT relname FROM pg_class WHERE relkind = 'S' AND relname LIKE 'govinfo%'",
    "record": "SELECT DISTINCT model FROM ir_model_data WHERE module = 'govinfo_module'",
    "model": "SELECT model FROM ir_model WHERE model LIKE 'govinfo.%'",
    "field": "SELECT model || '.' || name FROM ir_model_fields WHERE name LIKE 'govinfo\\_%'",
    "job": "SELECT cron_name FROM ir_cron WHERE cron_name LIKE 'Government Information%'",
    "attachment": "SELECT name FROM ir_attachment WHERE res_model LIKE 'govinfo.%'",
    "parameter": "SELECT key FROM ir_config_parameter WHERE key LIKE 'govinfo%'",
}


def methods_in_source(folder):
    """Number of test methods written in ``folder``: at least as many must have run."""
    return sum(
        isinstance(item, ast.FunctionDef) and item.name.startswith("test_")
        for path in folder.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        for item in node.body
    )


def complaints(text):
    """The blocks of a log that begin with an ERROR or CRITICAL line."""
    blocks, inside = [], False
    for line in text.splitlines():
        if LOG_LINE.match(line):
            inside = bool(BAD_LINE.match(line))
            if inside:
                blocks.append(line)
        elif inside:
            blocks[-1] += "\n" + line
    return blocks


def judge(code, text, expected):
    """``(passed, failed, reasons)`` of one run of Odoo's tests, from its exit code and log."""
    found = SUMMARY.findall(text)
    failures, errors, ran = map(int, found[-1]) if found else (0, 0, 0)
    failed = min(failures + errors, ran)  # a test can have several failing subtests
    blocks = [block for block in complaints(text) if not SUMMARY.search(block)]
    stray = [block for block in blocks if not TEST_LINE.search(block.splitlines()[0])]
    if not found:
        stray.append("Odoo ended with code %d before its tests did" % code)
    elif ran < expected:
        stray.append("%d tests ran, %d are in the source" % (ran, expected))
    elif code and not failed:
        stray.append("Odoo ended with code %d" % code)
    passed = ran - failed - len(SKIPPED.findall(text))
    return passed, failed + len(stray), [b for b in blocks if b not in stray] + stray


class Tally:
    """Counts what passed and failed, and prints each part as it ends."""

    def __init__(self):
        self.passed = self.failed = 0

    def part(self, title, action):
        """Run ``action``, which gives ``(passed, failed, reasons)``."""
        start = time.monotonic()
        try:
            passed, failed, reasons = action()
        except Trouble as trouble:
            passed, failed, reasons = 0, 1, [str(trouble)]
        for reason in reasons:
            print(reason, file=sys.stderr)
        self.passed += passed
        self.failed += failed
        seconds = time.monotonic() - start
        say("%s: %d right, %d wrong, %d s" % (title, passed, failed, seconds))

    def close(self):
        """Print the one line that counts; return the exit code."""
        print("%d passed, %d failed" % (self.passed, self.failed))
        return int(self.failed > 0 or not self.passed)


def addon_tests(tags, expected):
    clone(template(chinese=False), DATABASE)
    code, text, _bad = run_odoo(
        "test",
        *("-d", DATABASE, "-i", MODULE, "--without-demo=all"),
        *("--test-tags", tags, "--http-port=%d" % free_port()),
        *("--http-interface=127.0.0.1", "--max-cron-threads=0"),
    )
    return judge(code, text, expected)


def delivery():
    """The notice's delivery with processes that are killed and a mail server that misbehaves."""
    clone(DATABASE, TRIAL)
    try:
        script = (TOOLS / "trial_delivery.py").read_text(encoding="utf-8")
        _code, text, _bad = run_odoo("delivery", "-d", TRIAL, "--log-level=critical", script=script)
    finally:
        drop(TRIAL)
    passed, failed = e2e.counts(text)
    expected = script.count("    def test_")
    reasons = [text] if failed or passed != expected else []
    return passed, failed or int(bool(reasons)), reasons


def translation():
    """Every term of the addon is there in Chinese."""
    left = i18n.missing(DATABASE)
    return int(not left), int(bool(left)), ["not translated: " + msgid for msgid in left]


def uninstall():
    """The addon goes without an error and leaves nothing of its own behind."""
    code, text, _bad = run_odoo("uninstall", "-d", DATABASE, script=UNINSTALL)
    reasons = complaints(text)
    if code:
        reasons.append("uninstalling ended with code %d:\n%s" % (code, text[-2000:]))
    with connect(DATABASE) as cursor:
        for kind, query in LEFTOVERS.items():
            cursor.execute(query)
            reasons += ["uninstalling left the %s %s" % (kind, row[0]) for row in cursor.fetchall()]
    return int(not reasons), int(bool(reasons)), reasons


def tool_tests():
    suite = unittest.defaultTestLoader.discover(str(TOOLS / "tests"), top_level_dir=str(ROOT))
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=0).run(suite)
    failed = len(result.failures) + len(result.errors)
    return result.testsRun - failed, failed, []


def run_all(*classes):
    """make test; with names of test classes only those of the addon's tests."""
    tally = Tally()
    try:
        if classes:
            tags = ",".join("/%s:%s" % (MODULE, name) for name in classes)
            tally.part("addon", lambda: addon_tests(tags, expected=1))
            return tally.close()
        tally.part("tools", tool_tests)
        tally.part("addon", lambda: addon_tests("/" + MODULE, methods_in_source(ADDON / "tests")))
        tally.part("delivery", delivery)
        if i18n.CHINESE.exists():
            tally.part("translation", translation)
        tally.part("uninstallation", uninstall)
    finally:
        drop(DATABASE)
    e2e.run_all(tally)
    return tally.close()


def run_browser():
    """make e2e"""
    tally = Tally()
    e2e.run_all(tally)
    return tally.close()
