"""The scores of persons in a period: what they wrote, what it earned, their rank and shortfall.

A person's entries are those with their name on them: of the items they wrote, and of their own tasks.
Persons belong to a unit as ``scope`` says; one who has left is kept as long as the period has entries
of theirs, under the unit of the last of them.
"""

from . import facts, windows
from .catalogue import LEDGER, RESULTS
from .sql import SQL, Identifier, compose, make_table, run


def store(cr, county, period):
    """Store the persons' scores of ``period``; called after those of the units in ``score_scope``.

    All persons who may have to do with these units are looked at.
    """
    _choose(cr, county.company_id, period)
    _count(cr, county, period)
    _write(cr, county.company_id, period)
    _rank(cr, period)


def _choose(cr, company_id, period):
    """Whose scores are computed, and what is theirs.

    * ``score_author`` (user_id);
    * ``score_earned`` (user_id, unit_id, day, points): their entries of the period by unit, with the
      last day; by the ledger's own index for each, whatever the planner knows of a ledger just written;
    * ``score_home`` (user_id, unit_id): the unit of each of them.
    """
    parts = {
        "company": company_id,
        "period": period.id,
        "first": period.date_from,
        "last": period.date_to,
        "ledger": Identifier(LEDGER),
    }
    make_table(
        cr,
        "score_author",
        """SELECT user_id FROM score_person WHERE unit_id IN (SELECT unit_id FROM score_scope)
           UNION
           SELECT i.author_id FROM score_item s JOIN govinfo_item i ON i.id = s.id
           WHERE i.author_id IS NOT NULL
           UNION
           SELECT p.id FROM govinfo_unit u JOIN res_users p ON p.partner_id = u.head_id
           WHERE u.id IN (SELECT unit_id FROM score_scope)
           UNION
           SELECT user_id FROM {ledger}
           WHERE unit_id IN (SELECT unit_id FROM score_scope) AND date BETWEEN {first} AND {last}
               AND user_id IS NOT NULL
           UNION
           SELECT user_id FROM govinfo_score_person
           WHERE period_id = {period} AND unit_id IN (SELECT unit_id FROM score_scope)""",
        **parts,
    )
    # OFFSET 0: a county that the planner has not heard of yet must not decide which index is used
    make_table(
        cr,
        "score_earned",
        """SELECT a.user_id, e.unit_id, e.day, e.points
           FROM score_author a CROSS JOIN LATERAL (
               SELECT unit_id, max(date) AS day, sum(points) AS points FROM (
                   SELECT company_id, unit_id, date, points FROM {ledger}
                   WHERE user_id = a.user_id AND date BETWEEN {first} AND {last} OFFSET 0
               ) own WHERE company_id = {company} GROUP BY unit_id
           ) e""",
        **parts,
    )
    make_table(
        cr,
        "score_home",
        """SELECT DISTINCT ON (user_id) user_id, unit_id FROM (
               SELECT user_id, unit_id, 0 AS place, date_to AS day FROM score_person
               WHERE officer AND {last} BETWEEN date_from AND date_to
               UNION ALL
               SELECT user_id, unit_id, 1, day FROM score_earned
           ) h
           WHERE user_id IN (SELECT user_id FROM score_author)
           ORDER BY user_id, place, day DESC, unit_id""",
        **parts,
    )
    run(
        cr,
        """DELETE FROM govinfo_score_person s
           WHERE period_id = {period} AND user_id IN (SELECT user_id FROM score_author)
               AND user_id NOT IN (SELECT user_id FROM score_home)""",
        **parts,
    )


def _count(cr, county, period):
    """``score_person_count`` (user_id, what, number): the facts of the period by author and kind."""
    source = facts.Source(cr, county.tz, False)
    queries = []
    for basis, what in (
        ("submission", "submitted"),
        ("adoption", "adopted"),
        ("instruction", "instruction"),
    ):
        query = source.authored(basis, [], period.date_from, period.date_to)
        queries.append(
            compose("SELECT user_id, {what} AS what FROM ({query}) f", what=what, query=query)
        )
    make_table(
        cr,
        "score_person_count",
        "SELECT user_id, what, count(*)::int AS number FROM ({queries}) f GROUP BY 1, 2",
        queries=SQL(" UNION ALL ").join(queries),
    )


