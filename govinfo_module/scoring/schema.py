"""What the engine keeps in the database beside the addon's own tables.

* ``govinfo_clamped_sum(x, low, high)``: a running sum that never leaves its range;
* ``govinfo_ledger``: one row a county; updating it makes computations of a county wait for each other,
  and ``stamps`` tells under which rules the ledger was computed last;
* ``govinfo_ledger_roll``: which units were in use on which locked days: a unit that comes later or goes
  later owes nothing for them, and loses nothing;
* ``govinfo_ledger_roll_person``: likewise, who belonged to which unit;
* ``govinfo_ledger_change``: what has changed since, written by triggers on the tables facts come from,
  so that no way of writing a fact goes unnoticed. Rows name a record, not a unit: which units it
  concerns is found when the ledger is computed, when everything committed is seen together.
"""

from .catalogue import FOLLOWED
from .sql import SQL, Identifier, compose, run

STATEMENTS = (
    """CREATE OR REPLACE FUNCTION govinfo_clamp(total numeric, x numeric, low numeric, high numeric)
       RETURNS numeric LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
       $$ BEGIN RETURN LEAST(high, GREATEST(low, total + x)); END $$""",
    """CREATE OR REPLACE AGGREGATE govinfo_clamped_sum(numeric, numeric, numeric)
       (SFUNC = govinfo_clamp, STYPE = numeric, INITCOND = '0', PARALLEL = SAFE)""",
    """CREATE TABLE IF NOT EXISTS govinfo_ledger (
           company_id int PRIMARY KEY, revision int NOT NULL, stamps text NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS govinfo_ledger_roll (
           company_id int NOT NULL, unit_id int NOT NULL, date_from date NOT NULL, date_to date NOT NULL,
           PRIMARY KEY (company_id, date_to, unit_id))""",
    """CREATE TABLE IF NOT EXISTS govinfo_ledger_roll_person (
           company_id int NOT NULL, user_id int NOT NULL, unit_id int NOT NULL,
           officer boolean NOT NULL, date_from date NOT NULL, date_to date NOT NULL,
           PRIMARY KEY (company_id, date_to, user_id))""",
    "CREATE TABLE IF NOT EXISTS govinfo_ledger_change (kind varchar NOT NULL, ref int NOT NULL)",
    "ALTER SEQUENCE govinfo_score_entry_id_seq CACHE 100",  # a year's entries take a million at once
    # Ledger rows have no foreign keys: what may be deleted although they name it, they forget.
    """CREATE OR REPLACE FUNCTION govinfo_ledger_forget() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
       UPDATE govinfo_score_entry SET user_id = NULL WHERE user_id IN (SELECT id FROM old_rows);
       RETURN NULL; END $$""",
    "DROP TRIGGER IF EXISTS govinfo_ledger_forget ON res_users",
    """CREATE TRIGGER govinfo_ledger_forget AFTER DELETE ON res_users
       REFERENCING OLD TABLE AS old_rows
       FOR EACH STATEMENT EXECUTE FUNCTION govinfo_ledger_forget()""",
)
# Which units a person belongs or belonged to.
BELONGING = """(
    SELECT user_id, unit_id FROM govinfo_unit_officer_rel
    UNION SELECT leader_id, id FROM govinfo_unit WHERE leader_id IS NOT NULL
    UNION SELECT user_id, unit_id FROM govinfo_ledger_roll_person)"""
# An item's author may belong to another unit than the item: that unit is noted when an item is made,
# or taken from its author. (Other changes of the item are noted for the item.)
OF_AUTHORS = """INSERT INTO govinfo_ledger_change SELECT DISTINCT 'unit', b.unit_id
    FROM %s x JOIN {belonging} b ON b.user_id = x.author_id WHERE b.unit_id <> x.unit_id;"""
AUTHORS = """
    IF TG_OP = 'INSERT' THEN %s END IF;
    IF TG_OP = 'DELETE' THEN %s END IF;
    IF TG_OP = 'UPDATE' THEN %s END IF;""" % (
    OF_AUTHORS % "new_rows",
    OF_AUTHORS % "old_rows",
    OF_AUTHORS
    % "(SELECT o.* FROM old_rows o JOIN new_rows n USING (id) WHERE o.author_id <> n.author_id)",
)
# A person who leaves, or comes back, has units.
LEAVING = """
    IF TG_OP = 'UPDATE' THEN INSERT INTO govinfo_ledger_change SELECT DISTINCT 'unit', b.unit_id
    FROM old_rows o JOIN new_rows n USING (id) JOIN {belonging} b ON b.user_id = n.id
    WHERE o.active IS DISTINCT FROM n.active; END IF;"""
FURTHER = {"govinfo_item": AUTHORS, "res_users": LEAVING}


def install(cr):
    """Create or renew all of it. The tables of the addon exist."""
    for statement in STATEMENTS:
        run(cr, statement)
    for table, kinds in FOLLOWED.items():
        _follow(cr, table, kinds)


def uninstall(cr):
    """Remove all of it; the triggers have gone with their tables."""
    for table in FOLLOWED:
        run(cr, "DROP FUNCTION IF EXISTS {name}() CASCADE", name=_function(table))
    run(cr, "DROP FUNCTION IF EXISTS govinfo_ledger_forget() CASCADE")
    run(cr, "DROP AGGREGATE IF EXISTS govinfo_clamped_sum(numeric, numeric, numeric)")
    run(cr, "DROP FUNCTION IF EXISTS govinfo_clamp(numeric, numeric, numeric, numeric)")
    run(
        cr,
        "DROP TABLE IF EXISTS govinfo_ledger, govinfo_ledger_roll, govinfo_ledger_roll_person,"
        " govinfo_ledger_change",
    )


def _function(table):
    return Identifier("%s_note_change" % table)


def _follow(cr, table, kinds):
    """Triggers that note every insertion, change and deletion in ``table``."""
    # A record just made has nothing that hangs on it yet, except a unit, which has quotas at once.
    arrived = [(kind, column) for kind, column in kinds if kind == "unit" or column != "id"]
    notes = {"old": _notes(kinds, "old_rows"), "new": _notes(arrived, "new_rows")}
    run(
        cr,
        """CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           IF TG_OP <> 'INSERT' THEN {old} NULL; END IF;
           IF TG_OP <> 'DELETE' THEN {new} NULL; END IF;
           {further}
           RETURN NULL; END $$""",
        function=_function(table),
        further=compose(FURTHER.get(table, ""), belonging=SQL(BELONGING)),
        **notes,
    )
    for event, rows in (
        ("INSERT", "NEW TABLE AS new_rows"),
        ("DELETE", "OLD TABLE AS old_rows"),
        ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    ):
        name = Identifier("%s_changed_by_%s" % (table, event.lower()))
        run(
            cr,
            "DROP TRIGGER IF EXISTS {name} ON {table}",
            name=name,
            table=Identifier(table),
        )
        run(
            cr,
            "CREATE TRIGGER {name} AFTER %s ON {table} REFERENCING %s"
            " FOR EACH STATEMENT EXECUTE FUNCTION {function}()" % (event, rows),
            name=name,
            table=Identifier(table),
            function=_function(table),
        )


def _notes(kinds, rows):
    statements = [
        compose(
            "INSERT INTO govinfo_ledger_change SELECT DISTINCT {kind}, {column} FROM {rows}"
            " WHERE {column} IS NOT NULL;",
            kind=kind,
            column=Identifier(column),
            rows=Identifier(rows),
        )
        for kind, column in kinds
    ]
    return SQL(" ").join(statements)
