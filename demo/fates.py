"""What becomes of the items of a planned year: adopted, issued, written on, cleared, filed. No Odoo."""

from datetime import date, timedelta

from .planned import Incident, Issue, Note

# Days between sending an item upward and its adoption, and how long after that there is time for an
# instruction before the year ends.
ADOPTED_AFTER = (4, 12)
MARGIN = timedelta(days=24)
FORTNIGHT = timedelta(days=14)
WEEKDAYS = {"PK": (0,), "ZB": (2, 4), "CY": (3,)}
TROUBLE = ("problem", "warning", "opinion", "research")
# what each publication looks for first
WANTED = {
    "PK": ("dynamic", "experience", "deployment", "comprehensive"),
    "ZB": TROUBLE,
    "CY": ("experience", "research", "comprehensive"),
}
LEADERS = {
    "county": (("县领导甲", "principal"), ("县领导乙", "deputy"), ("县府办领导", "deputy")),
    "city": (("市领导甲", "principal"), ("市领导乙", "deputy")),
    "province": (("省领导甲", "principal"), ("省领导乙", "deputy")),
}
# days after which a unit reports on an instruction; None: it does not
ANSWERED = ((6, 10, 13, 17, None), (5, 5, 6, 2, 1))
DISCLOSED = 0.15  # of the public items


def decide_fates(plan):
    """Decide what becomes of the items of ``plan``."""
    Fates(plan).decide()


class Fates:
    """Chance and the year's figures decide."""

    def __init__(self, plan):
        self.plan, self.figures, self.random = plan, plan.figures, plan.random

    def decide(self):
        self._kept()
        self._adoptions()
        self._issues()
        self._disclosures()
        self._unused()
        self._incidents()

    # -- items that are not sent upward -------------------------------------------------------

    def _kept(self):
        """Most of them are filed at once; the others stay in the pool for the county's issues."""
        words = self.plan.words["filed"]
        for item in self.plan.items:
            if not item.sent and self.random.random() < 0.7:
                item.filed, item.reason = item.day, self.random.choice(words)

    # -- superiors -----------------------------------------------------------------------------

    def _adoptions(self):
        """Which items superiors adopt, and on which of them their leaders write."""
        plan = self.plan
        ripe = [item for item in plan.items if item.sent and item.day <= plan.last - MARGIN]
        special = self._take([item for item in ripe if item.commission], self.figures.commissioned)
        others = [item for item in ripe if not item.commission]
        count = sum(count for _level, count in self.figures.special) - len(special)
        troubles = [item for item in others if item.code in TROUBLE]
        special += self._take(troubles if len(troubles) >= count else others, count)
        self.random.shuffle(special)
        self._adopt(special, self.figures.special, {"province": "PZB", "city": "SZB"})
        free = [item for item in others if not item.publication]
        plain = self._take(free, sum(count for _level, count in self.figures.bulletins))
        self._adopt(plain, self.figures.bulletins, {"province": "PZW", "city": "SZW"})
        for level, count in self.figures.instructed:
            adopted = [item for item in special + plain if item.sent == level]
            for item in self._take(adopted, count) if level != "county" else ():
                day = plan.working_day(item.adopted + timedelta(days=self.random.randint(1, 3)))
                self._note(item, day, level)

    def _take(self, items, count):
        return self.random.sample(items, count)

    def _adopt(self, items, counts, codes):
        """Let the levels of ``counts`` adopt as many of ``items`` each."""
        rest = iter(items)
        for level, count in counts:
            for _number in range(count):
                item = next(rest)
                item.sent, item.publication = level, codes[level]
                days = timedelta(days=self.random.randint(*ADOPTED_AFTER))
                item.adopted = self.plan.working_day(item.day + days)

    def _note(self, item, day, level):
        """A leader of ``level`` writes on ``item``; those of the county want to hear what was done."""
        leader, rank = self.random.choice(LEADERS[level])
        kind = "trouble" if item.code in TROUBLE else "good"
        note = Note(
            day=day,
            item=item,
            level=level,
            leader=leader,
            rank=rank,
            text=self.random.choice(self.plan.words["instructions"][kind]),
        )
        if level == "county":
            note.deadline = self.plan.working_day(day + FORTNIGHT)
            days = self.random.choices(*ANSWERED)[0]
            note.answered = days and self.plan.working_day(day + timedelta(days=days))
            note.feedback = self.random.choice(self.plan.words["feedback"][kind]).format(
                topic=item.topic.name
            )
        item.notes.append(note)

    # -- the county's own publications -------------------------------------------------------

    def _issues(self):
        """The days of every issue and its items: the bulletin on Mondays, special reports twice a week."""
        plan = self.plan
        for code, count, pieces in self.figures.issues:
            days = [day for day in plan.days[5:] if day.weekday() in WEEKDAYS[code]]
            missing = count - len(days)
            if missing > 0:  # Mondays that are holidays: another day of the week
                others = [day for day in plan.days[5:] if day not in days]
                days = sorted(days + self.random.sample(others, missing))
            for place in range(count):
                day = days[place * len(days) // count]
                plan.issues.append(Issue(code, day, pieces))
        plan.issues.sort(key=lambda issue: issue.day)
        for issue in plan.issues:
            self._compile(issue)
        ripe = [issue for issue in plan.issues if issue.day <= plan.last - timedelta(days=8)]
        for issue in self._take(ripe, dict(self.figures.instructed)["county"]):
            day = plan.working_day(issue.day + timedelta(days=self.random.randint(1, 4)))
            self._note(self.random.choice(issue.items), day, "county")

    def _compile(self, issue):
        """The newest items of the pool that no issue has, those the publication looks for first."""
        pool = [
            item
            for item in self.plan.items
            if issue.day - FORTNIGHT <= item.day < issue.day and item.accepted and not item.in_issue
        ]
        pool.sort(key=lambda item: (item.code in WANTED[issue.code], item.written), reverse=True)
        issue.items = pool[: issue.pieces]
        for item in issue.items:
            item.in_issue = True

    # -- afterwards ----------------------------------------------------------------------------

    def _disclosures(self):
        """Some of the public items a leader clears for the public pages."""
        for item in self.plan.items:
            if item.secrecy == "public" and item.accepted and self.random.random() < DISCLOSED:
                days = timedelta(days=self.random.randint(2, 6))
                item.disclosed = self.plan.working_day(item.day + days)

    def _unused(self):
        """What nobody has used for two months is filed at the beginning of a month."""
        for item in self.plan.items:
            if item.accepted and not item.sent and not item.in_issue:
                after = item.day + timedelta(days=61 + 31)
                item.filed = self.plan.working_day(after.replace(day=1))
                item.reason = self.plan.words["unused"]

    def _incidents(self):
        """Errors that the office notes in the year, each about an item of the week before."""
        plan = self.plan
        for month, number, kind, confirmed, text in plan.words["incidents"]:
            day = plan.working_day(date(plan.year, month, number))
            recent = [
                item
                for item in plan.items
                if day - timedelta(days=7) <= item.day < day and item.accepted and not item.urgent
            ]
            if day <= plan.last and recent:
                item = self.random.choice(recent)
                about = None if kind == "omitted" else item
                text = text.format(title=item.title)
                plan.incidents.append(Incident(day, item.unit, about, kind, confirmed, text))
