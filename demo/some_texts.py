"""Items as the sample county writes them, without its year: for benchmarks and trials. No Odoo."""

import random
from datetime import date, timedelta

from .topics import load
from .units import make_units
from .writer import CATEGORIES, Writer

YEAR = 2026
SEED = 7


def some_items(count, seed=SEED):
    """Yield ``count`` times ``(unit's name, title, HTML, day)``; the same seed gives the same items."""
    chance = random.Random(seed)
    writer, units = Writer(load(), chance), make_units()
    kinds, shares = list(CATEGORIES), list(CATEGORIES.values())
    for _number in range(count):
        day = date(YEAR, 1, 1) + timedelta(days=chance.randrange(365))
        unit = chance.choice(units)
        topic = writer.topic(unit, day.month)
        (kind,) = chance.choices(kinds, shares)
        title, body = writer.write(unit, topic, kind, day)
        yield unit.name, title, body, day
