"""The addon's tests by Odoo's runner, in groups that run at the same time, each on its own database."""

import json
import re

from .databases import drop
from .places import ADDON, MODULE, STATE
from .samples import copy, tests_template, trust_template
from .server import free_port, run_odoo
from .steps import Trouble
from .verdicts import judge, test_classes

GROUPS = 3  # of what is tested in the small county; the tests of trust are one more
SECONDS = STATE / "seconds.json"  # how long each class took the last time
# the ones that take long, where nothing is known yet: what counts is how they stand to the others' half seconds
LONG = {
    "TestScoringProperty": 230,
    "TestScoringPropertyLate": 140,
    "TestRevisionsProperty": 60,
    "TestScoringPropertyTakeover": 50,
    "TestCommissionReminders": 28,
    "TestNoticeDelivery": 27,
    "TestAdoptionImport": 25,
    "TestEveryView": 25,
    "TestDesk": 22,
    "TestTime": 21,
}
# what a file of the tests of trust says whose classes attack the two counties
OF_TRUST = re.compile(r"^from \.trust", re.M)
# a line of the runner's report on a class: module, names of folders and files, the class
TOOK = re.compile(r"^\t%s\.(?:\w+\.)+(Test\w+): ([\d.]+)s \d+ queries$" % MODULE, re.M)


def run(name, chosen, expected, watch, source):
    """Run the tests that the tags ``chosen`` name on a fresh copy of the database that ``source()`` names."""
    database = "govinfo_test_" + name
    copy(database, source)
    try:
        code, text, _bad = run_odoo(
            "test-" + name,
            *("-d", database, "--test-tags", chosen),
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
    trust = of_trust()
    others = {name: number for name, number in methods.items() if name not in trust}
    yield "trust", _group("trust", tags(trust), sum(trust.values()), trust_template)
    groups = split(weights(others), GROUPS)
    for number, names in enumerate(groups, 1):
        chosen = tags(names)
        if number == len(groups):  # with whatever the source did not show
            done = [name for name in methods if name not in names]
            chosen = ",".join(["/" + MODULE, *("-/%s:%s" % (MODULE, name) for name in done)])
        expected = sum(methods[name] for name in names)
        yield "addon %d" % number, _group(str(number), chosen, expected, tests_template)


def _group(name, chosen, expected, source):
    return lambda watch: run(name, chosen, expected, watch, source)


def of_trust():
    """``{class: number of test methods}`` of those that are run in the two counties."""
    files = (ADDON / "tests").rglob("test_*.py")
    return test_classes(*(path for path in files if OF_TRUST.search(path.read_text())))


def tags(names):
    return ",".join("/%s:%s" % (MODULE, name) for name in names)


def some(names):
    """The action that runs the classes ``names`` alone."""
    methods = test_classes(ADDON / "tests")
    for name in names:
        if name not in methods:
            raise Trouble("the addon has no test class %s." % name)
    source = trust_template if set(names) <= set(of_trust()) else tests_template
    return _group("some", tags(names), sum(map(methods.get, names)), source)


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
