"""Random scoring cases for Hypothesis, in the form of the measures: small, so that rules meet.

Few units, few days and small numbers make joint items, stacks, caps, floors, quotas and vetoes
touch the same facts often. Every choice lists its plainest value first: shrinking goes for that.
``PROFILE`` makes a run repeat itself and leaves nothing on the disk.
"""

import datetime
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, configuration, settings
from hypothesis import strategies as st

# what Hypothesis remembers of source files belongs to no checkout
configuration.set_hypothesis_home_dir(str(Path(tempfile.gettempdir()) / "govinfo_hypothesis"))
PROFILE = settings(
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)

YEAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
DAYS = [
    datetime.date.fromisoformat(day)
    for day in (
        "2026-02-03 2026-02-04 2026-01-01 2026-01-31 2026-03-31 2026-04-01 2026-05-15 2025-12-30"
    ).split()
]
PERIODS = [  # kind, first and last day
    ("quarter", datetime.date(2026, 4, 1), datetime.date(2026, 6, 30)),
    ("year", *YEAR),
    ("quarter", datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)),
    ("month", datetime.date(2026, 2, 1), datetime.date(2026, 2, 28)),
]
TIMES = [datetime.time(9), datetime.time(0, 5), datetime.time(23, 50)]
QUARTER_ENDS = (datetime.date(2026, 3, 31), datetime.date(2026, 6, 30))
TAKEOVERS = (datetime.date(2026, 4, 1), datetime.date(2026, 2, 4), datetime.date(2026, 5, 15))
WINDOWS = ("month", "quarter", "year")
LEVELS = ("county", "city", "province")
POINTS = ("1", "2", "5", "0.05", "10", "2.5", "-1", "-3", "0")
SHORT = ("0", "-1", "-0.03", "-5", "-2.5")
EXTRA = ("1", "0", "0.5", "0.03")

PUBLICATIONS = [
    {"code": "XJ", "name": "县级刊物", "level": "county", "kind": "bulletin", "is_own": True},
    {"code": "XZ", "name": "县级专报", "level": "county", "kind": "special", "is_own": True},
    {"code": "SJ", "name": "市级刊物", "level": "city", "kind": "bulletin", "is_own": False},
    {"code": "PJ", "name": "省级刊物", "level": "province", "kind": "bulletin", "is_own": False},
]
CATEGORIES = [
    {"code": "dynamic", "name": "动态"},
    {"code": "research", "name": "调研"},
]
UNIT_CATEGORIES = [
    {"code": "XZ", "name": "乡镇", "sequence": 10},
    {"code": "BM", "name": "部门", "sequence": 20},
]
UNITS = ("U1", "U2", "U3", "U4")

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
    "commission": [LEVEL, ("outcome", ("done", "late", "missed"))],
    "incident": [
        ("level", ("none", "city", "province")),
        ("incident_kind", ("late", "false")),
        ("domain", ([["urgent", "=", True]], [["notified_by", "!=", "none"]])),
    ],
    "followup": [("outcome", ("done", "late", "overdue"))],
    "training": [],
}
COUNTED = ("submission", "adoption", "upload")


def one_of(*values):
    return st.sampled_from(values)


def rarely(values):
    """Mostly nothing, otherwise one of the values."""
    return st.sampled_from([None, None, None] + list(values))


def given_values(row):
    """A row without its empty values, as a person would write it."""
    return {name: value for name, value in row.items() if value not in (None, [], "0", False)}


# --- rule sets ---------------------------------------------------------------------------------


