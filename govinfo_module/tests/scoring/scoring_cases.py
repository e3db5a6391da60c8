"""Random scoring cases for Hypothesis, in the form of the measures: small, so that rules meet.

Few units, few days and small numbers make joint items, stacks, caps, floors, quotas and vetoes
touch the same facts often. Every choice lists its plainest value first: shrinking goes for that.
``PROFILE`` makes a run repeat itself and leaves nothing on the disk; ``GOVINFO_EXAMPLES=5000`` in the
environment asks for more cases than a test does by itself.
"""

import datetime
import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, configuration, settings
from hypothesis import strategies as st

from .scoring_cases_facts import DAY, MOMENT, facts, units
from .scoring_cases_rules import rulesets
from .scoring_cases_world import (
    CATEGORIES,
    PERIODS,
    PUBLICATIONS,
    QUARTER_ENDS,
    TAKEOVERS,
    UNIT_CATEGORIES,
    USERS,
    YEAR,
    one_of,
)

# what Hypothesis remembers of source files belongs to no checkout
configuration.set_hypothesis_home_dir(str(Path(tempfile.gettempdir()) / "govinfo_hypothesis"))
PROFILE = settings(
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)


def profile(examples):
    """``PROFILE`` with this many cases, or as many as the environment asks for."""
    return settings(PROFILE, max_examples=int(os.environ.get("GOVINFO_EXAMPLES") or examples))


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
        "users": USERS,
        "units": found_units,
        "ruleset": ruleset,
        "facts": draw(facts(codes, ruleset)),
        "period": dict(zip(("kind", "date_from", "date_to"), draw(one_of(*PERIODS)))),
    }


@st.composite
def takeovers(draw):
    """A case, and the same one with the rule set that takes over on some day of the year."""
    case = draw(cases())
    day = draw(one_of(*TAKEOVERS))
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
            if name in ("requires_rule_ids", "factor_rule_ids")
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
            moved = dict(row, date=draw(DAY))
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
            row = dict(row, submitted_at=draw(MOMENT))
        elif change == "not counted":
            row = dict(row, counted=False)
        found.append(row)
    return found
