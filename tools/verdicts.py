"""What a run of tests says, read from its output: which tests there should be, which passed."""

import ast
import re
from collections import Counter

from .server import COMPLAINT

LOG_LINE = re.compile(r"^\d{4}-\d\d-\d\d ")
# Begins with what is rare: a log holds addresses of a hundred thousand digits.
SUMMARY = re.compile(r": (\d+) failed, (\d+) error\(s\) of (\d+) tests when loading database")
SKIPPED = re.compile(r": skipped \S+ : ")
# Odoo's runner logs a failing test as an error, too; those are counted already.
TEST_LINE = re.compile(r": (FAIL|ERROR): ")
RAN = re.compile(r"^Ran (\d+) tests? in", re.M)
ENDED = re.compile(r"(failures|errors|skipped)=(\d+)")


def test_classes(*paths):
    """``{class: number of test methods}`` of the tests written in ``paths``, files or folders."""
    files = [
        file for path in paths for file in (path.rglob("test_*.py") if path.is_dir() else [path])
    ]
    found = Counter()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name] += sum(
                    isinstance(item, ast.FunctionDef) and item.name.startswith("test_")
                    for item in node.body
                )
    return +found


def complaints(text):
    """The blocks of Odoo's log that begin with a line of a warning or worse."""
    blocks, inside = [], False
    for line in text.splitlines():
        if LOG_LINE.match(line):
            inside = bool(COMPLAINT.match(line))
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


def judge_unittest(text, expected):
    """The same of what Python's runner prints; all of it is the reason when something is wrong."""
    ran = RAN.search(text)
    ends = dict(ENDED.findall(text.rstrip().rsplit("\n", 1)[-1]))
    ran = int(ran.group(1)) if ran else 0
    failed = min(int(ends.get("failures", 0)) + int(ends.get("errors", 0)), ran)
    passed = ran - failed - int(ends.get("skipped", 0))
    if ran < expected:
        return passed, failed + 1, [text, "%d tests ran, %d are in the source" % (ran, expected)]
    return passed, failed, [text] if failed else []
