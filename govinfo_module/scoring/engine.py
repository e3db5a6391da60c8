"""Computing a county's ledger.

How to use::

    county = County(company_id=1, tz="Asia/Shanghai", correction_note="Correction of {date}")
    compute(cr, county, [ruleset, …], until=date(2026, 9, 30), lock_date=date(2026, 6, 30))

``rulesets`` are all rule sets of the county that have been in force, in order of their days, which do
not overlap. Everything happens in the caller's transaction: it is there after the commit, or not at all.

How it works:

1. The county's row in ``govinfo_ledger`` is updated. A second computation waits there; PostgreSQL then
   refuses it (serialization failure), since it has not seen the result of the first, and the platform
   calls it again from the start.
2. What changed since the last computation is taken off the list (``changes``): the units to compute.
   All treatments look at one unit at a time, so nothing else can have changed. A rule set that is new,
   or computed up to another day, or that was changed, is computed for all units.
3. ``passes`` fill ``score_row`` with the entries there should be, from the first day of each rule set
   on, the locked span included.
4. ``ledger`` makes the difference: corrections for the locked span, the entries themselves after it.
"""

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from . import changes, facts, ledger, passes, scope, scores, windows
from .rules import VetoRule
from .sql import SQL, Literal, Session, compose, join, run

SETTINGS = {"work_mem": "256MB", "jit": "off"}


@dataclass(frozen=True)
class County:
    """Whose ledger it is. ``tz`` is the zone of its days, ``correction_note`` the text of corrections,
    with ``{date}`` in place of the day of the corrected fact."""

    company_id: int
    tz: str
    correction_note: str = "{date}"


@dataclass(frozen=True)
class Outcome:
    """What a computation looked at: everything, or some units."""

    full: bool
    units: int


def compute(cr, county, rulesets, until, lock_date=None, full=False):
    """Bring the ledger of ``county`` up to date to the day ``until`` (included).

    ``lock_date`` is the last frozen day or None; ``full`` computes all units whatever has changed.
    """
    stamps = enter(cr, county.company_id)
    cr = Session(cr)
    dirty = changes.take(cr, county.company_id)
    rulesets = [ruleset for ruleset in rulesets if ruleset.date_from <= until]
    due = _stamps(county, rulesets, until)
    fresh = _fresh(rulesets, {} if full else stamps, due)
    unchanged = [ruleset for ruleset in rulesets if ruleset not in fresh]
    gone = set(stamps) - set(due)
    with _settings(cr):
        passes.make_rows(cr)
        if unchanged and dirty:
            _compute(cr, county, unchanged, until, partial=True)
        if fresh:
            _compute(cr, county, fresh, until, partial=False)
        if dirty or fresh or gone:
            kept = [ruleset.id for ruleset in unchanged] if fresh or gone else None
            note = county.correction_note
            ledger.Ledger(cr, county.company_id, lock_date, kept, note).post()
            scores.mark_stale(cr, county.company_id, everyone=bool(fresh or gone))
    run(
        cr,
        "UPDATE govinfo_ledger SET stamps = {stamps} WHERE company_id = {company}",
        stamps=json.dumps(due),
        company=county.company_id,
    )
    return Outcome(bool(fresh), dirty)


def enter(cr, company_id):
    """Wait for other computations of the county; return the stamps of the last one."""
    run(
        cr,
        """INSERT INTO govinfo_ledger (company_id, revision, stamps) VALUES ({company}, 1, '{{}}')
           ON CONFLICT (company_id) DO UPDATE SET revision = govinfo_ledger.revision + 1
           RETURNING stamps""",
        company=company_id,
    )
    return json.loads(cr.fetchone()[0])


def preview(cr, county, rulesets, until):
    """Compute without touching the ledger: ``score_row`` and ``score_found`` hold the result."""
    cr = Session(cr)
    with _settings(cr):
        passes.make_rows(cr)
        _compute(cr, county, [r for r in rulesets if r.date_from <= until], until, partial=False)


def _compute(cr, county, rulesets, until, partial):
    persons = any(ruleset.has_persons for ruleset in rulesets)
    scope.prepare(cr, county.company_id, partial, persons)
    for ruleset in rulesets:
        last = min(until, ruleset.date_to or date.max)
        source = facts.Facts(cr, county.tz, partial, ruleset, last)
        passes.compute(source)


def _stamps(county, rulesets, until):
    """What each rule set's entries depend on beside the facts; each contains the one before it."""
    stamps, before = {}, ""
    for ruleset in rulesets:
        last = min(until, ruleset.date_to or date.max)
        before = hashlib.sha1(repr((before, county.tz, last, ruleset)).encode()).hexdigest()
        stamps[str(ruleset.id)] = before
    return stamps


def _fresh(rulesets, stamps, due):
    """The rule sets to compute for all units: the last ones from the first that has changed on."""
    changed = [
        index
        for index, ruleset in enumerate(rulesets)
        if ruleset.volatile or stamps.get(str(ruleset.id)) != due[str(ruleset.id)]
    ]
    first = min(changed, default=len(rulesets))
    while 0 < first < len(rulesets) and _looks_back(rulesets[first]):
        first -= 1
    return rulesets[first:]


def _looks_back(ruleset):
    """Whether sums of the rule set's windows contain entries of the rule set before it."""
    kinds = [rule.window for rule in ruleset.of(VetoRule) if rule.effect == "zero"]
    if ruleset.floor is not None or ruleset.ceiling is not None:
        kinds.append(ruleset.base_window)
    return any(windows.start(kind, ruleset.date_from) < ruleset.date_from for kind in kinds)


@contextmanager
def _settings(cr):
    """Memory for sorts, and no just-in-time compilation, until the computation is done."""
    asked = [_call("current_setting", name) for name in SETTINGS]
    run(cr, "SELECT {all}", all=join(asked))
    before = dict(zip(SETTINGS, cr.fetchone()))
    _set(cr, SETTINGS)
    yield
    _set(cr, before)


def _set(cr, settings):
    calls = [_call("set_config", name, value, True) for name, value in settings.items()]
    run(cr, "SELECT {all}", all=join(calls))


def _call(name, *arguments):
    return compose("{name}({all})", name=SQL(name), all=join([Literal(one) for one in arguments]))
