"""Two counties with a record of every model; who looks at what is whose."""

import json

from freezegun import freeze_time

from odoo.tests import new_test_user

from ..common import QUIET, County, GovinfoCase, made_for, take
from .trust_furnisher import Furnisher

NOW = "2026-10-12 02:00:00"
# where a database of tests says which records its two counties are made of
KEPT = "tests.counties"
#: Who looks, and what they are called in the tables.
ROLES = (
    "officer",  # of unit A
    "unit_leader",  # in charge of unit A
    "officer_b",
    "reviewer",  # named on the work secret
    "reviewer_b",  # not named
    "leader",
    "manager",
    "outsider",  # an internal user in none of the groups
    "portal",
    "public",
)


class OtherCounty(County):
    """Another county in the same database; its people have nothing to do with the first."""

    @classmethod
    def make_user(cls, login, name, group, **vals):
        companies = {"company_id": cls.env.company.id, "company_ids": [(6, 0, cls.env.company.ids)]}
        return super().make_user("x_" + login, name, group, **companies, **vals)


class Counties(County):
    """The first county is the class itself, the other ``other``; records by model and whose they are.

    ``records[model]`` maps "own" (unit A's), "b" (unit B's), "county" (nobody's in particular), "secret"
    (unit A's work secret and what hangs on it) and "foreign" (the other county's) to one record each, as
    far as the model has such.
    """

    other = OtherCounty

    @classmethod
    def build_both(cls):
        """Have both: the ones ``keep_counties`` has put into the database, or new ones."""
        kept = json.loads(cls.env["ir.config_parameter"].sudo().get_param(KEPT) or "{}")
        if kept:
            cls.take_both(kept)
        else:
            cls.furnish_both()
        cls.public = cls.env.ref("base.public_user")

    @classmethod
    def furnish_both(cls):
        cls.portal = new_test_user(
            cls.env, "portal_a", groups="base.group_portal", context=QUIET, name="门户用户甲"
        )
        company = cls.env["res.company"].create(
            {"name": "乙县", "govinfo_organ": "乙县人民政府办公室"}
        )
        cls.other.env = cls.within(company)
        cls.other.build()
        cls.records = {}
        cls.words = {}
        for county, names in ((cls, ("own", "b", "county")), (cls.other, ("foreign",) * 3)):
            Furnisher(county, names, cls).furnish()
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def take_both(cls, kept):
        cls.portal = cls.env["res.users"].browse(kept["portal"])
        cls.other.env = cls.within(cls.env["res.company"].browse(kept["company"]))
        cls.other.company = cls.other.env.company
        take(cls.other, kept["other"])
        cls.words = kept["words"]
        cls.records = {
            model: {
                whose: (cls.other if whose == "foreign" else cls).env[model].browse(number)
                for whose, number in numbers.items()
            }
            for model, numbers in kept["records"].items()
        }

    @classmethod
    def within(cls, company):
        """The environment of ``company`` alone."""
        bound = cls.env["base"].with_company(company)
        return bound.with_context(allowed_company_ids=company.ids).env

    @classmethod
    def user(cls, role):
        return getattr(cls, role)

    @classmethod
    def keep(cls, whose, records):
        """Remember the first of ``records`` as the one of its model that is ``whose``."""
        if records:
            cls.records.setdefault(records._name, {}).setdefault(whose, records[:1].sudo())

    @classmethod
    def word(cls, what):
        """A word that stands nowhere but in ``what``, a text of the work secret; it names the kind of text."""
        word = "QX%s%03dZ" % (what.split(".")[0].upper(), len(cls.words))
        cls.words[word] = what
        return "探针" + word


def keep_counties(env):
    """Make both counties once in a database of tests: each class takes them from there."""
    with freeze_time(NOW):
        county = type("KeptCounties", (Counties,), {"env": env})
        county.build()
        county.build_both()
        kept = {
            "portal": county.portal.id,
            "company": county.other.company.id,
            "other": made_for(county.other),
            "words": county.words,
            "records": {
                model: {whose: record.id for whose, record in records.items()}
                for model, records in county.records.items()
            },
        }
        env["ir.config_parameter"].set_param(KEPT, json.dumps(kept))


class TrustCase(Counties, GovinfoCase):
    """A case in the two counties, on a day of their year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        frozen = freeze_time(NOW)
        frozen.start()
        cls.addClassCleanup(frozen.stop)
        cls.build_both()

    def dialog_of(self, user, model):
        """A dialog of ``user``, made by SQL: what it needs is not the question."""
        values = {"create_uid": user.id, "create_date": "2026-10-12"}
        for name, field in model._fields.items():
            if field.store and field.required and field.column_type:
                values[name] = self.filler(user, field)
        names = ", ".join('"%s"' % name for name in values)
        marks = ", ".join(["%s"] * len(values))
        self.env.cr.execute(
            'INSERT INTO "%s" (%s) VALUES (%s) RETURNING id' % (model._table, names, marks),
            list(values.values()),
        )
        return model.browse(self.env.cr.fetchone()[0])

    def filler(self, user, field):
        if field.type == "many2one":
            comodel = self.env[field.comodel_name].sudo()
            return (comodel.search([], limit=1) or self.dialog_of(user, comodel)).id
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type in ("date", "datetime"):
            return "2026-01-01"
        return {"char": "x", "text": "x", "binary": b"x"}.get(field.type, 0)
