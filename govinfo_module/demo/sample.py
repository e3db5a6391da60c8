"""Makes the sample county and lets its story run on a moved clock."""

from datetime import date, timedelta

from freezegun import freeze_time

from ..compat import flush
from .county import County
from .measure import make_measure
from .plan import Figures
from .story import Story
from .year import Year


def quarter_start(day):
    """The first day of the quarter of ``day``."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def make(env, today=None):
    """One finished quarter and the present one up to yesterday.

    ``today``: the day the county is seen from; by default the real one. The same day gives the same
    county. Returns the :class:`County`.
    """
    today = today or date.today()
    last = today - timedelta(days=1)
    first = quarter_start(quarter_start(today) - timedelta(days=1))
    with freeze_time("%s 00:00:00" % first) as clock:
        county = County(env).make()
        make_measure(county.env, county.company, date(first.year, 1, 1))
        Story(county, clock).run(first, last)
        flush(env)
    return county


def make_year(env, year, figures=None):
    """The calendar year ``year``, whole, with its quarterly notices, which ends in January after it.

    ``figures``: what the year comes to (:class:`Figures`); by default those of the speech. The same
    arguments give the same year. Returns the :class:`County`.
    """
    with freeze_time("%d-01-01 00:00:00" % year) as clock:
        county = County(env).make()
        make_measure(county.env, county.company, date(year, 1, 1))
        Year(county, clock, year, figures or Figures()).run()
        flush(env)
    return county
