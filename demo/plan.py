"""What shall happen in a sample year, before it happens: who writes when, and what becomes of it.

No Odoo here. The same arguments give the same plan. Moments are the county's local time, naive.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import yaml

from .fates import decide_fates
from .holidays import quarter_end, working_days
from .planned import Commission, Item
from .topics import load
from .writer import Writer

WORDS = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
SEED = 20260101
MISSING, SHORT = 3, 5  # units that never report, units that hardly do
# what a commission asks for, and the category of the answers
ASKED = {"进展情况": "dynamic", "典型做法": "experience", "存在的问题和建议": "problem"}
# the hours at which the office takes the day's items and sends them upward
ACCEPTED, SENT = 14.5, 16


@dataclass(frozen=True)
class Figures:
    """What a year comes to. The defaults are the figures the county reached.

    ``months``: how many months from January on; ``reported``: items that leave the units; ``sent_up``:
    those of them sent upward, at least ``least`` on every working day; ``issues``: publication, how many,
    pieces in each; ``commissioned``: special reports that answer a commission; ``asked``: units of one
    commission.
    """

    months: int = 12
    reported: int = 1326
    sent_up: int = 1060
    least: int = 4
    issues: tuple = (("PK", 50, 3), ("ZB", 68, 1), ("CY", 10, 1))
    special: tuple = (("province", 26), ("city", 24))
    bulletins: tuple = (("province", 40), ("city", 98))
    commissioned: int = 40
    instructed: tuple = (("province", 13), ("city", 18), ("county", 53))
    asked: int = 5


class Plan:
    """The calendar year ``year`` of the county's ``units`` (``demo.units.Unit``)."""

    def __init__(self, year, figures, units):
        self.year, self.figures, self.units = year, figures, units
        self.words = WORDS
        self.random = random.Random(SEED + year)
        self.writer = Writer(load(), self.random)
        self.habits = self._habits()
        self.first = date(year, 1, 1)
        after = figures.months + 1
        self.last = date(year + after // 13, after % 12 or 12, 1) - timedelta(days=1)
        self.days = working_days(self.first, self.last)
        self.items, self.commissions, self.issues, self.incidents = [], [], [], []
        self._plan_commissions()
        self._plan_items()
        for item in self.items:
            self._write(item)
        decide_fates(self)

    def _habits(self):
        """How many items each unit writes in a month: ``{unit: (least, most)}``.

        The weak ones are the same in all years. The first unit is the visitor's own.
        """
        chance = random.Random(SEED)
        count = min(MISSING + SHORT, len(self.units) // 4)
        weak = chance.sample(self.units[1:], count)
        habits = {}
        for unit in self.units:
            least = 2 if unit.township else 1
            habits[unit] = (least, least + chance.choice((1, 1, 2, 3)))
        habits.update(dict.fromkeys(weak, (0, 1)))
        habits.update(dict.fromkeys(weak[:MISSING], (0, 0)))
        habits[self.units[0]] = (3, 5)
        return habits

    def quarters(self):
        """First and last day of each quarter that begins in the planned months."""
        for month in range(1, self.figures.months + 1, 3):
            first = date(self.year, month, 1)
            yield first, quarter_end(first)

    def trainings(self):
        """``(day, name)`` of the year's trainings."""
        for month, day, name in WORDS["trainings"]:
            day = self.working_day(date(self.year, month, day))
            if day <= self.last:
                yield day, name

    def working_day(self, day):
        """``day``, or the next working day after it."""
        return working_days(day, day + timedelta(days=14))[0]

    # -- who writes when ---------------------------------------------------------------------

    def _plan_commissions(self):
        """Two a month, due after a week; those that would be due after the end are not asked."""
        for day in self.days:
            thursday = day.weekday() == 3 and day.day <= 7
            tuesday = day.weekday() == 1 and 15 <= day.day < 22
            due = self.working_day(day + timedelta(days=7))
            if (thursday or tuesday) and due <= self.last:
                self.commissions.append(self._commission(day, due))

    def _commission(self, day, due):
        """A piece on something enough units report on."""
        fitting = {
            topic: [unit for unit in self.units if topic.fits(unit, day.month)]
            for topic in self.writer.topics.values()
            if topic.bureaus != "all"
        }
        wanted = min(self.figures.asked, max(map(len, fitting.values())))
        topic = self.random.choice([t for t, units in fitting.items() if len(units) >= wanted])
        return Commission(
            day=day,
            due=due,
            closed=self.working_day(due + timedelta(days=5)),
            units=self.random.sample(fitting[topic], wanted),
            topic=topic,
            name=self.random.choice(WORDS["commissions"]).format(topic=topic.name),
            origin=self.random.choice(("county", "county", "city", "province")),
            requirement=self.random.choice(WORDS["requirements"]),
        )

    def _spread(self, total, least=0):
        """``total`` items over the days of the year: ``{day: count}``, evenly, with a ``least``."""
        rest = total - least * len(self.days)
        if rest < 0:
            raise ValueError("%d items are too few for that year" % total)
        each, more = divmod(rest, len(self.days))
        counts = dict.fromkeys(self.days, least + each)
        for day in spread(self.days, more):
            counts[day] += 1
        return counts

    def _plan_items(self):
        counts = self._spread(self.figures.sent_up, self.figures.least)
        answers = self._plan_answers(counts)
        more = self._spread(self.figures.reported - self.figures.sent_up)
        for month in range(1, self.figures.months + 1):
            days = [day for day in self.days if day.month == month]
            sent = [day for day in days for _ in range(counts[day] - len(answers.get(day, ())))]
            kept = [day for day in days for _ in range(more[day])]
            writers = self._writers(len(sent) + len(kept))
            for day, unit in zip(sent + kept, writers):
                self.items.append(Item(unit, self._moment(day, 8.5, 10.5)))
            for item in self.items[len(self.items) - len(writers) :][: len(sent)]:
                item.sent = "yes"
        for found in answers.values():
            self.items += found
        self.items.sort(key=lambda item: item.written)
        for item in self.items:
            if item.sent:
                item.sent = self.random.choice(("city", "city", "province"))

    def _plan_answers(self, counts):
        """Answers to commissions by day: most in time, a few a day late; some units never do."""
        found = {}
        for commission in self.commissions:
            for unit in commission.units:
                chance = self.random.random()
                if not self.habits[unit][1] or chance < 0.04:
                    continue
                days = [day for day in self.days if commission.day < day < commission.due]
                if chance < 0.09:
                    days = [day for day in self.days if day > commission.due][:1]
                free = [day for day in days if len(found.get(day, ())) < counts[day]]
                if free:
                    day = self.random.choice(free)
                    item = Item(unit, self._moment(day, 8.5, 10.5), commission, sent="yes")
                    commission.answers[unit] = item
                    found.setdefault(day, []).append(item)
        return found

    def _writers(self, count):
        """``count`` units in the order they write: what is asked of each first, the diligent more."""
        asked = []
        for unit, (least, most) in self.habits.items():
            asked += [unit] * (least or self.random.randint(0, most))
        diligent = [unit for unit, (least, _most) in self.habits.items() if least]
        weights = [self.habits[unit][1] - self.habits[unit][0] for unit in diligent]
        self.random.shuffle(asked)
        asked += self.random.choices(diligent, weights, k=max(0, count - len(asked)))
        writers = asked[:count]
        self.random.shuffle(writers)
        return writers

    def _moment(self, day, earliest, latest):
        hour = self.random.uniform(earliest, latest)
        return datetime.combine(day, time()) + timedelta(minutes=round(60 * hour))

    # -- what is written ---------------------------------------------------------------------

    def _write(self, item):
        """Topic, text and marks of ``item``."""
        self.draft(item, item.commission and item.commission.topic)
        hours = self.random.triangular(2, 120, 20)
        item.urgent = item.code == "warning" and self.random.random() < 0.45
        if item.urgent:
            hours = self.random.uniform(0.2, 1)
            item.signed = item.written + timedelta(minutes=self.random.randint(12, 84))
        else:
            item.signed = self._moment(item.day, 10.6, 12)
        item.event = item.written - timedelta(minutes=round(60 * hours))
        item.refused = not item.urgent and self.random.random() < 0.03
        item.blamed = self.random.random() < 0.7

    def draft(self, item, topic=None):
        """The text of ``item``, on ``topic`` or one that fits its unit and season."""
        day = item.day
        used = [other.topic.name for other in self.items if other.unit is item.unit and other.topic]
        item.topic = topic or self.writer.topic(item.unit, day.month, used[-3:])
        item.code = item.code or self.writer.category(item.topic)
        title = None
        if item.commission:
            title = "%s关于%s的报告" % (item.unit.name, item.commission.name)
            item.code = ASKED[item.commission.name.replace(item.topic.name, "")]
        item.title, item.body = self.writer.write(item.unit, item.topic, item.code, day, title)
        open_codes = ("dynamic", "experience", "deployment", "comprehensive")
        if item.code in open_codes and self.random.random() < 0.4:
            item.secrecy = "public"


def spread(things, count):
    """``count`` of ``things``, evenly spread; raises ValueError when there are too few.

    >>> spread("abcdef", 3)
    ['a', 'c', 'e']
    """
    if count > len(things):
        raise ValueError("%d places are too few for %d" % (len(things), count))
    return [things[place * len(things) // count] for place in range(count)]
