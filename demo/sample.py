"""Makes the sample county: the past brought in, the present quarter lived."""

from datetime import date, datetime, time, timedelta

from freezegun import freeze_time

from .county import County
from .history import History
from .holidays import working_days
from .measure import make_measure
from .plan import Figures, Plan
from .quarters import QUARTERS, Quarters
from .sections import Sections
from .story import Story
from .today import leave_work

# the year after the speech's, a little better
PRESENT = Figures(reported=1212, sent_up=1066)
AFTERWARDS = timedelta(days=31)
# what each part costs, of the whole (seconds of a processor); the present quarter, for each day of it
COSTS = {"units and people": 2, "the past": 6, "notices of the past": 9, "the present quarter": 5}
EACH_DAY = 0.25


def make(env, today=None, tell=lambda title, share: None):
    """The year before the present one and the present one up to yesterday.

    What was before the present quarter is brought in, the quarter itself lived by people's steps. The
    notice on the last finished quarter is left to the quarterly job. ``today``: the day the county is
    seen from; by default the real one; the same day gives the same county. ``tell``: hears the name of
    the part that is being made, and the share of the work that is done. Returns the :class:`County`.
    """
    today = today or date.today()
    return Sample(env, today, tell).make()


def make_year(env, year, figures=None, units=None):
    """The calendar year ``year``, whole and by people's steps, with its notices, up to January after it.

    ``figures``: what the year comes to (:class:`Figures`); by default those of the speech. ``units``:
    the county's (``demo.units``). The same arguments give the same year. Returns the :class:`County`.
    """
    with freeze_time("%d-01-01 00:00:00" % year) as clock:
        county = County(env, units).make((year, year + 1))
        make_measure(county.env, county.company, date(year, 1, 1))
        plan = Plan(year, figures or Figures(), county.plan_units)
        story = Story(county, [plan], clock, lambda share: None)
        story.run(plan.first, plan.last + AFTERWARDS, notices=True)
        county.env.flush_all()
    return county


class Sample:
    """The county seen from ``today``."""

    def __init__(self, env, today, tell):
        self.env, self.today, self.tell = env, today, tell
        month = QUARTERS[(today.month - 1) // 3]
        self.quarter = date(today.year, month, 1)  # the present one's first day
        self.years = (today.year - 1, today.year)
        self.costs = dict(COSTS)
        self.costs["the present quarter"] += EACH_DAY * (today - self.quarter).days
        self.done = 0

    def part(self, name):
        """What hears how far the part ``name`` is."""
        before, total = self.done, sum(self.costs.values())
        self.done += self.costs[name]
        return lambda share=0: self.tell(name, (before + share * self.costs[name]) / total)

    def make(self):
        with freeze_time("%d-01-01 00:00:00" % self.years[0]) as clock:
            self.part("units and people")()
            county = self.county = County(self.env).make((*self.years, self.today.year + 1))
            self.sections = Sections(county).make()
            make_measure(county.env, county.company, date(self.years[0], 1, 1))
            last, present = self.plans = [
                Plan(self.years[0], Figures(), county.plan_units),
                Plan(self.years[1], PRESENT, county.plan_units),
            ]
            before = self.quarter - timedelta(days=1)
            self.clock = clock
            clock.move_to(county.utc(datetime.combine(self.quarter, time())))
            office = History(county, self.plans, before, self.part("the past")).bring()
            self.sections.write(date(self.years[0], 1, 1), before)
            self.close_quarters(self.part("notices of the past"))
            self.live(office, self.part("the present quarter"))
            county.env.flush_all()
        return county

    def close_quarters(self, tell):
        """Notices, frozen points and cleared texts of the past; of the last quarter only these."""
        quarters = Quarters(self.county)
        if self.quarter.month == 1:  # told before the year's last notice; the others come after it
            quarters.ranks(self.years[0])
        before = self.quarter - timedelta(days=1)
        steps = list(quarters.steps(self.years))
        steps = [step for step in steps if step[0] < self.quarter]
        for item in (item for plan in self.plans for item in plan.items):
            if item.disclosed and item.disclosed <= before:
                steps.append((item.disclosed, 15.5, self.disclose, item))
        steps.sort(key=lambda step: step[:2])
        for place, (day, hour, action, *arguments) in enumerate(steps):
            tell(place / len(steps))
            moment = datetime.combine(day, time()) + timedelta(hours=hour)
            self.clock.move_to(self.county.utc(moment))
            action(*arguments)

    def disclose(self, item):
        """A leader clears the item for the public pages."""
        item.record.with_user(self.county.users["lingdao"]).action_disclose()

    def live(self, office, tell):
        """The present quarter up to yesterday, and the work left on its last working day."""
        yesterday = self.today - timedelta(days=1)
        story = Story(self.county, self.plans, self.clock, tell)
        story.office = office
        story.run(self.quarter, yesterday)
        day = working_days(self.today - timedelta(days=14), yesterday)[-1]
        plan = self.plans[day.year - self.years[0]]
        self.sections.write(self.quarter, yesterday)
        leave_work(story, plan, day)
        self.provisional(day)

    def provisional(self, day):
        """The editor looks how the units stand in the present quarter."""
        periods = self.env["govinfo.period"].with_user(self.county.users["bianji"])
        period = periods.create({"kind": "quarter", "date_from": day})
        period.action_compute()
