"""Random rule sets whose rules meet: event rules, quotas, rates and bars, their stacks, caps and floors."""

import datetime
from operator import itemgetter

from hypothesis import strategies as st

from .scoring_cases_world import (
    EXTRA,
    LEVELS,
    ORIGINS,
    PEOPLE,
    POINTS,
    SHORT,
    WINDOWS,
    YEAR,
    given_values,
    kept,
    one_of,
    rarely,
    some,
)

# basis: the filters that it has, with the values to try
LEVEL = ("level", LEVELS)
OF_ITEMS = [
    ("category_ids", (["dynamic"], ["research"], ["dynamic", "research"])),
    ("commissioned", ("yes", "no")),
    ("adopted", ("yes", "no")),
]
OF_PUBLICATIONS = ("publication_ids", (["XJ"], ["SJ", "PJ"], ["XJ", "XZ"]))
URGENT_ITEM = [["item_id.urgency", "=", "urgent"]]
FILTERS = {
    "submission": OF_ITEMS
    + [
        (
            "domain",
            (
                [["urgency", "=", "urgent"]],
                ["|", ["is_adopted", "=", True], ["category_id.code", "=", "research"]],
                ["!", ["is_adopted", "=", True]],
            ),
        )
    ],
    "adoption": OF_ITEMS
    + [
        LEVEL,
        OF_PUBLICATIONS,
        ("mode", ("full", "brief", "composite")),
        ("domain", ([["item_id.upload_ids.level", "=", "province"]], URGENT_ITEM)),
    ],
    "instruction": OF_ITEMS
    + [
        LEVEL,
        OF_PUBLICATIONS,
        ("leader_rank", ("principal", "deputy")),
        ("domain", (URGENT_ITEM,)),
    ],
    "upload": OF_ITEMS + [("level", LEVELS[1:]), OF_PUBLICATIONS, ("domain", (URGENT_ITEM,))],
    "response": OF_ITEMS + [("outcome", ("useful", "none"))],
    "commission": [("level", ORIGINS), ("outcome", ("done", "late", "missed"))],
    "incident": [
        ("level", ("none", "city", "province")),
        ("incident_kind", ("late", "false")),
        ("domain", ([["urgent", "=", True]], [["notified_by", "!=", "none"]])),
    ],
    "followup": [("outcome", ("done", "late", "overdue"))],
    "training": [],
}
COUNTED = ("submission", "adoption", "upload")
USER = itemgetter("user_id")


@kept
def perhaps(strategy):
    """What the strategy gives, or nothing."""
    return st.just({}) | strategy


@kept
@st.composite
def filters(draw, basis):
    """Mostly none, seldom more than one: a rule that lets nothing pass shows nothing."""
    known = dict(FILTERS[basis], unit_category_ids=(["XZ"], ["BM"]))
    names = draw(
        one_of([], [], ["unit_category_ids"], *([name] for name in known), list(known)[:2])
    )
    return {name: draw(one_of(*known[name])) for name in names}


@kept
@st.composite
def event_rules(draw, groups):
    usual = ("adoption", "instruction", "adoption", "submission", "adoption")
    basis = draw(one_of(*usual, *FILTERS, "manual"))
    rule = {"kind": "event", "basis": basis, "group_id": draw(one_of(*groups))}
    if basis != "manual":
        rule.update(draw(filters(basis)))
    rule["points"] = draw(one_of(*POINTS))
    if basis == "adoption":
        rule["points_mode"] = draw(rarely(["external"]))
    if basis in ("incident", "manual") and draw(st.booleans()):
        rule.update(points_mode="assessed", points="-1", points_max="-9")
    if basis in ("submission", "adoption", "instruction", "upload", "response"):
        rule["share"] = draw(one_of("full", "split", "full", "lead"))
        rule.update(draw(one_of({}, *STACKS)))
        if rule.get("stack_mode") == "first_then":
            rule["later_points"] = draw(one_of("1", "0.05", "0"))
    limits = ({}, {}, {"first_n": 1}, {"first_n": 2}, {"cap_points": "1.5"}, {"points_every": 2})
    limit = draw(one_of(*limits, {"points_every": 3, "first_n": 1}))
    if limit:
        rule.update(limit, cap_window=draw(one_of(*WINDOWS)))
    rule["additive"] = basis != "manual" and draw(rarely([True]))
    return rule


# all rules of a key agree in the rest of it
STACKS = [
    {"stack_key": "key", "stack_by": "item", "stack_mode": "highest"},
    {"stack_key": "key", "stack_by": "item", "stack_mode": "highest"},
    {"stack_key": "level", "stack_by": "item_level", "stack_mode": "highest"},
    {"stack_key": "journal", "stack_by": "item_publication", "stack_mode": "highest"},
    {"stack_key": "first", "stack_by": "item", "stack_mode": "first_then"},
    {"stack_key": "first", "stack_by": "item", "stack_mode": "first_then"},
]


@st.composite
def with_factors(draw, events):
    """Some of the rules give a multiple of what others on the same facts would give."""
    for number, rule in enumerate(events):
        rule["id"] = "R%02d" % (number + 1)
    for rule in events:
        tables = [
            other["id"]
            for other in events
            if other is not rule
            and other["basis"] == rule["basis"]
            and other.get("points_mode") in (None, "external")
        ]
        taken = any(rule["id"] in other.get("factor_rule_ids", ()) for other in events)
        if rule["basis"] != "manual" and tables and not taken and draw(st.booleans()):
            named = draw(one_of(tables[:1], tables[-2:]))
            rule.update(points_mode="factor", factor=draw(one_of("2", "0.5", "-1", "1.333")))
            rule.update(points="0", factor_rule_ids=named)
    return events


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
