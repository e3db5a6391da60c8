"""Limits in date order: the first n facts, the cap of a rule, the cap and floor of a group.

A cap keeps the running sum of a window between -cap and +cap, so a deduction frees room for what comes
after it. ``govinfo_clamped_sum`` (``schema``) is that running sum; what an entry earns is the step it
makes. One sort by unit, rule or group, window and date order serves a whole pass.
"""

from ..sql import SQL, compose, join, run, values
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
    mixed = not all(map(_is_limited, rules_of(branches)))
    others = """
           UNION ALL
           SELECT {shown}, e.points, e.reason
           FROM stacked e JOIN score_rule r ON r.id = e.rule_id
           WHERE r.first_n = 0 AND r.cap IS NULL"""
    return compose(
        (
            """WITH stacked AS (
                   SELECT * FROM ({events}) e
               ),
               counted AS (
                   SELECT e.*, count(*) FILTER (WHERE e.points <> 0) OVER w AS place
                   FROM (
                       SELECT e.*, r.first_n, r.cap,
                           date_trunc(r.cap_window, e.day::timestamp) AS opening
                       FROM stacked e JOIN score_rule r ON r.id = e.rule_id
                       WHERE r.first_n > 0 OR r.cap IS NOT NULL
                   ) e
                   WINDOW w AS (PARTITION BY unit_id, rule_id, opening ORDER BY {order}
                                ROWS UNBOUNDED PRECEDING)
               ),
               summed AS (
                   SELECT c.*, govinfo_clamped_sum(kept, -cap, cap) OVER w AS total
                   FROM (
                       SELECT c.*,
                           CASE WHEN first_n > 0 AND place > first_n THEN 0 ELSE points END AS kept
                       FROM counted c
                   ) c
                   WINDOW w AS (PARTITION BY unit_id, rule_id, opening ORDER BY {order}
                                ROWS UNBOUNDED PRECEDING)
               ),
               earned AS (
                   SELECT s.*, total - COALESCE(lag(total) OVER w, 0) AS rest
                   FROM summed s
                   WINDOW w AS (PARTITION BY unit_id, rule_id, opening ORDER BY {order})
               )
               SELECT {event}, rest AS points,
                   CASE WHEN rest <> points THEN 'capped' ELSE reason END AS reason
               FROM earned"""
            + (others if mixed else "")
        )
        .replace("{event}", EVENT)
        .replace("{shown}", ", ".join("e.%s" % name for name in COLUMNS)),
        events=united(branches),
        order=ORDER,
    )


def make_groups(cr, ruleset):
    """The table ``score_group``: the groups with a cap or floor, as a range of their running sum."""
    run(cr, "DROP TABLE IF EXISTS pg_temp.score_group")
    run(
        cr,
        """CREATE TEMP TABLE score_group (
               id int PRIMARY KEY, low numeric, high numeric, low_reason varchar, cap_window varchar
           ) ON COMMIT DROP""",
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
        queries.append(_within_range(united(held), shown))
    return join([SQL("(") + query + SQL(")") for query in queries], " UNION ALL ")


def _within_range(entries, columns):
    """The entries of limited groups within their range; others among them pass as they are.

    A branch may hold others even when all its rules are limited: adjustments without a rule.
    """
    return compose(
        """WITH entries AS (
               SELECT * FROM ({entries}) e
           ),
           summed AS (
               SELECT e.*, govinfo_clamped_sum(points, low, high) OVER w AS total
               FROM (
                   SELECT e.*, g.low, g.high, g.low_reason,
                       date_trunc(g.cap_window, e.day::timestamp) AS opening
                   FROM entries e JOIN score_group g ON g.id = e.group_id
               ) e
               WINDOW w AS (PARTITION BY group_id, unit_id, opening ORDER BY {order}, origin
                            ROWS UNBOUNDED PRECEDING)
           ),
           earned AS (
               SELECT s.*, total - COALESCE(lag(total) OVER w, 0) AS rest
               FROM summed s
               WINDOW w AS (PARTITION BY group_id, unit_id, opening ORDER BY {order}, origin)
           )
           SELECT {columns}, rest AS points,
               CASE WHEN rest < points THEN 'capped' WHEN rest > points THEN low_reason
                    ELSE reason END AS reason
           FROM earned
           UNION ALL
           SELECT {columns}, points, reason FROM entries
           WHERE group_id IS NULL OR group_id NOT IN (SELECT id FROM score_group)""",
        entries=entries,
        order=ORDER,
        columns=columns,
    )
