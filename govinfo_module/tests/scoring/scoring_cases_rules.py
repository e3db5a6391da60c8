"""Random rule sets whose rules meet: rules on facts, quotas, rates and bars, their caps and floors."""

import datetime
from operator import itemgetter

from hypothesis import strategies as st

from .scoring_cases_events import FILTERS, event_rules, filters, with_factors
from .scoring_cases_world import (
    EXTRA,
    PEOPLE,
    SHORT,
    WINDOWS,
    YEAR,
    given_values,
    kept,
    one_of,
    rarely,
    some,
)

COUNTED = ("submission", "adoption", "upload")
USER = itemgetter("user_id")


@kept
def perhaps(strategy):
    """What the strategy gives, or nothing."""
    return st.just({}) | strategy


@st.composite
def quota_rules(draw, groups, earlier):
    basis = draw(one_of(*COUNTED, "submission"))
    rule = {"kind": "quota", "basis": basis, "group_id": draw(one_of(*groups))}
    rule.update(draw(perhaps(filters(basis))))
    rule["quota_window"] = draw(one_of("month", "week", "quarter", "year"))
    rule["quota"] = draw(one_of("1", "1", "2", "2.5", "0"))
    rule["quota_line_ids"] = draw(
        some(
            one_of(
                {"unit_category_id": "XZ", "quota": 2},
                {"unit_category_id": "BM", "quota": 0},
                {"unit_id": "U1", "quota": 1},
                {"unit_id": "U2", "quota": 0},
            ),
            unique_by=str,
            max_size=1,
        )
    )
    rule["quota_metric"] = draw(one_of("facts", "items", "weighted", "points"))
    if rule["quota_metric"] == "weighted":
        rule["weight_line_ids"] = [{"category_id": "research", "weight": draw(one_of("2", "0.25"))}]
    others = [code for code in groups if code and code != rule["group_id"]]
    if rule["quota_metric"] == "points":
        if others:
            rule["quota_group_id"] = draw(one_of(*others))
        else:
            rule["quota_metric"] = "facts"
    if rule["quota_metric"] != "points" and draw(rarely([True])):
        rule.update(quota_per="author", to_unit=draw(one_of("yes", "no")) == "yes")
        lines = [{"user_id": code, "quota": quota} for code in PEOPLE[:2] for quota in (0, 2)]
        more = draw(some(one_of(*lines), unique_by=USER, max_size=2))
        rule["quota_line_ids"] = rule["quota_line_ids"] + more
    earlier = earlier[rule.get("quota_per")]
    if earlier:
        rule["requires_rule_ids"] = draw(one_of([], earlier[:1], earlier))
    rule.update(
        met_points=draw(one_of("2", "5", "0")),
        extra_points=draw(one_of(*EXTRA)),
        extra_max=draw(rarely([1, 2])),
        extra_share=draw(one_of(None, "1", "0.05")),
        short_flat=draw(one_of(*SHORT)),
        short_points=draw(one_of(*SHORT)),
        short_share=draw(one_of(*SHORT)),
        soft=draw(rarely([True])),
    )
    return rule


@kept
@st.composite
def ratio_rules(draw, groups):
    basis = draw(one_of(*COUNTED, "response"))
    rule = {"kind": "ratio", "basis": basis, "group_id": draw(one_of(*groups))}
    rule.update(draw(perhaps(filters(basis))))
    rule["ratio_window"] = draw(one_of(*WINDOWS, "week"))
    field = "is_adopted" if basis == "submission" else "item_id.is_adopted"
    rule["numerator_domain"] = [[field, "=", True]]
    if basis == "response":
        rule["numerator_domain"] = [["value", "=", "useful"]]
    rule["threshold"] = draw(one_of("0.5", "0.34", "1"))
    rule["below_points"] = draw(one_of("-1", "-2.5"))
    return rule


