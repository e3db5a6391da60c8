"""From facts to entries: the treatments of a rule set in their order.

``score_row`` takes the entries a rule set should give, for the units in ``score_scope``, and
``score_found`` what its quotas, ratios and vetoes found:

1. ``match``: the first rule that matches gives each fact of each credited unit its points; additive
   rules beside it; joint units share them;
   ``every``: only each n-th fact, where a rule says so;
2. ``stack``: only the highest, or the first in full and the later ones less;
3. ``limit_rules``: the first n facts, the cap of a rule;
4. ``tasks``: quotas that count facts, and ratios, join;
5. ``limit_groups``: the cap and floor of a group;
6. ``point_tasks``: quotas that count the points of a group, with their own groups' caps;
7. ``base``, ``vetoes``, ``floor_and_ceiling``.

Passes 1 to 3 are one query; what a rule set does not use costs nothing.
"""

from ..catalogue import BASES
from ..rules import QuotaRule, RatioRule
from ..sql import SQL, Identifier, compose, join, make_empty, make_table, run
from . import bounds, limit, match, stack, task, veto
from .branch import Entries, groups_of, united
from .every import every

# Columns of ``score_row`` beside ruleset_id, points and reason.
ROW = (
    "unit_id",
    "rule_id",
    "group_id",
    "day",
    "user_id",
    "item_id",
    "source_model",
    "source_id",
    "origin",
    "window_start",
    "window_end",
    "quantity",
    "quota",
    "raw",
    "note",
)
# What the group limits need beside them.
SORTED = ROW + ("sequence", "stamp", "number")


def make_rows(cr):
    """The empty table of entries; the rule sets of a run add to it one after the other."""
    make_empty(
        cr,
        "score_row",
        """ruleset_id int, unit_id int, rule_id int, group_id int, day date, original_day date,
        user_id int, item_id int, source_model varchar, source_id int, origin varchar,
        window_start date, window_end date, quantity numeric, quota numeric, raw numeric,
        note varchar, points numeric, reason varchar, personal boolean""",
    )
    make_empty(
        cr,
        "score_found",
        """ruleset_id int, rule_id int, unit_id int, kind varchar, window_start date,
        window_end date, day date, quantity numeric, quota numeric, failed boolean, user_id int, scope varchar""",
    )


def compute(facts):
    """Add to ``score_row`` the entries of the rule set of ``facts``."""
    cr, ruleset = facts.cr, facts.ruleset
    match.make_rules(cr, ruleset)
    task.make_tables(cr)
    limit.make_groups(cr, ruleset)
    task.tasks(facts)
    events = limit.limit_rules(stack.stack(every(match.match(facts))))
    entries = [Entries(_event(branch.query), groups_of(branch.rules)) for branch in events]
    entries += [_tasks(ruleset), _manual(facts)]
    _add_personal(facts)
    if task.point_quotas(ruleset):
        _add_with_point_quotas(facts, entries)
    else:
        _add(facts, entries)
    bounds.base(facts)
    veto.vetoes(facts)
    bounds.floor_and_ceiling(facts)
    _keep_results(facts)


def _keep_results(facts):
    """Add what quotas, ratios and vetoes found to ``score_found``."""
    run(
        facts.cr,
        """INSERT INTO score_found
           SELECT {ruleset}, rule_id, unit_id, kind, window_start, window_end, window_end, quantity,
               quota, failed, user_id, NULL FROM score_result
           UNION ALL
           SELECT {ruleset}, rule_id, unit_id, effect, window_start, window_end, day, NULL, NULL, TRUE,
               user_id, scope FROM score_veto""",
        ruleset=facts.ruleset.id,
    )


def _add_with_point_quotas(facts, entries):
    """Groups that hold a quota in points wait until the points of the others are known."""
    cr, ruleset = facts.cr, facts.ruleset
    late = {rule.group_id for rule in task.point_quotas(ruleset)} - {None}
    make_table(cr, "score_stage", united(entries))
    known = frozenset().union(*(part.groups for part in entries))
    _add(facts, [_staged(known - late, late, False)])
    task.point_tasks(facts, "score_row")
    _add(facts, [_staged(known & late, late, True), _tasks(ruleset)])


