"""Vetoes: on what makes the count, the window's points are lost or the award is barred."""

from ..rules import VetoRule
from ..sql import Literal, compose, join, make_empty, run
from ..windows import end_of, start_of
from .match import Condition


def vetoes(facts):
    """Find the vetoes of the rule set and apply those that take points."""
    cr, rules = facts.cr, facts.ruleset.of(VetoRule)
    make_empty(
        cr,
        "score_veto",
        """rule_id int, sequence int, group_id int, unit_id int, effect varchar, day date,
        window_start date, window_end date, place int, user_id int, scope varchar""",
    )
    for rule in rules:
        _find(facts, rule)
    if any(rule.effect == "zero" for rule in rules):
        _silence(facts)
        _take_back(facts)


def _find(facts, rule):
    """The day in each window on which the rule's count is reached."""
    source = _failed_windows(rule) if rule.trigger == "rule" else _facts(facts, rule)
    run(
        facts.cr,
        """INSERT INTO score_veto (rule_id, sequence, group_id, unit_id, effect, day,
               window_start, window_end, user_id, scope)
           SELECT {rule}, {sequence}, {group}, unit_id, {effect}, day, opening,
               {closing}, user_id, {scope}
           FROM (
               SELECT s.unit_id, s.user_id, s.day, s.opening,
                   row_number() OVER (PARTITION BY s.unit_id, s.user_id, s.opening ORDER BY s.day)
                       AS place
               FROM ({source}) s
           ) n
           WHERE place = {count} AND day >= {first} AND {units}""",
        rule=rule.id,
        sequence=rule.sequence,
        group=Literal(rule.group_id),
        effect=rule.effect,
        scope=rule.scope,
        closing=end_of(rule.window, "opening"),
        source=source,
        count=rule.count,
        first=facts.ruleset.date_from,
        units=_unit_test(rule),
    )


def _facts(facts, rule):
    condition = Condition(facts, rule, with_unit=not rule.is_personal)
    who, persons = "f.unit_id, NULL::int AS user_id", ""
    if rule.is_personal:
        who = "p.unit_id, f.user_id"
        persons = """JOIN score_person p ON p.user_id = f.user_id
            AND f.day BETWEEN p.date_from AND p.date_to
            AND p.unit_id IN (SELECT unit_id FROM score_scope)"""
    return compose(
        "SELECT %s, f.day, {opening} AS opening FROM {facts} f %s {joins} WHERE {test}"
        % (who, persons),
        opening=start_of(rule.window, "f.day"),
        facts=facts.relation_of(rule),
        joins=join(condition.joins, " "),
        test=condition.test,
    )


def _failed_windows(rule):
    return compose(
        """SELECT unit_id, user_id, window_end AS day, {opening} AS opening FROM score_result
           WHERE rule_id = {watched} AND failed""",
        opening=start_of(rule.window, "window_end"),
        watched=rule.rule_id,
    )


def _unit_test(rule):
    """The units the rule is for, by their category on the day; counted facts say it for themselves."""
    counts_itself = rule.trigger == "facts" and not rule.is_personal
    ids = () if counts_itself else rule.filters.unit_category_ids
    return compose(
        """EXISTS (SELECT FROM score_category c WHERE c.unit_id = n.unit_id
                   AND n.day >= c.date_from AND n.day < c.date_to AND c.category_id IN {ids})"""
        if ids
        else "TRUE",
        **({"ids": Literal(tuple(ids))} if ids else {}),
    )


def _silence(facts):
    """What is earned after the veto's day within its window counts 0; later deductions count."""
    run(
        facts.cr,
        """UPDATE score_row e SET points = 0, reason = 'veto' FROM score_veto v
           WHERE e.ruleset_id = {ruleset} AND v.effect = 'zero' AND e.unit_id = v.unit_id
               AND e.day > v.day AND e.day <= v.window_end AND e.points > 0
               AND e.personal IS NOT TRUE""",
        ruleset=facts.ruleset.id,
    )


def _take_back(facts):
    """One entry on the veto's day brings the window's sum down to 0.

    A unit's vetoes come one after the other, since each sees what the one before took back.
    """
    cr = facts.cr
    run(
        cr,
        """UPDATE score_veto v SET place = n.place FROM (
               SELECT ctid, row_number() OVER (PARTITION BY unit_id ORDER BY day, sequence, rule_id)
                   AS place
               FROM score_veto WHERE effect = 'zero'
           ) n WHERE n.ctid = v.ctid""",
    )
    cr.execute("SELECT max(place) FROM score_veto")
    for place in range(1, (cr.fetchone()[0] or 0) + 1):
        run(
            cr,
            """INSERT INTO score_row (ruleset_id, unit_id, rule_id, group_id, day, origin,
                   window_start, window_end, raw, points, reason)
               SELECT {ruleset}, v.unit_id, v.rule_id, v.group_id, v.day, 'veto', v.window_start,
                   v.window_end, -sum(e.points), -sum(e.points), 'veto'
               FROM score_veto v JOIN score_row e ON e.unit_id = v.unit_id
                   AND e.day BETWEEN v.window_start AND v.day AND e.personal IS NOT TRUE
               WHERE v.place = {place}
               GROUP BY v.unit_id, v.rule_id, v.group_id, v.day, v.window_start, v.window_end
               HAVING sum(e.points) > 0""",
            ruleset=facts.ruleset.id,
            place=place,
        )
