"""The planned past brought in by the manager, in bulk: the way a county brings its spreadsheets in.

With the context key ``govinfo_history`` nothing is sent and every record says that it was brought in;
constraints hold and points follow as ever. What follows a past record later is lived on it
(``demo.story``).
"""

import random
from datetime import datetime, time, timedelta

from odoo.fields import Command

from .holidays import working_days
from .office import QUIET, Office
from .plan import ACCEPTED

SEED = 11
GRACE = 1  # working days after which an unanswered commission is missed


class History:
    """Brings in all that ``plans`` say up to the day ``last``; ``tell(share)`` hears how far it is."""

    def __init__(self, county, plans, last, tell):
        self.county, self.plans, self.last, self.tell = county, plans, last, tell
        self.office = Office(county)
        self.random = random.Random(SEED)
        self.items = [item for plan in plans for item in plan.items if item.day <= last]
        self.issues = [issue for plan in plans for issue in plan.issues if issue.day <= last]

    def bring(self):
        """Everything; returns the :class:`Office`, which knows key works and key points."""
        for plan in self.plans:
            if plan.first <= self.last:
                self.office.promise(plan.year)
            for first, last in plan.quarters():
                if first <= self.last:
                    self.office.ask(first, last, post=False)
        self._commissions()
        self._items()
        self._issues()
        self._facts()
        self._incidents()
        self._trainings()
        self.county.env.flush_all()
        return self.office

    def _past(self, model):
        return self.county.as_user("guanli", model, govinfo_history=True, **QUIET)

    def _user(self, login):
        return self.county.users[login].id

    # -- commissions -----------------------------------------------------------------------------

    def _commissions(self):
        found = [c for plan in self.plans for c in plan.commissions if c.day <= self.last]
        records = self._past("govinfo.commission").create([self._commission(c) for c in found])
        for commission, record in zip(found, records):
            commission.record = record

    def _commission(self, commission):
        asked = self.office.local(commission.day, 10)
        return dict(
            self.office.commission_vals(commission),
            state="closed" if commission.closed <= self.last else "issued",
            date_issued=commission.day,
            issued_by_id=self._user("bianji"),
            line_ids=[
                Command.create(dict(self._line(commission, unit), open_since=asked))
                for unit in commission.units
            ],
        )

    def _line(self, commission, unit):
        """What became of the part of ``unit`` by the last day."""
        deadline = datetime.combine(commission.due, time(17))
        vals = {
            "unit_id": self.county.units[unit].id,
            "deadline": self.county.utc(deadline),
            "state": "pending",
        }
        item = commission.answers.get(unit)
        if item and item.day <= self.last:
            moment = self.county.utc(item.signed)
            state = "late" if item.signed > deadline else "done"
            return dict(vals, state=state, submitted_at=moment, completed_at=moment)
        after = working_days(
            commission.due + timedelta(days=1), commission.due + timedelta(days=14)
        )
        if after[GRACE - 1] <= self.last:
            return dict(vals, state="missed")
        return vals

    # -- items -----------------------------------------------------------------------------------

    def _items(self):
        """In batches, so that one hears how far it is."""
        batch = 200
        for start in range(0, len(self.items), batch):
            self.tell(0.8 * start / len(self.items))
            items = self.items[start : start + batch]
            records = self._past("govinfo.item").create([self._item(item) for item in items])
            for item, record in zip(items, records):
                item.record = record.with_env(self.county.env)
            self.county.env.flush_all()
        sent = [item for item in self.items if item.sent]
        self._past("govinfo.upload").create(
            [
                {
                    "item_id": item.record.id,
                    "level": item.sent,
                    "date": item.day,
                    "user_id": self._user("bianji"),
                }
                for item in sent
            ]
        )

    def _item(self, item):
        filed = item.filed and item.filed <= self.last
        vals = self.office.item_vals(item)
        vals.update(
            state="archived" if filed else "accepted",
            submitted_at=self.county.utc(item.signed),
            signed_by=self.county.units[item.unit].leader_id.id,
            approval_requested_by_id=vals["author_id"],
            approval_requested_at=self.county.utc(item.written),
        )
        if item.accepted:
            vals["accepted_at"] = self.office.local(item.day, ACCEPTED)
            vals["accepted_by_id"] = self._user("bianji")
        return vals

    # -- what became of them ---------------------------------------------------------------------

    def _issues(self):
        records = self._past("govinfo.issue").create([self._issue(issue) for issue in self.issues])
        for issue, record in zip(self.issues, records):
            issue.record = record

    def _issue(self, issue):
        moment = self.office.local(issue.day, 11)
        return dict(
            self.office.issue_vals(issue),
            state="published",
            compiler_id=self._user("bianji"),
            approval_requested_by_id=self._user("bianji"),
            approval_requested_at=moment,
            approver_id=self._user("lingdao"),
            approved_at=moment,
            published_at=moment,
        )

    def _facts(self):
        """Adoptions by superiors and own issues; instructions and what units did about them."""
        adopted = [item for item in self.items if item.adopted and item.adopted <= self.last]
        vals_list = [self.office.adoption_vals(item) for item in adopted]
        vals_list += [
            {
                "item_id": item.record.id,
                "publication_id": issue.record.publication_id.id,
                "issue_id": issue.record.id,
                "date": issue.day,
            }
            for issue in self.issues
            for item in issue.items
        ]
        self._past("govinfo.adoption").create(vals_list)
        notes = [note for item in self.items for note in item.notes if note.day <= self.last]
        records = self._past("govinfo.instruction").create([self._note(note) for note in notes])
        for note, record in zip(notes, records):
            note.record = record
        tasks = [note for note in notes if note.deadline]
        records = self._past("govinfo.followup").create([self._task(note) for note in tasks])
        for note, record in zip(tasks, records):
            note.followup = record

    def _note(self, note):
        own = note.leader == self.county.users["lingdao"].name
        return dict(self.office.note_vals(note), leader_id=own and self._user("lingdao"))

    def _task(self, note):
        vals = self.office.task_vals(note)
        if note.answered and note.answered <= self.last:
            state = "late" if note.answered > note.deadline else "done"
            moment = self.office.local(note.answered, 9.2)
            return dict(vals, state=state, done_at=moment, feedback=note.feedback)
        return dict(vals, state="overdue" if note.deadline <= self.last else "pending")

    def _incidents(self):
        """Errors noted by the office, and urgent information that came too late."""
        found = [i for plan in self.plans for i in plan.incidents if i.day <= self.last]
        vals_list = [
            dict(
                self.office.incident_vals(incident),
                **self._decision(incident.day, incident.confirmed),
            )
            for incident in found
        ]
        for item in self.items:
            if item.late:
                vals_list.append(dict(self._haste(item), **self._decision(item.day, item.blamed)))
        self._past("govinfo.incident").create(vals_list)

    def _decision(self, day, confirmed):
        return {
            "state": "confirmed" if confirmed else "dismissed",
            "decided_by_id": self._user("bianji"),
            "decided_at": self.office.local(day, 17),
        }

    def _haste(self, item):
        """What the system notes by itself when urgent information takes too long."""
        hours = (item.signed - item.event) / timedelta(hours=1)
        return {
            "unit_id": self.county.units[item.unit].id,
            "item_id": item.record.id,
            "kind": "late",
            "urgent": True,
            "date": item.day,
            "description": "事件发生于%s，报送于%s，用时%.1f小时，超过规定时限。"
            % (item.event.strftime("%Y-%m-%d %H:%M"), item.signed.strftime("%H:%M"), hours),
        }

    def _trainings(self):
        """Trainings and who came: nine of ten."""
        for plan in self.plans:
            for day, name in plan.trainings():
                if day > self.last:
                    continue
                vals = self.office.training_vals(day, name)
                training = self.county.as_user("bianji", "govinfo.training", **QUIET).create(vals)
                self._past("govinfo.training.attendance").create(
                    [
                        {
                            "training_id": training.id,
                            "unit_id": unit.id,
                            "user_id": unit.officer_ids[:1].id,
                            "attended": self.random.random() < 0.9,
                        }
                        for unit in self.county.units.values()
                    ]
                )
