"""General laws of scoring, tried on random cases: the reference itself must obey them."""

import copy
import datetime
from collections import defaultdict
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ..assessment.scoring_book import Book
from ..pure import PureCase, tagged
from .scoring_cases import PROFILE, cases, histories
from .scoring_ledger import ZERO, Ledger, total, window
from .scoring_loader import load
from .scoring_reference import event_entries, ledger, shared, stack, stacked_by
from .scoring_reference_scores import scores

YEAR_END = datetime.date(2026, 12, 31)
QUARTERS = [
    (datetime.date(2026, month, 1), window("quarter", datetime.date(2026, month, 1))[1])
    for month in (1, 4, 7, 10)
]
law = settings(PROFILE, max_examples=40)


def key(entry):
    rule = entry.rule.id if entry.rule else None
    item = entry.fact.item.id if entry.fact and entry.fact.item else None
    return (
        entry.date,
        entry.unit.code,
        rule,
        entry.source,
        item,
        entry.raw_points,
        entry.points,
        entry.reason,
    )


def keys(entries):
    return sorted(map(key, entries), key=str)


def sums(entries):
    """Points by unit."""
    found = defaultdict(lambda: ZERO)
    for entry in entries:
        found[entry.unit.code] += entry.points
    return {unit: points for unit, points in found.items() if points}


def events_alone(case):
    """The entries of the facts before anything but share has touched them."""
    return event_entries(Ledger(case, case.ruleset.date_to))