@st.composite
def filters(draw, basis):
    """Mostly none, seldom more than one: a rule that lets nothing pass shows nothing."""
    known = dict(FILTERS[basis], unit_category_ids=(["XZ"], ["BM"]))
    names = draw(
        one_of([], [], ["unit_category_ids"], *([name] for name in known), list(known)[:2])
    )
    return {name: draw(one_of(*known[name])) for name in names}


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
    if basis in ("submission", "adoption", "instruction", "upload"):
        rule["share"] = draw(one_of("full", "split", "full", "lead"))
        rule.update(draw(one_of({}, *STACKS)))
        if rule.get("stack_mode") == "first_then":
            rule["later_points"] = draw(one_of("1", "0.05", "0"))
    limit = draw(one_of({}, {}, {"first_n": 1}, {"first_n": 2}, {"cap_points": "1.5"}))
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
def quota_rules(draw, groups, earlier):
    basis = draw(one_of(*COUNTED, "submission"))
    rule = {"kind": "quota", "basis": basis, "group_id": draw(one_of(*groups))}
    rule.update(draw(st.just({}) | filters(basis)))
    rule["quota_window"] = draw(one_of("month", "week", "quarter", "year"))
    rule["quota"] = draw(one_of("1", "1", "2", "2.5", "0"))
    rule["quota_line_ids"] = draw(
        st.lists(
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


@st.composite
def ratio_rules(draw, groups):
    basis = draw(one_of(*COUNTED))
    rule = {"kind": "ratio", "basis": basis, "group_id": draw(one_of(*groups))}
    rule.update(draw(st.just({}) | filters(basis)))
    rule["ratio_window"] = draw(one_of(*WINDOWS, "week"))
    field = "is_adopted" if basis == "submission" else "item_id.is_adopted"
    rule["numerator_domain"] = [[field, "=", True]]
    rule["threshold"] = draw(one_of("0.5", "0.34", "1"))
    rule["below_points"] = draw(one_of("-1", "-2.5"))
    return rule


@st.composite
def veto_rules(draw, groups, windowed):
    rule = {"kind": "veto", "group_id": draw(one_of(*groups))}
    if windowed and draw(st.booleans()):
        rule.update(veto_trigger="rule", veto_rule_id=draw(one_of(*windowed)))
    else:
        basis = draw(one_of("incident", *FILTERS))
        rule.update(veto_trigger="facts", basis=basis, **draw(filters(basis)))
    rule["veto_count"] = draw(one_of(1, 1, 2, 3))
    rule["veto_window"] = draw(one_of(*WINDOWS))
    rule["effect"] = draw(one_of("zero", "zero", "no_award"))
    return rule


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
    codes = [None] + [group["code"] for group in groups]
    events, tasks = draw(one_of((8, 1), (2, 4)))
    found = draw(st.lists(event_rules(codes), min_size=2, max_size=events))
    required, windowed = [], []
    for _number in range(draw(st.integers(tasks // 2, tasks))):
        rule = draw(one_of(quota_rules, ratio_rules, quota_rules))
        rule = draw(rule(codes, required) if rule is quota_rules else rule(codes))
        name = "R%02d" % (len(found) + 1)
        windowed.append(name)
        if rule["kind"] == "quota" and rule["quota_metric"] != "points":
            required = required + [name]
        found.append(rule)
    found += draw(st.lists(veto_rules(codes, windowed), max_size=3))
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
        "conversion": draw(one_of("none", "weight", "target", "top")),
        "conversion_weight": "10",
    }
    ruleset.update(draw(one_of({}, {}, {"floor": "0"}, {"floor": "-3"}, {"floor": "1"})))
    ruleset.update(draw(one_of({}, {}, {"ceiling": "8"}, {"ceiling": "4"})))
    return ruleset


# --- facts -------------------------------------------------------------------------------------


def moments():
    return st.builds(datetime.datetime.combine, st.sampled_from(DAYS), st.sampled_from(TIMES))


def numbered(prefix, rows):
    return [dict(row, id="%s%02d" % (prefix, number)) for number, row in enumerate(rows, 1)]


@st.composite
def units(draw):
    found = []
    for number, code in enumerate(UNITS[: draw(st.integers(2, 4))]):
        unit = {"code": code, "name": code, "category_id": draw(one_of("XZ", "BM"))}
        unit["ranked"] = draw(one_of(True, True, True, False))
        unit["target"] = draw(one_of("10", "3"))
        if number > 1 and draw(rarely([True])):
            unit["scored_as_id"] = "U1"
        if draw(rarely([True])):
            unit["category_history"] = [
                {"date_from": datetime.date(2025, 1, 1), "category_id": "XZ"},
                {"date_from": datetime.date(2026, 2, 4), "category_id": "BM"},
            ]
            unit["category_id"] = "BM"
        found.append(unit)
    return found


@st.composite
def items(draw, codes, lines):
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "unit_id": st.sampled_from(codes),
                    "joint_unit_ids": st.lists(st.sampled_from(codes), unique=True, max_size=2),
                    "category_id": one_of("dynamic", "research"),
                    "submitted_at": moments(),
                    "state": one_of("accepted", "submitted", "archived", "returned"),
                    "counted": one_of(True, True, True, False),
                    "urgency": one_of("normal", "urgent"),
                    "commission_line_id": rarely(list(lines)) if lines else st.none(),
                }
            ),
            min_size=2,
            max_size=9,
        )
    )
    for row in rows:
        row["joint_unit_ids"] = [code for code in row["joint_unit_ids"] if code != row["unit_id"]]
        asked = lines.get(row["commission_line_id"])
        if asked not in (row["unit_id"], *row["joint_unit_ids"]):
            row["commission_line_id"] = None  # an item answers a commission of its own units
    places = draw(st.permutations(range(1, len(rows) + 1)))
    return [
        dict(row, number="2026-%04d" % place) for row, place in zip(numbered("i", rows), places)
    ]