PERSONS = """
    WITH total AS (
        SELECT user_id, sum(points) AS points FROM score_earned GROUP BY 1
    ), number AS (
        SELECT user_id,
            COALESCE(sum(number) FILTER (WHERE what = 'submitted'), 0)::int AS submitted,
            COALESCE(sum(number) FILTER (WHERE what = 'adopted'), 0)::int AS adopted,
            COALESCE(sum(number) FILTER (WHERE what = 'instruction'), 0)::int AS instruction
        FROM score_person_count GROUP BY 1
    ), short AS (
        SELECT user_id, jsonb_agg(jsonb_build_object(
                'kind', 'quota', 'rule', rule_id, 'name', name,
                'window_end', to_char(window_end, 'YYYY-MM-DD'),
                'count', quantity::float8, 'quota', quota::float8
            ) ORDER BY sequence, rule_id, window_end) AS reasons
        FROM score_missed GROUP BY 1
    ), barred AS (
        SELECT w.user_id, w.rule_id FROM {results} w
        WHERE w.company_id = {company} AND w.kind = 'no_award' AND w.award_scope = 'author'
            AND w.date BETWEEN {new_year} AND {years_end}
        UNION
        SELECT p.id, w.rule_id FROM {results} w
        JOIN govinfo_unit u ON u.id = w.unit_id JOIN res_users p ON p.partner_id = u.head_id
        WHERE w.company_id = {company} AND w.kind = 'no_award' AND w.award_scope = 'head'
            AND w.date BETWEEN {new_year} AND {years_end}
    ), bar AS (
        SELECT user_id, jsonb_agg(rule_id ORDER BY rule_id) AS rules FROM barred GROUP BY 1
    )
    SELECT h.user_id, h.unit_id, COALESCE(s.category_id, u.category_id) AS category_id,
        COALESCE(t.points, 0) AS total, COALESCE(n.submitted, 0) AS submitted,
        COALESCE(n.adopted, 0) AS adopted, COALESCE(n.instruction, 0) AS instruction,
        COALESCE(short.reasons, '[]') AS reasons, bar.rules AS bars
    FROM score_home h
    JOIN govinfo_unit u ON u.id = h.unit_id
    LEFT JOIN govinfo_score s ON s.unit_id = h.unit_id AND s.period_id = {period}
    LEFT JOIN total t ON t.user_id = h.user_id
    LEFT JOIN number n ON n.user_id = h.user_id
    LEFT JOIN short ON short.user_id = h.user_id
    LEFT JOIN bar ON bar.user_id = h.user_id"""


def _write(cr, company_id, period):
    make_table(
        cr,
        "score_missed",
        """SELECT w.user_id, w.rule_id, r.name, r.sequence, w.window_end, w.quantity, w.quota
           FROM {results} w JOIN score_task_rule r ON r.id = w.rule_id
           WHERE w.company_id = {company} AND w.kind = 'quota' AND w.failed
               AND w.user_id IS NOT NULL AND w.date BETWEEN {first} AND {last}""",
        results=Identifier(RESULTS),
        company=company_id,
        first=period.date_from,
        last=period.date_to,
    )
    run(
        cr,
        """INSERT INTO govinfo_score_person (period_id, company_id, user_id, unit_id, category_id,
               total, submitted_count, adopted_count, instruction_count, shortfall, shortfall_data,
               award_barred, award_barred_data)
           SELECT {period}, {company}, user_id, unit_id, category_id, total, submitted, adopted,
               instruction, reasons <> '[]', reasons::text, bars IS NOT NULL, bars::text
           FROM (%s) s
           ON CONFLICT (period_id, user_id) DO UPDATE SET
               (unit_id, category_id, total, submitted_count, adopted_count, instruction_count,
                shortfall, shortfall_data, award_barred, award_barred_data)
               = (excluded.unit_id, excluded.category_id, excluded.total, excluded.submitted_count,
                  excluded.adopted_count, excluded.instruction_count, excluded.shortfall,
                  excluded.shortfall_data, excluded.award_barred, excluded.award_barred_data)"""
        % PERSONS,
        results=Identifier(RESULTS),
        company=company_id,
        period=period.id,
        new_year=windows.start("year", period.date_to),
        years_end=windows.end("year", period.date_to),
    )


def _rank(cr, period):
    """Ranks within the category of the unit (1, 1, 3)."""
    run(
        cr,
        """UPDATE govinfo_score_person s SET rank = n.place
           FROM (
               SELECT id, rank() OVER (PARTITION BY category_id ORDER BY total DESC) AS place
               FROM govinfo_score_person WHERE period_id = {period}
           ) n
           WHERE n.id = s.id AND s.rank IS DISTINCT FROM n.place""",
        period=period.id,
    )
