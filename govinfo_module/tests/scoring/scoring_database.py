"""Puts a scoring case into PostgreSQL as plain rows, a table at a time.

The property test does this a thousand times, so the rows do not go through the ORM; what the ORM
would have computed and stored (levels, units, counties) is written here as well. The measures
bring their facts in through the models instead (``scoring_models``).
"""

import datetime
import itertools

import pytz
from psycopg2 import sql

from .scoring_facts import Loader
from .scoring_records import Group, Record, Rule, Ruleset

ZONE = pytz.timezone("Asia/Shanghai")
FIRST_ID = 1_000_000_000
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
    "responses": "govinfo_response",
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
        self.ids = itertools.count(FIRST_ID)
        users = env["res.users"].browse(known["users"].values())
        self.contacts = {user.id: user.partner_id.id for user in users}

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

    # -- facts -------------------------------------------------------------------------------

    def fill_facts(self, facts):
        county = {"company_id": self.company.id}
        self.fill_commissions(facts.get("commissions", ()))
        self.add(
            "items",
            ["number", "unit_id", "category_id", "submitted_at", "state", "counted"]
            + ["urgency", "commission_line_id", "is_adopted"],
            lambda item: {"author_id": item.author_id or self.env.uid},
            name="政务信息",
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
        self.add(
            "responses",
            ["item_id", "unit_id", "date", "value"],
            lambda response: {"issue_line_id": response.issue_id.line},
            user_id=self.env.uid,
            **county,
        )
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
        rows = []
        for commission in commissions:
            number = next(self.ids)
            rows.append(
                {
                    "id": number,
                    "name": "约稿",
                    "origin": commission["origin"],
                    "deadline": commission["deadline"],
                    "state": "issued",
                    "company_id": self.company.id,
                }
            )
            for line in commission["line_ids"]:
                self.tables["lines"][line["id"]].commission_id = number
        self.insert("govinfo_commission", rows)
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
            lambda issue: {"year": issue.date.year, "number": issue.db - FIRST_ID},
            state="published",
            compiler_id=self.env.uid,
            **county,
        )
        issues = self.tables["issues"].values()
        for issue in issues:
            issue.line = Record({"db": next(self.ids)})
        self.insert(
            "govinfo_issue_line",
            [
                {"id": issue.line, "issue_id": issue, "name": "内容", "mode": "full", **county}
                for issue in issues
            ],
        )
        pairs = [(issue.line, item) for issue in issues for item in issue.item_ids]
        self.relate("govinfo_issue_line_item_rel", "line_id", "item_id", pairs)

    def fill_trainings(self, trainings):
        rows = []
        for training in trainings:
            number, stop = next(self.ids), training["date_stop"]
            row = {"id": number, "name": "培训", "date_start": stop, "date_stop": stop}
            rows.append(dict(row, company_id=self.company.id))
            for line in training["attendance_ids"]:
                self.tables["attendances"][line["id"]].training_id = number
        self.insert("govinfo_training", rows)
        self.add(
            "attendances",
            ["training_id", "unit_id", "user_id", "attended"],
            company_id=self.company.id,
        )

    def fill_adjustments(self):
        self.add(
            "adjustments",
            ["unit_id", "rule_id", "points", "date", "state"],
            period_id=self.period("year", *YEAR) if self.tables["adjustments"] else None,
            reason="调整",
            company_id=self.company.id,
        )

    def period(self, kind, first, last):
        """The id of a period of the county, made when it is missing."""
        values = {"company_id": self.company.id, "kind": kind, "date_from": first}
        self.cr.execute(
            "SELECT id FROM govinfo_period WHERE company_id = %(company_id)s"
            " AND kind = %(kind)s AND date_from = %(date_from)s",
            values,
        )
        found = self.cr.fetchone()
        if found:
            return found[0]
        values.update(id=next(self.ids), date_to=last, name=str(first), state="open")
        self.insert("govinfo_period", [dict(values, ruleset_id=self.case.ruleset)])
        return values["id"]