@kept
@st.composite
def veto_rules(draw, groups, windowed):
    rule = {"kind": "veto", "group_id": draw(one_of(*groups))}
    if windowed and draw(st.booleans()):
        watched, per = draw(one_of(*windowed))
        rule.update(veto_trigger="rule", veto_rule_id=watched)
    else:
        per = None
        basis = draw(one_of("incident", *FILTERS))
        rule.update(veto_trigger="facts", basis=basis, **draw(filters(basis)))
    rule["veto_count"] = draw(one_of(1, 1, 2, 3))
    rule["veto_window"] = draw(one_of(*WINDOWS))
    rule["effect"] = draw(one_of("zero", "zero", "no_award"))
    if per == "author":
        rule.update(effect="no_award", award_scope="author")
    elif rule["effect"] == "no_award":
        scopes = ["unit", "head"]
        if rule["veto_trigger"] == "facts" and rule["basis"] in AUTHORED:
            scopes.append("author")
        rule["award_scope"] = draw(one_of(*scopes))
    return rule


AUTHORED = ("submission", "adoption", "instruction", "upload", "response", "training")


@kept
@st.composite
def rule_groups(draw):
    groups = []
    for number in range(draw(st.integers(0, 3))):
        group = {"code": "G%d" % number, "name": "项目%d" % number, "sequence": 10 * number}
        group["cap_points"] = draw(one_of(None, "3", "6"))
        group["floor_points"] = draw(one_of(None, "-2", "0"))
        group["cap_window"] = draw(one_of(*WINDOWS))
        # the value 0 of a floor says something, so nothing is left out here but what is None
        groups.append({name: value for name, value in group.items() if value is not None})
    return groups


@st.composite
def rules(draw, groups):
    """Event rules, then quotas and ratios, then vetoes; their sequence is another matter.

    A measure speaks mostly of facts or mostly of tasks: many of both would bury each other.
    """
    codes = (None, *(group["code"] for group in groups))
    events, tasks = draw(one_of((8, 1), (2, 4)))
    found = draw(with_factors(draw(some(event_rules(codes), min_size=2, max_size=events))))
    required, windowed = {None: [], "author": []}, []
    for _number in range(draw(st.integers(tasks // 2, tasks))):
        rule = draw(one_of(quota_rules, ratio_rules, quota_rules))
        rule = draw(rule(codes, required) if rule is quota_rules else rule(codes))
        name = "R%02d" % (len(found) + 1)
        per = rule.get("quota_per")
        windowed.append((name, per))
        if rule["kind"] == "quota" and rule["quota_metric"] != "points":
            required[per] = required[per] + [name]
        found.append(rule)
    found += draw(some(veto_rules(codes, tuple(windowed)), max_size=3))
    keep_points_quotas_apart(found)
    sequences = draw(st.permutations(range(1, len(found) + 1)))
    return [
        dict(given_values(rule), id="R%02d" % number, name="规则%d" % number, sequence=sequence)
        for number, (rule, sequence) in enumerate(zip(found, sequences), 1)
    ]


def keep_points_quotas_apart(found):
    """A group that is counted in points must not contain a quota in points."""
    counting = {rule.get("group_id") for rule in found if rule.get("quota_metric") == "points"}
    for rule in found:
        if rule.get("quota_metric") == "points" and rule["quota_group_id"] in counting:
            rule["quota_metric"] = "facts"
            del rule["quota_group_id"]


@kept
@st.composite
def rulesets(draw):
    groups = draw(rule_groups())
    first, last = draw(
        one_of(
            YEAR,
            YEAR,
            YEAR,
            (datetime.date(2026, 2, 2), YEAR[1]),
            (YEAR[0], datetime.date(2026, 5, 20)),
        )
    )
    ruleset = {
        "name": "随机办法",
        "date_from": first,
        "date_to": last,
        "group_ids": groups,
        "rule_ids": draw(rules(groups)),
        "base_score": draw(one_of("0", "2", "6")),
        "base_window": draw(one_of("quarter", "month", "year")),
        "pass_mark": draw(one_of("0", "3")),
        "pass_window": draw(one_of("quarter", "year")),
        "zero_adoption_short": draw(st.booleans()),
        "followup_short": draw(st.booleans()),
        "conversion": draw(one_of("none", "weight", "target", "top")),
        "conversion_weight": "10",
    }
    ruleset.update(draw(one_of({}, {}, {"floor": "0"}, {"floor": "-3"}, {"floor": "1"})))
    ruleset.update(draw(one_of({}, {}, {"ceiling": "8"}, {"ceiling": "4"})))
    return ruleset
