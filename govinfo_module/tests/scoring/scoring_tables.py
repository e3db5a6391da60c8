"""Rows of the addon's tables, written as they are: ids, required columns and moments filled in."""

import datetime
import itertools

import pytz
from psycopg2 import sql

from .scoring_records import Record

ZONE = pytz.timezone("Asia/Shanghai")
FIRST_ID = 1_000_000_000
TABLES = {  # where the records of a case are stored
    "publications": "govinfo_publication",
    "categories": "govinfo_category",
    "unit_categories": "govinfo_unit_category",
    "units": "govinfo_unit",
    "groups": "govinfo_rule_group",
    "rules": "govinfo_rule",
    "items": "govinfo_item",
    "adoptions": "govinfo_adoption",
    "uploads": "govinfo_upload",
    "issues": "govinfo_issue",
    "instructions": "govinfo_instruction",
    "lines": "govinfo_commission_line",
    "incidents": "govinfo_incident",
    "followups": "govinfo_followup",
    "attendances": "govinfo_training_attendance",
    "responses": "govinfo_response",
    "adjustments": "govinfo_adjustment",
}


def utc(moment):
    """A naive local moment of a case as naive UTC, as Odoo stores it."""
    return ZONE.localize(moment).astimezone(pytz.utc).replace(tzinfo=None)


class Tables:
    """Writes the records of ``tables``, ``{table: {code: record}}``, into the database, a table at a time."""

    def __init__(self, env, company):
        self.env = env
        self.cr = env.cr
        self.company = company
        self.tables = {}
        self.defaults = {}
        self.ids = itertools.count(FIRST_ID)

    def insert(self, table, rows):
        """Insert dictionaries that all have the same keys."""
        if not rows:
            return
        names = list(rows[0])
        line = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(names)))
        self.cr.execute(
            sql.SQL("INSERT INTO {} ({}) VALUES {}").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, names)),
                sql.SQL(", ").join([line] * len(rows)),
            ),
            [self.value(row[name]) for row in rows for name in names],
        )

    def value(self, value):
        if isinstance(value, Record):
            return value.db
        if isinstance(value, datetime.datetime):
            return utc(value)
        return value

    def add(self, table, names=(), extra=None, **same):
        """Store all records of a table of the case with these fields and constants.

        ``extra`` gives further columns of a record. Ids are given here, in the order of the case.
        """
        records = list(self.tables[table].values())
        self.number([made for made in records if not hasattr(made, "db")])
        self.insert(
            TABLES[table],
            [
                {
                    **self.required(TABLES[table]),
                    "id": made.db,
                    **{name: getattr(made, name) for name in names},
                    **same,
                    **(extra(made) if extra else {}),
                }
                for made in records
            ],
        )

    def number(self, records):
        """Give records ids, in the order of the case; they lie far above those the sequences give."""
        for made in records:
            made.db = next(self.ids)

    def required(self, table):
        """Default values of the required columns, also of those that scoring does not know."""
        if table not in self.defaults:
            model = self.env[table.replace("_", ".")]
            names = [f.name for f in model._fields.values() if f.required and f.column_type]
            self.defaults[table] = {
                name: model._fields[name].convert_to_column(value, model)
                for name, value in model.default_get(names).items()
            }
        return self.defaults[table]

    def relate(self, table, left, right, pairs):
        self.insert(table, [{left: one.db, right: other.db} for one, other in pairs])
