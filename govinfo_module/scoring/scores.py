"""The scores of a period: sums over the ledger, counts of facts, ranks, shortfall, bars.

A stored score is ``stale`` when something about its unit may have changed since; ``mark_stale`` is
called with every computation of the ledger, ``store`` refreshes what is stale or missing and then ranks
all units of the period again.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from . import facts, persons, scope, tasks, windows
from .catalogue import LEDGER, RESULTS
from .sql import SQL, Identifier, Session, compose, make_table, run


@dataclass(frozen=True)
class Period:
    """A period and what its rule set says of scores."""

    id: int
    kind: str
    date_from: date
    date_to: date
    ruleset_id: int | None = None
    zero_adoption_short: bool = False
    followup_short: bool = False
    pass_mark: Decimal | None = None
    conversion: str = "none"
    conversion_weight: Decimal = Decimal(1)


def mark_stale(cr, company_id, everyone):
    """Note that scores of periods not locked may be out of date: all, or those of ``score_dirty``."""
    run(
        cr,
        """UPDATE govinfo_score s SET stale = TRUE FROM govinfo_period p
           WHERE p.id = s.period_id AND p.state <> 'locked' AND s.company_id = {company}
               AND NOT COALESCE(s.stale, FALSE) AND {which}""",
        company=company_id,
        which=SQL("TRUE" if everyone else "s.unit_id IN (SELECT unit_id FROM score_dirty)"),
    )


def store(cr, county, period, rulesets):
    """Store the scores of ``period`` as the ledger stands; the ledger has been computed up to its end.

    ``rulesets`` are all rule sets of the county that have been in force, as for ``compute``.
    """
    cr = Session(cr)
    tasks.make_tables(cr, rulesets)
    _choose_units(cr, county.company_id, period)
    scope.prepare(cr, county.company_id, partial=True, persons=True)
    _count(cr, county, period)
    _write_scores(cr, county.company_id, period)
    _write_groups(cr, period)
    _rank(cr, period)
    persons.store(cr, county, period)


def _choose_units(cr, company_id, period):
    """Fill ``score_dirty`` with the units whose score is missing or stale; remove what has no score.

    Units in use are scored, and those put out of use that have entries in the period; none that is
    scored as another.
    """
    parts = {"company": company_id, "period": period.id}
    scored = compose(
        """SELECT u.id FROM govinfo_unit u
           WHERE u.company_id = {company} AND {standing} AND (u.active OR EXISTS (
               SELECT FROM {ledger} e
               WHERE e.unit_id = u.id AND e.date BETWEEN {first} AND {last}))""",
        company=company_id,
        standing=SQL(scope.STANDING),
        ledger=Identifier(LEDGER),
        first=period.date_from,
        last=period.date_to,
    )
    run(
        cr,
        "DELETE FROM govinfo_score WHERE period_id = {period} AND unit_id NOT IN ({scored})",
        period=period.id,
        scored=scored,
    )
    make_table(
        cr,
        "score_dirty",
        """SELECT id AS unit_id FROM ({scored}) u WHERE id NOT IN (
               SELECT unit_id FROM govinfo_score
               WHERE period_id = {period} AND NOT COALESCE(stale, FALSE))""",
        scored=scored,
        **parts,
    )


def _count(cr, county, period):
    """``score_count`` (unit_id, what, number): the facts of the period by kind."""
    source = facts.Source(cr, county.tz, True)
    queries = []
    for basis, attributes, what in (
        ("submission", [], "'submitted'"),
        ("adoption", [], "'adopted'"),
        ("instruction", [], "'instruction'"),
        ("commission", ["outcome"], "outcome"),
        ("followup", ["outcome"], "'followup_' || outcome"),
    ):
        query = source.query(basis, attributes, period.date_from, period.date_to)
        queries.append(compose("SELECT unit_id, %s AS what FROM ({query}) f" % what, query=query))
    make_table(
        cr,
        "score_count",
        """SELECT unit_id, what, count(*)::int AS number FROM ({queries}) f GROUP BY 1, 2""",
        queries=SQL(" UNION ALL ").join(queries),
    )


# What a score says, by unit; the shortfall as a list of reasons.
SCORES = """
    WITH total AS (
        SELECT unit_id, sum(points) AS points FROM {ledger}
        WHERE unit_id IN (SELECT unit_id FROM score_scope) AND date BETWEEN {first} AND {last}
            AND personal IS NOT TRUE
        GROUP BY 1
    ), number AS (
        SELECT unit_id,
            COALESCE(sum(number) FILTER (WHERE what = 'submitted'), 0)::int AS submitted,
            COALESCE(sum(number) FILTER (WHERE what = 'adopted'), 0)::int AS adopted,
            COALESCE(sum(number) FILTER (WHERE what = 'instruction'), 0)::int AS instruction,
            COALESCE(sum(number) FILTER (WHERE what = 'done'), 0)::int AS done,
            COALESCE(sum(number) FILTER (WHERE what = 'late'), 0)::int AS late,
            COALESCE(sum(number) FILTER (WHERE what = 'missed'), 0)::int AS missed,
            COALESCE(sum(number) FILTER (WHERE what = 'followup_late'), 0)::int AS followed_late,
            COALESCE(sum(number) FILTER (WHERE what = 'followup_overdue'), 0)::int AS overdue
        FROM score_count GROUP BY 1
    ), short AS (
        SELECT w.unit_id, jsonb_agg(jsonb_build_object(
                'kind', 'quota', 'rule', w.rule_id, 'name', r.name,
                'window_end', to_char(w.window_end, 'YYYY-MM-DD'),
                'count', w.quantity::float8, 'quota', w.quota::float8
            ) ORDER BY r.sequence, w.rule_id, w.window_end) AS reasons
        FROM {results} w JOIN score_task_rule r ON r.id = w.rule_id
        WHERE w.unit_id IN (SELECT unit_id FROM score_scope) AND w.kind = 'quota' AND w.failed
            AND w.user_id IS NULL AND w.date BETWEEN {first} AND {last}
        GROUP BY 1
    ), bar AS (
        SELECT w.unit_id, jsonb_agg(w.rule_id ORDER BY w.date, w.rule_id) AS rules
        FROM (SELECT DISTINCT ON (unit_id, rule_id) * FROM {results}
              WHERE unit_id IN (SELECT unit_id FROM score_scope)
                  AND kind = 'no_award' AND COALESCE(award_scope, 'unit') = 'unit'
                  AND date BETWEEN {new_year} AND {years_end}
              ORDER BY unit_id, rule_id, date) w
        GROUP BY 1
    ), known AS (
        SELECT s.unit_id, s.active, c.category_id, uc.sequence, COALESCE(t.points, 0) AS total,
            COALESCE(n.submitted, 0) AS submitted, COALESCE(n.adopted, 0) AS adopted,
            COALESCE(n.instruction, 0) AS instruction, COALESCE(n.done, 0) AS done,
            COALESCE(n.late, 0) AS late, COALESCE(n.missed, 0) AS missed,
            COALESCE(n.followed_late, 0) AS followed_late, COALESCE(n.overdue, 0) AS overdue,
            COALESCE(short.reasons, '[]') AS quotas, bar.rules AS bars
        FROM score_scope s
        JOIN score_category c ON c.unit_id = s.unit_id
            AND {last} >= c.date_from AND {last} < c.date_to
        JOIN govinfo_unit_category uc ON uc.id = c.category_id
        LEFT JOIN total t ON t.unit_id = s.unit_id
        LEFT JOIN number n ON n.unit_id = s.unit_id
        LEFT JOIN short ON short.unit_id = s.unit_id
        LEFT JOIN bar ON bar.unit_id = s.unit_id
    )
    SELECT k.*, quotas
        || CASE WHEN active AND submitted = 0
            THEN '[{{"kind": "nothing_sent"}}]'::jsonb ELSE '[]' END
        || CASE WHEN active AND adopted = 0 AND {zero_adoption}
            THEN '[{{"kind": "nothing_adopted"}}]'::jsonb ELSE '[]' END
        || CASE WHEN late + missed > 0 THEN jsonb_build_array(jsonb_build_object(
            'kind', 'commission', 'late', late, 'missed', missed)) ELSE '[]' END
        || CASE WHEN {followups} AND followed_late + overdue > 0 THEN jsonb_build_array(
            jsonb_build_object('kind', 'followup', 'late', followed_late, 'overdue', overdue))
            ELSE '[]' END AS reasons
    FROM known k"""


def _write_scores(cr, company_id, period):
    scores = compose(
        SCORES,
        ledger=Identifier(LEDGER),
        results=Identifier(RESULTS),
        first=period.date_from,
        last=period.date_to,
        new_year=windows.start("year", period.date_to),
        years_end=windows.end("year", period.date_to),
        zero_adoption=period.zero_adoption_short,
        followups=period.followup_short,
    )
    run(
        cr,
        """INSERT INTO govinfo_score (period_id, company_id, unit_id, category_id, category_sequence,
               total, submitted_count, adopted_count, instruction_count, commission_count,
               commission_done, commission_late, commission_missed, shortfall, shortfall_data,
               award_barred, award_barred_data, stale)
           SELECT {period}, {company}, unit_id, category_id, sequence, total, submitted, adopted,
               instruction, done + late + missed, done, late, missed, reasons <> '[]', reasons::text,
               bars IS NOT NULL, bars::text, FALSE
           FROM ({scores}) s
           ON CONFLICT (period_id, unit_id) DO UPDATE SET
               (category_id, category_sequence, total, submitted_count, adopted_count,
                instruction_count, commission_count, commission_done, commission_late,
                commission_missed, shortfall, shortfall_data, award_barred, award_barred_data, stale)
               = (excluded.category_id, excluded.category_sequence, excluded.total,
                  excluded.submitted_count, excluded.adopted_count, excluded.instruction_count,
                  excluded.commission_count, excluded.commission_done, excluded.commission_late,
                  excluded.commission_missed, excluded.shortfall, excluded.shortfall_data,
                  excluded.award_barred, excluded.award_barred_data, FALSE)""",
        period=period.id,
        company=company_id,
        scores=scores,
    )


def _write_groups(cr, period):
    """A line for every group of the rule set, and for what else a unit has points under."""
    parts = {"period": period.id, "first": period.date_from, "last": period.date_to}
    run(
        cr,
        """DELETE FROM govinfo_score_group g USING govinfo_score s
           WHERE s.id = g.score_id AND s.period_id = {period}
               AND s.unit_id IN (SELECT unit_id FROM score_scope)""",
        period=period.id,
    )
    run(
        cr,
        """INSERT INTO govinfo_score_group (score_id, period_id, unit_id, company_id, group_id,
               sequence, points)
           SELECT s.id, s.period_id, s.unit_id, s.company_id, t.group_id,
               COALESCE(g.sequence, 1000), t.points
           FROM (
               SELECT unit_id, group_id, sum(points) AS points FROM (
                   SELECT unit_id, group_id, points FROM {ledger}
                   WHERE unit_id IN (SELECT unit_id FROM score_scope)
                       AND date BETWEEN {first} AND {last} AND personal IS NOT TRUE
                   UNION ALL
                   SELECT u.unit_id, g.id, 0 FROM score_scope u CROSS JOIN score_rule_group g
                   WHERE g.ruleset_id = {ruleset}
               ) e GROUP BY 1, 2
           ) t
           JOIN govinfo_score s ON s.unit_id = t.unit_id AND s.period_id = {period}
           LEFT JOIN score_rule_group g ON g.id = t.group_id""",
        ledger=Identifier(LEDGER),
        ruleset=period.ruleset_id,
        **parts,
    )


def _rank(cr, period):
    """Ranks within the category (1, 1, 3), converted totals and the label of the pass mark."""
    weight = period.conversion_weight
    converted = {
        "none": SQL("0"),
        "weight": compose("total * {weight}", weight=weight),
        "target": compose(
            "CASE WHEN target > 0 THEN LEAST(total * {weight} / target, {weight}) ELSE 0 END",
            weight=weight,
        ),
        "top": compose("CASE WHEN best > 0 THEN total * {weight} / best ELSE 0 END", weight=weight),
    }[period.conversion]
    below = (
        SQL("FALSE")
        if period.pass_mark is None
        else compose("total < {mark}", mark=period.pass_mark)
    )
    run(
        cr,
        """UPDATE govinfo_score s
           SET rank = n.rank, converted = n.converted, below_standard = n.below
           FROM (
               SELECT id, CASE WHEN ranked THEN place END AS rank,
                   round(({converted})::numeric, 2) AS converted, {below} AS below
               FROM (
                   SELECT s.id, s.total, u.ranked, u.target,
                       rank() OVER (PARTITION BY s.category_id, u.ranked ORDER BY s.total DESC)
                           AS place,
                       max(s.total) FILTER (WHERE u.ranked) OVER (PARTITION BY s.category_id) AS best
                   FROM govinfo_score s JOIN govinfo_unit u ON u.id = s.unit_id
                   WHERE s.period_id = {period}
               ) r
           ) n
           WHERE n.id = s.id AND ROW(s.rank, s.converted, s.below_standard)
               IS DISTINCT FROM ROW(n.rank, n.converted, n.below)""",
        converted=converted,
        below=below,
        period=period.id,
    )
