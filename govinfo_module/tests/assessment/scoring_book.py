"""A reference ledger that is computed again and again, with locking and corrections."""

from collections import defaultdict

from ..scoring.scoring_ledger import DAY, ZERO, Entry, Ledger
from ..scoring.scoring_reference import ledger


class Book:
    """A ledger that is computed again and again, parts of it locked for good."""

    def __init__(self):
        self.entries = []
        self.locked_through = None

    def compute(self, case, through):
        """Replay all facts; what changed in the locked span becomes corrections after it."""
        replay = ledger(case, through)
        kept = [entry for entry in self.entries if self.is_locked(entry.date)]
        open_entries = [entry for entry in replay.entries if not self.is_locked(entry.date)]
        self.entries = kept + self.corrections(kept, replay) + open_entries
        return Ledger(
            case,
            replay.through,
            entries=self.entries,
            outcomes=replay.outcomes,
            bars=replay.bars,
        )

    def lock(self, last):
        self.locked_through = last

    def is_locked(self, day):
        return self.locked_through is not None and day <= self.locked_through

    def corrections(self, kept, replay):
        """What each source should have given in the locked span, less what it gave."""
        differences = defaultdict(lambda: ZERO)
        for entry in replay.entries:
            if self.is_locked(entry.date):
                differences[entry.unit.code, entry.source] += entry.points
        for entry in kept:
            differences[entry.unit.code, entry.source] -= entry.points
        return [
            Entry(
                self.locked_through + DAY,
                replay.case.units[code],
                None,
                None,
                source,
                points,
                points,
                "correction",
            )
            for (code, source), points in differences.items()
            if points
        ]
