"""Small helpers over ``psycopg2.sql``.

Every statement is a ``Composable`` with its values inside as literals, so that it can be put into
another one and is executed without parameters. Identifiers come from the engine's own modules only.
"""

from psycopg2.sql import SQL, Composed, Identifier, Literal

__all__ = [
    "SQL",
    "Identifier",
    "Literal",
    "Session",
    "compose",
    "drop_table",
    "embed",
    "join",
    "make_empty",
    "make_table",
    "one_of",
    "run",
    "values",
]


def run(cr, query, /, **parts):
    """Execute ``query`` (text or Composable) with ``parts`` put in; return the number of rows."""
    cr.execute(compose(query, **parts))
    return cr.rowcount


# name, pages and rows of tables, as the planner knows them
KNOWN = """
    SELECT relname, pg_relation_size(oid) / current_setting('block_size')::int, reltuples
    FROM pg_class WHERE relkind = 'r' AND """


class Session:
    """A cursor for one call of the engine: it knows the temporary tables that earlier calls have left.

    ``left``: name → (pages, rows the planner was told) of those that this call has not used yet;
    ``used``: names of those that it has.
    """

    def __init__(self, cr):
        self._cr, self.used = cr, set()
        run(cr, KNOWN + "relname LIKE 'score\\_%' AND relnamespace = pg_my_temp_schema()")
        self.left = {name: known for name, *known in cr.fetchall()}

    def __getattr__(self, name):
        return getattr(self._cr, name)


FEW = 100  # rows
SMALL = 50  # pages


def make_table(cr, name, query, /, **parts):
    """Make the temporary table ``name`` of ``query``, in place of one of an earlier run.

    Returns the number of its rows, which the planner is told as well: it would take a small table for
    a large one and read all facts instead of a few.
    """
    parts = {"table": Identifier(name), "query": compose(query, **parts)}
    there, known = _emptied(cr, name)
    if there:
        rows = run(cr, "INSERT INTO {table} {query}", **parts)
    else:
        rows = run(cr, "CREATE TEMP TABLE {table} ON COMMIT DROP AS {query}", **parts)
    if rows and not (rows <= FEW and 0 < known <= FEW):
        run(cr, "ANALYZE {table}", **parts)
    return rows


def make_empty(cr, name, columns):
    """Make the temporary table ``name`` with ``columns`` (their names and types)."""
    there, _known = _emptied(cr, name)
    if not there:
        statement = "CREATE TEMP TABLE {table} ({columns}) ON COMMIT DROP"
        run(cr, statement, table=Identifier(name), columns=SQL(columns))


def drop_table(cr, name):
    """Forget the temporary table ``name``: the next one of this name may have other columns."""
    run(cr, "DROP TABLE IF EXISTS pg_temp.{table}", table=Identifier(name))
    cr.left.pop(name, None)


def _emptied(cr, name):
    """Whether there is a table ``name`` of an earlier run, now empty, and how many rows it was said to have.

    A small one is kept: a hundredth of the time that making it anew takes. A name has the same columns
    in all runs.
    """
    pages, known = _left(cr, name)
    cr.used.add(name)
    if pages is None:
        return False, 0
    if pages > SMALL:
        drop_table(cr, name)
        return False, 0
    run(cr, "DELETE FROM {table}", table=Identifier(name))
    return True, known


def _left(cr, name):
    """Pages and rows of the temporary table ``name`` as it stands; no pages where there is none."""
    if name not in cr.used:
        return cr.left.pop(name, (None, 0))
    run(cr, KNOWN + "oid = to_regclass({name})", name="pg_temp." + name)
    found = cr.fetchone()
    return found[1:] if found else (None, 0)


def compose(query, /, **parts):
    """``query`` with ``parts`` in its named places; plain Python values become literals."""
    text = SQL(query) if isinstance(query, str) else query
    if not parts:
        return text
    return text.format(**{name: _part(value) for name, value in parts.items()})


def _part(value):
    return value if isinstance(value, (SQL, Composed, Identifier, Literal)) else Literal(value)


def join(parts, by=", "):
    """The Composables ``parts``, one after the other."""
    return SQL(by).join(parts)


def embed(query, params):
    """A query in the form ``(text with %s, params)`` as a Composable."""
    pieces = query.split("%s")
    parts = [SQL(pieces[0].replace("%%", "%"))]
    for value, piece in zip(params, pieces[1:]):
        parts += [Literal(value), SQL(piece.replace("%%", "%"))]
    return Composed(parts)


def one_of(column, ids):
    """``column`` is one of ``ids``."""
    return compose("{column} IN {ids}", column=SQL(column), ids=Literal(tuple(ids)))


def values(rows):
    """A list of rows as a ``VALUES`` list."""
    return SQL("VALUES ") + join(
        [SQL("(") + join([_part(value) for value in row]) + SQL(")") for row in rows]
    )
