"""Limits in date order: the first n facts, the cap of a rule, the cap and floor of a group.

A cap keeps the running sum of a window between -cap and +cap, so a deduction frees room for what comes
after it. ``govinfo_clamped_sum`` (``schema``) is that running sum; what an entry earns is the step it
makes from the sum before it. One sort by unit, window, rule or group and date order serves a pass.
"""

from ..sql import SQL, compose, join, make_empty, run, values
from ..windows import start_of
from .branch import Branch, rules_of, split, united
from .match import COLUMNS, ORDER

EVENT = ", ".join(COLUMNS)


def limit_rules(branches):
    """The events of ``branches`` with the first n facts and the cap of each rule applied."""
    limited, done = split(branches, _is_limited)
    if limited:
        done.append(Branch(_limited(limited), rules_of(limited)))
    return done


def _is_limited(rule):
    return rule.first_n or rule.cap is not None


def _limited(branches):
    """The branches as one query; rules without a limit among them pass untouched."""
    rules = rules_of(branches)
    query = """
        WITH stacked AS (
            SELECT * FROM ({events}) e
        ),
        kept AS (
            {kept}
        ),
        summed AS (
            SELECT k.*, COALESCE(govinfo_clamped_sum(worth, -cap, cap) OVER before, 0) AS total
            FROM kept k
            WINDOW before AS (PARTITION BY unit_id, opening, rule_id ORDER BY {order}
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ),
        earned AS (
            SELECT s.*, LEAST(cap, GREATEST(-cap, total + worth)) - total AS rest FROM summed s
        )
        SELECT {event}, rest AS points,
            CASE WHEN rest <> points THEN 'capped' ELSE reason END AS reason
        FROM earned"""
    if not all(map(_is_limited, rules)):
        query += """
        UNION ALL
        SELECT {shown}, e.points, e.reason
        FROM stacked e JOIN score_rule r ON r.id = e.rule_id
        WHERE r.first_n = 0 AND r.cap IS NULL"""
    return compose(
        query,
        events=united(branches),
        kept=compose(
            FIRST_N if any(rule.first_n for rule in rules) else ALL,
            order=ORDER,
            opening=start_of(SQL("r.cap_window"), "e.day"),
        ),
        order=ORDER,
        event=SQL(EVENT),
        shown=SQL(", ".join("e.%s" % name for name in COLUMNS)),
    )


# The events of limited rules with ``worth``: their points, or 0 beyond the first n.
ALL = """
    SELECT e.*, r.cap, {opening} AS opening, e.points AS worth
    FROM stacked e JOIN score_rule r ON r.id = e.rule_id
    WHERE r.cap IS NOT NULL"""
FIRST_N = """
    SELECT e.*, CASE WHEN first_n > 0 AND place > first_n THEN 0 ELSE points END AS worth
    FROM (
        SELECT e.*, count(*) FILTER (WHERE points <> 0) OVER so_far AS place
        FROM (
            SELECT e.*, r.first_n, r.cap, {opening} AS opening
            FROM stacked e JOIN score_rule r ON r.id = e.rule_id
            WHERE r.first_n > 0 OR r.cap IS NOT NULL
        ) e
        WINDOW so_far AS (PARTITION BY unit_id, opening, rule_id ORDER BY {order}
                          ROWS UNBOUNDED PRECEDING)
    ) e"""


def make_groups(cr, ruleset):
    """The table ``score_group``: the groups with a cap or floor, as a range of their running sum."""
    make_empty(
        cr,
        "score_group",
        "id int, low numeric, high numeric, low_reason varchar, cap_window varchar",
    )
    rows = [
        (group.id,) + _range(group) + (group.window,)
        for group in ruleset.groups
        if group.is_limited
    ]
    if rows:
        run(cr, "INSERT INTO score_group {rows}", rows=values(rows))


def _range(group):
    """Lowest and highest running sum of a group, and the reason at the low end."""
    if group.cap is None:
        return group.floor, None, "floor"
    if group.floor is None or group.floor < -group.cap:
        return -group.cap, group.cap, "capped"
    return group.floor, group.cap, "floor"


def limit_groups(branches, columns, ruleset):
    """The entries of ``branches``, with ``columns``, ``points`` and ``reason``, as one query.

    Those of groups with a cap or floor stay within its range.
    """
    limited = {group.id for group in ruleset.groups if group.is_limited}
    held = [branch for branch in branches if branch.groups & limited]
    shown = join([SQL(name) for name in columns])
    queries = [
        compose(
            "SELECT {columns}, points, reason FROM ({query}) e", columns=shown, query=branch.query
        )
        for branch in branches
        if branch not in held
    ]
    if held:
        mixed = any(branch.groups - limited for branch in held)
        queries.append(_within_range(united(held), shown, mixed))
    return join([SQL("(") + query + SQL(")") for query in queries], " UNION ALL ")


def _within_range(entries, columns, mixed):
    query = """
        WITH entries AS (
            SELECT * FROM ({entries}) e
        ),
        summed AS (
            SELECT e.*, COALESCE(govinfo_clamped_sum(points, low, high) OVER before, 0) AS total
            FROM (
                SELECT e.*, g.low, g.high, g.low_reason,
                    {opening} AS opening
                FROM entries e JOIN score_group g ON g.id = e.group_id
            ) e
            WINDOW before AS (PARTITION BY unit_id, opening, group_id
                              ORDER BY {order}, origin, user_id
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ),
        earned AS (
            SELECT s.*, LEAST(high, GREATEST(low, total + points)) - total AS rest FROM summed s
        )
        SELECT {columns}, rest AS points,
            CASE WHEN rest < points THEN 'capped' WHEN rest > points THEN low_reason
                ELSE reason END AS reason
        FROM earned"""
    if mixed:
        query += """
        UNION ALL
        SELECT {columns}, points, reason FROM entries
        WHERE group_id IS NULL OR group_id NOT IN (SELECT id FROM score_group)"""
    opening = start_of(SQL("g.cap_window"), "e.day")
    return compose(query, entries=entries, order=ORDER, columns=columns, opening=opening)
