"""Who is computed, and whose facts are whose.

``prepare`` makes the temporary tables every statement of a run uses:

* ``score_unit`` (id, target, level): the county's units and the unit each is scored as, for facts of
  the level only where there is one;
* ``score_scope`` (unit_id, active): the units computed in this run, scored as themselves;
* ``score_use`` (unit_id, date_from, date_to): when they are in use;
* ``score_category`` (unit_id, category_id, date_from, date_to): their categories, day by day;
* ``score_joint`` (item_id, bucket, unit_id, others) and ``score_parts`` (item_id, bucket, others):
  credited units of items beside the first one, and how many they are; they differ by level where a
  unit is scored as another for one level only: ``bucket`` is such a level, '' any other;
* ``score_item`` (id): the items of the units computed, when not all are;
* ``score_person`` (user_id, unit_id, officer, date_from, date_to) and ``score_author`` (user_id), when
  persons are looked at: all persons of the county and when they belong to which unit, and those of
  the units computed.
"""

from .sql import SQL, compose, make_table

# A unit (alias u) that has a score of its own.
STANDING = "(u.scored_as_id IS NULL OR u.scored_as_level IS NOT NULL)"


def prepare(cr, company_id, partial, persons=False):
    """Make the tables above. ``partial``: only the units in ``score_dirty`` are computed."""
    make_table(
        cr,
        "score_unit",
        """SELECT id, COALESCE(scored_as_id, id) AS target,
               CASE WHEN scored_as_id IS NOT NULL THEN scored_as_level END AS level
           FROM govinfo_unit WHERE company_id = {company}""",
        company=company_id,
    )
    make_table(
        cr,
        "score_scope",
        "SELECT u.id AS unit_id, COALESCE(u.active, FALSE) AS active FROM govinfo_unit u"
        " WHERE u.company_id = {company} AND %s AND {dirty}" % STANDING,
        company=company_id,
        dirty=SQL("u.id IN (SELECT unit_id FROM score_dirty)" if partial else "TRUE"),
    )
    _prepare_use(cr, company_id)
    _prepare_categories(cr)
    if persons:
        _prepare_persons(cr, company_id)
    if partial:
        _prepare_items(cr, persons)
    _prepare_joint(cr, partial)


def _prepare_use(cr, company_id):
    """On locked days as it was when they were locked, after them as it is now."""
    make_table(
        cr,
        "score_use",
        """SELECT r.unit_id, r.date_from, r.date_to
           FROM govinfo_ledger_roll r JOIN score_scope s ON s.unit_id = r.unit_id
           WHERE r.company_id = {company}
           UNION ALL
           SELECT unit_id, COALESCE((SELECT max(date_to) + 1 FROM govinfo_ledger_roll
                                     WHERE company_id = {company}), '-infinity'), 'infinity'
           FROM score_scope WHERE active""",
        company=company_id,
    )


def _prepare_categories(cr):
    """A unit's first category holds from ever, its last for ever."""
    make_table(
        cr,
        "score_category",
        """SELECT h.unit_id, h.category_id,
               CASE WHEN row_number() OVER w = 1 THEN DATE '-infinity' ELSE h.date_from END
                   AS date_from,
               COALESCE(lead(h.date_from) OVER w, DATE 'infinity') AS date_to
           FROM govinfo_unit_category_history h JOIN score_scope s ON s.unit_id = h.unit_id
           WINDOW w AS (PARTITION BY h.unit_id ORDER BY h.date_from)
           UNION ALL
           SELECT u.id, u.category_id, DATE '-infinity', DATE 'infinity'
           FROM govinfo_unit u JOIN score_scope s ON s.unit_id = u.id
           WHERE NOT EXISTS (SELECT FROM govinfo_unit_category_history h WHERE h.unit_id = u.id)""",
    )


