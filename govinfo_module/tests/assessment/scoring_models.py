"""Brings a measure into a county the way people do: from the published measure, through the models."""

import datetime

from odoo import Command

from ..scoring.scoring_loader import Loader
from ..scoring.scoring_tables import utc


class CountyOfMeasure:
    """A county that starts with a published measure and brings in the facts of its case.

    ``people`` are the users who act: ``manager``, ``reviewer`` and ``leader`` of the county.
    ``tables`` holds the records of the case by code, each with the id of its row as ``db``.
    """

    def __init__(self, env, company, people):
        self.env = env
        self.company = company
        self.people = people

    def model(self, name, user="manager", **context):
        """A model as one of the people sees it."""
        context["allowed_company_ids"] = self.company.ids
        return self.env[name].with_user(self.people[user]).with_context(**context)

    def fill(self, case):
        self.case = case
        loader = Loader(case)
        loader.load()
        self.tables = loader.tables
        self.fill_users()
        self.fill_units()
        self.ruleset = self.start_ruleset()
        self.period = self.model("govinfo.period").create(
            {name: case["period"][name] for name in ("kind", "date_from", "name")}
        )
        self.fill_facts(case["facts"])

    def note(self, table, codes, records):
        """Remember the ids of the records made for these codes."""
        for code, made in zip(codes, records):
            self.tables[table][code].db = made.id

    def id_of(self, table, code):
        return self.tables[table][code].db if code else False

    # -- the county and its measure ----------------------------------------------------------

    def fill_users(self):
        """The persons of the case; items that name none are the manager's."""
        for row in self.case.get("users", ()):
            user = self.env["res.users"].create(
                {
                    "name": row["name"],
                    "login": "%s_%s" % (self.case["code"], row["code"]),
                    "company_ids": [(6, 0, self.company.ids)],
                    "company_id": self.company.id,
                }
            )
            self.note("users", [row["code"]], user)

    def fill_units(self):
        rows = self.case["unit_categories"]
        categories = self.model("govinfo.unit.category").create([dict(row) for row in rows])
        self.note("unit_categories", [row["code"] for row in rows], categories)
        for row in sorted(self.case["units"], key=lambda one: bool(one.get("scored_as_id"))):
            vals = dict(row, category_id=self.id_of("unit_categories", row["category_id"]))
            vals["scored_as_id"] = self.id_of("units", row.get("scored_as_id"))
            head = self.id_of("users", vals.pop("head_id", None))
            vals["head_id"] = self.env["res.users"].browse(head).partner_id.id
            officers = vals.pop("officer_ids", ())
            vals["officer_ids"] = [(6, 0, [self.id_of("users", code) for code in officers])]
            self.note("units", [row["code"]], self.model("govinfo.unit").create(vals))

    def start_ruleset(self):
        """The measure by the wizard, with the quotas of single units, put in force."""
        days = {name: self.case["ruleset"][name] for name in ("date_from", "date_to")}
        wizard = self.model("govinfo.ruleset.template.wizard").create(
            dict(days, measure=self.case["code"])
        )
        ruleset = self.model("govinfo.ruleset").browse(wizard.action_create_ruleset()["res_id"])
        for kind, table in (("publication", "publications"), ("category", "categories")):
            records = self.words(wizard, ruleset, kind)
            self.note(table, records, records.values())
        rows = sorted(self.case["ruleset"]["rule_ids"], key=lambda row: row["sequence"])
        rules = ruleset.rule_ids.sorted("sequence")
        self.note("rules", [row["id"] for row in rows], rules)
        groups = {group.code: group for group in ruleset.group_ids}
        self.note("groups", groups, groups.values())
        for row, rule in zip(rows, rules):
            lines = [line for line in row.get("quota_line_ids", ()) if "unit_id" in line]
            rule.quota_line_ids = [
                Command.create(
                    {"unit_id": self.id_of("units", line["unit_id"]), "quota": line["quota"]}
                )
                for line in lines
            ]
        self.change(ruleset, dict(zip((row["id"] for row in rows), rules)))
        ruleset.action_activate()
        return ruleset

    def change(self, ruleset, rules):
        """What a worked case says otherwise than the measure; its quotas of units have been said."""
        changes = self.case.get("changes", {"ruleset": {}, "rules": {}})
        ruleset.write(changes["ruleset"])
        for code, vals in changes["rules"].items():
            rules[code].write({k: v for k, v in vals.items() if k != "quota_line_ids"})

    def words(self, wizard, ruleset, kind):
        """The county's records for the words of the measure, by code."""
        model = wizard.line_ids._model(kind)
        found = {}
        for line in wizard.line_ids.filtered(lambda one: one.kind == kind):
            domain = [("company_id", "=", self.company.id), ("name", "=", line.name)]
            found[line.code] = line._chosen() or model.search(domain)
        return found

    # -- facts -------------------------------------------------------------------------------

    def history(self, model, table, rows, vals_of):
        """Bring past records in; ``vals_of`` makes the values of a row."""
        made = self.model(model, govinfo_history=True).create([vals_of(row) for row in rows])
        self.note(table, [row["id"] for row in rows], made)

    def fill_facts(self, facts):
        for commission in facts.get("commissions", ()):
            self.fill_commission(commission)
        self.history("govinfo.item", "items", facts["items"], self.item)
        self.history("govinfo.adoption", "adoptions", facts.get("adoptions", ()), self.plain)
        self.history("govinfo.upload", "uploads", facts.get("uploads", ()), self.plain)
        self.history(
            "govinfo.instruction", "instructions", facts.get("instructions", ()), self.instruction
        )
        self.history("govinfo.incident", "incidents", facts.get("incidents", ()), self.incident)
        for row in facts.get("adjustments", ()):
            self.fill_adjustment(row)

    def plain(self, row):
        """Values of a row: references as ids, local moments as UTC."""
        vals = {}
        for name, value in row.items():
            if name == "joint_unit_ids":
                value = [Command.set([self.id_of("units", code) for code in value])]
            elif name.endswith("_id"):
                tables = {"category_id": "categories", "author_id": "users"}
                table = tables.get(name, name[:-3] + "s")
                value = self.id_of(table, value)
            elif isinstance(value, datetime.datetime):
                value = utc(value)
            vals[name] = value
        del vals["id"]
        return vals

    def item(self, row):
        state = {"state": "accepted", "name": "政务信息 %s" % row["id"], "body": "<p>正文</p>"}
        return dict(state, **self.plain(row))

    def instruction(self, row):
        return dict({"leader_name": "领导", "rank": "principal"}, **self.plain(row))

    def incident(self, row):
        return dict({"state": "confirmed"}, **self.plain(row))

    def fill_commission(self, row):
        lines = [dict({"deadline": row["deadline"]}, **line) for line in row["line_ids"]]
        commission = self.model("govinfo.commission", govinfo_history=True).create(
            {
                "name": "约稿 %s" % row["id"],
                "origin": row["origin"],
                "date_issued": row["date_issued"],
                "deadline": utc(row["deadline"]),
                "state": "issued",
                "line_ids": [Command.create(self.plain(line)) for line in lines],
            }
        )
        by_unit = {line.unit_id.id: line for line in commission.line_ids}
        made = [by_unit[self.id_of("units", line["unit_id"])] for line in lines]
        self.note("lines", [line["id"] for line in lines], made)

    def fill_adjustment(self, row):
        """Proposed by the reviewer, approved by the leader."""
        vals = dict(self.plain(row), period_id=self.period.id)
        adjustment = self.model("govinfo.adjustment", "reviewer").create(vals)
        adjustment.action_request_approval()
        self.model("govinfo.adjustment", "leader").browse(adjustment.id).action_approve()
        self.note("adjustments", [row["id"]], adjustment)

    # -- assessment --------------------------------------------------------------------------

    def compute(self):
        """A reviewer computes the period of the measure."""
        self.model("govinfo.period", "reviewer").browse(self.period.id).action_compute()
