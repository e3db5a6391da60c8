"""Quotas and ratios: what a unit had to do in a window, and the points that follow.

``score_result`` keeps what was found for each unit and window (:mod:`task_result`), also where no points
follow; ``score_task`` holds the entries, dated the window's last day. A window belongs to the rule set in force
on its last day and counts all its facts.
"""

from ..rules import QuotaRule, RatioRule
from ..sql import SQL, compose, make_empty, one_of, run
from .task_result import counted_facts, counted_points, find_quota, find_ratio

# Columns of an entry that has a window instead of a fact; the rest of an event's are empty.
COLUMNS = (
    "unit_id",
    "user_id",
    "rule_id",
    "group_id",
    "sequence",
    "day",
    "origin",
    "window_start",
    "window_end",
    "quantity",
    "quota",
    "raw",
    "reason",
)


def make_tables(cr):
    """Empty tables for results and entries."""
    make_empty(
        cr,
        "score_result",
        """rule_id int, unit_id int, kind varchar, window_start date, window_end date,
        quantity numeric, quota numeric, failed boolean, user_id int""",
    )
    make_empty(
        cr,
        "score_task",
        """unit_id int, rule_id int, group_id int, sequence int, day date, origin varchar,
        window_start date, window_end date, quantity numeric, quota numeric, raw numeric,
        reason varchar, user_id int, personal boolean""",
    )


def tasks(facts):
    """Fill the tables for the quotas that count facts, and for ratios."""
    ruleset, cr = facts.ruleset, facts.cr
    quotas = [rule for rule in ruleset.of(QuotaRule) if rule.metric != "points"]
    for rule in quotas:
        find_quota(facts, rule, counted_facts(facts, rule))
    for rule in ruleset.of(RatioRule):
        find_ratio(facts, rule)
    if any(rule.requires_ids for rule in quotas):
        run(cr, "ANALYZE score_result")
    for rule in quotas:
        _post_quota(cr, rule)
    for rule in ruleset.of(RatioRule):
        _post_ratio(cr, rule)


def point_tasks(facts, entries):
    """Fill the tables for the quotas that count the points in ``entries``."""
    quotas = point_quotas(facts.ruleset)
    for rule in quotas:
        find_quota(facts, rule, counted_points(facts, rule, entries))
    run(facts.cr, "TRUNCATE score_task")
    for rule in quotas:
        _post_quota(facts.cr, rule)


def point_quotas(ruleset):
    """The quotas that count points of a group."""
    return [rule for rule in ruleset.of(QuotaRule) if rule.metric == "points"]


def _post_quota(cr, rule):
    """One entry for the quota met, one for what lies above it, one for what is missing."""
    extra = "quantity - quota"
    if rule.extra_max:
        extra = "LEAST(quantity - quota, %d)" % rule.extra_max
    required = SQL("TRUE")
    if rule.requires_ids:
        required = compose(
            """NOT EXISTS (SELECT FROM score_result x WHERE x.unit_id = r.unit_id AND x.failed
                   AND {which} AND x.window_end BETWEEN r.window_start AND r.window_end %s)"""
            % ("AND x.user_id = r.user_id" if rule.is_personal else ""),
            which=one_of("x.rule_id", rule.requires_ids),
        )
    _post(
        cr,
        rule,
        compose("{met}", met=rule.met_points),
        ("met", "quota"),
        compose("NOT r.failed AND {required}", required=required),
    )
    _post(
        cr,
        rule,
        compose(
            "round({each} * (%s) + {share} * (quantity - quota) / quota, 2)" % extra,
            each=rule.extra_points,
            share=rule.extra_share,
        ),
        ("surplus", "surplus"),
        SQL("quantity > quota"),
    )
    _post(
        cr,
        rule,
        compose(
            "round({flat} + {each} * (quota - quantity) + {share} * (quota - quantity) / quota, 2)",
            flat=rule.short_flat,
            each=rule.short_points,
            share=rule.short_share,
        ),
        ("short", "shortfall"),
        SQL("failed"),
    )


def _post_ratio(cr, rule):
    points = compose("{points}", points=rule.below_points)
    _post(cr, rule, points, ("ratio", "ratio"), SQL("failed"))


def _post(cr, rule, points, kind, test):
    """Entries of ``rule`` worth ``points`` for the results that pass ``test``."""
    origin, reason = kind
    run(
        cr,
        """INSERT INTO score_task (unit_id, rule_id, group_id, sequence, day, origin,
               window_start, window_end, quantity, quota, raw, reason, user_id, personal)
           SELECT * FROM (
               SELECT unit_id, rule_id, {group}::int, {sequence}, window_end AS day, {origin},
                   window_start, window_end, quantity, quota, ({points})::numeric AS raw, {reason},
                   user_id, {personal}::boolean
               FROM score_result r WHERE rule_id = {rule} AND {test}
           ) e WHERE raw <> 0""",
        group=rule.group_id,
        sequence=rule.sequence,
        origin=origin,
        points=points,
        reason=reason,
        personal=True if getattr(rule, "is_personal", False) and not rule.to_unit else None,
        rule=rule.id,
        test=test,
    )
