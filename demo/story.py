"""The planned years as people live them: every step by the person who takes it, on a moved clock."""

import heapq
import itertools
import random
from datetime import datetime, time, timedelta

from odoo.fields import Command

from odoo.addons.govinfo_module.helpers.foundation.doing import QUIETLY

from .holidays import working_days
from .office import Office
from .plan import ACCEPTED, SENT
from .quarters import Quarters

SEED = 7
# "quick update": a year of requests leaves no thousand unread notifications beside the activities
QUIET = {
    "tracking_disable": QUIETLY,
    "mail_create_nosubscribe": True,
    "mail_activity_quick_update": True,
}
DAILY = 17.5  # when the scheduler's evening jobs run


class Story:
    """Runs what ``plans`` say in the order of its time; ``clock`` (freezegun's) moves to each moment.

    What happened before the first day has been brought in (``demo.history``). ``tell(share)`` hears how
    far it is.
    """

    def __init__(self, county, plans, clock, tell):
        self.county, self.plans, self.clock, self.tell = county, plans, clock, tell
        self.env = county.env
        self.random = random.Random(SEED)
        self.events, self.order = [], itertools.count()
        self.office = Office(county)
        self.quarters = Quarters(county)
        self.today = None

    # -- the clock ---------------------------------------------------------------------------

    def at(self, moment, action, *args):
        """Let ``action`` happen at the local ``moment`` when the story has not ended by then."""
        if moment and self.begin <= moment < self.end:
            heapq.heappush(self.events, (moment, next(self.order), action, args))

    def on(self, day, hour, action, *args):
        """Let ``action`` happen on ``day``, if there is one, at ``hour`` (a time of day in hours)."""
        self.at(day and datetime.combine(day, time()) + timedelta(hours=hour), action, *args)

    def run(self, first, last, notices=False):
        """Everything from ``first`` to ``last``; with ``notices`` those on the quarters that end."""
        self.begin = datetime.combine(first, time())
        self.end = datetime.combine(last + timedelta(days=1), time())
        for plan in self.plans:
            self._schedule(plan)
        for day in working_days(first, last):
            self.on(day, DAILY, self.close_day)
        for day in working_days(first, last)[::20]:
            self.on(day, 1, self.settle)
        if notices:
            for step in self.quarters.steps([plan.year for plan in self.plans]):
                self.on(*step)
        while self.events:
            moment, _order, action, args = heapq.heappop(self.events)
            self.move_to(moment)
            action(*args)

    def move_to(self, moment):
        """Let it be the local ``moment``."""
        self.clock.move_to(self.county.utc(moment))
        if moment.date() != self.today:
            self.tell((moment - self.begin) / (self.end - self.begin))
        self.today = moment.date()

    # -- what shall happen -------------------------------------------------------------------

    def _schedule(self, plan):
        self.on(plan.first, 8, self.office.promise, plan.year)
        for first, last in plan.quarters():
            self.on(first, 8.2, self.office.ask, first, last, True)
        for commission in plan.commissions:
            self.on(commission.day, 10, self.commission, commission)
            self.on(commission.closed, 9, self.close_commission, commission)
        by_day = {}
        for item in plan.items:
            self._schedule_item(item)
            by_day.setdefault(item.day, []).append(item)
        for day, items in by_day.items():
            self.on(day, ACCEPTED, self.accept, items)
            self.on(day, SENT, self.send, items)
        for issue in plan.issues:
            self.on(issue.day, 11, self.issue, issue)
        for incident in plan.incidents:
            self.on(incident.day, 10, self.incident, incident)
        for day, name in plan.trainings():
            self.on(day - timedelta(days=7), 9, self.announce, day, name)
            self.on(day, 16, self.attend, name)

    def _schedule_item(self, item):
        self.at(item.written, self.write, item)
        self.at(item.signed, self.sign_off, item)
        self.on(item.adopted, 15, self.adopt, item)
        self.on(item.disclosed, 15.5, self.disclose, item)
        if item.accepted:
            self.on(item.filed, 9, self.file, [item])
        if item.late:
            self.on(item.day, 17, self.blame, item)
        for note in item.notes:
            self.on(note.day, 15.2, self.note, note)
            self.on(note.answered, 9.2, self.feed_back, note)

    # -- people ------------------------------------------------------------------------------

    def by(self, login, model):
        """``model`` as the sample user ``login`` sees it."""
        return self.county.as_user(login, model, **QUIET)

    def _as(self, user, records):
        return records.with_user(user).with_context(**QUIET)

    def _editor(self, records):
        return self._as(self.county.users["bianji"], records)

    def _leader(self, records):
        return self._as(self.county.users["lingdao"], records)

    # -- items -------------------------------------------------------------------------------

    def write(self, item):
        """The officer writes the item and sends it to the leader in charge."""
        self.draft(item).action_request_signoff()

    def draft(self, item):
        """A draft by the officer of the item's unit."""
        unit = self.county.units[item.unit]
        officer = unit.officer_ids[:1]
        vals = self.office.item_vals(item)
        item.record = self._as(officer, self.env["govinfo.item"]).create(vals).with_env(self.env)
        return self._as(officer, item.record)

    def sign_off(self, item):
        """The leader in charge signs off; now and then it goes back for better figures first."""
        leader = item.record.unit_id.leader_id
        if item.refused:
            self._as(leader, item.record).action_return(self.plans[0].words["returned"])
            self._as(item.record.author_id, item.record).action_request_signoff()
        self._as(leader, item.record).action_sign_off()

    def blame(self, item):
        """An editor decides whether what came too late is held against the unit."""
        incident = self.env["govinfo.incident"].search([("item_id", "=", item.record.id)])
        self.decide(incident, item.blamed)

    def accept(self, items):
        """The editor accepts the day's items, and files what is of no use."""
        self._editor(self._records(items, lambda item: item.accepted)).action_accept()
        for item in items:
            if not item.accepted:
                self.file([item])

    def _records(self, items, wanted):
        records = [item.record for item in items if wanted(item)]
        return self.env["govinfo.item"].union(*records)

    def file(self, items):
        """The editor files items, saying why."""
        self._editor(self._records(items, bool)).action_archive_item(items[0].reason)

    def send(self, items):
        """The editor sends the day's items upward."""
        for level in ("city", "province"):
            records = self._records(items, lambda item, level=level: item.sent == level)
            if records:
                self._editor(records).action_upload(level)

    def adopt(self, item):
        """A superior's publication has taken the item: the editor registers it."""
        self.by("bianji", "govinfo.adoption").create(self.office.adoption_vals(item))

    def disclose(self, item):
        """A leader clears the item for the public pages."""
        self._leader(item.record).action_disclose()

    # -- issues, instructions ------------------------------------------------------------------

    def issue(self, issue):
        """An issue: compiled, approved by the leader, published."""
        self.compile(issue)
        issue.record.action_request_approval()
        self._leader(issue.record).action_approve()
        issue.record.action_publish()

    def compile(self, issue):
        """The editor compiles ``issue`` and keeps it as a draft."""
        issue.record = self.by("bianji", "govinfo.issue").create(self.office.issue_vals(issue))

    def note(self, note):
        """A leader writes on an item; county leaders ask a unit to report what was done."""
        own = note.leader == self.county.users["lingdao"].name
        instructions = self.by("lingdao" if own else "bianji", "govinfo.instruction")
        note.record = instructions.create(self.office.note_vals(note))
        if note.deadline:
            followups = self.by("bianji", "govinfo.followup")
            note.followup = followups.create(self.office.task_vals(note))

    def feed_back(self, note):
        """The unit reports what it did about the instruction."""
        followup = self._as(note.followup.sudo().unit_id.leader_id, note.followup)
        followup.feedback = note.feedback
        followup.action_send_feedback()

    # -- commissions -------------------------------------------------------------------------

    def commission(self, commission):
        """The editor asks units for a piece."""
        vals = self.office.commission_vals(commission)
        units = [self.county.units[unit] for unit in commission.units]
        vals["line_ids"] = [Command.create({"unit_id": unit.id}) for unit in units]
        commission.record = self.by("bianji", "govinfo.commission").create(vals)
        commission.record.action_issue()

    def close_commission(self, commission):
        """The editor closes what is answered or overdue."""
        self._editor(commission.record).action_close()

    def close_day(self):
        """What the scheduler does in the evening."""
        self.env["govinfo.commission.line"]._cron_remind_and_expire()
        self.env["govinfo.followup"]._cron_overdue()

    # -- errors and trainings ----------------------------------------------------------------

    def incident(self, incident):
        """An editor notes an error of some unit and decides on it."""
        vals = self.office.incident_vals(incident)
        self.decide(self.by("bianji", "govinfo.incident").create(vals), incident.confirmed)

    def decide(self, record, confirmed):
        """An editor decides whether an incident is held against the unit."""
        record = self._editor(record)
        if confirmed:
            record.action_confirm()
        else:
            record.action_dismiss()

    def announce(self, day, name):
        """A training on ``day`` is announced to all officers."""
        training = self.by("bianji", "govinfo.training").create(
            self.office.training_vals(day, name)
        )
        training.action_ask_officers()
        training.action_announce()

    def attend(self, name):
        """Nine of ten came."""
        trainings = self.by("bianji", "govinfo.training")
        training = trainings.search([("name", "=", name)], order="id desc", limit=1)
        for line in training.attendance_ids:
            line.attended = self.random.random() < 0.9

    # -- the system ----------------------------------------------------------------------------

    def settle(self):
        """Write what is pending and forget what was read: a year is long. Messages are read."""
        unread = self.env["mail.notification"].search(
            [("notification_type", "=", "inbox"), ("is_read", "=", False)]
        )
        for user in unread.res_partner_id.user_ids:
            self.env["mail.message"].with_user(user).mark_all_as_read()
        self.env.flush_all()
        self.env.clear()
