"""Puts a scoring case into PostgreSQL as plain rows, a table at a time.

The property test does this a thousand times, so the rows do not go through the ORM; what the ORM
would have computed and stored (levels, units, counties) is written here as well. The measures
bring their facts in through the models instead (``scoring_models``).
"""

import datetime

from psycopg2 import sql

from .scoring_database_facts import FactTables
from .scoring_loader import Loader
from .scoring_records import Group, Rule, Ruleset
from .scoring_tables import TABLES, utc

LONG_AGO = datetime.date(1970, 1, 1)
REVISED = ("adoptions", "uploads", "incidents", "adjustments")


def plain_columns(kind):
    """The fields of a kind of record that are columns of its table."""
    return [
        name
        for name, value in vars(kind).items()
        if not name.startswith("_") and not isinstance(value, tuple)
    ]


class Database(FactTables):
    """One county in the database; ``fill`` stores a case in it, one after the other.

    ``known`` gives the ids of what all cases share: publications, categories, unit categories, by
    the names of ``TABLES`` and the codes of the case.
    """

    def __init__(self, env, company, known):
        super().__init__(env, company)
        self.known = known
        users = env["res.users"].browse(known["users"].values())
        self.contacts = {user.id: user.partner_id.id for user in users}

    def fill(self, case):
        """Store a case: its units, its rule set in force, its facts."""
        self.load(case)
        for table, ids in self.known.items():
            for code, made in self.tables[table].items():
                made.db = ids[code]
        self.fill_units()
        self.fill_ruleset()
        self.fill_facts(case["facts"])

    def revise(self, case):
        """Store the case that has been stored with other facts: as it was known at another time."""
        before = self.tables
        self.load_again(case)
        for table in REVISED:
            self.cr.execute(
                sql.SQL("DELETE FROM {} WHERE company_id = %s").format(
                    sql.Identifier(TABLES[table])
                ),
                [self.company.id],
            )
        self.revise_items()
        self.fill_adoptions()
        self.fill_incidents()
        self.fill_adjustments()
        self.tables = before

    def revise_items(self):
        items = self.tables["items"].values()
        line = sql.SQL("(%s, %s, %s::timestamp, %s)")
        rows = [(item.db, item.counted, utc(item.submitted_at), item.is_adopted) for item in items]
        if rows:
            self.cr.execute(
                sql.SQL(
                    "UPDATE govinfo_item i SET counted = v.counted, submitted_at = v.submitted_at,"
                    " is_adopted = v.is_adopted FROM (VALUES {})"
                    " AS v(id, counted, submitted_at, is_adopted) WHERE i.id = v.id"
                ).format(sql.SQL(", ").join([line] * len(rows))),
                [value for row in rows for value in row],
            )

    def take_over(self, case):
        """Store another rule set that follows; ``case`` has it beside the same units and facts."""
        before = self.tables
        self.load_again(case)
        self.fill_ruleset()
        for table in ("groups", "rules"):
            before[table].update(self.tables[table])
        self.tables = before

    def load_again(self, case):
        """Load what is stored already in another form."""
        before = self.tables
        self.load(case)
        for table, records in self.tables.items():
            for code, made in records.items():
                if hasattr(before[table].get(code), "db"):
                    made.db = before[table][code].db

    def load(self, case):
        loader = Loader(case)
        self.case = loader.load()
        self.tables = loader.tables

    def fill_units(self):
        county = {"company_id": self.company.id}
        names = ["name", "code", "category_id", "ranked", "active", "target"]
        names += ["scored_as_id", "scored_as_level", "leader_id"]
        self.add("units", names, self.head, **county)
        officers = [
            (unit, user) for unit in self.tables["units"].values() for user in unit.officer_ids
        ]
        self.relate("govinfo_unit_officer_rel", "unit_id", "user_id", officers)
        self.insert(
            "govinfo_unit_category_history",
            [
                {
                    "unit_id": unit,
                    "date_from": line["date_from"],
                    "category_id": line["category_id"],
                }
                for unit in self.tables["units"].values()
                for line in unit.category_history
                or [{"date_from": LONG_AGO, "category_id": unit.category_id}]
            ],
        )

    def head(self, unit):
        """The contact of the user whom the case names as the unit's head."""
        return {"head_id": self.contacts[unit.head_id.db] if unit.head_id else None}

    def fill_ruleset(self):
        county = {"company_id": self.company.id}
        ruleset = self.case.ruleset
        self.number([ruleset])
        names = ["name", "date_from", "date_to", *plain_columns(Ruleset)]
        row = {name: getattr(ruleset, name) for name in names}
        row["base_window"] = ruleset.base_window or "quarter"
        self.insert("govinfo_ruleset", [dict(row, id=ruleset.db, state="active", **county)])
        belongs = dict(county, ruleset_id=ruleset)
        self.add("groups", ["code", "name", *plain_columns(Group)], **belongs)
        names = ["name", "sequence", "kind", *plain_columns(Rule)]
        self.add("rules", names, self.domains, **belongs)
        rules = list(self.tables["rules"].values())
        for table, right, name in (
            ("govinfo_rule_publication_rel", "publication_id", "publication_ids"),
            ("govinfo_rule_category_rel", "category_id", "category_ids"),
            ("govinfo_rule_unit_category_rel", "category_id", "unit_category_ids"),
            ("govinfo_rule_requires_rel", "required_id", "requires_rule_ids"),
            ("govinfo_rule_factor_rel", "other_id", "factor_rule_ids"),
        ):
            pairs = [(rule, other) for rule in rules for other in getattr(rule, name)]
            self.relate(table, "rule_id", right, pairs)
        self.insert(
            "govinfo_rule_quota",
            [
                {
                    "rule_id": rule,
                    "unit_id": getattr(line, "unit_id", None),
                    "unit_category_id": getattr(line, "unit_category_id", None),
                    "user_id": getattr(line, "user_id", None),
                    "quota": line.quota,
                }
                for rule in rules
                for line in rule.quota_line_ids
            ],
        )
        self.insert(
            "govinfo_rule_weight",
            [
                {"rule_id": rule, "category_id": line.category_id, "weight": line.weight}
                for rule in rules
                for line in rule.weight_line_ids
            ],
        )

    def domains(self, rule):
        return {
            name: repr(list(getattr(rule, name))) if getattr(rule, name) else None
            for name in ("domain", "numerator_domain")
        }
