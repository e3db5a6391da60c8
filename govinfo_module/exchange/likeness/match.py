"""A superior's list of adopted titles, matched to our own items.

Superiors shorten titles, put the county's name before them, change a word or a mark; so titles are
compared by likeness after folding, and the unit's name decides among like ones.

How it works: a row is not compared with every item. An index from pairs of characters to titles
gives those that share the row's rarest pairs, and only these are compared (``rapidfuzz``). The rows
then choose, best first: an item that a row has taken goes to another only if that has none as good.
"""

import re
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from rapidfuzz import fuzz

from ..text import fold

SURE, LIKELY, NONE = "sure", "likely", "none"
#: Scores, 0 to 100, from which a match is sure or likely; lower when the unit agrees.
SURE_FROM, SURE_FROM_WITH_UNIT = 95, 87
LIKELY_FROM, LIKELY_FROM_WITH_UNIT = 70, 60
#: Candidates this close are equally good.
EQUAL = 2.5
_UNIT_AGREES, _UNIT_DIFFERS = 5, -10
_NUMBERS_DIFFER = 84
#: A title contained in another counts a little less than the same title.
_CONTAINED, _CONTAINED_LENGTH = 0.92, 8
#: Of a row's pairs, the rarest that together point to about so many titles; at least a few.
_POINTED, _FEWEST_PAIRS = 6000, 4
_COMPARED, _SHOWN = 40, 5
_SHORTEST = 4

_OURS = re.compile("我县|全县|该县|本县|我市|我省")
_NUMBERS = re.compile(
    r"\d+|[一二三四五六七八九十]+(?=个?季度|个?月|期|批|届|轮|号|次|年)|[上下]半年|[上中下]旬"
)
_GOVERNMENT = re.compile("人民政府|政府|办事处|党委|^县|^市")
_OFFICE = re.compile("办公室$")
_COMMITTEE = re.compile("委员会$")
#: Superiors often name the county itself as the source: that says nothing about the unit.
_NO_UNIT = frozenset(["", "办", "府办", "委办", "信息科", "县", "县府办", "县委办"])


@dataclass(frozen=True)
class Wanted:
    """A row of the list."""

    title: str
    unit: str = ""


@dataclass(frozen=True)
class Known:
    """An item of ours; ``key`` is the caller's."""

    key: Any
    title: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """An item that a row may mean."""

    key: Any
    score: float
    unit_agrees: bool
    certainty: str


@dataclass(frozen=True)
class Match:
    """What a row means: ``key`` is None when nothing is likely; candidates are the best first."""

    certainty: str
    key: Any = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()


def match_titles(wanted, known, places=()):
    """A ``Match`` for each of the ``Wanted``, in their order.

    ``places`` are names of province, city and county as titles carry them (某某县, 某某); they count
    neither in titles nor in names of units.
    """
    index = TitleIndex(known, places)
    found = [index.candidates(row) for row in wanted]
    result = [Match(NONE, candidates=tuple(candidates)) for candidates in found]
    taken = set()
    eager = [place for place, candidates in enumerate(found) if _is_likely(candidates)]
    for place in sorted(eager, key=lambda place: -found[place][0].score):
        candidates = found[place]
        chosen = _choose(candidates, taken)
        taken.add(chosen.key)
        others = [c for c in candidates if c is not chosen and c.score > chosen.score - EQUAL]
        certainty = LIKELY if others else chosen.certainty
        result[place] = Match(certainty, chosen.key, chosen.score, tuple(candidates))
    return result


def _is_likely(candidates):
    return bool(candidates) and candidates[0].certainty != NONE


def _choose(candidates, taken):
    """The best one that is free; the best one of all when no free one is as good."""
    best = candidates[0]
    for candidate in candidates:
        if candidate.key not in taken and candidate.score > best.score - EQUAL:
            return candidate
    return best


