"""Near duplicates among many Chinese texts, found by an index and not by comparing all with all.

A fingerprint is ``BANDS`` numbers of 32 bits. Two texts that share at least one of them are
candidates; ``similarity`` then says how like they are. Stored as ``integer[]`` with a GIN index, the
candidates of a text are ``WHERE bands && %s``.

How it works: MinHash over runs of three characters. Each run is hashed once and falls into one of
``BANDS * ROWS`` bins, which keeps its smallest hash (one-permutation hashing; an empty bin takes the
value of the next filled one). Each ``ROWS`` bins make a band. Texts with a Jaccard index J share a
band with the probability 1 - (1 - J³)²⁰: 0.98 for a tenth of the characters changed, 0.002 for
unrelated official prose (J about 0.05).
"""

from hashlib import blake2b

from rapidfuzz.distance import Indel

from ..text import fold

BANDS, ROWS = 20, 3
RUN = 3
#: From this similarity on, two texts are the same or nearly the same.
NEARLY_SAME = 0.8
#: Shorter texts say too little; they have no fingerprint.
MIN_LENGTH = 12
_BINS = BANDS * ROWS


def fingerprint(text):
    """``BANDS`` signed 32-bit numbers of a plain text; an empty list for a text too short.

    Punctuation, spaces, letter case and full or half width do not matter. The same on every
    machine; a change of the constants above means that stored fingerprints are computed anew.
    """
    text = fold(text or "")
    if len(text) < MIN_LENGTH:
        return []
    smallest = [None] * _BINS
    for run in {text[start : start + RUN] for start in range(len(text) - RUN + 1)}:
        value, place = divmod(_hash(run.encode()), _BINS)
        if smallest[place] is None or value < smallest[place]:
            smallest[place] = value
    _fill(smallest)
    bands = (smallest[band * ROWS : (band + 1) * ROWS] for band in range(BANDS))
    return [_signed(_hash(repr((number, values)).encode())) for number, values in enumerate(bands)]


def similarity(one, other):
    """How like two plain texts are, 0 to 1: the share of their characters in common order."""
    return Indel.normalized_similarity(fold(one or ""), fold(other or ""))


def _hash(data):
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")


def _fill(smallest):
    """Give empty bins the value of the next filled one, marked by the distance."""
    filled = list(smallest)
    for place in range(_BINS):
        distance = 0
        while filled[(place + distance) % _BINS] is None:
            distance += 1
        smallest[place] = (filled[(place + distance) % _BINS], distance)


def _signed(value):
    """The lower 32 bits as PostgreSQL's ``integer``."""
    value &= 0xFFFFFFFF
    return value - (1 << 32) if value >= 1 << 31 else value
