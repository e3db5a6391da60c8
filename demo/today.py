"""What lies on the desks when a visitor comes: work of the last day that nobody has done yet."""

from datetime import datetime, time, timedelta

from .planned import Commission, Incident, Issue, Item, Note

# Hours of the local day, after all that happened on it.
ASKED, COMPILED, REPORTED = 17.6, 17.7, 17.8
WAITING = 7  # items signed off and not yet read by an editor
RETURNED = "请补充具体数据和下一步措施。"


def leave_work(story, plan, day):
    """Let the work of ``day`` lie where it is: nothing of it is finished in the evening.

    ``story`` has run up to that day, which ``plan`` holds; the first unit is the one whose people a
    visitor signs in as.
    """
    desk = Desk(story, plan, day)
    desk.at(ASKED, desk.ask)
    desk.at(COMPILED, desk.compile)
    desk.at(REPORTED, desk.report)


class Desk:
    """The people of the story on its last day."""

    def __init__(self, story, plan, day):
        self.story, self.plan, self.day = story, plan, day
        self.own, *self.others = plan.units
        # whoever reports on something that can be urgent, for the one urgent item
        self.writers = [unit for unit in self.others if plan.habits[unit][0]]

    def at(self, hour, action):
        """Let ``action`` happen at ``hour`` of the day, local time."""
        self.story.move_to(datetime.combine(self.day, time()) + timedelta(hours=hour))
        self.now = self.story.county.env["govinfo.item"]
        action()

    def moment(self, minutes=0):
        """So many minutes before now, local time."""
        return datetime.combine(self.day, time()) + timedelta(hours=REPORTED, minutes=-minutes)

    def ask(self):
        """A piece asked of eight units, the visitor's among them, and what a leader wants done."""
        topic = next(
            t for t in self.plan.writer.topics.values() if t.fits(self.own, self.day.month)
        )
        units = [unit for unit in self.others if topic.fits(unit, self.day.month)]
        due = self.plan.working_day(self.day + timedelta(days=3))
        commission = Commission(
            day=self.day,
            due=due,
            closed=due,
            units=[self.own] + units[:7],
            topic=topic,
            name="%s进展情况" % topic.name,
            origin="county",
            requirement=self.plan.words["requirements"][0],
        )
        self.story.commission(commission)
        self.instruct()

    def instruct(self):
        """A county leader writes on an item of the visitor's unit."""
        items = [i for i in self.plan.items if i.unit is self.own and i.record and i.accepted]
        note = Note(
            day=self.day,
            item=items[-1],
            level="county",
            leader=self.story.county.users["lingdao"].name,
            rank="deputy",
            text=self.plan.words["instructions"]["good"][0],
            deadline=self.plan.working_day(self.day + timedelta(days=10)),
        )
        self.story.note(note)

    def compile(self):
        """One issue waits for the leader, one is being edited; an error waits for a decision."""
        free = [
            item
            for item in self.plan.items
            if item.record and item.accepted and not item.in_issue and item.day < self.day
        ][-5:]
        special, bulletin = Issue("ZB", self.day, 1), Issue("PK", self.day, 4)
        special.items, bulletin.items = free[-1:], free[:-1]
        self.story.compile(special)
        special.record.action_request_approval()
        self.story.compile(bulletin)
        item = free[0]
        text = self.plan.words["incidents"][0][-1].format(title=item.title)
        incident = Incident(self.day, item.unit, item, "error", False, text)
        vals = self.story.office.incident_vals(incident)
        self.story.by("bianji", "govinfo.incident").create(vals)

    def report(self):
        """Units report; the visitor's has one item at its leader's, one returned, one begun."""
        for unit in self.writers[:WAITING]:
            self.signed(self.item(unit))
        self.signed(self.urgent())
        returned = self.signed(self.item(self.own))
        self.story._editor(returned.record).action_return(RETURNED)
        self.story.write(self.item(self.own))
        begun = self.item(self.own)
        begun.body = (
            begun.body.replace("今年以来", "截止目前", 1) + "<p>截止目前，工作进展顺利。</p>"
        )
        self.story.draft(begun)

    def urgent(self):
        """A warning of an event 50 minutes ago."""
        month = self.day.month
        topics = [topic for topic in self.plan.writer.topics.values() if topic.warning]
        unit, topic = next(
            (unit, topic)
            for topic in topics
            for unit in self.writers[WAITING:]
            if topic.fits(unit, month)
        )
        item = self.item(unit, topic, "warning")
        item.urgent, item.event = True, self.moment(50)
        return item

    def item(self, unit, topic=None, code=""):
        """An item of ``unit`` written just now."""
        item = Item(unit, self.moment(3), code=code)
        self.plan.draft(item, topic)
        item.event = self.moment(26 * 60)
        return item

    def signed(self, item):
        """``item``, sent and signed off by the leader in charge."""
        self.story.write(item)
        self.story.sign_off(item)
        return item
