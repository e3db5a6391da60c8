"""Makes the sample county and lets its story run on a moved clock."""

from datetime import date, timedelta

from freezegun import freeze_time

from ..compat import flush
from .county import County
from .measure import make_measure
from .plan import Figures
from .today import leave_work
from .year import Year


def make(env, today=None):
    """The calendar year before the present one, whole, and the present one up to yesterday.

    The notice on the last finished quarter is left to the quarterly job. ``today``: the day the county
    is seen from; by default the real one. The same day gives the same county. Returns the
    :class:`County`.
    """
    today = today or date.today()
    return _make(env, today.year - 1, Figures(), today - timedelta(days=1))


def make_year(env, year, figures=None):
    """The calendar year ``year``, whole, with its quarterly notices, which ends in January after it.

    ``figures``: what the year comes to (:class:`Figures`); by default those of the speech. The same
    arguments give the same year. Returns the :class:`County`.
    """
    return _make(env, year, figures or Figures())


def _make(env, year, figures, until=None):
    with freeze_time("%d-01-01 00:00:00" % year) as clock:
        county = County(env).make()
        make_measure(county.env, county.company, date(year, 1, 1))
        story = Year(county, clock, year, figures)
        story.run(until)
        if until:
            leave_work(story, until)
        flush(env)
    return county
