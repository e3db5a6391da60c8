"""make e2e: quarterly job, the speech's figures, browser tests on a fresh copy of the sample county."""

import os
import re
import shutil
import subprocess
import sys

from . import browser
from .databases import clone, drop
from .mailsink import MailSink
from .places import LOGS, ROOT, STATE, venv
from .running import point_mail_to, quarterly_job
from .samples import sample_template
from .server import BAD_LINE, free_port, run_script, serving

DATABASE = "govinfo_e2e"
SHOTS = STATE / "shots"
OUT = STATE / "out-e2e"
OUTBOX = STATE / "outbox-e2e"
RAN = re.compile(r"^Ran (\d+) tests? in", re.M)
ENDED = re.compile(r"(failures|errors|skipped)=(\d+)")


def counts(text):
    """``(passed, failed)`` from what unittest prints."""
    ran = RAN.search(text)
    ends = dict(ENDED.findall(text.rstrip().rsplit("\n", 1)[-1]))
    failed = int(ends.get("failures", 0)) + int(ends.get("errors", 0))
    if not ran or not int(ran.group(1)):
        return 0, 1
    return int(ran.group(1)) - failed - int(ends.get("skipped", 0)), failed


def browser_tests():
    """Run ``e2e/`` against a server of the database; ``(passed, failed, reasons)``."""
    port = free_port()
    with MailSink(OUTBOX) as sink, serving(DATABASE, port, "e2e-server"):
        point_mail_to(DATABASE, sink.port)
        done = subprocess.run(
            [venv("e2e") / "bin" / "python", "-m", "unittest", "discover", "-s", "e2e", "-t", "."],
            cwd=ROOT,
            env=dict(
                os.environ,
                E2E_ADDRESS="http://127.0.0.1:%d" % port,
                E2E_SHOTS=str(SHOTS),
                **browser.environment(),
            ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    passed, failed = counts(done.stdout)
    reasons = [done.stdout] if failed or done.returncode else []
    log = (LOGS / "e2e-server.log").read_text(errors="replace").splitlines()
    bad = [line for line in log if BAD_LINE.match(line)]
    reasons += ["the server's log: " + line[:300] for line in bad[:5]]
    return passed, failed + bool(bad), reasons


def job():
    """The quarterly job on a fresh copy of the sample county, from draft to delivery."""
    clone(sample_template(), DATABASE)
    for folder in (OUT, OUTBOX):
        shutil.rmtree(folder, ignore_errors=True)
    with MailSink(OUTBOX) as sink:
        point_mail_to(DATABASE, sink.port)
        summary = quarterly_job(DATABASE, "", OUT, OUTBOX)
    reasons = [
        "the quarterly job made no %s:\n%s" % (pattern, summary)
        for pattern, folder in (("*通报.pdf", OUT), ("告知书*.pdf", OUT), ("*.eml", OUTBOX))
        if not any(folder.rglob(pattern))
    ]
    return int(not reasons), int(bool(reasons)), reasons


def year():
    """Last year's annual report of the sample county has every figure of the speech."""
    print(run_script("the comparison with the speech", DATABASE, "year"), end="", file=sys.stderr)
    return 1, 0, []


def run_all(tally):
    """Add the parts to ``tally``."""
    try:
        tally.part("quarterly job", job)
        tally.part("the speech's figures", year)
        tally.part("browser", browser_tests)
    finally:
        drop(DATABASE)
