"""make e2e: quarterly job, the speech's figures, browser tests on a fresh copy of the sample county."""

import os
import re
import shutil

from . import browser
from .databases import clone, drop
from .mailsink import MailSink
from .places import LOGS, ROOT, STATE, venv
from .running import point_mail_to, quarterly_job
from .samples import CHINESE, copy, sample_template
from .server import follow, free_port, must_run, run_odoo, serving
from .trials import in_shell
from .verdicts import complaints, judge_unittest, test_classes

DATABASE = "govinfo_e2e"
FOLDER = ROOT / "e2e"
PROVOKED = ("您在另一个窗口",)  # refusals that a story is about
# Of the platform: windows that close at one moment meet at the note that their people are gone.
PRESENCE = re.compile(
    r'(UPDATE "mail_presence".*|bus\.websocket: |addons/bus/websocket\.py", line \d+, in _terminate\n.*)'
    "could not serialize access",
    re.DOTALL,
)
EMPTY = "govinfo_new_county"
NEW_COUNTY = FOLDER / "story_new_county.py"
SHOTS = STATE / "shots"
OUT = STATE / "out-e2e"
OUTBOX = STATE / "outbox-e2e"


def tests(watch):
    """All of e2e/ on one county; ``(passed, failed, reasons)``."""
    clone(sample_template(), DATABASE)
    for folder in (OUT, OUTBOX):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        with MailSink(OUTBOX) as sink:
            point_mail_to(DATABASE, sink.port)
            quarterly_job(DATABASE, "", OUT, OUTBOX)
            results = [year(), in_browser(watch)]
    finally:
        drop(DATABASE)
    passed, failed, reasons = zip(*results)
    return sum(passed), sum(failed), sum(reasons, [])


def year():
    """Last year's annual report of the sample county has every figure of the speech."""
    code, text, _bad = run_odoo(
        "year", "-d", DATABASE, "--log-level=warn", script=in_shell("trial_year")
    )
    return int(not code), int(bool(code)), [text] if code else []


def in_browser(watch):
    """The tests against a server of the county."""
    expected = sum(test_classes(FOLDER).values())
    return against(DATABASE, "e2e", ["discover", "-s", "e2e", "-t", "."], expected, watch)


def new_county(watch):
    """The story of a new county, from an empty database to its first accepted item."""
    copy(EMPTY)
    try:
        must_run("Loading Chinese", EMPTY, "-d", EMPTY, script=CHINESE)
        expected = sum(test_classes(NEW_COUNTY).values())
        return against(EMPTY, "new-county", ["e2e." + NEW_COUNTY.stem], expected, watch)
    finally:
        drop(EMPTY)


def against(database, log, tests, expected, watch):
    """``(passed, failed, reasons)`` of ``tests`` (arguments of unittest) against a server of ``database``."""
    port = free_port()
    with serving(database, port, log + "-server"):
        code, text = follow(
            [venv("e2e") / "bin" / "python", "-m", "unittest", *tests, "-v"],
            log,
            watch,
            env=dict(
                os.environ,
                E2E_ADDRESS="http://127.0.0.1:%d" % port,
                E2E_SHOTS=str(SHOTS),
                E2E_OUT=str(OUT),
                E2E_OUTBOX=str(OUTBOX),
                **browser.environment(),
            ),
        )
    passed, failed, reasons = judge_unittest(text, expected)
    server = (LOGS / (log + "-server.log")).read_text(errors="replace")
    bad = ["the server's log: " + block for block in stray(server)[:5]]
    return passed, failed + bool(bad), reasons + bad


def stray(log):
    """The complaints of a server's ``log`` that no story is about."""
    blocks = [block for block in complaints(log) if not PRESENCE.search(block)]
    return [block for block in blocks if not any(word in block for word in PROVOKED)]
