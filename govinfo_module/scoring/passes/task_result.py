"""What a unit or a person did in the windows of a quota or ratio: the rows of ``score_result``."""

from .. import windows
from ..sql import SQL, Identifier, Literal, compose, join, one_of, run, values
from ..windows import start_of
from .match import Condition


def counted_facts(facts, rule):
    """A query (who, opening, quantity) of the facts that pass the rule's filters, by unit or author."""
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
        """SELECT {who} AS who, {opening} AS opening, {count}::numeric AS quantity
           FROM {facts} f {joins} WHERE {test} GROUP BY 1, 2""",
        who=SQL("f.user_id" if rule.is_personal else "f.unit_id"),
        opening=start_of(rule.window, "f.day"),
        count=count,
        facts=facts.relation_of(rule),
        joins=join(joins, " "),
        test=condition.test,
    )


def counted_points(facts, rule, entries):
    """A query (who, opening, quantity) of the points units earned under the rule's counted group."""
    return compose(
        """SELECT f.unit_id AS who, {opening} AS opening, sum(f.points) AS quantity
           FROM {entries} f WHERE f.ruleset_id = {ruleset} AND f.group_id = {group}
               AND f.personal IS NOT TRUE
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


def find_quota(facts, rule, counted):
    """Keep for each unit or person and window what was done (a query, see above) and what was asked for."""
    rows = _windows(facts, rule)
    if rows is None:
        return
    lookups, quota = [], [Literal(rule.quota)]
    persons, who, test = SQL(""), SQL("NULL::int"), _unit_test(rule)
    if rule.is_personal:
        persons = SQL(
            "JOIN score_person p ON p.unit_id = u.unit_id"
            " AND w.closing BETWEEN p.date_from AND p.date_to"
        )
        who = SQL("p.user_id")
        named = "by_user.id IS NOT NULL OR " if rule.user_quotas else ""
        test = compose("(%s(p.officer AND {test}))" % named, test=test)
    for alias, column, pairs in (
        ("by_category", "c.category_id", rule.category_quotas),
        ("by_unit", "u.unit_id", rule.unit_quotas),
        ("by_user", "p.user_id", rule.user_quotas),
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
               COALESCE(n.quantity, 0) < q.quota, q.user_id
           FROM (
               SELECT u.unit_id, w.opening, w.closing, COALESCE({quota})::numeric AS quota,
                   {who} AS user_id
               FROM score_scope u CROSS JOIN ({rows}) AS w(opening, closing) {persons}
               JOIN score_use x ON x.unit_id = u.unit_id
                   AND w.closing BETWEEN x.date_from AND x.date_to
               JOIN score_category c ON c.unit_id = u.unit_id
                   AND w.closing >= c.date_from AND w.closing < c.date_to
               {lookups}
               WHERE {units}
           ) q
           LEFT JOIN ({counted}) n ON n.who = q.%s AND n.opening = q.opening
           WHERE q.quota > 0"""
        % ("user_id" if rule.is_personal else "unit_id"),
        persons=persons,
        who=who,
        rule=rule.id,
        quota=join(quota),
        rows=rows,
        lookups=join(lookups, " "),
        units=test,
        counted=counted,
    )


def find_ratio(facts, rule):
    """Keep for each unit and window that has facts how many of them are counted in the rate."""
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
