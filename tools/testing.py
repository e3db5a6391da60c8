"""make test: every test on a real PostgreSQL, counted; one line at the end.

Two parts run at a time, one for each core: the addon's tests in groups, each in an Odoo of its own on
a copy of one installed database, and what is tested around them.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

import psutil

from . import e2e, fonts, odoo_tests, trials
from .places import ADDON, LOGS, TOOLS
from .steps import say
from .tally import Tally
from .verdicts import test_classes

LANES = 2
SINGLE = 3  # translation, uninstallation, the figures of the year


def all_parts():
    """``(title, action)`` of each part in the order of their start, the long ones first.

    The first makes the sample county, the second the database with the addon alone, which all others copy.
    """
    return [
        ("browser", e2e.tests),
        *odoo_tests.parts(),
        ("new county", e2e.new_county),
        *trials.parts(),
        ("uninstallation", trials.uninstall),
        ("translation", trials.translation),
        ("tools", trials.tools),
    ]


def run_parts(parts, tally):
    """Run the parts, two at a time; each lane takes the next one when it is free."""
    todo, taking = list(parts), threading.Lock()

    def lane():
        while True:
            with taking:
                if not todo:
                    return
                title, action = todo.pop(0)
            tally.part(title, action)

    with ThreadPoolExecutor(LANES) as pool, tally.shown():
        lanes = [pool.submit(lane) for _number in range(LANES)]
        try:
            for one in lanes:
                one.result()
        except BaseException:
            todo.clear()
            for process in psutil.Process().children(recursive=True):
                process.terminate()
            raise


def run_all(*names):
    """make test; with names of test classes only those of the addon's tests."""
    say("logs in %s" % LOGS)
    fonts.leave_fine_out()
    if names:
        tally = Tally()
        tally.part("addon", odoo_tests.some(names))
        return tally.close()
    folders = (ADDON / "tests", TOOLS / "tests", e2e.FOLDER, e2e.NEW_COUNTY, *trials.FILES)
    tally = Tally(sum(test_classes(*folders).values()) + SINGLE)
    run_parts(all_parts(), tally)
    return tally.close()


def run_browser():
    """make e2e"""
    tally = Tally()
    tally.part("browser", e2e.tests)
    return tally.close()
