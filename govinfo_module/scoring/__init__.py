"""The scoring engine: facts in, ledger out, by set-based SQL.

It gets a cursor and plain values and imports nothing of Odoo. A rule set is described by the dataclasses
of ``rules``; ``check`` says whether it contradicts itself, ``compute`` brings a county's ledger up to
date, ``lock`` freezes it, ``store`` writes the scores of a period.
"""

from .ask import Worth, ask
from .check import check
from .engine import County, Outcome, compute, enter, preview
from .errors import RuleFault, ScoringError, UnknownWord
from .ledger import lock
from .rules import (
    EventRule,
    Filters,
    QuotaRule,
    RatioRule,
    RuleGroup,
    RuleSet,
    VetoRule,
)
from .schema import install, uninstall
from .scores import Period, store
from .scratch import scratch

__all__ = [
    "County",
    "EventRule",
    "Filters",
    "Outcome",
    "Period",
    "QuotaRule",
    "RatioRule",
    "RuleFault",
    "RuleGroup",
    "RuleSet",
    "ScoringError",
    "UnknownWord",
    "VetoRule",
    "Worth",
    "ask",
    "check",
    "compute",
    "enter",
    "install",
    "lock",
    "preview",
    "scratch",
    "store",
    "uninstall",
]
