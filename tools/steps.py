"""Steps of set-up: each runs once for the same inputs, says what it does, never twice at once."""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from .places import CACHE, LOGS, STATE

TOOK = CACHE / "took.json"  # how many seconds each step took the last time on this machine
SHARE = re.compile(r"^share ([\d.]+) (.*)")
EVERY = 10  # seconds between two lines on how far a long step is


class Trouble(Exception):
    """Something the user can act on. The message is one sentence with a way on."""


def say(text):
    print("· " + text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def timed(title):
    """Say ``title``, and about how long it takes when it has been done before on this machine."""
    last = _took().get(title, 0)
    say("%s, about %d s" % (title, last) if last >= 2 else title)
    start = time.monotonic()
    yield
    took = dict(_took(), **{title: round(time.monotonic() - start)})
    with contextlib.suppress(OSError):  # a cache that cannot be written costs the estimate alone
        draft = TOOK.with_suffix(".%d" % os.getpid())
        draft.write_text(json.dumps(took, ensure_ascii=False, indent=1))
        draft.replace(TOOK)


def _took():
    try:
        return json.loads(TOOK.read_text())
    except (OSError, ValueError):
        return {}


class Progress:
    """Reads a program's lines "share 0.25 what": says now and then how far it is, and how long yet."""

    def __init__(self, clock=time.monotonic):
        self.clock = clock
        self.start = self.told = clock()

    def __call__(self, line):
        found = SHARE.match(line)
        now = self.clock()
        if found and now - self.told >= EVERY:
            self.told = now
            share = max(float(found[1]), 0.01)
            left = (now - self.start) * (1 - share) / share
            say("  %3d %%  %s, about %d s left" % (100 * share, found[2], left))


def digest(*parts):
    """Short hash of texts and, for paths of files, of what the files hold."""
    total = hashlib.sha256()
    for part in parts:
        is_file = isinstance(part, Path) and part.is_file()
        total.update(part.read_bytes() if is_file else str(part).encode())
        total.update(b"\0")
    return total.hexdigest()[:24]


@contextlib.contextmanager
def lock(name, refusal):
    """Hold the lock ``name`` of this checkout; raise Trouble(refusal) if somebody else does."""
    STATE.mkdir(exist_ok=True)
    with open(STATE / (name + ".lock"), "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(refusal) from None
        yield


def once(name, title, inputs, action):
    """Run ``action`` unless it has run to its end for these ``inputs`` (strings and paths)."""
    stamp = STATE / "stamps" / name
    key = digest(*inputs)
    if stamp.exists() and stamp.read_text() == key:
        return
    with (
        lock(
            "setup-" + name,
            "another make is setting up this folder; run the same command again when it has ended.",
        ),
        timed(title),
    ):
        stamp.unlink(missing_ok=True)
        action()
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(key)


def run(command, trouble, log, **options):
    """Run ``command`` with its output in the file ``log``; raise Trouble(trouble) if it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / (log + ".log")
    with open(path, "w") as output:
        code = subprocess.call(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            **options,
        )
    if code:
        lines = path.read_text(errors="replace").splitlines()
        shown = [line for line in lines if line.lstrip().startswith(("ERROR", "E:", "govinfo:"))]
        print("\n".join("    " + line for line in (shown or lines)[-4:]), file=sys.stderr)
        raise Trouble("%s (all of it: %s)" % (trouble, os.path.relpath(path)))
