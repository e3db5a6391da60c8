"""What a plan of a year is made of: commissions and items, notes on them, issues, incidents. No Odoo.

``record`` is what the plan's thing became in the county. Moments are the county's local time, naive.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

URGENT_HOURS = 2


@dataclass(eq=False)
class Commission:
    """A piece asked of some units on ``day``, closed by the office on ``closed``."""

    day: date
    due: date
    closed: date
    units: list
    topic: Any
    name: str
    origin: str
    requirement: str
    answers: dict = field(default_factory=dict)
    record: Any = None


@dataclass(eq=False)
class Item:
    """One item that is written and signed off on a day, and what becomes of it.

    ``sent``: the level it is sent to, if any; ``refused``: the leader wants better figures first;
    ``filed``: when the office files it, with ``reason``; ``blamed``: whether an incident of haste is
    held against the unit.
    """

    unit: Any
    written: datetime
    commission: Commission | None = None
    sent: str = ""
    topic: Any = None
    code: str = ""
    title: str = ""
    body: str = ""
    secrecy: str = "internal"
    urgent: bool = False
    event: datetime | None = None
    signed: datetime | None = None
    refused: bool = False
    publication: str = ""
    adopted: date | None = None
    notes: list = field(default_factory=list)
    in_issue: bool = False
    disclosed: date | None = None
    filed: date | None = None
    reason: str = ""
    blamed: bool = False
    record: Any = None

    @property
    def day(self):
        """The day on which it is written, signed off and taken by the office."""
        return self.written.date()

    @property
    def accepted(self):
        """Whether the office takes it into its pool; otherwise it files it the same day."""
        return self.filed != self.day

    @property
    def late(self):
        """Whether urgent information left its unit too late."""
        hours = (self.signed - self.event) / timedelta(hours=1)
        return self.urgent and hours > URGENT_HOURS


@dataclass(eq=False)
class Note:
    """What a leader writes on ``item``; with a task for its unit when ``deadline`` is set."""

    day: date
    item: Any
    level: str
    leader: str
    rank: str
    text: str
    deadline: date | None = None
    answered: date | None = None
    feedback: str = ""
    record: Any = None
    followup: Any = None


@dataclass(eq=False)
class Issue:
    """One issue of an own publication with its items."""

    code: str
    day: date
    pieces: int
    noted: bool = False
    items: list = field(default_factory=list)
    record: Any = None


@dataclass(eq=False)
class Incident:
    """An error of ``unit`` that an editor notes on ``day`` and decides on."""

    day: date
    unit: Any
    item: Any
    kind: str
    confirmed: bool
    text: str
