"""The addon's tests by Odoo's runner, in groups that run at the same time, each on its own database."""

import json
import re

from .databases import drop
from .places import ADDON, MODULE, STATE
from .samples import copy, tests_template
from .server import free_port, run_odoo
from .steps import Trouble
from .verdicts import judge, test_classes

GROUPS = 4
SECONDS = STATE / "seconds.json"  # how long each class took the last time
# the ones that take long, where nothing is known yet: what counts is how they stand to the others' half seconds
LONG = {
    "TestScoringProperty": 200,
    "TestScoringPropertyLate": 175,
    "TestTrustCanary": 165,
    "TestTrustTable": 140,
    "TestTrustHostile": 130,
    "TestRevisionsProperty": 60,
    "TestTrustGuarded": 60,
    "TestScoringPropertyTakeover": 50,
    "TestAdoptionImport": 40,
    "TestTrustRoutes": 40,
    "TestNoticeReceipt": 35,
    "TestCommissionReminders": 30,
}
# a line of the runner's report on a class: module, names of folders and files, the class
TOOK = re.compile(r"^\t%s\.(?:\w+\.)+(Test\w+): ([\d.]+)s \d+ queries$" % MODULE, re.M)


def run(name, tags, expected, watch):
    """Run the tests that ``tags`` choose on a fresh copy of the database with the county of the tests."""
    database = "govinfo_test_" + name
    copy(database, tests_template)
    try:
        code, text, _bad = run_odoo(
            "test-" + name,
            *("-d", database, "--test-tags", tags),
            *("--http-port=%d" % free_port(), "--max-cron-threads=0"),
            "--log-handler=odoo.tests.stats:DEBUG",  # how long each class took
            watch=watch,
        )
    finally:
        drop(database)
    _keep_seconds(text)
    return judge(code, text, expected)


def parts():
    """Yield ``(title, action)`` of each group of all the addon's tests, the longest first."""
    methods = test_classes(ADDON / "tests")
    groups = split(weights(methods), GROUPS)
    for number, names in enumerate(groups, 1):
        tags = ",".join("/%s:%s" % (MODULE, name) for name in names)
        if number == len(groups):  # with whatever the source did not show
            others = [name for group in groups[:-1] for name in group]
            tags = ",".join(["/" + MODULE, *("-/%s:%s" % (MODULE, name) for name in others)])
        expected = sum(methods[name] for name in names)
        yield "addon %d" % number, lambda watch, a=(str(number), tags, expected): run(*a, watch)


def some(names):
    """The action that runs the classes ``names`` alone."""
    methods = test_classes(ADDON / "tests")
    for name in names:
        if name not in methods:
            raise Trouble("the addon has no test class %s." % name)
    tags = ",".join("/%s:%s" % (MODULE, name) for name in names)
    return lambda watch: run("some", tags, sum(map(methods.get, names)), watch)


def weights(methods):
    """``{class: seconds}``: as measured the last time, else half a second for each test."""
    known = LONG | (json.loads(SECONDS.read_text()) if SECONDS.exists() else {})
    return {name: known.get(name, 0.5 * number) for name, number in methods.items()}


def split(weights, count):
    """Part classes into ``count`` groups of about the same weight, each in the order of its names."""
    groups = [[] for _number in range(count)]
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        min(groups, key=lambda group: sum(map(weights.get, group))).append(name)
    return [sorted(group) for group in groups if group]


def _keep_seconds(text):
    known = json.loads(SECONDS.read_text()) if SECONDS.exists() else {}
    known.update((name, float(seconds)) for name, seconds in TOOK.findall(text))
    SECONDS.write_text(json.dumps(known, indent=1, sort_keys=True))
