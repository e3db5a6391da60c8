"""A scoring case as plain objects: units, rule set and facts.

A *case* is a dictionary in the form of ``measures/*.yaml`` (the parts ``publications``,
``categories``, ``unit_categories``, ``units``, ``ruleset`` and ``facts``). References are codes or
the ids of the case. All of it follows ``docs/scoring.md`` and knows nothing of Odoo or the engine.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .scoring_records import (
    Adjustment,
    Adoption,
    Attendance,
    Category,
    CommissionLine,
    Followup,
    Group,
    Incident,
    Instruction,
    Issue,
    Item,
    Publication,
    Record,
    Response,
    Rule,
    Ruleset,
    Unit,
    UnitCategory,
    Upload,
    User,
)


@dataclass(frozen=True)
class Fact:
    """One fact as the rules see it. ``units`` are the credited units, the first one leads."""

    basis: str
    record: Any
    day: datetime.date
    units: tuple[Unit, ...]
    moment: datetime.datetime
    item: Record | None = None
    level: str | None = None
    outcome: str | None = None
    publication: Record | None = None
    author: Record | None = None

    @property
    def order(self):
        """What decides between facts of one day after the rule and its points."""
        number = self.item.number if self.item else None
        return (number or "", self.moment, self.record.id)

    @property
    def publications(self):
        """The publications that a filter on publications compares with."""
        if self.publication:
            return {self.publication}
        if self.basis in ("instruction", "upload"):
            return {adoption.publication_id for adoption in registered(self.item.adoption_ids)}
        return set()


# --- loading -----------------------------------------------------------------------------------

REFERENCES = {
    "category_id": "categories",
    "category_ids": "categories",
    "unit_category_id": "unit_categories",
    "unit_category_ids": "unit_categories",
    "unit_id": "units",
    "joint_unit_ids": "units",
    "scored_as_id": "units",
    "publication_id": "publications",
    "publication_ids": "publications",
    "group_id": "groups",
    "quota_group_id": "groups",
    "veto_rule_id": "rules",
    "factor_rule_ids": "rules",
    "user_id": "users",
    "author_id": "users",
    "officer_ids": "users",
    "leader_id": "users",
    "head_id": "users",
    "requires_rule_ids": "rules",
    "rule_id": "rules",
    "item_id": "items",
    "item_ids": "items",
    "issue_id": "issues",
    "instruction_id": "instructions",
    "commission_line_id": "lines",
}
DECIMALS = {
    name
    for kind in (Unit, Adoption, Incident, Group, Rule, Ruleset)
    for name, value in vars(kind).items()
    if isinstance(value, Decimal)
} | {"points", "weight"}


@dataclass
class Case:
    """A whole case as objects; every dictionary is by code or id, in the order of the case."""

    ruleset: Record
    groups: dict
    rules: dict
    units: dict
    facts: list
    items: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)

    def home(self, user):
        """The unit a person belongs to: the first they are an officer of, else the leader of."""
        for mine in (
            lambda unit: user in unit.officer_ids,
            lambda unit: user is unit.leader_id,
        ):
            for unit in self.units.values():
                home = unit if unit.stands else unit.scored_as_id
                if user.active and unit.active and home.active and mine(unit):
                    return home
        return None

    def is_officer(self, user):
        return any(user in unit.officer_ids and unit.active for unit in self.units.values())


class Loader:
    """Turns the dictionaries of a case into records that refer to each other."""

    def __init__(self, case):
        self.case = case
        self.tables = defaultdict(dict)

    def add(self, table, kind, rows, **more):
        """Make records of ``rows``; ``more`` are values that all of them have."""
        for number, row in enumerate(rows or (), len(self.tables[table])):
            values = {name: self.value(table, name, value) for name, value in row.items()}
            values.update(more)
            made = kind(values)
            made.position = number
            self.tables[table][row.get("id", row.get("code"))] = made
        return self.tables[table]

    def value(self, table, name, value):
        target = REFERENCES.get(name)
        if table == "units" and name in ("category_id", "category_history"):
            target = "unit_categories"
        if name == "category_history":
            return [
                {**line, "category_id": self.tables[target][line["category_id"]]} for line in value
            ]
        if name in ("quota_line_ids", "weight_line_ids"):
            return [
                Record({key: self.value("", key, part) for key, part in line.items()})
                for line in value
            ]
        if target and isinstance(value, (list, tuple)):
            return tuple(self.tables[target][code] for code in value)
        if target and value is not None:
            return self.tables[target][value]
        if name in DECIMALS and value is not None:
            return Decimal(str(value))
        return value

    def load(self):
        case = self.case
        self.add("publications", Publication, case["publications"])
        self.add("categories", Category, case["categories"])
        self.add("unit_categories", UnitCategory, case["unit_categories"])
        self.add("users", User, case.get("users"))
        for unit in sorted(case["units"], key=lambda row: bool(row.get("scored_as_id"))):
            self.add("units", Unit, [unit])
        ruleset, groups, rules = self.load_ruleset(case["ruleset"])
        facts = self.load_facts(case["facts"])
        return Case(
            ruleset,
            groups,
            rules,
            self.tables["units"],
            facts,
            self.tables["items"],
            self.tables["users"],
        )

    def load_ruleset(self, values):
        groups = self.add("groups", Group, values.get("group_ids"))
        between = (
            "veto_rule_id",
            "requires_rule_ids",
            "factor_rule_ids",
        )  # rules may name any other rule
        rules = self.add("rules", Rule, [without(rule, between) for rule in values["rule_ids"]])
        for rule in values["rule_ids"]:
            for name in between:
                if rule.get(name):
                    setattr(rules[rule["id"]], name, self.value("rules", name, rule[name]))
        plain = dict(without(values, ("group_ids", "rule_ids")), id="ruleset")
        ruleset = self.add("rulesets", Ruleset, [plain])["ruleset"]
        for limited in (*groups.values(), *rules.values(), ruleset):
            say_limits(limited)
        return ruleset, groups, rules

    def load_facts(self, facts):
        for commission in facts.get("commissions", ()):
            inherited = [
                dict({"deadline": commission["deadline"]}, **line)
                for line in commission["line_ids"]
            ]
            self.add("lines", CommissionLine, inherited, origin=commission["origin"])
        self.add("items", Item, facts.get("items"))
        self.add("adoptions", Adoption, facts.get("adoptions"))
        self.add("issues", Issue, facts.get("issues"))
        self.add("instructions", Instruction, facts.get("instructions"))
        self.add("uploads", Upload, facts.get("uploads"))
        self.add("incidents", Incident, facts.get("incidents"))
        self.add("followups", Followup, facts.get("followups"))
        for training in facts.get("trainings", ()):
            self.add(
                "attendances", Attendance, training["attendance_ids"], date=training["date_stop"]
            )
        self.add("responses", Response, facts.get("responses"))
        self.add("adjustments", Adjustment, facts.get("adjustments"))
        self.link()
        return list(self.facts())

    def link(self):
        """The other side of the references, and what follows from them."""
        for item in self.tables["items"].values():
            item.adoption_ids = self.of_item("adoptions", item)
            item.upload_ids = self.of_item("uploads", item)
            item.instruction_ids = self.of_item("instructions", item)
            item.is_adopted = bool(registered(item.adoption_ids))
        for adoption in self.tables["adoptions"].values():
            adoption.level = adoption.publication_id.level

    def of_item(self, table, item):
        return [made for made in self.tables[table].values() if made.item_id is item]

    # --- the facts of each basis

    def facts(self):
        for item in self.tables["items"].values():
            if item.counted and item.state in ("submitted", "accepted", "archived"):
                yield self.of_an_item("submission", item, item, item.submitted_at)
        for adoption in registered(self.tables["adoptions"].values()):
            yield self.of_an_item(
                "adoption",
                adoption,
                adoption.item_id,
                adoption.date,
                level=adoption.level,
                publication=adoption.publication_id,
            )
        for upload in self.tables["uploads"].values():
            yield self.of_an_item("upload", upload, upload.item_id, upload.date, level=upload.level)
        for instruction in registered(self.tables["instructions"].values()):
            yield from self.of_an_instruction(instruction)
        for response in self.tables["responses"].values():
            yield self.of_an_item(
                "response", response, response.item_id, response.date, outcome=response.value
            )
        yield from self.facts_of_units()

    def facts_of_units(self):
        for line in self.tables["lines"].values():
            moment = line.deadline if line.state == "missed" else line.completed_at
            if line.state in ("done", "late", "missed"):
                yield self.of_a_unit("commission", line, moment, line.origin, line.state)
        for incident in self.tables["incidents"].values():
            if incident.state == "confirmed":
                yield self.of_a_unit("incident", incident, incident.date, incident.notified_by)
        for followup in self.tables["followups"].values():
            moment = followup.deadline if followup.state == "overdue" else followup.done_at
            stands = followup.instruction_id.state == "registered"
            if stands and followup.state in ("done", "late", "overdue"):
                yield self.of_a_unit("followup", followup, moment, None, followup.state)
        for attendance in self.tables["attendances"].values():
            if attendance.attended:
                yield self.of_a_unit(
                    "training", attendance, attendance.date, author=attendance.user_id
                )
        for adjustment in self.tables["adjustments"].values():
            if adjustment.state == "approved":
                yield self.of_a_unit("manual", adjustment, adjustment.date)

    def of_an_instruction(self, instruction):
        issue = instruction.issue_id
        items = [instruction.item_id] if issue is None else dict.fromkeys(issue.item_ids)
        publication = instruction.publication_id or (issue and issue.publication_id)
        for item in items:
            yield self.of_an_item(
                "instruction",
                instruction,
                item,
                instruction.date,
                level=instruction.level,
                publication=publication,
            )

    def of_an_item(self, basis, source, item, moment, **more):
        level = more.get("level")
        units = [unit.scored(level) for unit in (item.unit_id, *item.joint_unit_ids)]
        credited = tuple(dict.fromkeys(units))
        more["author"] = item.author_id
        return Fact(basis, source, day_of(moment), credited, moment_of(moment), item, **more)

    def of_a_unit(self, basis, source, moment, level=None, outcome=None, author=None):
        credited = (source.unit_id.scored(level),)
        more = {"level": level, "outcome": outcome, "author": author}
        return Fact(basis, source, day_of(moment), credited, moment_of(moment), **more)


def load(case):
    """A case (dictionary) as a ``Case`` of records."""
    return Loader(case).load()


def registered(facts):
    """Adoptions and instructions that have not been withdrawn."""
    return [fact for fact in facts if fact.state == "registered"]


def without(values, names):
    return {name: value for name, value in values.items() if name not in names}


def say_limits(limited):
    """A measure names a cap, floor or ceiling by its number alone: set the Boolean beside it."""
    for limit, number in (
        ("has_cap", "cap_points"),
        ("has_floor", "floor_points"),
        ("has_floor", "floor"),
        ("has_ceiling", "ceiling"),
    ):
        if number in vars(limited):
            vars(limited).setdefault(limit, True)


def day_of(moment):
    return moment.date() if isinstance(moment, datetime.datetime) else moment


def moment_of(moment):
    if isinstance(moment, datetime.datetime):
        return moment
    return datetime.datetime.combine(moment, datetime.time())
