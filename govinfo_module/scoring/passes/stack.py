"""Stacking: what an event earns beside earlier events on the same item."""

from ..rules import EventRule
from ..sql import compose
from .match import COLUMNS

EVENT = ", ".join("m.%s" % name for name in COLUMNS)


def stack(events, ruleset):
    """``events`` with ``points`` and ``reason``.

    ``highest``: in date order each event earns what it adds over the highest before it, never less
    than 0. ``first_then``: the first earns its points, each later one its rule's later points.
    """
    stacked = [rule for rule in ruleset.of(EventRule) if rule.stack_key]
    if not stacked:
        return compose(
            "SELECT %s, raw AS points, 'none'::varchar AS reason FROM ({events}) m" % EVENT,
            events=events,
        )
    return compose(
        """WITH matched AS MATERIALIZED ({events}),
           compared AS (
               SELECT m.*, r.stack_mode, row_number() OVER w AS place,
                   max(m.raw) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
               FROM matched m JOIN score_rule r ON r.id = m.rule_id
               WHERE r.stack_id IS NOT NULL
               WINDOW w AS (PARTITION BY m.unit_id, r.stack_id, m.item_id, m.stack_part
                            ORDER BY {order})
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
           FROM earned m
           UNION ALL
           SELECT {columns}, raw, 'none'
           FROM matched m JOIN score_rule r ON r.id = m.rule_id WHERE r.stack_id IS NULL""".replace(
            "{columns}", EVENT
        ),
        events=events,
        order=_qualified(),
    )


def _qualified():
    """The order within a day, by the columns of ``m``."""
    return compose(
        'm.day, m.sequence, m.raw DESC, m.number COLLATE "C", m.stamp, m.source_id, m.rule_id'
    )