# Who belongs to which unit (unit_id, user_id, officer): officers, and leaders who are none.
BELONGING = """
    SELECT unit_id, user_id, TRUE AS officer FROM govinfo_unit_officer_rel
    UNION ALL
    SELECT id, leader_id, FALSE FROM govinfo_unit WHERE leader_id IS NOT NULL"""


def _prepare_persons(cr, company_id):
    """On locked days as it was when they were locked, after them as it is now: one unit a person.

    A person of several units belongs to the first of them, as officer rather than as leader.
    """
    make_table(
        cr,
        "score_person",
        """SELECT user_id, unit_id, officer, date_from, date_to
           FROM govinfo_ledger_roll_person WHERE company_id = {company}
           UNION ALL
           SELECT user_id, unit_id, officer,
               COALESCE((SELECT max(date_to) + 1 FROM govinfo_ledger_roll
                         WHERE company_id = {company}), '-infinity'), 'infinity'
           FROM ({members}) m""",
        company=company_id,
        members=members(company_id),
    )
    make_table(
        cr,
        "score_author",
        """SELECT DISTINCT user_id FROM score_person
           WHERE unit_id IN (SELECT unit_id FROM score_scope)""",
    )


def members(company_id):
    """A query (user_id, unit_id, officer) of the county's persons as they are now."""
    return compose(
        """SELECT DISTINCT ON (b.user_id) b.user_id, t.id AS unit_id, b.officer
           FROM ({belonging}) b
           JOIN govinfo_unit u ON u.id = b.unit_id
           JOIN govinfo_unit t ON t.id = CASE WHEN %s THEN u.id ELSE u.scored_as_id END
           JOIN res_users p ON p.id = b.user_id
           WHERE u.company_id = {company} AND u.active AND t.active AND p.active
           ORDER BY b.user_id, b.officer DESC, u.id"""
        % STANDING,
        belonging=SQL(BELONGING),
        company=company_id,
    )


def _prepare_items(cr, persons):
    authored = """UNION
        SELECT i.id FROM govinfo_item i
        WHERE i.author_id IN (SELECT user_id FROM score_author)
            AND i.unit_id IN (SELECT id FROM score_unit)"""
    make_table(
        cr,
        "score_item",
        """WITH own AS (SELECT id FROM score_unit WHERE id IN (SELECT unit_id FROM score_scope)
                            OR target IN (SELECT unit_id FROM score_scope))
           SELECT i.id FROM govinfo_item i WHERE i.unit_id IN (SELECT id FROM own)
           UNION
           SELECT r.item_id FROM govinfo_item_joint_unit_rel r
           WHERE r.unit_id IN (SELECT id FROM own) {authored}""",
        authored=SQL(authored if persons else ""),
    )


def target(alias, level):
    """The unit that a fact of ``level`` (SQL) of the unit ``alias`` is credited to."""
    return f"CASE WHEN {alias}.level IS NULL OR {alias}.level = {level} THEN {alias}.target ELSE {alias}.id END"


def _prepare_joint(cr, partial):
    """Units are replaced first and then taken once each; the item's own is the first."""
    make_table(
        cr,
        "score_joint",
        """SELECT item_id, bucket, unit_id,
               (count(*) OVER (PARTITION BY item_id, bucket))::int AS others
           FROM (
               SELECT DISTINCT r.item_id, b.level AS bucket, %s AS unit_id
               FROM govinfo_item_joint_unit_rel r
               JOIN score_unit t ON t.id = r.unit_id
               JOIN govinfo_item i ON i.id = r.item_id
               JOIN score_unit o ON o.id = i.unit_id
               CROSS JOIN (SELECT '' AS level UNION
                           SELECT level FROM score_unit WHERE level IS NOT NULL) b
               WHERE %s <> %s AND {only}
           ) j"""
        % (target("t", "b.level"), target("t", "b.level"), target("o", "b.level")),
        only=SQL("r.item_id IN (SELECT id FROM score_item)" if partial else "TRUE"),
    )
    make_table(cr, "score_parts", "SELECT DISTINCT item_id, bucket, others FROM score_joint")
