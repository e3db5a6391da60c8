"""Quotas and ratios: what a unit had to do in a window, and the points that follow.

``score_result`` keeps what was found for each unit and window, also where no points follow;
``score_task`` holds the entries, dated the window's last day. A window belongs to the rule set in force
on its last day and counts all its facts.
"""

from .. import windows
from ..rules import QuotaRule, RatioRule
from ..sql import (
    SQL,
    Identifier,
    Literal,
    compose,
    join,
    make_empty,
    one_of,
    run,
    start_of,
    values,
)
from .match import Condition

# Columns of an entry that has a window instead of a fact; the rest of an event's are empty.
COLUMNS = (
    "unit_id",
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
        quantity numeric, quota numeric, failed boolean""",
    )
    make_empty(
        cr,
        "score_task",
        """unit_id int, rule_id int, group_id int, sequence int, day date, origin varchar,
        window_start date, window_end date, quantity numeric, quota numeric, raw numeric,
        reason varchar""",
    )


def tasks(facts):
    """Fill the tables for the quotas that count facts, and for ratios."""
    ruleset, cr = facts.ruleset, facts.cr
    quotas = [rule for rule in ruleset.of(QuotaRule) if rule.metric != "points"]
    for rule in quotas:
        _find_quota(facts, rule, _counted_facts(facts, rule))
    for rule in ruleset.of(RatioRule):
        _find_ratio(facts, rule)
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
        _find_quota(facts, rule, _counted_points(facts, rule, entries))
    run(facts.cr, "TRUNCATE score_task")
    for rule in quotas:
        _post_quota(facts.cr, rule)


def point_quotas(ruleset):
    """The quotas that count points of a group."""
    return [rule for rule in ruleset.of(QuotaRule) if rule.metric == "points"]


# -- counting ------------------------------------------------------------------------------------


def _counted_facts(facts, rule):
    """A query (unit_id, opening, quantity) of the facts that pass the rule's filters."""
    condition = Condition(facts, rule, with_unit=False)
    joins = list(condition.joins)
    count = SQL("count(*)")
    if rule.metric == "items":
        count = SQL("count(DISTINCT f.item_id)")
    elif rule.metric == "weighted" and rule.weights:
        count = SQL("sum(COALESCE(weights.weight, 1))")
        joins.append(
            compose(
                "LEFT JOIN ({rows}) AS weights(category_id, weight)"
                " ON weights.category_id = f.category_id",
                rows=values(rule.weights),
            )
        )
    return compose(
        """SELECT f.unit_id, {opening} AS opening, {count}::numeric AS quantity
           FROM {facts} f {joins} WHERE {test} GROUP BY 1, 2""",
        opening=start_of(rule.window, "f.day"),
        count=count,
        facts=facts.relation(rule.basis),
        joins=join(joins, " "),
        test=condition.test,
    )


def _counted_points(facts, rule, entries):
    """A query (unit_id, opening, quantity) of the points earned under the rule's counted group."""
    return compose(
        """SELECT f.unit_id, {opening} AS opening, sum(f.points) AS quantity
           FROM {entries} f WHERE f.ruleset_id = {ruleset} AND f.group_id = {group}
           GROUP BY 1, 2""",
        opening=start_of(rule.window, "f.day"),
        entries=Identifier(entries),
        ruleset=facts.ruleset.id,
        group=rule.counted_group_id,
    )


def _windows(facts, rule):
    """The rule's windows as rows, or None when none ends within the rule set so far."""
    found = windows.ending_between(rule.window, facts.ruleset.date_from, facts.until)
    return values(found) if found else None


def _unit_test(rule):
    """The units the rule is for, by their category on the window's last day."""
    ids = rule.filters.unit_category_ids
    return one_of("c.category_id", ids) if ids else SQL("TRUE")


def _find_quota(facts, rule, counted):
    rows = _windows(facts, rule)
    if rows is None:
        return
    lookups, quota = [], [Literal(rule.quota)]
    for alias, column, pairs in (
        ("by_category", "c.category_id", rule.category_quotas),
        ("by_unit", "u.unit_id", rule.unit_quotas),
    ):
        if pairs:
            lookups.append(
                compose(
                    "LEFT JOIN ({rows}) AS {alias}(id, quota) ON {alias}.id = %s" % column,
                    rows=values(pairs),
                    alias=Identifier(alias),
                )
            )
            quota.insert(0, SQL("%s.quota" % alias))
    run(
        facts.cr,
        """INSERT INTO score_result
           SELECT {rule}, q.unit_id, 'quota', q.opening, q.closing, COALESCE(n.quantity, 0), q.quota,
               COALESCE(n.quantity, 0) < q.quota
           FROM (
               SELECT u.unit_id, w.opening, w.closing, COALESCE({quota})::numeric AS quota
               FROM score_scope u CROSS JOIN ({rows}) AS w(opening, closing)
               JOIN score_use x ON x.unit_id = u.unit_id
                   AND w.closing BETWEEN x.date_from AND x.date_to
               JOIN score_category c ON c.unit_id = u.unit_id
                   AND w.closing >= c.date_from AND w.closing < c.date_to
               {lookups}
               WHERE {units}
           ) q
           LEFT JOIN ({counted}) n ON n.unit_id = q.unit_id AND n.opening = q.opening
           WHERE q.quota > 0""",
        rule=rule.id,
        quota=join(quota),
        rows=rows,
        lookups=join(lookups, " "),
        units=_unit_test(rule),
        counted=counted,
    )


def _find_ratio(facts, rule):
    rows = _windows(facts, rule)
    if rows is None:
        return
    condition = Condition(facts, rule, with_unit=False)
    passes = condition.add_domain("numerator", rule.numerator)
    run(
        facts.cr,
        """INSERT INTO score_result
           SELECT {rule}, n.unit_id, 'ratio', w.opening, w.closing, n.quantity, n.facts,
               n.quantity < {threshold} * n.facts
           FROM (
               SELECT f.unit_id, {opening} AS opening, count(*) AS facts,
                   count(*) FILTER (WHERE {passes}) AS quantity
               FROM {relation} f {joins} WHERE {test} GROUP BY 1, 2
           ) n
           JOIN ({rows}) AS w(opening, closing) ON w.opening = n.opening
           JOIN score_category c ON c.unit_id = n.unit_id
               AND w.closing >= c.date_from AND w.closing < c.date_to
           WHERE {units}""",
        rule=rule.id,
        threshold=rule.threshold,
        opening=start_of(rule.window, "f.day"),
        passes=passes,
        relation=facts.relation(rule.basis),
        joins=join(condition.joins, " "),
        test=condition.test,
        rows=rows,
        units=_unit_test(rule),
    )


# -- entries -------------------------------------------------------------------------------------


def _post_quota(cr, rule):
    """One entry for the quota met, one for what lies above it, one for what is missing."""
    extra = "quantity - quota"
    if rule.extra_max:
        extra = "LEAST(quantity - quota, %d)" % rule.extra_max
    required = SQL("TRUE")
    if rule.requires_ids:
        required = compose(
            """NOT EXISTS (SELECT FROM score_result x WHERE x.unit_id = r.unit_id AND x.failed
                   AND {which} AND x.window_end BETWEEN r.window_start AND r.window_end)""",
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
               window_start, window_end, quantity, quota, raw, reason)
           SELECT * FROM (
               SELECT unit_id, rule_id, {group}::int, {sequence}, window_end AS day, {origin},
                   window_start, window_end, quantity, quota, ({points})::numeric AS raw, {reason}
               FROM score_result r WHERE rule_id = {rule} AND {test}
           ) e WHERE raw <> 0""",
        group=rule.group_id,
        sequence=rule.sequence,
        origin=origin,
        points=points,
        reason=reason,
        rule=rule.id,
        test=test,
    )