@st.composite
def commissions(draw, codes):
    found = []
    line = st.fixed_dictionaries(
        {
            "unit_id": st.sampled_from(codes),
            "state": one_of("done", "late", "missed", "pending"),
            "completed_at": moments(),
        }
    )
    for number in range(1, draw(st.integers(0, 2)) + 1):
        lines = draw(st.lists(line, min_size=1, max_size=3, unique_by=lambda row: row["unit_id"]))
        for row in lines:
            if row["state"] not in ("done", "late"):
                del row["completed_at"]
        found.append(
            {
                "id": "c%02d" % number,
                "origin": draw(one_of(*LEVELS)),
                "date_issued": datetime.date(2025, 12, 1),
                "deadline": draw(moments()),
                "line_ids": numbered("l%d" % number, lines),
            }
        )
    return found


def of_units(codes, **values):
    """Facts of one unit each, at most three."""
    values["unit_id"] = st.sampled_from(codes)
    return st.lists(st.fixed_dictionaries(values), max_size=3)


STATES_OF_FACTS = one_of("registered", "registered", "registered", "withdrawn")


@st.composite
def instructions(draw, names, issues):
    row = {
        "item_id": st.sampled_from(names),
        "level": one_of(*LEVELS),
        "rank": one_of("principal", "deputy"),
        "date": st.sampled_from(DAYS),
        "publication_id": rarely(["XJ", "SJ"]),
        "state": STATES_OF_FACTS,
    }
    found = draw(st.lists(st.fixed_dictionaries(row), min_size=1, max_size=5))
    for one in found:
        if issues and draw(st.booleans()):
            one.update(item_id=None, issue_id=draw(st.sampled_from(issues)), publication_id=None)
    return numbered("n", found)


@st.composite
def facts(draw, codes, ruleset):
    day = st.sampled_from(DAYS)
    found = {"commissions": draw(commissions(codes))}
    lines = {
        line["id"]: line["unit_id"] for one in found["commissions"] for line in one["line_ids"]
    }
    found["items"] = draw(items(codes, lines))
    names = [item["id"] for item in found["items"]]
    adoption = {
        "item_id": st.sampled_from(names[:4]),  # few items, so that stacks grow
        "publication_id": one_of("XJ", "SJ", "PJ", "XZ"),
        "date": day,
        "mode": one_of("full", "brief", "composite"),
        "external_score": one_of("1", "2.5", "0.05"),
        "state": STATES_OF_FACTS,
    }
    rows = draw(st.lists(st.fixed_dictionaries(adoption), min_size=2, max_size=9))
    found["adoptions"] = numbered("a", rows)
    upload = {"item_id": st.sampled_from(names), "level": one_of(*LEVELS[1:]), "date": day}
    once = st.lists(
        st.fixed_dictionaries(upload),
        max_size=4,
        unique_by=lambda row: (row["item_id"], row["level"]),
    )
    found["uploads"] = numbered("u", draw(once))
    issue = {
        "publication_id": one_of("XJ", "XZ"),
        "date": day,
        "item_ids": st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True),
    }
    found["issues"] = numbered("s", draw(st.lists(st.fixed_dictionaries(issue), max_size=1)))
    issues = [row["id"] for row in found["issues"]]
    found["instructions"] = draw(instructions(names[:3], issues))
    found["incidents"] = numbered(
        "x",
        draw(
            of_units(
                codes,
                kind=one_of("late", "false"),
                urgent=st.booleans(),
                notified_by=one_of("none", "city", "province"),
                assessed_points=one_of("-1", "-9", "-2.5"),
                date=day,
                state=one_of("confirmed", "confirmed", "dismissed"),
            )
        ),
    )
    standing = [row["id"] for row in found["instructions"] if row["state"] == "registered"]
    found["followups"] = draw(followups(codes, standing))
    found["trainings"] = draw(trainings(codes))
    found["adjustments"] = draw(adjustments(codes, ruleset))
    return {table: rows for table, rows in found.items() if rows}


@st.composite
def adjustments(draw, codes, ruleset):
    manual = [rule["id"] for rule in ruleset["rule_ids"] if rule.get("basis") == "manual"]
    rows = draw(
        of_units(
            codes,
            rule_id=rarely(manual) if manual else st.none(),
            points=one_of("-1", "-9", "-2.5"),
            date=st.sampled_from(DAYS),
            state=one_of("approved", "approved", "draft"),
        )
    )
    for row in rows:
        if not ruleset["date_from"] <= row["date"] <= ruleset["date_to"]:
            row["rule_id"] = None  # an adjustment names a rule that is in force on its day
    return numbered("m", rows)


