"""What must hold before a rule set may be put in force."""

from . import catalogue
from .errors import RuleFault
from .rules import WINDOWS, EventRule, QuotaRule, RatioRule, VetoRule

QUOTA_BASES = ("submission", "adoption", "upload")


def check(ruleset):
    """Raise :class:`RuleFault` for the first contradiction found in ``ruleset``."""
    _check_limits(ruleset)
    for group in ruleset.groups:
        _check_group(group)
    for rule in ruleset.rules:
        CHECKS[type(rule)](ruleset, rule)
    _check_stacks(ruleset)


def _fault(condition, code, owner, name):
    if condition:
        raise RuleFault(code, owner.name, name)


def _check_limits(ruleset):
    needed = ruleset.base_score or ruleset.floor is not None or ruleset.ceiling is not None
    _fault(needed and ruleset.base_window not in WINDOWS, "window_missing", ruleset, "base_window")
    both = ruleset.floor is not None and ruleset.ceiling is not None
    _fault(both and ruleset.floor > ruleset.ceiling, "floor_above_ceiling", ruleset, "floor")


def _check_group(group):
    _fault(group.is_limited and group.window not in WINDOWS, "window_missing", group, "cap_window")
    _fault(group.cap is not None and group.cap < 0, "cap_negative", group, "cap_points")
    # A running sum starts at 0, so a floor above 0 could only give points to the first entry.
    _fault(group.floor is not None and group.floor > 0, "floor_positive", group, "floor_points")


def _check_basis(rule):
    _fault(rule.basis not in catalogue.BASES, "basis_missing", rule, "basis")
    accepted = catalogue.BASES[rule.basis].filters
    for name in rule.filters.used():
        _fault(name not in accepted, "filter_not_for_basis", rule, name)


def _check_event(ruleset, rule):
    _check_basis(rule)
    mode = rule.points_mode
    _fault(mode == "external" and rule.basis != "adoption", "external_basis", rule, "points_mode")
    assessed = mode == "assessed" and rule.basis not in ("incident", "manual")
    _fault(assessed, "assessed_basis", rule, "points_mode")
    if mode == "factor":
        _check_factor(ruleset, rule)
    _fault(rule.every < 0, "every_negative", rule, "points_every")
    windowed = rule.cap is not None or rule.first_n or rule.every > 1
    _fault(windowed and rule.cap_window not in WINDOWS, "window_missing", rule, "cap_window")
    _fault(rule.cap is not None and rule.cap < 0, "cap_negative", rule, "cap_points")
    if rule.stack_key:
        has_item = catalogue.BASES[rule.basis].has_item
        _fault(not has_item, "stack_basis", rule, "stack_key")
        _fault(rule.stack_by not in catalogue.STACK_BY, "stack_by_missing", rule, "stack_by")
        _fault(not rule.stack_mode, "stack_mode_missing", rule, "stack_mode")


def _check_factor(ruleset, rule):
    _fault(rule.basis == "manual", "factor_rule", rule, "points_mode")
    _fault(not rule.factor_rule_ids, "factor_missing", rule, "factor_rule_ids")
    for other_id in rule.factor_rule_ids:
        other = ruleset.rule(other_id)
        is_table = isinstance(other, EventRule) and other.basis == rule.basis
        is_table = is_table and other.points_mode in ("fixed", "external")
        _fault(not is_table, "factor_rule", rule, "factor_rule_ids")


def _check_stacks(ruleset):
    """All rules of a key agree in what they stack by and how."""
    first = {}
    for rule in ruleset.of(EventRule):
        if rule.stack_key:
            other = first.setdefault(rule.stack_key, rule)
            differs = (rule.stack_by, rule.stack_mode) != (other.stack_by, other.stack_mode)
            _fault(differs, "stack_differs", rule, "stack_key")


def _check_quota(ruleset, rule):
    _fault(rule.window not in WINDOWS, "window_missing", rule, "quota_window")
    _fault(rule.extra_max < 0, "extra_max_negative", rule, "extra_max")
    for required_id in rule.requires_ids:
        required = ruleset.rule(required_id)
        is_quota = isinstance(required, QuotaRule) and required is not rule
        _fault(not is_quota, "requires_no_quota", rule, "requires_rule_ids")
        _fault(required.metric == "points", "requires_points", rule, "requires_rule_ids")
        _fault(required.per != rule.per, "requires_other_per", rule, "requires_rule_ids")
    _fault(rule.user_quotas and not rule.is_personal, "person_line", rule, "quota_line_ids")
    _fault(rule.is_personal and rule.metric == "points", "person_points", rule, "quota_metric")
    if rule.metric == "points":
        _check_points_quota(ruleset, rule)
        return
    _fault(rule.basis not in QUOTA_BASES, "quota_basis", rule, "basis")
    _check_basis(rule)


def _check_points_quota(ruleset, rule):
    counted = {group.id for group in ruleset.groups}
    _fault(rule.counted_group_id not in counted, "counted_group", rule, "quota_group_id")
    for other in ruleset.of(QuotaRule):
        circular = other.metric == "points" and other.group_id == rule.counted_group_id
        _fault(circular, "counted_group_has_points_quota", rule, "quota_group_id")


def _check_ratio(_ruleset, rule):
    _check_basis(rule)
    _fault(rule.window not in WINDOWS, "window_missing", rule, "ratio_window")
    _fault(rule.numerator is None, "numerator_missing", rule, "numerator_domain")


def _check_veto(ruleset, rule):
    _fault(rule.window not in WINDOWS, "window_missing", rule, "veto_window")
    _fault(rule.count < 1, "veto_count", rule, "veto_count")
    _fault(rule.effect not in ("zero", "no_award"), "veto_effect", rule, "effect")
    _fault(rule.effect == "zero" and rule.scope != "unit", "scope_effect", rule, "award_scope")
    if rule.trigger == "rule":
        watched = ruleset.rule(rule.rule_id)
        _fault(not isinstance(watched, (QuotaRule, RatioRule)), "veto_rule", rule, "veto_rule_id")
        of_person = getattr(watched, "is_personal", False)
        _fault(of_person != rule.is_personal, "scope_rule", rule, "award_scope")
    else:
        _check_basis(rule)
        has_author = catalogue.BASES[rule.basis].user != "NULL"
        _fault(rule.is_personal and not has_author, "scope_basis", rule, "award_scope")


CHECKS = {
    EventRule: _check_event,
    QuotaRule: _check_quota,
    RatioRule: _check_ratio,
    VetoRule: _check_veto,
}
