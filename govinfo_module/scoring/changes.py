"""Which units have to be computed again: what the triggers of ``schema`` noted, taken off the list."""

from .catalogue import KINDS
from .schema import BELONGING
from .sql import SQL, Identifier, make_empty, make_table, run

# The units a changed record concerns (alias c for the change).
UNITS = (
    "SELECT c.ref AS unit_id FROM score_change_taken c WHERE c.kind = 'unit'",
    "SELECT l.unit_id FROM score_change_taken c JOIN govinfo_commission_line l"
    " ON l.commission_id = c.ref WHERE c.kind = 'commission'",
    "SELECT f.unit_id FROM score_change_taken c JOIN govinfo_followup f"
    " ON f.instruction_id = c.ref WHERE c.kind = 'instruction'",
    "SELECT a.unit_id FROM score_change_taken c JOIN govinfo_training_attendance a"
    " ON a.training_id = c.ref WHERE c.kind = 'training'",
    "SELECT i.unit_id FROM items JOIN govinfo_item i ON i.id = items.id",
    "SELECT r.unit_id FROM items JOIN govinfo_item_joint_unit_rel r ON r.item_id = items.id",
    "SELECT b.unit_id FROM items JOIN govinfo_item i ON i.id = items.id"
    " JOIN %s b ON b.user_id = i.author_id" % BELONGING,
)
ITEMS = """
    SELECT c.ref AS id FROM score_change_taken c WHERE c.kind = 'item'
    UNION
    SELECT r.item_id FROM score_change_taken c
    JOIN govinfo_issue_line l ON l.issue_id = c.ref
    JOIN govinfo_issue_line_item_rel r ON r.line_id = l.id
    WHERE c.kind = 'issue'"""


def take(cr, company_id):
    """Take the county's changes off the list; fill ``score_dirty`` (unit_id); return their number.

    A change of a record that no longer exists concerns nobody else: what it meant for a unit has been
    noted for the unit.
    """
    make_empty(cr, "score_change_taken", "kind varchar, ref int")
    for kind, table in KINDS.items():
        run(
            cr,
            """WITH taken AS (
                   DELETE FROM govinfo_ledger_change c WHERE kind = {kind} AND NOT EXISTS (
                       SELECT FROM {table} x WHERE x.id = c.ref AND x.company_id <> {company}
                   ) RETURNING kind, ref
               ) INSERT INTO score_change_taken SELECT DISTINCT kind, ref FROM taken""",
            kind=kind,
            table=Identifier(table),
            company=company_id,
        )
    return make_table(
        cr,
        "score_dirty",
        """WITH items AS ({items}), concerned AS ({units})
           SELECT unit_id FROM concerned
           UNION
           SELECT u.scored_as_id FROM concerned c JOIN govinfo_unit u ON u.id = c.unit_id
           WHERE u.scored_as_id IS NOT NULL""",
        items=SQL(ITEMS),
        units=SQL(" UNION ".join(UNITS)),
    )
