"""Stacking: what an event earns beside earlier events on the same item."""

from ..sql import SQL, compose
from .branch import Branch, rules_of, split, united
from .match import COLUMNS, ORDER

EVENT = ", ".join("m.%s" % name for name in COLUMNS)


def stack(branches):
    """The events of ``branches`` with ``points`` and ``reason``.

    ``highest``: in date order each event earns what it adds over the highest before it, never less
    than 0. ``first_then``: the first earns its points, each later one its rule's later points.
    """
    stacked, others = split(branches, lambda rule: rule.stack_key)
    done = [Branch(_plain(branch.query), branch.rules) for branch in others]
    if stacked:
        done.append(Branch(_stacked(stacked), rules_of(stacked)))
    return done


def _plain(events):
    return compose(
        "SELECT %s, raw AS points, 'none'::varchar AS reason FROM ({events}) m" % EVENT,
        events=events,
    )


def _stacked(branches):
    """The branches as one query; rules without a stack key among them pass untouched."""
    query = """
        WITH matched AS (
            SELECT * FROM ({events}) m
        ),
        compared AS (
            SELECT m.*, row_number() OVER w AS place,
                max(m.raw) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
            FROM (
                SELECT m.*, r.stack_id, r.stack_mode
                FROM matched m JOIN score_rule r ON r.id = m.rule_id
                WHERE r.stack_id IS NOT NULL
            ) m
            WINDOW w AS (PARTITION BY item_id, unit_id, stack_id, stack_part ORDER BY {order})
        ),
        earned AS (
            SELECT m.*, CASE
                WHEN stack_mode = 'highest' THEN GREATEST(raw - GREATEST(before, 0), 0)
                WHEN place = 1 THEN raw ELSE later END AS points
            FROM compared m
        )
        SELECT {columns}, points, CASE
            WHEN stack_mode = 'highest' AND points = raw THEN 'none'
            WHEN stack_mode = 'first_then' AND place = 1 THEN 'none'
            ELSE 'stacked' END::varchar AS reason
        FROM earned m"""
    if any(not rule.stack_key for rule in rules_of(branches)):
        query += """
        UNION ALL
        SELECT {columns}, raw, 'none'
        FROM matched m JOIN score_rule r ON r.id = m.rule_id WHERE r.stack_id IS NULL"""
    return compose(query, events=united(branches), order=ORDER, columns=SQL(EVENT))
