"""What scores need to know of rule sets, as tables of the run.

* ``score_task_rule`` (id, name, sequence): quota rules whose missing is a shortfall;
* ``score_rule_group`` (id, ruleset_id, sequence): the groups of rules.
"""

from .rules import QuotaRule
from .sql import make_empty, run, values


def make_tables(cr, rulesets):
    """Make them of ``rulesets``, all of the county that have been in force."""
    tasks = [
        (rule.id, rule.name, rule.sequence)
        for ruleset in rulesets
        for rule in ruleset.of(QuotaRule)
        if not rule.soft
    ]
    groups = [(g.id, ruleset.id, g.sequence) for ruleset in rulesets for g in ruleset.groups]
    _fill(cr, "score_task_rule", "id int, name varchar, sequence int", tasks)
    _fill(cr, "score_rule_group", "id int, ruleset_id int, sequence int", groups)


def _fill(cr, name, columns, rows):
    make_empty(cr, name, columns)
    if rows:
        run(cr, "INSERT INTO %s {rows}" % name, rows=values(rows))
