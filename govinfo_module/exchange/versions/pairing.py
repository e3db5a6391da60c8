"""Which paragraphs, tables and rows of two versions are one: the equal ones, then the most alike."""

from rapidfuzz import process
from rapidfuzz.distance import Indel

from .align import equal_spans
from .blocks import Group, Table

#: Blocks less alike than this are not one block changed, but one out and one in.
MIN_ALIKE = 0.4
#: Likeness is judged by the beginning, and within stretches of so many blocks.
_LOOK, _STRETCH = 1000, 120


def pairs(olds, news):
    """Places of blocks that are one in both versions, in order.

    Between two pairs only one side has tables: else two tables would stand side by side, and
    become one.
    """
    keys = [[(type(block), block.text) for block in side] for side in (olds, news)]
    found, i, j = [], 0, 0
    for x, y, length in [*equal_spans(*keys), (len(olds), len(news), 0)]:
        found += alike(olds[i:x], news[j:y], i, j)
        found += [(x + at, y + at) for at in range(length)]
        i, j = x + length, y + length
    return list(_with_tables(found, olds, news))


def _with_tables(pairs, olds, news):
    i = j = 0
    for x, y in [*pairs, (len(olds), len(news))]:
        places = [
            [begin + at for at, block in enumerate(side[begin:end]) if isinstance(block, Table)]
            for side, begin, end in ((olds, i, x), (news, j, y))
        ]
        yield from zip(*places)
        if x < len(olds):
            yield x, y
        i, j = x + 1, y + 1


def alike(olds, news, i=0, j=0):
    """Pairs of changed blocks, the most alike in all; places count from ``i`` and ``j``."""
    stretches = max(len(olds), len(news)) // _STRETCH + 1
    for number in range(stretches):
        begin, end = (len(olds) * (number + step) // stretches for step in (0, 1))
        first, last = (len(news) * (number + step) // stretches for step in (0, 1))
        for x, y in _best_pairs(olds[begin:end], news[first:last]):
            yield i + begin + x, j + first + y


def _best_pairs(olds, news):
    """Pairs in order with the greatest sum of likenesses."""
    if not olds or not news:
        return []
    likeness = _likeness(olds, news)
    best = [[0.0] * (len(news) + 1) for _row in range(len(olds) + 1)]
    for x in reversed(range(len(olds))):
        for y in reversed(range(len(news))):
            best[x][y] = max(best[x + 1][y], best[x][y + 1], likeness[x][y] + best[x + 1][y + 1])
    pairs, x, y = [], 0, 0
    while x < len(olds) and y < len(news):
        if best[x][y] == best[x + 1][y]:
            x += 1
        elif best[x][y] == best[x][y + 1]:
            y += 1
        else:
            pairs.append((x, y))
            x, y = x + 1, y + 1
    return pairs


def _likeness(olds, news):
    """A table of likenesses, 0 where two blocks cannot be one."""
    texts = [[block.text[:_LOOK] for block in side] for side in (olds, news)]
    forms = [[_form(block) for block in side] for side in (olds, news)]
    table = [[0.0] * len(news) for _old in olds]
    for row, form, text in zip(table, forms[0], texts[0]):
        for _text, alike, at in process.extract_iter(
            text, texts[1], scorer=Indel.normalized_similarity, score_cutoff=MIN_ALIKE
        ):
            row[at] = alike if form == forms[1][at] else 0.0
    return table


def _form(block):
    """Only blocks of one form can be one."""
    return block.shape if isinstance(block, Group) else type(block)