@st.composite
def followups(draw, codes, instruction_names):
    if not instruction_names:
        return []
    rows = draw(
        of_units(
            codes,
            instruction_id=st.sampled_from(instruction_names),
            state=one_of("done", "late", "overdue", "pending"),
            deadline=st.sampled_from(DAYS),
            done_at=moments(),
        )
    )
    for row in rows:
        if row["state"] not in ("done", "late"):
            del row["done_at"]
    return numbered("f", rows)


@st.composite
def trainings(draw, codes):
    if not draw(st.booleans()):
        return []
    rows = draw(of_units(codes, attended=one_of(True, True, False)))
    unique = {row["unit_id"]: row for row in rows}
    return [
        {"id": "t1", "date_stop": draw(moments()), "attendance_ids": numbered("p", unique.values())}
    ]


# --- cases -------------------------------------------------------------------------------------


@st.composite
def cases(draw):
    """A whole case; its period is the one that is computed."""
    found_units = draw(units())
    ruleset = draw(rulesets())
    codes = [unit["code"] for unit in found_units]
    return {
        "publications": PUBLICATIONS,
        "categories": CATEGORIES,
        "unit_categories": UNIT_CATEGORIES,
        "units": found_units,
        "ruleset": ruleset,
        "facts": draw(facts(codes, ruleset)),
        "period": dict(zip(("kind", "date_from", "date_to"), draw(st.sampled_from(PERIODS)))),
    }


@st.composite
def takeovers(draw):
    """A case, and the same one with the rule set that takes over on some day of the year."""
    case = draw(cases())
    day = draw(st.sampled_from(TAKEOVERS))
    case["ruleset"].update(date_from=YEAR[0], date_to=day - datetime.timedelta(days=1))
    later = dict(draw(rulesets()), date_from=day, date_to=YEAR[1])
    found = case["facts"]
    for row in found.get("adjustments", ()):
        if row["date"] > case["ruleset"]["date_to"]:
            row["rule_id"] = None
    unnamed = [row for row in found.get("adjustments", ()) if not row.get("rule_id")]
    return case, dict(case, ruleset=renamed(later), facts=dict(found, adjustments=unnamed))


def renamed(ruleset):
    """The rule set with other codes of its groups and rules, so that two can stand side by side."""
    ruleset = dict(ruleset)
    ruleset["group_ids"] = [dict(row, code="N" + row["code"]) for row in ruleset["group_ids"]]
    ruleset["rule_ids"] = [
        {
            name: ["N" + code for code in value]
            if name == "requires_rule_ids"
            else "N" + value
            if name in ("id", "group_id", "quota_group_id", "veto_rule_id")
            else value
            for name, value in row.items()
        }
        for row in ruleset["rule_ids"]
    ]
    return ruleset


@st.composite
def histories(draw):
    """A case that becomes known in steps: some facts come late, change or are cancelled.

    Gives the case in its last form and the steps ``{facts, through, lock}``: compute ``facts`` up
    to ``through``, then lock up to that day when ``lock`` is set.
    """
    case = draw(cases().filter(lambda found: found["ruleset"]["date_from"] == YEAR[0]))
    case["ruleset"]["date_to"] = YEAR[1]
    locked = draw(one_of(1, 2, 0))  # how many quarters, since they are locked in order
    steps = [
        {"facts": draw(earlier_facts(case["facts"])), "through": day, "lock": number < locked}
        for number, day in enumerate(QUARTER_ENDS)
    ]
    return case, steps + [{"facts": case["facts"], "through": YEAR[1], "lock": False}]


@st.composite
def earlier_facts(draw, final):
    """The facts as they were known before: rows missing, not counted, or with another date."""
    found = dict(final)
    for table in ("adoptions", "uploads", "incidents", "adjustments"):
        if table in final:
            found[table] = draw(earlier_rows(final[table]))
    return dict(found, items=draw(earlier_items(final["items"])))


@st.composite
def earlier_rows(draw, rows):
    found = []
    for row in rows:
        change = draw(one_of("same", "same", "missing", "moved"))
        if change == "moved":
            moved = dict(row, date=draw(st.sampled_from(DAYS)))
            if moved["date"].year == YEAR[0].year or not moved.get("rule_id"):
                found.append(moved)
        elif change == "same":
            found.append(row)
    return found


@st.composite
def earlier_items(draw, rows):
    found = []
    for row in rows:
        change = draw(one_of("same", "same", "not counted", "moved"))
        if change == "moved":
            row = dict(row, submitted_at=draw(moments()))
        elif change == "not counted":
            row = dict(row, counted=False)
        found.append(row)
    return found
