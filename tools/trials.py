"""What is tested beside the addon's own tests: trials of e2e/, translation, uninstallation, tools."""

from . import i18n
from .databases import connect, drop
from .places import ROOT, TOOLS, odoo_python
from .samples import addon_template, copy, tests_template
from .server import follow, run_odoo
from .verdicts import complaints, judge_unittest, test_classes

E2E = ROOT / "e2e"
LONGEST = E2E / "trial_sample.py"  # begun first: at the end one lane would wait for it
# with tests of their own
FILES = [
    path
    for path in sorted(E2E.glob("trial_*.py"), key=lambda path: (path != LONGEST, path))
    if test_classes(path)
]

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
# what a file says that works in the small county of the addon's tests
IN_COUNTY = "tests.common import County"


def in_shell(module):
    """Script for Odoo's shell that runs the ``main`` of e2e/``module``.py."""
    return "from e2e.%s import main\nmain(env)\n" % module


def parts():
    """Yield ``(title, action)`` of each file of e2e/ whose tests run in Odoo's shell."""
    for path in FILES:
        yield path.stem, lambda watch, path=path: trial(path, watch)


def trial(path, watch):
    """Run the tests of the file on a fresh copy of the database with the addon, or with the small county."""
    database = "govinfo_" + path.stem
    copy(database, tests_template if IN_COUNTY in path.read_text() else addon_template)
    try:
        options = ("-d", database, "--log-level=critical")
        script = in_shell(path.stem)
        _code, text, _bad = run_odoo(path.stem, *options, script=script, watch=watch)
    finally:
        drop(database)
    return judge_unittest(text, sum(test_classes(path).values()))


def translation(_watch):
    """Every term of the addon is there in Chinese."""
    database = "govinfo_terms"
    copy(database)
    try:
        left = i18n.missing(database)
    finally:
        drop(database)
    return int(not left), int(bool(left)), ["not translated: " + msgid for msgid in left]


def uninstall(_watch):
    """The addon goes without an error and leaves nothing of its own behind."""
    database = "govinfo_uninstall"
    copy(database)
    try:
        code, text, _bad = run_odoo("uninstall", "-d", database, script=UNINSTALL)
        reasons = complaints(text)
        if code:
            reasons.append("uninstalling ended with code %d:\n%s" % (code, text[-2000:]))
        with connect(database) as cursor:
            for kind, query in LEFTOVERS.items():
                cursor.execute(query)
                found = [name for (name,) in cursor.fetchall()]
                reasons += ["uninstalling left the %s %s" % (kind, name) for name in found]
    finally:
        drop(database)
    return int(not reasons), int(bool(reasons)), reasons


def tools(watch):
    """The tests of these tools."""
    command = [
        odoo_python(),
        "-W",
        "error",
        "-m",
        "unittest",
        "discover",
        "-v",
        "-s",
        "tools/tests",
        "-t",
        ".",
    ]
    _code, text = follow(command, "tools", watch)
    return judge_unittest(text, sum(test_classes(TOOLS / "tests").values()))