def _staged(groups, late, wanted):
    """The stored entries of the groups in ``late``, or of all others."""
    ids = tuple(sorted(late)) or (0,)
    test = compose("COALESCE(group_id IN {ids}, FALSE) = {wanted}", ids=ids, wanted=wanted)
    return Entries(compose("SELECT * FROM score_stage WHERE {test}", test=test), groups)


def _add(facts, entries):
    """Insert the ``entries`` (with the columns of ``SORTED``), within the range of their groups."""
    run(
        facts.cr,
        """INSERT INTO score_row (ruleset_id, {columns}, points, reason)
           SELECT {ruleset}, {columns}, points, reason FROM ({entries}) e
           WHERE raw <> 0 OR points <> 0""",
        columns=join([Identifier(name) for name in ROW]),
        ruleset=facts.ruleset.id,
        entries=limit.limit_groups(entries, ROW, facts.ruleset),
    )


def _add_personal(facts):
    """Insert what is a person's alone: no limit of the unit is about it."""
    if not any(rule.is_personal and not rule.to_unit for rule in facts.ruleset.of(QuotaRule)):
        return
    names = [name for name in ROW if name in task.COLUMNS]
    run(
        facts.cr,
        """INSERT INTO score_row (ruleset_id, {columns}, points, reason, personal)
           SELECT {ruleset}, {columns}, raw, reason, TRUE FROM score_task WHERE personal""",
        columns=join([Identifier(name) for name in names]),
        ruleset=facts.ruleset.id,
    )


def _select(source, known, constants):
    """A SELECT with the columns of ``SORTED``, points and reason; what ``source`` lacks is empty."""
    types = {
        "note": "varchar",
        "stamp": "timestamp",
        "number": 'text COLLATE "C"',
        "origin": "varchar",
    }
    types.update(source_model="varchar", window_start="date", window_end="date")
    types.update(quantity="numeric", quota="numeric")
    columns = []
    for name in SORTED:
        if name in constants:
            columns.append(SQL("%s AS %s" % (constants[name], name)))
        elif name in known:
            columns.append(Identifier(name))
        else:
            columns.append(SQL("NULL::%s AS %s" % (types.get(name, "int"), name)))
    points = SQL(constants.get("points", "points") + " AS points")
    reason = SQL(constants.get("reason", "reason") + " AS reason")
    return compose(
        "SELECT {columns} FROM {source} s",
        columns=join(columns + [points, reason]),
        source=source,
    )


def _event(events):
    source = SQL("(") + events + SQL(")")
    return _select(source, match.COLUMNS, {"origin": "'fact'::varchar"})


def _tasks(ruleset):
    """Entries of quotas and ratios; they have no number, and come before facts of their rule."""
    constants = {"points": "raw", "number": "''::text COLLATE \"C\""}
    source = SQL("(SELECT * FROM score_task WHERE personal IS NOT TRUE)")
    query = _select(source, task.COLUMNS, constants)
    return Entries(query, groups_of(ruleset.of(QuotaRule) + ruleset.of(RatioRule)))


def _manual(facts):
    """Adjustments that name no rule of this set: posted as they are, outside every group."""
    query = compose(
        """(SELECT {own} AS unit_id, f.date AS day, 'govinfo.adjustment'::varchar AS source_model,
               f.id AS source_id, f.points AS raw, f.reason AS note, 'fact'::varchar AS origin
           FROM govinfo_adjustment f JOIN score_unit u ON u.id = f.unit_id
           WHERE f.state = 'approved' AND f.date BETWEEN {first} AND {last}
               AND {own} IN (SELECT unit_id FROM score_scope)
               AND (f.rule_id IS NULL OR f.rule_id NOT IN (SELECT id FROM score_rule)))""",
        own=SQL(facts.own(BASES["manual"])),
        first=facts.ruleset.date_from,
        last=facts.until,
    )
    known = ("unit_id", "day", "source_model", "source_id", "raw", "note", "origin")
    constants = {"points": "raw", "reason": "'manual'::varchar"}
    return Entries(_select(query, known, constants), frozenset({None}))
