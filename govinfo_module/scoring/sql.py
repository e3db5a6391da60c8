"""Small helpers over ``psycopg2.sql``.

Every statement is a ``Composable`` with its values inside as literals, so that it can be put into
another one and is executed without parameters. Identifiers come from the engine's own modules only.
"""

from psycopg2.sql import SQL, Composed, Identifier, Literal

__all__ = [
    "SQL",
    "Identifier",
    "Literal",
    "compose",
    "embed",
    "join",
    "make_empty",
    "make_table",
    "one_of",
    "run",
    "start_of",
    "values",
]


def run(cr, query, /, **parts):
    """Execute ``query`` (text or Composable) with ``parts`` put in; return the number of rows."""
    cr.execute(compose(query, **parts))
    return cr.rowcount


def make_table(cr, name, query, /, **parts):
    """Make the temporary table ``name`` of ``query``, in place of one of an earlier run.

    Returns the number of its rows, which the planner is told as well: it would take a small table for
    a large one and read all facts instead of a few.
    """
    statement = """DROP TABLE IF EXISTS pg_temp.{table};
        CREATE TEMP TABLE {table} ON COMMIT DROP AS {query}"""
    rows = run(cr, statement, table=Identifier(name), query=compose(query, **parts))
    if rows:
        run(cr, "ANALYZE {table}", table=Identifier(name))
    return rows


def make_empty(cr, name, columns):
    """Make the temporary table ``name`` with ``columns`` (their names and types)."""
    statement = """DROP TABLE IF EXISTS pg_temp.{table};
        CREATE TEMP TABLE {table} ({columns}) ON COMMIT DROP"""
    run(cr, statement, table=Identifier(name), columns=SQL(columns))


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


def start_of(window, day):
    """First day of the calendar ``window`` (a word, or SQL giving one) that holds ``day``."""
    return compose("date_trunc({window}, ({day})::timestamp)::date", window=window, day=SQL(day))
