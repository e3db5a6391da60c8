"""Points once for each full n facts of a window, on the day of the n-th."""

from ..sql import SQL, compose
from ..windows import start_of
from .branch import Branch, split
from .match import COLUMNS, ORDER


def every(branches):
    """The events of ``branches`` without those that only count towards a later one."""
    counting, done = split(branches, lambda rule: rule.every > 1)
    return done + [Branch(_counted(branch), branch.rules) for branch in counting]


def _counted(branch):
    """The branch as one query; facts of rules that give points for each pass untouched."""
    columns = COLUMNS
    if any(rule.stack_key for rule in branch.rules):
        columns += ("later", "stack_part")
    query = """
        WITH matched AS (
            SELECT * FROM ({events}) m
        )
        SELECT {columns} FROM (
            SELECT m.*, row_number() OVER (PARTITION BY unit_id, opening, rule_id ORDER BY {order})
                AS place
            FROM (
                SELECT m.*, r.every, {opening} AS opening
                FROM matched m JOIN score_rule r ON r.id = m.rule_id WHERE r.every > 1
            ) m
        ) m WHERE place % every = 0"""
    if any(rule.every <= 1 for rule in branch.rules):
        query += """
        UNION ALL
        SELECT {columns} FROM matched m JOIN score_rule r ON r.id = m.rule_id WHERE r.every <= 1"""
    return compose(
        query,
        events=branch.query,
        columns=SQL(", ".join("m.%s" % name for name in columns)),
        order=ORDER,
        opening=start_of(SQL("r.cap_window"), "m.day"),
    )
