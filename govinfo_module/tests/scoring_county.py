"""A county of its own for random cases: what all of them share is made once."""

from .common import GovinfoCase
from .scoring_cases import CATEGORIES, PUBLICATIONS, UNIT_CATEGORIES
from .scoring_database import Database
from .scoring_engine_ledger import EngineLedger


class RandomCounty(GovinfoCase):
    """``self.database`` stores a case in ``self.county``; use it within ``self.undone()``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.county = cls.env["res.company"].create({"name": "某县"})
        cls.manager.write({"company_ids": [(4, cls.county.id)], "company_id": cls.county.id})
        known = {
            "publications": cls.shared("govinfo.publication", PUBLICATIONS),
            "categories": cls.shared("govinfo.category", CATEGORIES),
            "unit_categories": cls.shared("govinfo.unit.category", UNIT_CATEGORIES),
        }
        cls.database = Database(cls.env, cls.county, known)

    @classmethod
    def shared(cls, model, rows):
        """Make what all cases share; ids by code."""
        made = cls.env[model].create([dict(row, company_id=cls.county.id) for row in rows])
        return {record.code: record.id for record in made}

    def period(self, **span):
        """The period of the county, as its manager sees it."""
        model = self.env["govinfo.period"].with_user(self.manager)
        model = model.with_context(allowed_company_ids=self.county.ids)
        same = [("company_id", "=", self.county.id)] + [(k, "=", v) for k, v in span.items()]
        rest = {"name": str(span["date_from"]), "ruleset_id": self.database.case.ruleset.db}
        return model.search(same) or model.create(dict(span, **rest))

    def engine(self):
        """What the engine has written for the county."""
        return EngineLedger(self.env.cr, self.county, self.database.tables)
