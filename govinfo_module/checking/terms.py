"""Many terms at once in a text.

A table from the first two characters of a term to the lengths that occur with them. Lists are read
anew for every request, so making the table counts as much as searching. Measured with 10,000 terms and
10,000 characters (``bench/bench_checking.py``): both search in 2 to 3 ms, an Aho-Corasick automaton a little
faster, but it takes more than twice as long to make; a regular expression of a trie takes some eight times as
long to search and ten times as long to make.
A text costs at most its length times the number of lengths of terms with one beginning.
"""

import re

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KEY = {
    **_WIDTHS,
    **{code: code + 32 for code in range(ord("A"), ord("Z") + 1)},
    **{code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)},
}


def key(text):
    """The text as compared, of the same length: half-width, small letters."""
    return text.translate(_KEY)


class Terms:
    """``values``: term → what to give when it is found; None for a term that only hides others."""

    def __init__(self, values):
        self._values, lengths = {}, {}
        for term, value in values.items():
            compared = key(term.strip())
            if len(compared) > 1:
                self._values[compared] = value
                lengths.setdefault(compared[:2], set()).add(len(compared))
        # first two characters → lengths, longest first
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        first = "".join(map(re.escape, sorted({head[0] for head in lengths})))
        self._first = re.compile(f"[{first}]") if first else None

    def find(self, text):
        """Yield ``(start, end, value)`` from left to right, the longest at each place, none in
        another, without those of value None."""
        if not self._first:
            return
        compared, free = key(text), 0
        for match in self._first.finditer(compared):
            place = match.start()
            if place < free:
                continue
            for length in self._lengths.get(compared[place : place + 2], ()):
                term = compared[place : place + length]
                if len(term) == length and term in self._values:
                    free = place + length
                    if self._values[term] is not None:
                        yield place, free, self._values[term]
                    break
