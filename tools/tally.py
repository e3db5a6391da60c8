"""Counts what passed and failed while parts run, and shows how far they are."""

import contextlib
import re
import sys
import threading
import time
from collections import Counter

from .server import COMPLAINT
from .steps import Trouble, say
from .verdicts import LOG_LINE, SUMMARY

INTERVAL = 15  # seconds between two lines of progress; longer and longer while nothing moves
BEGUN = re.compile(r": Starting (\w+\.test_\w+) \.\.\. *$")
# what unittest prints of one test
VERDICT = re.compile(r"\.\.\. (ok|FAIL|ERROR|skipped .*)$")


class Tally:
    """``expected``: how many tests there are in all, 0 if that is not known."""

    def __init__(self, expected=0):
        self.expected = expected
        self.passed = self.failed = 0
        self.begun = Counter()  # tests of parts that have not ended, by part
        self.under_way = {}  # what each of these is at
        self.lock = threading.Lock()
        self.start = time.monotonic()

    def part(self, title, action):
        """Run ``action(watch)``, which gives ``(passed, failed, reasons)``."""
        start = time.monotonic()
        watch = Watch(self, title)
        with self.lock:
            self.under_way[title] = title
        try:
            passed, failed, reasons = action(watch)
        except Trouble as trouble:
            passed, failed, reasons = 0, 1, [str(trouble)]
        watch.close()
        with self.lock:
            self.begun.pop(title, None)
            self.under_way.pop(title)
            self.passed += passed
            self.failed += failed
        for reason in reasons:
            if reason not in watch.shown:
                self.show(title, reason)
        seconds = time.monotonic() - start
        say("%s: %d right, %d wrong, %d s" % (title, passed, failed, seconds))

    def show(self, title, text):
        print("%s: %s" % (title, text), file=sys.stderr, flush=True)

    def done(self):
        """How many tests have begun or ended."""
        with self.lock:
            return self.passed + self.failed + sum(self.begun.values())

    def progress(self, silence=0):
        """One line; when nothing has moved for ``silence`` seconds, with what is under way."""
        minutes, seconds = divmod(int(time.monotonic() - self.start), 60)
        wrong = ", %d wrong" % self.failed if self.failed else ""
        line = "%d:%02d  %d of %d tests%s" % (minutes, seconds, self.done(), self.expected, wrong)
        if silence:
            with self.lock:
                line += "; for %d s: %s" % (silence, ", ".join(self.under_way.values()))
        say(line)

    @contextlib.contextmanager
    def shown(self):
        """A line of progress every few seconds."""
        ended = threading.Event()

        def tell():
            told = silence = 0
            wait = INTERVAL
            while not ended.wait(wait):
                moved = self.done() != told
                wait, silence = (INTERVAL, 0) if moved else (2 * wait, silence + wait)
                told = self.done()
                self.progress(silence)

        teller = threading.Thread(target=tell, daemon=True)
        teller.start()
        try:
            yield
        finally:
            ended.set()
            teller.join()

    def close(self):
        """Print the one line that counts; return the exit code."""
        print("%d passed, %d failed" % (self.passed, self.failed))
        return int(self.failed > 0 or not self.passed)


class Watch:
    """Reads the output of one part line by line: counts its tests, shows at once what is wrong."""

    def __init__(self, tally, title):
        self.tally, self.title = tally, title
        self.block = None  # the lines of a complaint that has not ended
        self.shown = []

    def __call__(self, line):
        verdict, begun = VERDICT.search(line), BEGUN.search(line)
        if verdict or begun:
            with self.tally.lock:
                self.tally.begun[self.title] += 1
                if begun:
                    self.tally.under_way[self.title] = begun[1]
        if verdict and verdict[1] in ("FAIL", "ERROR"):
            self.tally.show(self.title, line)
        if LOG_LINE.match(line):
            self.close()
            bad = COMPLAINT.match(line) and not SUMMARY.search(line)
            self.block = [line] if bad else None
        elif self.block:
            self.block.append(line)

    def close(self):
        """Show the complaint that has ended."""
        if self.block:
            self.shown.append("\n".join(self.block))
            self.tally.show(self.title, self.shown[-1])
        self.block = None
