"""Random facts of the small county: units, items and whatever may become of them."""

import datetime
from operator import itemgetter

from hypothesis import strategies as st

from .scoring_cases_world import (
    DAYS,
    LEVELS,
    ORIGINS,
    PEOPLE,
    TIMES,
    UNITS,
    one_of,
    rarely,
    record,
    some,
)

DAY = one_of(*DAYS)
MOMENT = st.builds(datetime.datetime.combine, DAY, one_of(*TIMES))
# of which there is one only
UNIT = itemgetter("unit_id")
ITEM_AND_UNIT = itemgetter("item_id", "unit_id")
ITEM_AND_LEVEL = itemgetter("item_id", "level")


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
            unit["scored_as_level"] = draw(one_of(None, "county", "city"))
        if draw(rarely([True])):
            unit["category_history"] = [
                {"date_from": datetime.date(2025, 1, 1), "category_id": "XZ"},
                {"date_from": datetime.date(2026, 2, 4), "category_id": "BM"},
            ]
            unit["category_id"] = "BM"
        unit["officer_ids"] = draw(some(one_of(*PEOPLE), unique=True, max_size=2))
        unit["leader_id"] = draw(rarely(PEOPLE[2:]))
        unit["head_id"] = draw(rarely(PEOPLE))
        found.append(unit)
    return found


@st.composite
def items(draw, codes, lines):
    item = record(
        unit_id=one_of(*codes),
        joint_unit_ids=some(one_of(*codes), unique=True, max_size=2),
        category_id=one_of("dynamic", "research"),
        author_id=one_of(*PEOPLE),
        submitted_at=MOMENT,
        state=one_of("accepted", "submitted", "archived", "returned"),
        counted=one_of(True, True, True, False),
        urgency=one_of("normal", "urgent"),
        commission_line_id=rarely(list(lines)) if lines else st.none(),
    )
    rows = draw(some(item, min_size=2, max_size=9))
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
    line = record(
        unit_id=one_of(*codes),
        state=one_of("done", "late", "missed", "pending"),
        completed_at=MOMENT,
    )
    for number in range(1, draw(st.integers(0, 2)) + 1):
        lines = draw(some(line, min_size=1, max_size=3, unique_by=UNIT))
        for row in lines:
            if row["state"] not in ("done", "late"):
                del row["completed_at"]
        found.append(
            {
                "id": "c%02d" % number,
                "origin": draw(one_of(*ORIGINS)),
                "date_issued": datetime.date(2025, 12, 1),
                "deadline": draw(MOMENT),
                "line_ids": numbered("l%d" % number, lines),
            }
        )
    return found


def of_units(codes, **values):
    """Facts of one unit each, at most three."""
    return some(record(**values, unit_id=one_of(*codes)), max_size=3)


STATES_OF_FACTS = one_of("registered", "registered", "registered", "withdrawn")


@st.composite
def instructions(draw, names, issues):
    row = record(
        item_id=one_of(*names),
        level=one_of(*LEVELS),
        rank=one_of("principal", "deputy"),
        date=DAY,
        publication_id=rarely(["XJ", "SJ"]),
        state=STATES_OF_FACTS,
    )
    found = draw(some(row, min_size=1, max_size=5))
    for one in found:
        if issues and draw(st.booleans()):
            one.update(item_id=None, issue_id=draw(one_of(*issues)), publication_id=None)
    return numbered("n", found)


@st.composite
def facts(draw, codes, ruleset):
    found = {"commissions": draw(commissions(codes))}
    lines = {
        line["id"]: line["unit_id"] for one in found["commissions"] for line in one["line_ids"]
    }
    found["items"] = draw(items(codes, lines))
    names = [item["id"] for item in found["items"]]
    adoption = record(
        item_id=one_of(*names[:4]),  # few items, so that stacks grow
        publication_id=one_of("XJ", "SJ", "PJ", "XZ"),
        date=DAY,
        mode=one_of("full", "brief", "composite"),
        external_score=one_of("1", "2.5", "0.05"),
        state=STATES_OF_FACTS,
    )
    found["adoptions"] = numbered("a", draw(some(adoption, min_size=2, max_size=9)))
    upload = record(item_id=one_of(*names), level=one_of(*LEVELS[1:]), date=DAY)
    once = some(upload, max_size=4, unique_by=ITEM_AND_LEVEL)
    found["uploads"] = numbered("u", draw(once))
    issue = record(
        publication_id=one_of("XJ", "XZ"),
        date=DAY,
        item_ids=some(one_of(*names), min_size=1, max_size=3, unique=True),
    )
    found["issues"] = numbered("s", draw(some(issue, max_size=1)))
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
                date=DAY,
                state=one_of("confirmed", "confirmed", "dismissed"),
            )
        ),
    )
    standing = [row["id"] for row in found["instructions"] if row["state"] == "registered"]
    found["followups"] = draw(followups(codes, standing))
    found["trainings"] = draw(trainings(codes))
    found["responses"] = draw(responses(codes, found["issues"]))
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
            date=DAY,
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
            instruction_id=one_of(*instruction_names),
            state=one_of("done", "late", "overdue", "pending"),
            deadline=DAY,
            done_at=MOMENT,
        )
    )
    for row in rows:
        if row["state"] not in ("done", "late"):
            del row["done_at"]
    return numbered("f", rows)


@st.composite
def responses(draw, codes, issues):
    """Answers of units on the items of an issue, one each."""
    rows = []
    for issue in issues:
        row = record(
            issue_id=one_of(issue["id"]),
            item_id=one_of(*issue["item_ids"]),
            unit_id=one_of(*codes),
            date=DAY,
            value=one_of("useful", "some", "none"),
        )
        rows += draw(some(row, max_size=4, unique_by=ITEM_AND_UNIT))
    return numbered("r", rows)


@st.composite
def trainings(draw, codes):
    if not draw(st.booleans()):
        return []
    rows = draw(of_units(codes, attended=one_of(True, True, False), user_id=rarely(PEOPLE)))
    unique = {row["unit_id"]: row for row in rows}
    return [
        {"id": "t1", "date_stop": draw(MOMENT), "attendance_ids": numbered("p", unique.values())}
    ]
