"""What two sequences have in common, in bounded time; characters and words so that people can read it."""

import re
from bisect import bisect_left
from collections import Counter

from rapidfuzz.distance import Indel

#: Sequences are compared outright when the product of their lengths is no more (about 0.02 s).
MAX_PRODUCT = 10**8
_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]*")
#: Western words and numbers are whole, with their signs inside: 17.49%, 1,286, COVID-19.
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.,'\-][A-Za-z0-9]+)*[%‰％]?|.", re.S)
_STOPS = frozenset("。！？；：，、!?;:,）)”》")
_OPENS = frozenset("（(“《")
#: After so many rounds of joining changes the rest is left: bounded time on hostile texts.
_ROUNDS = 4


def equal_spans(a, b):
    """``[(i, j, length)]``: what ``a`` and ``b`` (of hashable elements) share, in order, not touching.

    The longest common subsequence, as long as that is affordable; otherwise what lies between the
    elements that occur once on either side, and nothing where there are none.
    """
    numbers = {}
    a = [numbers.setdefault(element, len(numbers)) for element in a]
    b = [numbers.setdefault(element, len(numbers)) for element in b]
    spans, i, j = [], 0, 0
    for x, y in [*_anchors(a, b), (len(a), len(b))]:
        spans += _between(a[i:x], b[j:y], i, j)
        if x < len(a):
            spans.append((x, y, 1))
        i, j = x + 1, y + 1
    return _joined(spans)


def _anchors(a, b):
    """Places of elements that occur once on either side, in order on both; none when not needed."""
    if len(a) * len(b) <= MAX_PRODUCT:
        return []
    once = [{e for e, count in Counter(side).items() if count == 1} for side in (a, b)]
    where = {element: place for place, element in enumerate(b) if element in once[0] & once[1]}
    pairs = [(place, where[element]) for place, element in enumerate(a) if element in where]
    return _longest_rise(pairs)


def _longest_rise(pairs):
    """The most pairs whose second numbers rise, of pairs whose first numbers rise."""
    ends, last, before = [], [], []
    for place, (_i, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else None)
        ends[at : at + 1], last[at : at + 1] = [j], [place]
    rise, place = [], last[-1] if last else None
    while place is not None:
        rise.append(pairs[place])
        place = before[place]
    return rise[::-1]


def _between(a, b, i, j):
    """The spans of two stretches that begin at ``i`` and ``j``; beginning and end come first."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    yield i, j, head
    x, y = a[head : len(a) - tail], b[head : len(b) - tail]
    if len(x) * len(y) <= MAX_PRODUCT:
        for kind, i1, i2, j1, _j2 in Indel.opcodes(x, y):
            if kind == "equal":
                yield i + head + i1, j + head + j1, i2 - i1
    yield i + len(a) - tail, j + len(b) - tail, tail


def _joined(spans):
    """Spans without empty ones, neighbours made one."""
    result = []
    for i, j, length in spans:
        if result and (sum(result[-1][::2]), result[-1][1] + result[-1][2]) == (i, j):
            result[-1] = (*result[-1][:2], result[-1][2] + length)
        elif length:
            result.append((i, j, length))
    return result


def text_spans(old, new):
    """``[(i, j, length)]`` in characters: what stays of a paragraph, in stretches worth reading."""
    sentences = [_SENTENCE.findall(text) for text in (old, new)]
    tokens = [[_TOKEN.findall(sentence) for sentence in side] for side in sentences]
    a, b = [[token for parts in side for token in parts] for side in tokens]
    if len(a) * len(b) <= MAX_PRODUCT:
        spans = equal_spans(a, b)
    else:
        spans = _by_sentence(sentences, tokens, a, b)
    spans = _worth_reading(_slid(spans, a, b), a, b)
    starts = [_starts(side) for side in (a, b)]
    return [(starts[0][i], starts[1][j], starts[0][i + n] - starts[0][i]) for i, j, n in spans]


def _starts(parts):
    """Where each part begins, and where the last one ends."""
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _by_sentence(sentences, tokens, a, b):
    """Spans of tokens of long texts: whole sentences first, then tokens in between."""
    firsts = [_starts(side) for side in tokens]
    spans, i, j = [], 0, 0
    for x, y, length in [*equal_spans(*sentences), (len(tokens[0]), len(tokens[1]), 0)]:
        begin, end = firsts[0][x], firsts[1][y]
        spans += [(i + p, j + q, n) for p, q, n in equal_spans(a[i:begin], b[j:end])]
        spans.append((begin, end, firsts[0][x + length] - begin))
        i, j = firsts[0][x + length], firsts[1][y + length]
    return _joined(spans)


def _slid(spans, a, b):
    """Move what is only in, or only out, to where a word or sentence begins or ends.

    After 防汛。 came 抗旱。, not 。抗旱 in front of the stop: both say the same.
    """
    spans = list(spans)
    for at in range(len(spans) - 1):
        (i, j, n), (x, y, m) = spans[at : at + 2]
        if x == i + n:
            side, begin, end = b, j + n, y
        elif y == j + n:
            side, begin, end = a, i + n, x
        else:
            continue
        best = _best_shift(side, begin, end, n, m)
        spans[at] = (i, j, n + best)
        spans[at + 1] = (x + best, y + best, m - best)
    return [span for span in spans if span[2]]


def _best_shift(side, begin, end, before, after):
    """By how many tokens the change ``begin:end`` is best moved; one token stays on either side."""
    shifts = [0]
    while -shifts[-1] < before - 1 and side[begin + shifts[-1] - 1] == side[end + shifts[-1] - 1]:
        shifts.append(shifts[-1] - 1)
    ahead = 0
    while ahead < after - 1 and side[begin + ahead] == side[end + ahead]:
        ahead += 1
        shifts.append(ahead)
    return max(
        shifts,
        key=lambda by: (_edge(side, begin + by) + _edge(side, end + by), -abs(by)),
    )


def _edge(side, place):
    """How well a text can be cut before ``place``."""
    before = side[place - 1] if place else "。"
    after = side[place] if place < len(side) else "（"
    return 2 * (before in _STOPS) - 2 * (after in _STOPS) + (after in _OPENS)


def _worth_reading(spans, a, b):
    """Spans without islands: no single character, nor few words between many that changed."""
    edges = [(0, 0, 0), *spans, (len(a), len(b), 0)]
    for _round in range(_ROUNDS):
        kept = edges[:1]
        for (i, j, n), (x, y, _m) in zip(edges[1:], edges[2:]):
            u, v, w = kept[-1]
            before = max(i - u - w, j - v - w)
            after = max(x - i - n, y - j - n)
            single = n == 1 and len(a[i]) == 1
            if not (before and after and (single or 2 * n <= min(before, after))):
                kept.append((i, j, n))
        edges = [*kept, edges[-1]]
    return edges[1:-1]
