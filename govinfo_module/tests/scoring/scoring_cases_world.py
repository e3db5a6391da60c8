"""The small county of the random cases: few units, few days and small numbers, the plainest of each first."""

import datetime
import functools

from hypothesis import strategies as st

YEAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
DAYS = [
    datetime.date.fromisoformat(day)
    for day in (
        "2026-02-03 2026-02-04 2026-01-01 2026-01-31 2026-03-31 2026-04-01 2026-05-15 2025-12-30"
    ).split()
]
PERIODS = [  # kind, first and last day
    ("quarter", datetime.date(2026, 4, 1), datetime.date(2026, 6, 30)),
    ("year", *YEAR),
    ("quarter", datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)),
    ("month", datetime.date(2026, 2, 1), datetime.date(2026, 2, 28)),
]
TIMES = [datetime.time(9), datetime.time(0, 5), datetime.time(23, 50)]
QUARTER_ENDS = (datetime.date(2026, 3, 31), datetime.date(2026, 6, 30))
TAKEOVERS = (datetime.date(2026, 4, 1), datetime.date(2026, 2, 4), datetime.date(2026, 5, 15))
WINDOWS = ("month", "quarter", "year")
LEVELS = ("county", "city", "province")
ORIGINS = ("county", "own", "province")
POINTS = ("1", "2", "5", "0.05", "10", "2.5", "-1", "-3", "0")
SHORT = ("0", "-1", "-0.03", "-5", "-2.5")
EXTRA = ("1", "0", "0.5", "0.03")

PUBLICATIONS = [
    {"code": "XJ", "name": "县级刊物", "level": "county", "kind": "bulletin", "is_own": True},
    {"code": "XZ", "name": "县级专报", "level": "county", "kind": "special", "is_own": True},
    {"code": "SJ", "name": "市级刊物", "level": "city", "kind": "bulletin", "is_own": False},
    {"code": "PJ", "name": "省级刊物", "level": "province", "kind": "bulletin", "is_own": False},
]
CATEGORIES = [
    {"code": "dynamic", "name": "动态"},
    {"code": "research", "name": "调研"},
]
UNIT_CATEGORIES = [
    {"code": "XZ", "name": "乡镇", "sequence": 10},
    {"code": "BM", "name": "部门", "sequence": 20},
]
UNITS = ("U1", "U2", "U3", "U4")
USERS = [{"code": "P%d" % number, "name": "信息员%d" % number} for number in range(1, 5)]
PEOPLE = [user["code"] for user in USERS]


# asked for the same again, the same strategy: making and checking one takes longer than drawing from it
kept = functools.lru_cache(maxsize=None, typed=True)
same = kept(lambda *values: st.sampled_from(values))
written = {}


def one_of(*values):
    """One of the values."""
    try:
        return same(*values)
    except TypeError:  # lists and dictionaries are no keys
        key = repr(values)
        if key not in written:
            written[key] = st.sampled_from(values)
        return written[key]


def record(**fields):
    """A dictionary with a value of each strategy."""
    return _record(tuple(fields.items()))


@kept
def _record(fields):
    return st.fixed_dictionaries(dict(fields))


@kept
def some(strategy, **bounds):
    """A list of what the strategy gives."""
    return st.lists(strategy, **bounds)


def rarely(values):
    """Mostly nothing, otherwise one of the values."""
    return one_of(None, None, None, *values)


def given_values(row):
    """A row without its empty values, as a person would write it."""
    return {
        name: value
        for name, value in row.items()
        if name == "to_unit" or value not in (None, [], "0", False)
    }
