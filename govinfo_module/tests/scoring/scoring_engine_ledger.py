"""Reads what the engine wrote back in the words of a case, so that it compares with the reference."""

import datetime
import json
from collections import namedtuple
from decimal import Decimal

from .scoring_ledger import ZERO
from .scoring_reference_persons import PersonScore
from .scoring_reference_scores import Score

BASES = {  # source model of an entry: basis of the fact, table of the case
    "govinfo.item": ("submission", "items"),
    "govinfo.adoption": ("adoption", "adoptions"),
    "govinfo.instruction": ("instruction", "instructions"),
    "govinfo.upload": ("upload", "uploads"),
    "govinfo.commission.line": ("commission", "lines"),
    "govinfo.incident": ("incident", "incidents"),
    "govinfo.followup": ("followup", "followups"),
    "govinfo.training.attendance": ("training", "attendances"),
    "govinfo.response": ("response", "responses"),
    "govinfo.adjustment": ("manual", "adjustments"),
}
FACTS = [basis for basis, _table in BASES.values()]
OF_RULES = {"met": "quota", "surplus": "quota", "short": "quota", "ratio": "ratio", "veto": "veto"}
WITH_ITEM = ("submission", "adoption", "instruction", "upload", "response")


NAMES = "date unit rule source item raw_points points reason user personal"


class Line(namedtuple("Line", NAMES)):
    """An entry by the codes of the case, as both ledgers have it.

    ``source`` is (basis, id of the fact), (kind, rule, first day of the window), with the person of a
    person's task, or (reason, first day of the window).
    """

    @property
    def is_fact(self):
        return self.source[0] in FACTS


def reference_lines(entries):
    """Entries of the reference that have points or raw points, in one order."""
    return in_order(
        Line(
            entry.date,
            entry.unit.code,
            entry.rule.id if entry.rule else None,
            entry.source,
            entry.fact.item.id if entry.fact and entry.fact.item else None,
            entry.raw_points,
            entry.points,
            entry.reason,
            entry.author.code if entry.author else None,
            entry.personal,
        )
        for entry in entries
    )


def in_order(lines):
    return sorted((line for line in lines if line.points or line.raw_points), key=str)


def exact(value):
    """The decimal of the database, which Odoo's cursor hands over as a float."""
    if not isinstance(value, float):
        return value
    number = Decimal(repr(value))
    points = number.quantize(ZERO)
    return points if points == number else number


def correction_sums(lines):
    """Corrections by unit, day and source; how many entries they are split into does not matter."""
    sums = {}
    for line in lines:
        if line.reason == "correction":
            place = (line.date, line.unit, line.source)
            sums[place] = sums.get(place, ZERO) + line.points
    return {place: points for place, points in sums.items() if points}


class EngineLedger:
    """The ledger and scores of one county; ``tables`` are the records of the case, with their ids."""

    def __init__(self, cr, company, tables):
        self.cr = cr
        self.company = company
        self.codes = {
            name: {made.db: code for code, made in records.items() if hasattr(made, "db")}
            for name, records in tables.items()
        }
        self.units = tables["units"]
        self.unit_categories = tables["unit_categories"]

    def rows(self, query, *params):
        self.cr.execute(query, params)
        names = [column.name for column in self.cr.description]
        return [dict(zip(names, map(exact, row))) for row in self.cr.fetchall()]

    def lines(self):
        """Entries with points or raw points, as ``reference_lines``."""
        rows = self.rows(
            "SELECT date, unit_id, rule_id, source_model, source_id, item_id, origin, window_start,"
            " raw_points, points, reason, user_id, COALESCE(personal, FALSE) AS personal"
            " FROM govinfo_score_entry WHERE company_id = %s",
            self.company.id,
        )
        return in_order(map(self.line, rows))

    def line(self, row):
        source = self.source(row)
        return Line(
            row["date"],
            self.codes["units"][row["unit_id"]],
            self.codes["rules"].get(row["rule_id"]),
            source,
            self.codes["items"].get(row["item_id"]) if source[0] in WITH_ITEM else None,
            row["raw_points"],
            row["points"],
            row["reason"],
            self.codes.get("users", {}).get(row["user_id"]),
            row["personal"],
        )

    def source(self, row):
        if row["origin"] == "fact":
            basis, table = BASES[row["source_model"]]
            return (basis, self.codes[table][row["source_id"]])
        if row["origin"] in OF_RULES:
            rule = self.codes["rules"][row["rule_id"]]
            source = (OF_RULES[row["origin"]], rule, row["window_start"])
            return source + (self.codes["users"][row["user_id"]],) if row["user_id"] else source
        return (row["origin"], row["window_start"])

    def scores(self, period):
        """The scores of a period by unit code, as the reference's."""
        rows = self.rows("SELECT * FROM govinfo_score WHERE period_id = %s", period.id)
        found = {self.codes["units"][row["unit_id"]]: self.score(row) for row in rows}
        for line in self.lines():
            if line.unit in found and period.date_from <= line.date <= period.date_to:
                self.add_line(found[line.unit], line)
        return found

    def persons(self, period):
        """The persons' scores of a period by code, as the reference's."""
        rows = self.rows("SELECT * FROM govinfo_score_person WHERE period_id = %s", period.id)
        found = {}
        for row in rows:
            code = self.codes["users"].get(row["user_id"])
            if code:
                barred = json.loads(row["award_barred_data"] or "[]")
                found[code] = PersonScore(
                    unit=self.codes["units"][row["unit_id"]],
                    category=self.codes["unit_categories"][row["category_id"]],
                    submitted=row["submitted_count"],
                    adopted=row["adopted_count"],
                    instructions=row["instruction_count"],
                    total=row["total"],
                    rank=row["rank"],
                    shortfall=[self.reason(r) for r in json.loads(row["shortfall_data"])],
                    barred_by=sorted({self.codes["rules"][rule] for rule in barred}),
                )
        return found

    def add_line(self, score, line):
        """What the entries say and the stored score does not: points by rule, base."""
        if line.personal:
            return
        if line.rule:
            score.rules[line.rule] = score.rules.get(line.rule, ZERO) + line.points
        if line.reason == "base":
            score.base += line.points

    def score(self, row):
        groups = self.rows("SELECT * FROM govinfo_score_group WHERE score_id = %s", row["id"])
        category = self.codes["unit_categories"].get(row["category_id"])
        score = Score(
            unit=self.units[self.codes["units"][row["unit_id"]]],
            category=self.unit_categories.get(category),
            total=row["total"],
            rank=row["rank"] or None,
            converted=row["converted"],
            shortfall=[self.reason(reason) for reason in json.loads(row["shortfall_data"] or "[]")],
            below_standard=bool(row["below_standard"]),
        )
        score.groups = {code: ZERO for code in self.codes["groups"].values()}
        for group in groups:
            if group["group_id"]:
                score.groups[self.codes["groups"][group["group_id"]]] += group["points"]
        barred = json.loads(row["award_barred_data"] or "[]")
        score.barred_by = sorted({self.codes["rules"][rule] for rule in barred})
        return score

    def reason(self, reason):
        reason = {name: value for name, value in reason.items() if name != "name"}
        if "rule" in reason:
            reason["rule"] = self.codes["rules"][reason["rule"]]
        if "window_end" in reason:
            reason["window_end"] = datetime.date.fromisoformat(reason["window_end"])
        return reason
