"""A scoring case as plain objects: units, rule set and facts.

A *case* is a dictionary in the form of ``measures/*.yaml`` (the parts ``publications``,
``categories``, ``unit_categories``, ``units``, ``ruleset`` and ``facts``). References are codes or
the ids of the case. All of it follows ``docs/scoring.md`` and knows nothing of Odoo or the engine.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from .scoring_facts import facts_of, registered
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
        return list(facts_of(self.tables))

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


def load(case):
    """A case (dictionary) as a ``Case`` of records."""
    return Loader(case).load()


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
