"""A whole year of the sample county, after a plan, that comes to the figures wanted."""

from datetime import datetime, time, timedelta

from ..compat import flush
from ..exchange.docx_out import write_docx
from .plan import Plan
from .story import Story
from .words import MATERIAL
from .works import quarter_end

# Month and day, kind of the error, whether it is held against the unit.
INCIDENTS = (
    (1, 21, "late", True),
    (2, 18, "error", True),
    (4, 15, "format", True),
    (5, 20, "late", True),
    (6, 17, "error", False),
    (8, 19, "omitted", True),
    (10, 21, "late", True),
    (11, 18, "format", False),
)
TRAININGS = (
    (3, 19, "全县政务信息员业务培训"),
    (9, 17, "调研类信息写作专题培训"),
)
QUARTER_ENDS = (3, 6, 9, 12)
# Level, the place of the year before, this year's, of how many.
RANKS = (("province", 62, 14, 88), ("city", 9, 1, 9))
AFTERWARDS = timedelta(days=20)


class Year(Story):
    """The story of the calendar year ``year``; what is counted happens as planned.

    Chance decides the rest: words, hours, who answers an instruction in time.
    """

    def __init__(self, county, clock, year, figures):
        super().__init__(county, clock)
        self.plan = Plan(year, figures, self.habits, self.random)

    def run(self, until=None):
        """The year, and the days after it in which its last notice is published.

        ``until``: life goes on to this day; the notice on the last quarter that has ended by then is
        left to be made.
        """
        self.until = until
        super().run(self.plan.first, until or self.plan.last + AFTERWARDS)

    # -- the calendar ------------------------------------------------------------------------

    def _plan_month(self, first, last):
        """What happens on certain days of a month."""
        self.at(first, 1, self.settle)
        self.at(first, 9, self.file_unused)
        self._plan_notice(first)
        if first > self.plan.last:
            if not self.until:
                return
            super()._plan_month(first, last)
        else:
            self._plan_works(first)
        for month, day, kind, confirmed in INCIDENTS:
            if month == first.month:
                self.at(first.replace(day=day), 10, self.incident, kind, confirmed)
        for month, day, name in TRAININGS:
            if month == first.month:
                self.at(first.replace(day=day), 9, self.announce, name)

    def _plan_notice(self, first):
        """The notice on the quarter that ended on the day before, and after the year its end."""
        before = first - timedelta(days=1)
        left = self.until and quarter_end(first) > self.until
        if before >= self.plan.first and before.month in QUARTER_ENDS and not left:
            self.at(first.replace(day=8), 9, self.notice)
        if before == self.plan.last:
            self.at(first.replace(day=9), 9, self.ranks)
            self.at(first.replace(day=12), 9, self.honors)

    def _plan(self, day):
        """What happens on a working day."""
        if day > self.plan.last:
            if self.until:
                super()._plan(day)
            return
        slots = self.plan.slots.get(day, ())
        for slot in slots:
            self.at(day, 8.5 + self.random.random() * 2, self.write_slot, slot)
        if slots:
            self.at(day, 14.5, self.accept, slots)
            self.at(day, 16, self.send, slots)
        if day in self.plan.commissions:
            self.at(day, 10, self.ask, self.plan.commissions[day])
        for issue in self.plan.issues.get(day, ()):
            self.at(day, 11, self.issue, issue)
        self.at(day, 17.5, self.close_day)

    # -- items -------------------------------------------------------------------------------

    def write_slot(self, slot):
        """The officer writes what the plan asks of the unit; it is signed off before noon."""
        if slot.commission:
            lines = slot.commission.record.line_ids
            slot.item = self.write_answer(lines.filtered(lambda line: line.unit_id == slot.unit))
        else:
            slot.item = self.write_item(slot.unit)
        self.ask_leader(slot.item)

    def review(self, item):
        """In the year the editor takes the day's items together (:meth:`accept`)."""
        if self.today > self.plan.last:
            super().review(item)

    def accept(self, slots):
        """The editor accepts the day's items."""
        items = self._items(slots)
        self._as(self.county.users["bianji"], items).action_accept()
        for item in items:
            self.accepted(item)

    def _items(self, slots):
        return self.env["govinfo.item"].union(*(slot.item for slot in slots))

    def send(self, slots):
        """The editor sends the day's items upward; superiors will adopt some."""
        for level in ("city", "province"):
            items = self._items(slot for slot in slots if slot.level == level)
            if items:
                self._as(self.county.users["bianji"], items).action_upload(level)
        for slot in slots:
            if slot.publication:
                day = self.today + timedelta(days=slot.adopted_after)
                self.at(day, 15, self.adopt, slot)
        self.pool = self.pool[-60:]

    def adopt(self, slot):
        """A superior's publication takes the item; its leader writes on it when planned."""
        publication = self.county.publications[slot.publication]
        self.by("bianji", "govinfo.adoption").create(
            {"item_id": slot.item.id, "publication_id": publication.id, "date": self.today}
        )
        if slot.noted:
            self.instruct(slot.item, slot.level)

    # -- the office --------------------------------------------------------------------------

    def issue(self, issue):
        """An own issue; a county leader writes on a piece of it when planned."""
        items = self.publish_issue(issue.code, issue.pieces)
        if issue.noted:
            self.noted(items)

    def ask(self, plan):
        """A piece asked of the units planned."""
        plan.record = self.new_commission(plan.units, plan.due)

    def incident(self, kind, confirmed):
        """An editor notes an error of some unit and decides on it."""
        unit = self.random.choice(self.units)
        incident = self.by("bianji", "govinfo.incident").create(
            {"unit_id": unit.id, "kind": kind, "date": self.today, "responsible": "经办人"}
        )
        self.decide(incident, confirmed)

    def announce(self, name):
        """A training a week from now is announced to all officers."""
        begin = datetime.combine(self.today + timedelta(days=7), time(1))
        training = self.by("bianji", "govinfo.training").create(
            {
                "name": name,
                "date_start": begin,
                "date_stop": begin + timedelta(hours=3),
                "location": "县政府会议室",
                "attachment_ids": [
                    (0, 0, {"name": "政务信息写作提纲.docx", "raw": write_docx(name, MATERIAL)})
                ],
            }
        )
        training.action_ask_officers()
        training.action_announce()
        self.at(begin.date(), 16, self.attend, training)

    def attend(self, training):
        """Nine of ten came."""
        for line in training.attendance_ids:
            line.attended = self.random.random() < 0.9

    def notice(self):
        """The quarter's notice: closed by the system, approved by the leader, published."""
        self.env["govinfo.period"]._cron_quarter_close()
        notice = self.by("bianji", "govinfo.notice").search([], limit=1)
        notice.action_request_approval()
        self._as(self.county.users["lingdao"], notice).action_approve()
        notice.action_publish()
        self.env["govinfo.notice.letter"]._prepare_waiting()
        self.at(self.today + timedelta(days=5), 10, self.receipts, notice)

    def receipts(self, notice):
        """All heads have confirmed on paper: no e-mail of a past quarter waits in the queue."""
        self._as(self.county.users["bianji"], notice.letter_ids).action_acknowledge()

    def ranks(self):
        """The places superiors gave the county, with those of the year before."""
        year = self.plan.year
        for level, before, now, total in RANKS:
            for number, rank in ((year - 1, before), (year, now)):
                self.by("bianji", "govinfo.county.rank").create(
                    {"year": number, "level": level, "rank": rank, "of_how_many": total}
                )

    def honors(self):
        """The editor proposes the year's best; the leader approves those whom nothing bars."""
        for kind in ("unit", "person"):
            proposed = self.by("bianji", "govinfo.honor").propose(
                self.plan.year, kind, 3, self.county.company
            )
            free = proposed.filtered(lambda honor: not honor.barred_reason)
            if free:
                self._as(self.county.users["lingdao"], free).action_approve()

    def file_unused(self):
        """The editor files what nobody has used for two months."""
        items = self.by("bianji", "govinfo.item").search(
            [
                ("state", "=", "accepted"),
                ("is_adopted", "=", False),
                ("upload_ids", "=", False),
                ("submitted_at", "<", datetime.utcnow() - timedelta(days=60)),
            ]
        )
        if items:
            items.action_archive_item("超过两个月未采用，存档备查。")

    def settle(self):
        """Write what is pending and forget what was read: a year is long."""
        self.read_messages()
        flush(self.env)
        self.env.clear()

    def read_messages(self):
        """Whoever has messages reads them."""
        unread = self.env["mail.notification"].search(
            [("notification_type", "=", "inbox"), ("is_read", "=", False)]
        )
        for user in unread.res_partner_id.user_ids:
            self.env["mail.message"].with_user(user).mark_all_as_read()
