"""What shall happen in a sample year, before it happens: who writes when, and what becomes of it.

No Odoo here: units are whatever the caller gives. The same arguments give the same plan.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Optional

# Days between sending an item upward and its adoption; instructions on issues come sooner.
ADOPTED_AFTER = (4, 12)
MARGIN = timedelta(days=16)
FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Figures:
    """What a year comes to. The defaults are the figures the county reached.

    ``months``: how many months from January on; ``least``: items sent upward on every working day;
    ``issues``: publication, how many, pieces in each; ``commissioned``: special reports that answer
    a commission; ``asked``: units of one commission.
    """

    months: int = 12
    sent_up: int = 1060
    least: int = 4
    issues: tuple = (("PK", 50, 3), ("ZB", 68, 1), ("CY", 10, 1))
    special: tuple = (("province", 26), ("city", 24))
    bulletins: tuple = (("province", 40), ("city", 98))
    commissioned: int = 40
    instructed: tuple = (("province", 13), ("city", 18), ("county", 53))
    asked: int = 5


@dataclass(eq=False)
class Commission:
    """A piece asked of some units."""

    day: date
    due: date
    units: list
    record: Any = None


@dataclass(eq=False)
class Slot:
    """One item that is written, accepted and sent upward on ``day``."""

    day: date
    unit: Any
    commission: Optional[Commission] = None
    level: str = "city"
    publication: str = ""
    adopted_after: int = 0
    noted: bool = False
    item: Any = None


@dataclass(eq=False)
class Issue:
    """One issue of an own publication, and whether a county leader writes on a piece of it."""

    code: str
    pieces: int
    noted: bool = False


@dataclass
class Plan:
    """The year of ``units`` (any objects) with their ``habits``: ``{unit: (least, most) a month}``."""

    year: int
    figures: Figures
    habits: dict
    random: Any
    slots: dict = field(default_factory=dict)
    commissions: dict = field(default_factory=dict)
    issues: dict = field(default_factory=dict)

    def __post_init__(self):
        self.first = date(self.year, 1, 1)
        after = self.figures.months + 1
        self.last = date(self.year + after // 13, after % 12 or 12, 1) - timedelta(days=1)
        span = (self.last - self.first).days + 1
        days = (self.first + timedelta(days=count) for count in range(span))
        self.days = [day for day in days if day.weekday() < 5]
        self._plan_commissions()
        self._plan_slots()
        self._plan_adoptions()
        self._plan_issues()

    # -- who writes when ---------------------------------------------------------------------

    def _counts(self):
        """How many items go upward on each day: the least, and the rest spread evenly."""
        counts = dict.fromkeys(self.days, self.figures.least)
        rest = self.figures.sent_up - self.figures.least * len(self.days)
        if rest < 0:
            raise ValueError("%d items are too few for that year" % self.figures.sent_up)
        for day in spread(self.days, rest % len(self.days)):
            counts[day] += 1
        return {day: count + rest // len(self.days) for day, count in counts.items()}

    def _plan_commissions(self):
        """Two a month, due after a week; those that would be due after the end are not asked."""
        units = list(self.habits)
        for day in self.days:
            thursday = day.weekday() == 3 and day.day <= 7
            tuesday = day.weekday() == 1 and 15 <= day.day < 22
            due = day + timedelta(days=7)
            if (thursday or tuesday) and due <= self.last:
                asked = self.random.sample(units, self.figures.asked)
                self.commissions[day] = Commission(day, due, asked)

    def _answers(self, counts):
        """Slots of the units that answer: most in time, a few a day late; some never do."""
        for commission in self.commissions.values():
            for unit in commission.units:
                chance = self.random.random()
                if not self.habits[unit][1] or chance < 0.05:
                    continue
                days = [d for d in self.days if commission.day < d < commission.due]
                if chance < 0.1:
                    late = commission.due + timedelta(days=1)
                    days = [day for day in self.days if day == late]
                free = [day for day in days if len(self.slots[day]) < counts[day]]
                if free:
                    day = self.random.choice(free)
                    self.slots[day].append(Slot(day, unit, commission))

    def _plan_slots(self):
        counts = self._counts()
        self.slots = {day: [] for day in self.days}
        self._answers(counts)
        for month in range(1, self.figures.months + 1):
            days = [day for day in self.days if day.month == month]
            free = [day for day in days for _ in range(counts[day] - len(self.slots[day]))]
            for day, unit in zip(free, self._writers(len(free))):
                self.slots[day].append(Slot(day, unit))
        for day in self.days:
            for slot in self.slots[day]:
                slot.level = self.random.choice(("city", "city", "province"))

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

    # -- what becomes of it ------------------------------------------------------------------

    def _plan_adoptions(self):
        """Which items superiors adopt, and on which of them their leaders write."""
        ripe = [slot for day in self.days for slot in self.slots[day] if day <= self.last - MARGIN]
        answers = [slot for slot in ripe if slot.commission]
        special = self.random.sample(answers, self.figures.commissioned)
        others = [slot for slot in ripe if not slot.commission]
        total = sum(count for _level, count in self.figures.special)
        special += self._take(others, total - len(special))
        self.random.shuffle(special)
        self._adopt(special, self.figures.special, {"province": "PZB", "city": "SZB"})
        total = sum(count for _level, count in self.figures.bulletins)
        plain = self._take(others, total)
        self._adopt(plain, self.figures.bulletins, {"province": "PZW", "city": "SZW"})
        for level, count in self.figures.instructed:
            adopted = [slot for slot in special + plain if slot.level == level]
            if level != "county":
                for slot in self.random.sample(adopted, count):
                    slot.noted = True

    def _take(self, slots, count):
        """``count`` of ``slots``, which are taken out."""
        taken = self.random.sample(slots, count)
        for slot in taken:
            slots.remove(slot)
        return taken

    def _adopt(self, slots, counts, codes):
        """Let the levels of ``counts`` adopt as many of ``slots`` each."""
        rest = iter(slots)
        for level, count in counts:
            for _number in range(count):
                slot = next(rest)
                slot.level, slot.publication = level, codes[level]
                slot.adopted_after = self.random.randint(*ADOPTED_AFTER)

    def _plan_issues(self):
        """The days of every issue: the bulletin on Mondays, special reports twice a week."""
        weekdays = {"PK": (0,), "ZB": (2, 4), "CY": (3,)}
        for code, count, pieces in self.figures.issues:
            days = [day for day in self.days[5:] if day.weekday() in weekdays[code]]
            for day in spread(days, count):
                self.issues.setdefault(day, []).append(Issue(code, pieces))
        ripe = [
            issue for day, found in self.issues.items() if self._in_time(day) for issue in found
        ]
        for issue in self.random.sample(ripe, dict(self.figures.instructed)["county"]):
            issue.noted = True

    def _in_time(self, day):
        """Whether what follows from ``day`` within a few days still belongs to the year."""
        return day <= self.last - timedelta(days=6)


def spread(things, count):
    """``count`` of ``things``, evenly spread; raises ValueError when there are too few.

    >>> spread("abcdef", 3)
    ['a', 'c', 'e']
    """
    if count > len(things):
        raise ValueError("%d places are too few for %d" % (len(things), count))
    return [things[place * len(things) // count] for place in range(count)]
