"""A rule set as plain values: what the record side hands to the engine.

All numbers are ``Decimal``, all references are ids, windows are one of ``WINDOWS``. ``None`` means "not
set" (no cap, no floor, no filter). Nothing here knows of tables; ``catalogue`` does.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Optional

WINDOWS = ("week", "month", "quarter", "year")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Filters:
    """Which facts a rule is about. An empty filter lets every fact pass.

    ``domain`` is ``(sql, params)`` of a query that gives the ids of the records that pass.
    """

    publication_ids: tuple[int, ...] = ()
    level: Optional[str] = None
    category_ids: tuple[int, ...] = ()
    mode: Optional[str] = None
    leader_rank: Optional[str] = None
    outcome: Optional[str] = None
    incident_kind: Optional[str] = None
    unit_category_ids: tuple[int, ...] = ()
    commissioned: Optional[bool] = None
    adopted: Optional[bool] = None
    domain: Optional[tuple[str, tuple]] = None

    def used(self):
        """Names of the filters that are set."""
        return [name for name in self.__dataclass_fields__ if getattr(self, name) not in (None, ())]


@dataclass(frozen=True)
class Rule:
    """What all kinds of rules have."""

    id: int
    name: str
    sequence: int
    group_id: Optional[int] = None
    basis: Optional[str] = None
    filters: Filters = Filters()

    @property
    def order(self):
        """Rules are tried in this order."""
        return self.sequence, self.id


@dataclass(frozen=True)
class EventRule(Rule):
    """Points for each fact."""

    points: Decimal = ZERO
    points_max: Decimal = ZERO
    points_mode: str = "fixed"
    share: str = "full"
    first_n: int = 0
    cap: Optional[Decimal] = None
    cap_window: Optional[str] = None
    stack_key: Optional[str] = None
    stack_by: Optional[str] = None
    stack_mode: Optional[str] = None
    later_points: Decimal = ZERO
    additive: bool = False


@dataclass(frozen=True)
class QuotaRule(Rule):
    """A task per window. ``unit_quotas`` and ``category_quotas`` are pairs (id, quota)."""

    window: str = "month"
    quota: Decimal = ZERO
    unit_quotas: tuple[tuple[int, Decimal], ...] = ()
    category_quotas: tuple[tuple[int, Decimal], ...] = ()
    metric: str = "facts"
    weights: tuple[tuple[int, Decimal], ...] = ()
    counted_group_id: Optional[int] = None
    met_points: Decimal = ZERO
    extra_points: Decimal = ZERO
    extra_max: int = 0
    extra_share: Decimal = ZERO
    short_flat: Decimal = ZERO
    short_points: Decimal = ZERO
    short_share: Decimal = ZERO
    requires_ids: tuple[int, ...] = ()
    soft: bool = False


@dataclass(frozen=True)
class RatioRule(Rule):
    """A rate per window. ``numerator`` is a domain as in ``Filters``."""

    window: str = "quarter"
    numerator: Optional[tuple[str, tuple]] = None
    threshold: Decimal = ZERO
    below_points: Decimal = ZERO


@dataclass(frozen=True)
class VetoRule(Rule):
    """A bar, by the ``count``-th fact of a window or by the ``count``-th failed window of ``rule_id``."""

    trigger: str = "facts"
    count: int = 1
    window: str = "year"
    rule_id: Optional[int] = None
    effect: str = "zero"


@dataclass(frozen=True)
class RuleGroup:
    """Rules that share a cap and a floor in each ``window``."""

    id: int
    name: str
    sequence: int = 10
    cap: Optional[Decimal] = None
    floor: Optional[Decimal] = None
    window: Optional[str] = None

    @property
    def is_limited(self):
        return self.cap is not None or self.floor is not None


@dataclass(frozen=True)
class RuleSet:
    """A measure and the days on which it is in force (both included; ``date_to`` None: open).

    ``volatile``: a domain of it reads records whose changes are not followed (``schema.FOLLOWED``), so
    that every computation looks at all units.
    """

    id: int
    name: str
    date_from: date
    date_to: Optional[date] = None
    base_score: Decimal = ZERO
    base_window: Optional[str] = None
    floor: Optional[Decimal] = None
    ceiling: Optional[Decimal] = None
    groups: tuple[RuleGroup, ...] = ()
    rules: tuple[Rule, ...] = ()
    volatile: bool = False

    def of(self, kind):
        """The rules of the class ``kind``, in order."""
        return sorted(
            (rule for rule in self.rules if isinstance(rule, kind)), key=lambda r: r.order
        )

    def rule(self, rule_id):
        """The rule with this id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
