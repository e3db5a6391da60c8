"""Words of any length found in Chinese texts by an index of pairs of characters.

Chinese has no blanks between words, so texts are indexed by every pair of neighbouring characters.
``grams`` of a text are the lexemes of a PostgreSQL ``tsvector``; ``query`` is the ``tsquery`` that finds
all texts with the given words, and some that hold only their pairs: ``Words.places`` decides.
"""

import re
from dataclasses import dataclass

from ..text import HAN, visible

#: More words, or longer ones, say no more about what is looked for.
MAX_WORDS = 10
MAX_PAIRS = 60
#: Characters of an excerpt before the first place and in all.
BEFORE, LONG = 24, 100
_RUN = re.compile(r"[^\W_]+")
_HAN = re.compile("[%s]+" % HAN)
FULL_WIDTH = "".join(map(chr, (0x3000, *range(0xFF01, 0xFF5F))))
HALF_WIDTH = "".join(map(chr, (0x20, *range(0x21, 0x7F))))
# One character for one, so that places stay; İ is the only letter whose lower case has two.
_FORM = str.maketrans(FULL_WIDTH, HALF_WIDTH) | {0x130: "i"}


def form(text):
    """``text`` as it is compared, character by character: half width, lower case."""
    return text.translate(_FORM).lower()


def grams(text):
    """The lexemes of a plain text: its pairs of characters, and the last of each run alone."""
    found = set()
    for run in _RUN.findall(form(visible(text or ""))):
        found.update(map("".join, zip(run, run[1:])))
        found.add(run[-1])
    return found


@dataclass(frozen=True)
class Words:
    """What somebody looks for: every word in ``terms`` (in compared form) stands in the text."""

    terms: tuple

    @classmethod
    def typed(cls, text):
        """Words as typed, parted by blanks; a word without a letter, digit or character is none."""
        words = form(visible(text or "")).split()
        return cls(tuple(dict.fromkeys(word for word in words if _RUN.search(word)))[:MAX_WORDS])

    def unsure(self):
        """Words that the query alone does not decide, being longer than a pair."""
        return [term for term in self.terms if len(term) > 2 or not _RUN.fullmatch(term)]

    def query(self):
        """The ``tsquery`` as text. Lexemes hold letters, digits and Han characters only."""
        parts = []
        for run in (run for term in self.terms for run in _RUN.findall(term)):
            pairs = map("".join, zip(run, run[1:]))
            parts += ["'%s'" % pair for pair in pairs] or ["'%s':*" % run]
        return " & ".join(list(dict.fromkeys(parts))[:MAX_PAIRS])

    def places(self, text):
        """``[(start, end)]`` of all words in a text, in order; empty when one word is missing."""
        if not all(map(_HAN.fullmatch, self.terms)):  # these have one form only
            text = form(text)
        found = []
        for term in self.terms:
            spans = [match.span() for match in re.finditer(re.escape(term), text)]
            if not spans:
                return []
            found += spans
        return joined(sorted(found))


def joined(spans):
    """Overlapping and touching spans as one."""
    joined = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def excerpt(text, places):
    """``(excerpt, places in it)``: what stands around the first place, on one line."""
    start = max(0, places[0][0] - BEFORE) if places else 0
    end = min(len(text), start + LONG)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    marks = [
        (max(first, start) + shift, min(last, end) + shift)
        for first, last in places
        if first < end and last > start
    ]
    return before + re.sub(r"\s", " ", text[start:end]) + after, marks
