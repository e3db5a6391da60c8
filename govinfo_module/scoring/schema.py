"""What the engine keeps in the database beside the addon's own tables.

* ``govinfo_clamped_sum(x, low, high)``: a running sum that never leaves its range;
* ``govinfo_ledger``: one row a county; updating it makes computations of a county wait for each other,
  and ``stamps`` tells under which rules the ledger was computed last;
* ``govinfo_ledger_roll``: which units were in use on which locked days: a unit that comes later or goes
  later owes nothing for them, and loses nothing;
* ``govinfo_ledger_change``: what has changed since, written by triggers on the tables facts come from,
  so that no way of writing a fact goes unnoticed. Rows name a record, not a unit: which units it
  concerns is found when the ledger is computed, when everything committed is seen together.
"""

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
# Table → which records its rows concern: kind and column.
FOLLOWED = {
    "govinfo_unit": (("unit", "id"), ("unit", "scored_as_id")),
    "govinfo_unit_category_history": (("unit", "unit_id"),),
    "govinfo_item": (("unit", "unit_id"), ("item", "id")),
    "govinfo_item_joint_unit_rel": (("unit", "unit_id"), ("item", "item_id")),
    "govinfo_adoption": (("item", "item_id"),),
    "govinfo_upload": (("item", "item_id"),),
    "govinfo_instruction": (("item", "item_id"), ("issue", "issue_id"), ("instruction", "id")),
    "govinfo_issue": (("issue", "id"),),
    "govinfo_issue_line_item_rel": (("item", "item_id"),),
    "govinfo_commission": (("commission", "id"),),
    "govinfo_commission_line": (("unit", "unit_id"),),
    "govinfo_incident": (("unit", "unit_id"),),
    "govinfo_followup": (("unit", "unit_id"),),
    "govinfo_training": (("training", "id"),),
    "govinfo_training_attendance": (("unit", "unit_id"),),
    "govinfo_adjustment": (("unit", "unit_id"),),
}
# Kinds of changed records and the table of each.
KINDS = {
    "unit": "govinfo_unit",
    "item": "govinfo_item",
    "issue": "govinfo_issue",
    "instruction": "govinfo_instruction",
    "commission": "govinfo_commission",
    "training": "govinfo_training",
}


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
    run(cr, "DROP TABLE IF EXISTS govinfo_ledger, govinfo_ledger_roll, govinfo_ledger_change")


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
           RETURN NULL; END $$""",
        function=_function(table),
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
