"""A stream of events or entries in several queries, so that a pass touches only those it is about."""

from dataclasses import dataclass

from ..rules import Rule
from ..sql import SQL, compose, join


@dataclass(frozen=True)
class Branch:
    """A query of events, and the rules they can come from."""

    query: SQL
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Entries:
    """A query of entries, and the groups they can belong to (None: outside every group)."""

    query: SQL
    groups: frozenset[int | None]


def split(branches, concerns):
    """Those of ``branches`` with a rule that ``concerns`` is true for, and the others."""
    concerned = [branch for branch in branches if any(map(concerns, branch.rules))]
    return concerned, [branch for branch in branches if branch not in concerned]


def united(branches):
    """All rows of ``branches`` as one query."""
    return join([compose("({query})", query=branch.query) for branch in branches], " UNION ALL ")


def rules_of(branches):
    """The rules of all ``branches``, each once."""
    return tuple(dict.fromkeys(rule for branch in branches for rule in branch.rules))


def groups_of(rules):
    """The groups of ``rules``."""
    return frozenset(rule.group_id for rule in rules)
