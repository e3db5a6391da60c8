"""A rule set as plain values: what the record side hands to the engine.

All numbers are ``Decimal``, all references are ids, windows are one of ``WINDOWS``. ``None`` means "not
set" (no cap, no floor, no filter). Nothing here knows of tables; ``catalogue`` does.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WINDOWS = ("week", "month", "quarter", "year")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Filters:
    """Which facts a rule is about. An empty filter lets every fact pass.

    ``domain`` is ``(sql, params)`` of a query that gives the ids of the records that pass.
    """

    publication_ids: tuple[int, ...] = ()
    level: str | None = None
    category_ids: tuple[int, ...] = ()
    mode: str | None = None
    leader_rank: str | None = None
    outcome: str | None = None
    incident_kind: str | None = None
    unit_category_ids: tuple[int, ...] = ()
    commissioned: bool | None = None
    adopted: bool | None = None
    domain: tuple[str, tuple] | None = None

    def used(self):
        """Names of the filters that are set."""
        return [name for name in self.__dataclass_fields__ if getattr(self, name) not in (None, ())]


@dataclass(frozen=True)
class Rule:
    """What all kinds of rules have."""

    id: int
    name: str
    sequence: int
    group_id: int | None = None
    basis: str | None = None
    filters: Filters = Filters()

    @property
    def order(self):
        """Rules are tried in this order."""
        return self.sequence, self.id


@dataclass(frozen=True)
class EventRule(Rule):
    """Points for each fact, or for each ``every``-th one of a cap window.

    With ``points_mode`` factor they are ``factor`` × the raw points the first of ``factor_rule_ids``
    that matches the fact would give.
    """

    points: Decimal = ZERO
    points_max: Decimal = ZERO
    points_mode: str = "fixed"
    factor: Decimal = ZERO
    factor_rule_ids: tuple[int, ...] = ()
    every: int = 0
    share: str = "full"
    first_n: int = 0
    cap: Decimal | None = None
    cap_window: str | None = None
    stack_key: str | None = None
    stack_by: str | None = None
    stack_mode: str | None = None
    later_points: Decimal = ZERO
    additive: bool = False


@dataclass(frozen=True)
class QuotaRule(Rule):
    """A task per window. ``unit_quotas``, ``category_quotas``, ``user_quotas`` are pairs (id, quota).

    ``per`` author: window, number and result are a person's, and ``to_unit`` says whether what it
    gives is part of the total of the person's unit.
    """

    window: str = "month"
    quota: Decimal = ZERO
    unit_quotas: tuple[tuple[int, Decimal], ...] = ()
    category_quotas: tuple[tuple[int, Decimal], ...] = ()
    user_quotas: tuple[tuple[int, Decimal], ...] = ()
    per: str = "unit"
    to_unit: bool = True
    metric: str = "facts"
    weights: tuple[tuple[int, Decimal], ...] = ()
    counted_group_id: int | None = None
    met_points: Decimal = ZERO
    extra_points: Decimal = ZERO
    extra_max: int = 0
    extra_share: Decimal = ZERO
    short_flat: Decimal = ZERO
    short_points: Decimal = ZERO
    short_share: Decimal = ZERO
    requires_ids: tuple[int, ...] = ()
    soft: bool = False

    @property
    def is_personal(self):
        """Whether it is a task of persons, not of units."""
        return self.per == "author"


@dataclass(frozen=True)
class RatioRule(Rule):
    """A rate per window. ``numerator`` is a domain as in ``Filters``."""

    window: str = "quarter"
    numerator: tuple[str, tuple] | None = None
    threshold: Decimal = ZERO
    below_points: Decimal = ZERO


@dataclass(frozen=True)
class VetoRule(Rule):
    """A bar, by the ``count``-th fact of a window or by the ``count``-th failed window of ``rule_id``.

    ``scope`` says whom a bar of awards is for: the unit, its head, or the author.
    """

    trigger: str = "facts"
    count: int = 1
    window: str = "year"
    rule_id: int | None = None
    effect: str = "zero"
    scope: str = "unit"

    @property
    def is_personal(self):
        """Whether the bar is an author's."""
        return self.scope == "author"


@dataclass(frozen=True)
class RuleGroup:
    """Rules that share a cap and a floor in each ``window``."""

    id: int
    name: str
    sequence: int = 10
    cap: Decimal | None = None
    floor: Decimal | None = None
    window: str | None = None

    @property
    def is_limited(self):
        """Whether anything limits the points of its rules."""
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
    date_to: date | None = None
    base_score: Decimal = ZERO
    base_window: str | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None
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

    @property
    def has_persons(self):
        """Whether any rule looks at persons."""
        return any(getattr(rule, "is_personal", False) for rule in self.rules)
