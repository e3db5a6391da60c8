"""Random rules that give points for each fact: their filters, stacks, limits and factors."""

from hypothesis import strategies as st

from .scoring_cases_world import (
    LEVELS,
    ORIGINS,
    POINTS,
    WINDOWS,
    kept,
    one_of,
    rarely,
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
