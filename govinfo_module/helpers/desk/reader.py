"""Whoever sits at the desk."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Reader:
    """A person's roles and units, and the moment the desk is looked at.

    ``roles`` are names of groups; ``units`` those the person acts for, ``led`` those of them the person
    is in charge of, as records; ``ranks``: whether the county shows points and ranks; ``today`` and
    the quarter's ``first`` day are local days, ``now`` is naive UTC.
    """

    roles: frozenset
    units: Any
    led: Any
    company: Any
    ranks: bool
    now: datetime
    today: date
    first: date

    def is_one_of(self, *groups):
        """Whether the person has one of these roles, each named as in ``reviewer``."""
        return bool(self.roles & {"group_%s" % group for group in groups})
