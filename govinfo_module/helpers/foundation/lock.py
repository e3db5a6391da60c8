"""Two at once: the second waits for the first, and then begins anew."""

from odoo.tools import SQL


def lock_rows(records, free=False):
    """Lock the rows of ``records`` until the end of the transaction, by writing them; gives their ids.

    The platform's transactions see the database as it was when they began. Had the first only looked
    at a row, the second would go on with its old view once the first is done; since the row was
    written, the second is begun anew by the platform and sees what the first has done. With ``free``
    rows that somebody else has are left out.
    """
    if not records.ids:
        return set()
    cr, table = records.env.cr, SQL.identifier(records._table)
    if free:
        ids = set(records.try_lock_for_update(allow_referencing=True).ids)
    else:
        # in one order for everybody, so that two never wait for each other; the platform's own
        # lock_for_update does not wait at all
        cr.execute(
            SQL(
                "SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE",
                table,
                tuple(records.ids),
            )
        )
        ids = {row_id for (row_id,) in cr.fetchall()}
    if ids:
        cr.execute(SQL("UPDATE %s SET write_date = write_date WHERE id IN %s", table, tuple(ids)))
    return ids
