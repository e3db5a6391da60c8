"""What happens in the sample county, day by day, by the same methods people use."""

import heapq
import itertools
import random
from datetime import datetime, time, timedelta

from .words import (
    COMMISSIONS,
    ENDS,
    INSTRUCTIONS,
    LEADS,
    MIDDLES,
    REQUIREMENTS,
    TITLES,
    TOPICS,
)
from .works import Works, quarter_end

SEED = 20260101
# How often a category is written; research is rare, as the speech complains.
CATEGORIES = (
    ("dynamic", 40),
    ("experience", 20),
    ("deployment", 12),
    ("problem", 9),
    ("comprehensive", 7),
    ("warning", 5),
    ("opinion", 4),
    ("research", 3),
)
# "quick update": a year of requests leaves no thousand unread notifications beside the activities
QUIET = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "mail_activity_quick_update": True,
}
MISSING, SHORT = 3, 7  # units that never report, units that hardly do


class Story:
    """Runs events in the order of their time on a clock that is moved to each of them.

    ``clock`` has ``move_to(datetime)`` (naive UTC). Everything random comes from one seeded source.
    """

    def __init__(self, county, clock):
        self.county = county
        self.env = county.env
        self.clock = clock
        self.random = random.Random(SEED)
        self.events = []
        self.order = itertools.count()
        self.pool = []
        self.asked = {}  # topics by commission
        self.categories = {c.code: c for c in self.env["govinfo.category"].search([])}
        self.units = list(county.units)
        self.habits = self._diligence()
        self.works = Works(self)

    def _diligence(self):
        """How many items each unit writes in a month: most enough, some hardly any, a few none.

        Returns ``{unit: (least, most)}``.
        """
        weak = self.random.sample(self.units[1:], MISSING + SHORT)
        habits = {}
        for unit in self.units:
            least = 2 if unit.category_id.code == "XZ" else 1
            habits[unit] = (least, least + self.random.choice((1, 1, 2, 3)))
            if unit in weak:
                habits[unit] = (0, 0) if weak.index(unit) < MISSING else (0, 1)
        habits[self.units[0]] = (3, 5)
        return habits

    # -- the clock ---------------------------------------------------------------------------

    def at(self, day, hour, action, *args):
        """Let ``action`` happen on local ``day`` at ``hour`` (a time of day in hours)."""
        moment = datetime.combine(day, time()) + timedelta(hours=hour - 8)
        heapq.heappush(self.events, (moment, next(self.order), action, args))

    def later(self, hours, action, *args):
        """Let ``action`` happen in so many hours."""
        moment = datetime.utcnow() + timedelta(hours=hours)
        heapq.heappush(self.events, (moment, next(self.order), action, args))

    def run(self, first, last):
        """Everything that happens from ``first`` to ``last``; what would come later does not."""
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if day.day == 1 or not offset:
                self._plan_month(day, last)
            if day.weekday() < 5:
                self._plan(day)
        end = datetime.combine(last, time(16))
        while self.events and self.events[0][0] < end:
            moment, _order, action, args = heapq.heappop(self.events)
            self.clock.move_to(moment)
            self.today = (moment + timedelta(hours=8)).date()
            action(*args)

    def _plan_month(self, first, last):
        """On which working days of the month every unit writes, and what is asked in the quarter."""
        self._plan_works(first)
        days = [first + timedelta(days=offset) for offset in range(31)]
        days = [day for day in days if day.month == first.month and day.weekday() < 5]
        for unit, (least, most) in self.habits.items():
            for day in self.random.sample(days, min(len(days), self.random.randint(least, most))):
                if day <= last:
                    self.at(day, 8.5 + self.random.random() * 2, self.report, unit)

    def _plan_works(self, first):
        """Key works of every year, key points of every quarter."""
        if first.month == 1:
            self.at(first, 8, self.works.promise, first.year)
        if first.month % 3 == 1:
            self.at(first, 8.2, self.works.ask, first, quarter_end(first))

    def _plan(self, day):
        self.at(day, 16, self.send_upward)
        self.at(day, 17.5, self.close_day)
        if day.weekday() == 0:
            self.at(day, 11, self.compile_issue, "PK", 5)
        if day.weekday() in (2, 4):
            self.at(day, 11, self.compile_issue, "ZB", 1)
        if day.day <= 7 and day.weekday() == 3:
            self.at(day, 15, self.compile_issue, "CY", 1)
            self.at(day, 10, self.commission)
        if 15 <= day.day < 22 and day.weekday() == 1:
            self.at(day, 10, self.commission)

    # -- people ------------------------------------------------------------------------------

    def by(self, login, model):
        """``model`` as the sample user ``login`` sees it."""
        user = self.county.users[login]
        return self.env[model].with_user(user).with_context(**QUIET)

    def _as(self, user, records):
        return records.with_user(user).with_context(**QUIET)

    # -- items -------------------------------------------------------------------------------

    def report(self, unit):
        """The officer of ``unit`` writes an item and sends it to the leader."""
        self.ask_leader(self.write_item(unit))

    def ask_leader(self, item):
        """The leader signs off before noon; what is urgent within the hour or two."""
        if item.urgency == "urgent":
            self.later(self.random.uniform(0.2, 1.4), self.sign_off, item)
        else:
            self.at(self.today, 10.5 + self.random.random() * 1.5, self.sign_off, item)

    def write_item(self, unit, topic=None, **vals):
        """An item by the officer of ``unit``, sent to the unit's leader."""
        item = self.draft_item(unit, topic, **vals)
        item.action_request_signoff()
        return item.with_env(self.env)

    def draft_item(self, unit, topic=None, **vals):
        """A draft by the officer of ``unit``."""
        codes, shares = zip(*CATEGORIES)
        code = self.random.choices(codes, shares)[0]
        topic = topic or self.random.choice(TOPICS)
        words = {"unit": unit.name, "topic": topic}
        officer = unit.officer_ids[:1]
        return self._as(officer, self.env["govinfo.item"]).create(
            dict(
                {
                    "name": self.random.choice(TITLES[code]).format(**words),
                    "unit_id": unit.id,
                    "author_id": officer.id,
                    "category_id": self.categories[code].id,
                    "body": self.text(words),
                    **self.marks(code),
                    **self.works.links(topic),
                },
                **vals,
            )
        )

    def marks(self, code):
        """Secrecy, haste and the time of the event: a third may be made public, few are urgent."""
        secrecy = self.random.choice(("public", "internal", "internal"))
        urgent = code == "warning" and self.random.random() < 0.3
        # an urgent item should leave within two hours; its sign-off takes up to three more
        hours = self.random.uniform(0.2, 1) if urgent else self.random.triangular(2, 120, 20)
        return {
            "secrecy": secrecy,
            "disclosure": "proactive" if secrecy == "public" else "none",
            "urgency": "urgent" if urgent else "normal",
            "event_time": datetime.utcnow() - timedelta(hours=hours),
        }

    def text(self, words):
        """Three paragraphs with made-up figures, varied so that few are alike."""
        figures = {
            "a": self.random.randint(3, 60),
            "b": self.random.randint(80, 900),
            "c": self.random.randint(5, 90),
            "p": self.random.randint(45, 98),
        }
        middle = zip("一二三", self.random.sample(MIDDLES, 3))
        steps = "".join("%s是%s" % pair for pair in middle)
        parts = (self.random.choice(LEADS), steps, self.random.choice(ENDS))
        return "".join("<p>%s</p>" % part.format(**words, **figures) for part in parts)

    def sign_off(self, item):
        """The leader in charge signs off; now and then it goes back for better figures first."""
        leader = item.sudo().unit_id.leader_id
        if self.random.random() < 0.03:
            self._as(leader, item).action_return("数据请与业务科室核实后再报。")
            self._as(item.author_id, item).action_request_signoff()
        self._as(leader, item).action_sign_off()
        self.at(self.today, 14 + self.random.random(), self.review, item)
        incident = self.env["govinfo.incident"].search([("item_id", "=", item.id)])
        if incident:
            self.at(self.today, 17, self.decide, incident, self.random.random() < 0.7)

    def decide(self, incident, confirmed):
        """An editor decides whether an incident is held against the unit."""
        incident = self._as(self.county.users["bianji"], incident)
        if confirmed:
            incident.action_confirm()
        else:
            incident.action_dismiss()

    def review(self, item):
        """An editor accepts, or files what is of no use."""
        item = self._as(self.county.users["bianji"], item)
        if self.random.random() < 0.06 and not item.commission_line_id:
            item.action_archive_item("内容与前期信息重复，存档备查。")
            return
        item.action_accept()
        self.accepted(item)

    def accepted(self, item):
        """The item may be used from now on; some of the public ones a leader will disclose."""
        self.pool.append(item)
        if item.secrecy == "public" and self.random.random() < 0.2:
            self.at(
                self.today + timedelta(days=self.random.randint(2, 6)), 15.5, self.disclose, item
            )

    def disclose(self, record):
        """A leader clears an item or an issue for the public pages."""
        self._as(self.county.users["lingdao"], record).action_disclose()

    # -- upward, issues, adoptions -----------------------------------------------------------

    def send_upward(self):
        """At least four accepted items a day go up to city and province."""
        for item in self.pool[-5:]:
            if not item.upload_ids:
                item.action_upload(self.random.choice(("city", "city", "province")))
                if self.random.random() < 0.16:
                    self.at(
                        self.today + timedelta(days=self.random.randint(4, 12)),
                        15,
                        self.adopted_above,
                        item,
                    )
        self.pool = self.pool[-60:]

    def adopted_above(self, item):
        """A superior's publication takes an item that was sent up; sometimes a leader writes on it."""
        level = item.upload_ids[:1].level
        code = {"city": ("SZW", "SZB"), "province": ("PZW", "PZB")}[level]
        publication = self.county.publications[self.random.choice(code)]
        self.by("bianji", "govinfo.adoption").create(
            {"item_id": item.id, "publication_id": publication.id, "date": self.today}
        )
        if self.random.random() < 0.2:
            self.instruct(item, level)

    def compile_issue(self, code, size):
        """An issue from the pool; now and then a county leader writes on a piece of it."""
        items = self.publish_issue(code, size)
        if items and self.random.random() < 0.4:
            self.noted(items)

    def noted(self, items):
        """A county leader will write on one of ``items`` within days."""
        day = self.today + timedelta(days=self.random.randint(1, 4))
        self.at(day, 9.5, self.instruct, self.random.choice(items), "county")

    def publish_issue(self, code, size):
        """An issue from the pool: compiled, approved by the leader, published. Return its items."""
        issue = self.compiled(code, size)
        if not issue:
            return []
        issue.action_request_approval()
        self._as(self.county.users["lingdao"], issue).action_approve()
        issue.action_publish()
        items = list(issue.line_ids.item_ids.with_env(self.env))
        if code != "ZB" and all(item.secrecy == "public" for item in items):
            self.at(self.today + timedelta(days=1), 15.5, self.disclose, issue)
        return items

    def compiled(self, code, size):
        """An issue of what the pool has that no publication has used; none if there is nothing."""
        free = [item for item in self.pool if not item.is_adopted][-size:]
        issues = self.by("bianji", "govinfo.issue")
        if not free:
            return issues
        return issues.create(
            {
                "publication_id": self.county.publications[code].id,
                "date": self.today,
                "report_to": self.county.publications[code].report_to,
                "send_to": self.county.publications[code].send_to,
                "copy_to": self.county.publications[code].copy_to,
                "line_ids": [
                    (0, 0, {"sequence": place, "item_ids": [(6, 0, item.ids)]})
                    for place, item in enumerate(free, 1)
                ],
            }
        )

    def instruct(self, item, level):
        """A leader writes on an item; county leaders ask a unit to report what was done."""
        login = "lingdao" if level == "county" else "bianji"
        names = {"county": "县领导甲", "city": "市领导甲", "province": "省领导甲"}
        instruction = self.by(login, "govinfo.instruction").create(
            {
                "item_id": item.id,
                "leader_name": names[level],
                "level": level,
                "date": self.today,
                "text": self.random.choice(INSTRUCTIONS),
            }
        )
        if level == "county":
            followup = self.by("bianji", "govinfo.followup").create(
                {
                    "instruction_id": instruction.id,
                    "unit_id": item.unit_id.id,
                    "deadline": datetime.combine(self.today + timedelta(days=14), time(9)),
                    "requirement": "请按批示要求抓好落实，并书面反馈办理情况。",
                }
            )
            # most units answer within the fortnight, a few afterwards or never
            days = self.random.choices((6, 10, 13, 17, None), (5, 5, 6, 2, 1))[0]
            if days:
                self.at(self.today + timedelta(days=days), 9.2, self.feed_back, followup)

    def feed_back(self, followup):
        """The unit reports what it did about the instruction."""
        user = followup.sudo().unit_id.leader_id
        followup = self._as(user, followup)
        followup.feedback = "已按批示要求专题研究，明确责任分工和完成时限，相关工作正在有序推进。"
        followup.action_send_feedback()

    # -- commissions -------------------------------------------------------------------------

    def commission(self):
        """A piece asked of eight units: most answer in time, some late, some never."""
        due = self.today + timedelta(days=7)
        commission = self.new_commission(self.random.sample(self.units, 8), due)
        for line in commission.line_ids:
            if self.habits[line.unit_id][1] and self.random.random() < 0.9:
                self.at(due - timedelta(days=self.random.randint(1, 4)), 9, self.answer, line)

    def new_commission(self, units, due):
        """Ask ``units`` for a piece by the afternoon of ``due``; return the commission."""
        topic = self.random.choice(TOPICS)
        commission = self.by("bianji", "govinfo.commission").create(
            {
                "name": self.random.choice(COMMISSIONS).format(topic=topic),
                "origin": self.random.choice(("county", "county", "city", "province")),
                "requirement": "<p>%s</p>" % self.random.choice(REQUIREMENTS),
                "deadline": datetime.combine(due, time(9)),
                "line_ids": [(0, 0, {"unit_id": unit.id}) for unit in units],
            }
        )
        self.asked[commission.id] = topic
        commission.action_issue()
        return commission

    def answer(self, line):
        """The officer writes the piece that was asked for."""
        self.ask_leader(self.write_answer(line))

    def write_answer(self, line):
        """The draft that answers the commission's ``line``."""
        commission = line.commission_id
        title = "%s关于%s的报告" % (line.unit_id.name, commission.name.replace("请报送", ""))
        return self.write_item(
            line.unit_id, self.asked[commission.id], name=title, commission_line_id=line.id
        )

    def close_day(self):
        """What the scheduler does in the evening."""
        self.env["govinfo.commission.line"]._cron_remind_and_expire()
        self.env["govinfo.followup"]._cron_overdue()
