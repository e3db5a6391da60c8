"""Puts a scoring case into PostgreSQL as plain rows, a table at a time.

The property test does this a thousand times, so the rows do not go through the ORM; what the ORM
would have computed and stored (levels, units, counties) is written here as well. The measures
bring their facts in through the models instead (``scoring_models``).
"""

import datetime

import pytz
from psycopg2 import sql

from .scoring_facts import Loader
from .scoring_records import Group, Record, Rule, Ruleset

ZONE = pytz.timezone("Asia/Shanghai")
LONG_AGO = datetime.date(1970, 1, 1)
YEAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
REVISED = ("adoptions", "uploads", "incidents", "adjustments")
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
    "adjustments": "govinfo_adjustment",
}


def plain_columns(kind):
    """The fields of a kind of record that are columns of its table."""
    return [
        name
        for name, value in vars(kind).items()
        if not name.startswith("_") and not isinstance(value, tuple)
    ]


def utc(moment):
    """A naive local moment of a case as naive UTC, as Odoo stores it."""
    return ZONE.localize(moment).astimezone(pytz.utc).replace(tzinfo=None)


class Database:
    """One county in the database; ``fill`` stores a case in it, one after the other.

    ``known`` gives the ids of what all cases share: publications, categories, unit categories, by
    the names of ``TABLES`` and the codes of the case.
    """

    def __init__(self, env, company, known):
        self.env = env
        self.cr = env.cr
        self.company = company
        self.known = known
        self.defaults = {}

    # -- writing -----------------------------------------------------------------------------

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
        self.number(table, [made for made in records if not hasattr(made, "db")])
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

    def number(self, table, records):
        """Give records the next ids of their table, in the order of the case."""
        self.cr.execute(
            "SELECT nextval(%s) FROM generate_series(1, %s)",
            [TABLES[table] + "_id_seq", len(records)],
        )
        for made, (number,) in zip(records, self.cr.fetchall()):
            made.db = number

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
        for item in self.tables["items"].values():
            self.cr.execute(
                "UPDATE govinfo_item SET counted = %s, submitted_at = %s, is_adopted = %s"
                " WHERE id = %s",
                [item.counted, utc(item.submitted_at), item.is_adopted, item.db],
            )
        self.fill_adoptions()
        self.fill_incidents()
        self.fill_adjustments()
        self.tables = before

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
        self.add("units", ["name", "code", "category_id", "ranked", "active", "target"], **county)
        for unit in self.tables["units"].values():
            if unit.scored_as_id:
                self.cr.execute(
                    "UPDATE govinfo_unit SET scored_as_id = %s WHERE id = %s",
                    [unit.scored_as_id.db, unit.db],
                )
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

    def fill_ruleset(self):
        county = {"company_id": self.company.id}
        self.cr.execute("SELECT nextval('govinfo_ruleset_id_seq')")
        ruleset = self.case.ruleset
        ruleset.db = self.cr.fetchone()[0]
        names = ["name", "date_from", "date_to", *plain_columns(Ruleset)]
        row = {name: getattr(ruleset, name) for name in names}
        row["base_window"] = ruleset.base_window or "quarter"
        self.insert("govinfo_ruleset", [dict(row, id=ruleset.db, state="active", **county)])
        belongs = dict(county, ruleset_id=ruleset)
        self.add("groups", ["code", "name", *plain_columns(Group)], **belongs)
        names = ["name", "sequence", "kind", *plain_columns(Rule)]
        names.remove("veto_rule_id")
        self.add("rules", names, self.domains, **belongs)
        rules = list(self.tables["rules"].values())
        for rule in rules:
            if rule.veto_rule_id:
                self.cr.execute(
                    "UPDATE govinfo_rule SET veto_rule_id = %s WHERE id = %s",
                    [rule.veto_rule_id.db, rule.db],
                )
        for table, right, name in (
            ("govinfo_rule_publication_rel", "publication_id", "publication_ids"),
            ("govinfo_rule_category_rel", "category_id", "category_ids"),
            ("govinfo_rule_unit_category_rel", "category_id", "unit_category_ids"),
            ("govinfo_rule_requires_rel", "required_id", "requires_rule_ids"),
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

    # -- facts -------------------------------------------------------------------------------

    def fill_facts(self, facts):
        county = {"company_id": self.company.id}
        self.fill_commissions(facts.get("commissions", ()))
        self.add(
            "items",
            ["number", "unit_id", "category_id", "submitted_at", "state", "counted"]
            + ["urgency", "commission_line_id", "is_adopted"],
            name="政务信息",
            author_id=self.env.uid,
            not_counted_reason="迟报",
            secrecy="internal",
            disclosure="none",
            **county,
        )
        items = self.tables["items"].values()
        pairs = [(item, unit) for item in items for unit in item.joint_unit_ids]
        self.relate("govinfo_item_joint_unit_rel", "item_id", "unit_id", pairs)
        self.fill_adoptions()
        self.fill_issues()
        self.add(
            "instructions",
            ["item_id", "issue_id", "publication_id", "level", "rank", "date", "state"],
            self.unit_of_item,
            leader_name="县领导",
            **county,
        )
        self.fill_incidents()
        self.add(
            "followups", ["instruction_id", "unit_id", "deadline", "state", "done_at"], **county
        )
        self.fill_trainings(facts.get("trainings", ()))
        self.fill_adjustments()

    def fill_adoptions(self):
        """Adoptions and upward reports."""
        county = {"company_id": self.company.id}
        self.add(
            "adoptions",
            ["item_id", "publication_id", "level", "date", "mode", "external_score", "state"],
            self.unit_of_item,
            **county,
        )
        self.add(
            "uploads",
            ["item_id", "level", "date"],
            self.unit_of_item,
            user_id=self.env.uid,
            **county,
        )

    def fill_incidents(self):
        county = {"company_id": self.company.id}
        self.add(
            "incidents",
            ["unit_id", "kind", "urgent", "notified_by", "assessed_points", "date", "state"],
            **county,
        )

    def unit_of_item(self, made):
        return {"unit_id": made.item_id.unit_id if made.item_id else None}

    def fill_commissions(self, commissions):
        for commission in commissions:
            self.cr.execute(
                "INSERT INTO govinfo_commission (name, origin, deadline, state, company_id)"
                " VALUES ('约稿', %s, %s, 'issued', %s) RETURNING id",
                [commission["origin"], utc(commission["deadline"]), self.company.id],
            )
            commission_id = self.cr.fetchone()[0]
            for line in commission["line_ids"]:
                self.tables["lines"][line["id"]].commission_id = commission_id
        self.add(
            "lines",
            ["commission_id", "unit_id", "deadline", "state", "completed_at"],
            commission_state="issued",
            company_id=self.company.id,
        )

    def fill_issues(self):
        county = {"company_id": self.company.id}
        self.add(
            "issues",
            ["publication_id", "date"],
            lambda issue: {"year": issue.date.year, "number": issue.db},
            state="published",
            compiler_id=self.env.uid,
            **county,
        )
        for issue in self.tables["issues"].values():
            self.cr.execute(
                "INSERT INTO govinfo_issue_line (issue_id, name, mode, company_id)"
                " VALUES (%s, '内容', 'full', %s) RETURNING id",
                [issue.db, self.company.id],
            )
            line = Record({"db": self.cr.fetchone()[0]})
            pairs = [(line, item) for item in issue.item_ids]
            self.relate("govinfo_issue_line_item_rel", "line_id", "item_id", pairs)

    def fill_trainings(self, trainings):
        for training in trainings:
            stop = utc(training["date_stop"])
            self.cr.execute(
                "INSERT INTO govinfo_training (name, date_start, date_stop, company_id)"
                " VALUES ('培训', %s, %s, %s) RETURNING id",
                [stop, stop, self.company.id],
            )
            training_id = self.cr.fetchone()[0]
            for row in training["attendance_ids"]:
                self.tables["attendances"][row["id"]].training_id = training_id
        self.add("attendances", ["training_id", "unit_id", "attended"], company_id=self.company.id)

    def fill_adjustments(self):
        self.add(
            "adjustments",
            ["unit_id", "rule_id", "points", "date", "state"],
            lambda made: {"period_id": self.year()},
            reason="调整",
            company_id=self.company.id,
        )

    def year(self):
        """The period that adjustments belong to: the year of the random cases."""
        values = {"company_id": self.company.id, "kind": "year", "date_from": YEAR[0]}
        self.cr.execute(
            "SELECT id FROM govinfo_period WHERE company_id = %(company_id)s"
            " AND kind = %(kind)s AND date_from = %(date_from)s",
            values,
        )
        found = self.cr.fetchone()
        if not found:
            ruleset = self.case.ruleset
            row = {"date_to": YEAR[1], "name": "年度", "state": "open", "ruleset_id": ruleset}
            self.insert("govinfo_period", [dict(values, **row)])
            return self.year()
        return found[0]
