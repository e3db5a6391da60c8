"""A county of its own for random cases: what all of them share is made once."""

from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from odoo import Command
from odoo.tools import SQL

from ... import scoring
from ..common import GovinfoCase
from ..scoring.scoring_cases_world import CATEGORIES, PUBLICATIONS, UNIT_CATEGORIES, USERS
from ..scoring.scoring_database import Database
from ..scoring.scoring_engine_ledger import EngineLedger

# cases after which the engine's temporary tables are made anew: what is undone leaves dead rows in them
CASES = 50
AFTERWARDS = date(2027, 2, 1)
DAYS = {"date_from": date(2026, 1, 1), "date_to": date(2026, 12, 31)}


class RandomCounty(GovinfoCase):
    """``self.database`` stores a case in ``self.county``; use it within ``self.undone()``."""

    cases = 0

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # a running period is judged up to today; the year of the cases is over
        over = patch.object(type(cls.env["res.company"]), "govinfo_today", lambda self: AFTERWARDS)
        cls.startClassPatcher(over)
        cls.county = cls.env["res.company"].create({"name": "某县"})
        cls.manager.write(
            {"company_ids": [Command.link(cls.county.id)], "company_id": cls.county.id}
        )
        known = {
            "publications": cls.shared("govinfo.publication", PUBLICATIONS),
            "categories": cls.shared("govinfo.category", CATEGORIES),
            "unit_categories": cls.shared("govinfo.unit.category", UNIT_CATEGORIES),
            "users": {
                user["code"]: cls.make_user(user["code"].lower(), user["name"], "officer").id
                for user in USERS
            },
        }
        cls.database = Database(cls.env, cls.county, known)

    @contextmanager
    def undone(self):
        """One case: leaves nothing but the engine's temporary tables, which the next one empties."""
        if self.cases % CASES == 0:
            self.make_tables()
        type(self).cases += 1
        with super().undone():
            yield

    def make_tables(self):
        """Make the engine's temporary tables as long as there is nothing to compute.

        Made within each case, they would take longer than all the rest of it.
        """
        cr = self.env.cr
        cr.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()"
            " AND relname LIKE 'score_%' AND relkind = 'r'"
        )
        for (name,) in cr.fetchall():
            cr.execute(SQL("DROP TABLE %s", SQL.identifier(name)))
        county = scoring.County(self.county.id, self.county.govinfo_tz)
        nothing = scoring.RuleSet(id=0, name="", **DAYS)
        scoring.preview(cr, county, [nothing], DAYS["date_to"])
        scoring.store(cr, county, scoring.Period(id=0, kind="year", **DAYS), [nothing])

    @classmethod
    def shared(cls, model, rows):
        """Make what all cases share; ids by code."""
        made = cls.env[model].create([dict(row, company_id=cls.county.id) for row in rows])
        return {record.code: record.id for record in made}

    def period(self, kind, date_from, date_to):
        """The period of the county, as its manager sees it."""
        model = self.env["govinfo.period"].with_user(self.manager)
        model = model.with_context(allowed_company_ids=self.county.ids)
        return model.browse(self.database.period(kind, date_from, date_to))

    def engine(self):
        """What the engine has written for the county."""
        return EngineLedger(self.env.cr, self.county, self.database.tables)
