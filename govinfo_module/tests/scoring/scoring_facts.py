"""The facts of a scoring case as the rules see them, from the records that ``scoring_loader`` makes."""

import datetime
from dataclasses import dataclass
from typing import Any

from .scoring_records import Record, Unit


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


def facts_of(tables):
    """All facts of a case, from its tables of records (table → code → record), basis by basis."""
    for item in tables["items"].values():
        if item.counted and item.state in ("submitted", "accepted", "archived"):
            yield of_an_item("submission", item, item, item.submitted_at)
    for adoption in registered(tables["adoptions"].values()):
        yield of_an_item(
            "adoption",
            adoption,
            adoption.item_id,
            adoption.date,
            level=adoption.level,
            publication=adoption.publication_id,
        )
    for upload in tables["uploads"].values():
        yield of_an_item("upload", upload, upload.item_id, upload.date, level=upload.level)
    for instruction in registered(tables["instructions"].values()):
        yield from of_an_instruction(instruction)
    for response in tables["responses"].values():
        yield of_an_item(
            "response", response, response.item_id, response.date, outcome=response.value
        )
    yield from facts_of_units(tables)


def facts_of_units(tables):
    for line in tables["lines"].values():
        moment = line.deadline if line.state == "missed" else line.completed_at
        if line.state in ("done", "late", "missed"):
            yield of_a_unit("commission", line, moment, line.origin, line.state)
    for incident in tables["incidents"].values():
        if incident.state == "confirmed":
            yield of_a_unit("incident", incident, incident.date, incident.notified_by)
    for followup in tables["followups"].values():
        moment = followup.deadline if followup.state == "overdue" else followup.done_at
        stands = followup.instruction_id.state == "registered"
        if stands and followup.state in ("done", "late", "overdue"):
            yield of_a_unit("followup", followup, moment, None, followup.state)
    for attendance in tables["attendances"].values():
        if attendance.attended:
            yield of_a_unit("training", attendance, attendance.date, author=attendance.user_id)
    for adjustment in tables["adjustments"].values():
        if adjustment.state == "approved":
            yield of_a_unit("manual", adjustment, adjustment.date)


def of_an_instruction(instruction):
    issue = instruction.issue_id
    items = [instruction.item_id] if issue is None else dict.fromkeys(issue.item_ids)
    publication = instruction.publication_id or (issue and issue.publication_id)
    for item in items:
        yield of_an_item(
            "instruction",
            instruction,
            item,
            instruction.date,
            level=instruction.level,
            publication=publication,
        )


def of_an_item(basis, source, item, moment, **more):
    level = more.get("level")
    units = [unit.scored(level) for unit in (item.unit_id, *item.joint_unit_ids)]
    credited = tuple(dict.fromkeys(units))
    more["author"] = item.author_id
    return Fact(basis, source, day_of(moment), credited, moment_of(moment), item, **more)


def of_a_unit(basis, source, moment, level=None, outcome=None, author=None):
    credited = (source.unit_id.scored(level),)
    more = {"level": level, "outcome": outcome, "author": author}
    return Fact(basis, source, day_of(moment), credited, moment_of(moment), **more)


def registered(facts):
    """Adoptions and instructions that have not been withdrawn."""
    return [fact for fact in facts if fact.state == "registered"]


def day_of(moment):
    return moment.date() if isinstance(moment, datetime.datetime) else moment


def moment_of(moment):
    if isinstance(moment, datetime.datetime):
        return moment
    return datetime.datetime.combine(moment, datetime.time())