@tagged("post_install", "-at_install")
class TestScoringReference(PureCase):
    @law
    @given(cases(), st.randoms(use_true_random=False))
    def test_order_in_the_tables_does_not_matter(self, case, random):
        shuffled = copy.deepcopy(case)
        for rows in shuffled["facts"].values():
            random.shuffle(rows)
        random.shuffle(shuffled["ruleset"]["rule_ids"])
        self.assertEqual(
            keys(ledger(load(case), YEAR_END).entries),
            keys(ledger(load(shuffled), YEAR_END).entries),
        )

    @law
    @given(cases())
    def test_a_year_is_the_sum_of_its_quarters(self, case):
        loaded = load(case)
        year = ledger(loaded, YEAR_END)
        of_year = scores(year, "year", QUARTERS[0][0], YEAR_END)
        found = defaultdict(lambda: ZERO)
        for first, last in QUARTERS:
            quarter = ledger(loaded, last)
            self.assertEqual(keys(quarter.entries), keys(e for e in year.entries if e.date <= last))
            for unit, score in scores(quarter, "quarter", first, last).items():
                found[unit] += score.total
        self.assertEqual(dict(found), {unit: score.total for unit, score in of_year.items()})

    @law
    @given(cases())
    def test_groups_stay_within_their_limits(self, case):
        case["ruleset"]["rule_ids"] = [
            rule for rule in case["ruleset"]["rule_ids"] if rule["kind"] != "veto"
        ]
        running = defaultdict(lambda: ZERO)
        for entry in ledger(load(case), YEAR_END).entries:
            group = entry.group
            if entry.personal or not group or not (group.has_cap or group.has_floor):
                continue  # the limits are the unit's
            place = (entry.unit, group, window(group.cap_window, entry.date))
            running[place] += entry.points
            if group.has_cap:
                self.assertLessEqual(abs(running[place]), group.cap_points)
            if group.has_floor:
                self.assertGreaterEqual(running[place], group.floor_points)

    @law
    @given(cases())
    def test_rules_stay_within_their_caps(self, case):
        """Without the limits of groups and vetoes, which may take away what made room."""
        plain = copy.deepcopy(case)
        plain["ruleset"]["group_ids"] = []
        plain["ruleset"]["rule_ids"] = [
            {name: value for name, value in rule.items() if not name.endswith("group_id")}
            for rule in plain["ruleset"]["rule_ids"]
            if rule["kind"] == "event"
        ]
        found, counted = defaultdict(lambda: ZERO), defaultdict(int)
        for entry in ledger(load(plain), YEAR_END).entries:
            rule = entry.rule
            if rule and rule.cap_window:
                place = (entry.unit, rule, window(rule.cap_window, entry.date))
                found[place] += entry.points
                counted[place] += bool(entry.points)
        for place, points in found.items():
            if place[1].has_cap:
                self.assertLessEqual(abs(points), place[1].cap_points)
            if place[1].first_n:
                self.assertLessEqual(counted[place], place[1].first_n)

    @law
    @given(cases())
    def test_floor_and_ceiling_hold_at_the_end_of_a_window(self, case):
        loaded = load(case)
        ruleset = loaded.ruleset
        entries = ledger(loaded, YEAR_END).entries
        for unit in loaded.units.values():
            if unit.scored_as_id:
                continue
            found = defaultdict(lambda: ZERO)
            for entry in entries:
                if entry.unit is unit:
                    found[window(ruleset.base_window, entry.date)] += entry.points
            for (_first, last), points in found.items():
                if last > ruleset.date_to:
                    continue
                if ruleset.has_floor:
                    self.assertGreaterEqual(points, ruleset.floor)
                if ruleset.has_ceiling:
                    self.assertLessEqual(points, ruleset.ceiling)

    @law
    @given(cases())
    def test_a_unit_scored_as_another_is_that_unit(self, case):
        """No entry of its own, and the ledger is that of facts written for the other unit."""
        for unit in case["units"]:
            unit["scored_as_level"] = None
            unit["officer_ids"], unit["leader_id"] = [], None
        codes = {unit["code"]: unit.get("scored_as_id") or unit["code"] for unit in case["units"]}
        renamed = copy.deepcopy(case)
        renamed["units"] = [unit for unit in case["units"] if not unit.get("scored_as_id")]
        rename_units(renamed["facts"], codes)
        rename_units(renamed["ruleset"], codes)
        entries = ledger(load(case), YEAR_END).entries
        self.assertFalse([entry for entry in entries if entry.unit.scored_as_id])
        self.assertEqual(keys(entries), keys(ledger(load(renamed), YEAR_END).entries))

    @law
    @given(cases())
    def test_split_parts_add_up(self, case):
        loaded = load(case)
        parts = defaultdict(list)
        for entry in events_alone(loaded):
            if entry.rule.share == "split":
                parts[entry.rule, entry.source, entry.fact.item].append(entry)
        for (rule, *_source), entries in parts.items():
            fact = entries[0].fact
            whole = sum((shared(rule, Decimal("0.10"), fact, unit) for unit in fact.units), ZERO)
            self.assertEqual(whole, Decimal("0.10"))
            if len(entries) == len(fact.units) and rule.points_mode == "fixed":
                raw = sum((entry.raw_points for entry in entries), ZERO)
                self.assertEqual(raw, Decimal(rule.points))

    @law
    @given(cases())
    def test_only_the_highest_of_a_stack_counts(self, case):
        entries = events_alone(load(case))
        stack(entries)
        stacks = defaultdict(list)
        for entry in entries:
            if entry.rule.stack_mode == "highest":
                place = (entry.unit, entry.rule.stack_key, stacked_by(entry))
                stacks[place].append(entry)
        for stacked in stacks.values():
            highest = max(entry.raw_points for entry in stacked)
            self.assertEqual(total(stacked), max(highest, ZERO))
            self.assertTrue(all(entry.points >= 0 for entry in stacked))

    @law
    @given(histories())
    def test_locked_totals_never_move_and_nothing_is_lost(self, history):
        case, steps = history
        book, frozen = Book(), []
        for step in steps:
            loaded = load(dict(case, facts=step["facts"]))
            computed = book.compute(loaded, step["through"])
            again = book.compute(loaded, step["through"])
            self.assertEqual(keys(computed.entries), keys(again.entries))
            locked = [entry for entry in computed.entries if book.is_locked(entry.date)]
            self.assertEqual(keys(locked), frozen)
            replay = ledger(loaded, step["through"])
            self.assertEqual(sums(computed.entries), sums(replay.entries))
            if step["lock"]:
                book.lock(step["through"])
                frozen = keys(computed.entries)


def rename_units(values, codes):
    """Replace units in the rows of a case by the ones they are scored as."""
    rows = values.values() if isinstance(values, dict) else values
    if isinstance(values, dict):
        if values.get("unit_id"):
            values["unit_id"] = codes[values["unit_id"]]
        if values.get("joint_unit_ids"):
            values["joint_unit_ids"] = [codes[code] for code in values["joint_unit_ids"]]
    for row in rows:
        if isinstance(row, (dict, list)):
            rename_units(row, codes)
