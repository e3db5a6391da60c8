"""The rule set's own base, floor and ceiling."""

from .. import windows
from ..sql import compose, run, values


def base(facts):
    """The base score, on the first day of each window that begins within the rule set."""
    ruleset = facts.ruleset
    if not ruleset.base_score:
        return
    found = windows.starting_between(ruleset.base_window, ruleset.date_from, facts.until)
    if not found:
        return
    run(
        facts.cr,
        """INSERT INTO score_row (ruleset_id, unit_id, day, origin, window_start, window_end,
               raw, points, reason)
           SELECT {ruleset}, u.unit_id, w.opening, 'base', w.opening, w.closing, {score}, {score},
               'base'
           FROM ({rows}) AS w(opening, closing)
           JOIN score_use u ON w.opening BETWEEN u.date_from AND u.date_to""",
        ruleset=ruleset.id,
        score=ruleset.base_score,
        rows=values(found),
    )


def floor_and_ceiling(facts):
    """At the end of each window bring its sum to the limit when it is beyond it."""
    ruleset = facts.ruleset
    if ruleset.floor is not None:
        _limit(facts, "floor", ruleset.floor, "<")
    if ruleset.ceiling is not None:
        _limit(facts, "ceiling", ruleset.ceiling, ">")


def _limit(facts, origin, limit, beyond):
    ruleset = facts.ruleset
    found = windows.ending_between(ruleset.base_window, ruleset.date_from, facts.until)
    if not found:
        return
    run(
        facts.cr,
        compose(
            """INSERT INTO score_row (ruleset_id, unit_id, day, origin, window_start, window_end,
                   raw, points, reason)
               SELECT {ruleset}, unit_id, closing, {origin}, opening, closing,
                   {limit} - total, {limit} - total, {origin}
               FROM (
                   SELECT u.unit_id, w.opening, w.closing, sum(COALESCE(e.points, 0)) AS total
                   FROM score_scope u CROSS JOIN ({rows}) AS w(opening, closing)
                   LEFT JOIN (
                       SELECT unit_id, {start} AS opening,
                           sum(points) AS points
                       FROM score_row WHERE personal IS NOT TRUE GROUP BY 1, 2
                   ) e ON e.unit_id = u.unit_id AND e.opening = w.opening
                   WHERE e.unit_id IS NOT NULL OR EXISTS (
                       SELECT FROM score_use x WHERE x.unit_id = u.unit_id
                           AND w.closing BETWEEN x.date_from AND x.date_to)
                   GROUP BY 1, 2, 3
               ) s WHERE total %s {limit}"""
            % beyond,
            ruleset=ruleset.id,
            origin=origin,
            limit=limit,
            rows=values(found),
            start=windows.start_of(ruleset.base_window, "day"),
        ),
    )