class TitleIndex:
    """Items by the pairs of characters in their titles."""

    def __init__(self, known, places=()):
        self._places = _pattern(places)
        self._known = list(known)
        self._titles = [self._title(item.title) for item in self._known]
        self._units = {}
        self._holders = defaultdict(lambda: array("I"))
        for number, title in enumerate(self._titles):
            for pair in _pairs(title):
                self._holders[pair].append(number)

    def candidates(self, row):
        """The items most like a row, the best first, at most five."""
        title, unit = self._title(row.title), self._unit(row.unit)
        scored = [self._candidate(number, title, unit) for number in self._near(title)]
        scored = [candidate for candidate in scored if candidate.score >= 50]
        return nlargest(_SHOWN, scored, key=lambda candidate: candidate.score)

    def _near(self, title):
        """Numbers of the items that share most of the rarest pairs."""
        holders = [self._holders[pair] for pair in _pairs(title) if pair in self._holders]
        holders.sort(key=len)
        shared, pointed = Counter(), 0
        for place, numbers in enumerate(holders):
            if pointed > _POINTED and place >= _FEWEST_PAIRS:
                break
            shared.update(numbers)
            pointed += len(numbers)
        return [number for number, _count in shared.most_common(_COMPARED)]

    def _candidate(self, number, title, unit):
        item = self._known[number]
        score, same_numbers = _likeness(title, self._titles[number])
        agrees = _agreement(unit, [self._unit(name) for name in item.units])
        if agrees is not None:
            score = min(score + (_UNIT_AGREES if agrees else _UNIT_DIFFERS), 100)
        return Candidate(item.key, score, bool(agrees), _certainty(score, agrees, same_numbers))

    def _title(self, title):
        text = fold(title)
        bare = _OURS.sub("", self._places.sub("", text) if self._places else text)
        return bare if len(bare) >= _SHORTEST else text

    def _unit(self, name):
        """A unit's name as compared; empty when it names no unit of the county."""
        if name not in self._units:
            text = self._places.sub("", fold(name)) if self._places else fold(name)
            text = _COMMITTEE.sub("委", _OFFICE.sub("办", _GOVERNMENT.sub("", text)))
            self._units[name] = "" if text in _NO_UNIT else text
        return self._units[name]


def _pattern(places):
    names = sorted(filter(None, map(fold, places)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names))) if names else None


def _pairs(title):
    return {title[place : place + 2] for place in range(len(title) - 1)}


def _likeness(one, other):
    """``(score 0 to 100, whether their numbers can be the same)`` of two folded titles."""
    score = fuzz.ratio(one, other)
    shorter, longer = sorted((len(one), len(other)))
    if shorter >= _CONTAINED_LENGTH and shorter * 3 >= longer:
        score = max(score, _CONTAINED * fuzz.partial_ratio(one, other))
    numbers = set(_NUMBERS.findall(one)), set(_NUMBERS.findall(other))
    if numbers[0] <= numbers[1] or numbers[1] <= numbers[0]:
        return score, True
    return min(score, _NUMBERS_DIFFER), False


def _agreement(unit, names):
    """Whether the unit is one of the names; None when either side does not say."""
    names = [name for name in names if name]
    if not unit or not names:
        return None
    return any(_same_unit(unit, name) for name in names)


def _same_unit(one, other):
    """The same name, one inside the other, or its abbreviation: 发改局 is 发展和改革局."""
    shorter, longer = sorted((one, other), key=len)
    if shorter in longer:
        return len(shorter) > 1
    if len(shorter) < 2 or shorter[0] != longer[0] or shorter[-1] != longer[-1]:
        return False
    rest = iter(longer)
    return all(character in rest for character in shorter)


def _certainty(score, agrees, same_numbers):
    sure = SURE_FROM_WITH_UNIT if agrees else SURE_FROM
    likely = LIKELY_FROM_WITH_UNIT if agrees else LIKELY_FROM
    if score >= sure and agrees is not False and same_numbers:
        return SURE
    return LIKELY if score >= likely else NONE
