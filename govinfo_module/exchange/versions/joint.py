"""Two versions of a text as one: what both have, what came in and what went out.

This one list is drawn in colour by ``diff`` and written as revisions by ``revisions_out``.

A text is compared as Word keeps it: each paragraph ends with a mark, and marks come and go like
characters. A table, a cell and the text end behind a mark that both versions have; a version without
a paragraph there gets an empty one. So taking out all that came in gives the old version, taking out
all that went gives the new one, paragraph by paragraph.
"""

from dataclasses import dataclass, field

from .align import equal_spans, text_spans
from .blocks import Cell, Group, Para, Table
from .pairing import alike, pairs

EQUAL, INSERT, DELETE = "equal", "insert", "delete"


@dataclass(frozen=True)
class Piece:
    """A text that is in both versions or in one; marks of a version that lacks it are None."""

    kind: str
    text: str
    old: tuple | None
    new: tuple | None
    who: int = 0


@dataclass
class Line:
    """A paragraph: that of the old version, of the new one, or of both.

    ``mark`` is the kind of its end, and ``ends`` the old and the new paragraph that end with it: not
    always its own, as when a paragraph is typed behind the last one.
    """

    old: Para | None
    new: Para | None
    pieces: list
    mark: str
    ends: tuple
    who: int = 0


@dataclass
class JointCell:
    """A cell that both versions have, or one of them; ``blocks`` is its joint text."""

    old: Cell | None
    new: Cell | None
    blocks: list


@dataclass
class JointGroup:
    """Rows that come and go together; ``cells`` by their place in ``Group.grid``, row by row."""

    kind: str
    old: Group | None
    new: Group | None
    cells: list
    who: int = 0


@dataclass
class JointTable:
    """A table that both versions have, or one of them; ``kind`` as of :class:`Line`."""

    kind: str
    old: Table | None
    new: Table | None
    groups: list = field(default_factory=list)


def compare(olds, news):
    """The joint text of two lists of blocks, as a list of ``Line`` and ``JointTable``."""
    olds, news = _bounded(olds), _bounded(news)
    result, region, i, j = [], [], 0, 0
    for x, y in [*pairs(olds, news), (len(olds), len(news))]:
        region.append((olds[i:x], news[j:y]))
        if x == len(olds) or isinstance(olds[x], Table):
            result += _region(region)
            region = []
        if x < len(olds):
            if isinstance(olds[x], Table):
                result.append(_table(olds[x], news[y]))
            else:
                region.append((olds[x], news[y]))
        i, j = x + 1, y + 1
    return result


def _bounded(blocks):
    """The blocks with an empty paragraph wherever a table follows none or nothing follows a table."""
    result = []
    for block in blocks:
        if isinstance(block, Table) and (not result or isinstance(result[-1], Table)):
            result.append(Para())
        result.append(block)
    if not result or isinstance(result[-1], Table):
        result.append(Para())
    return result


def _region(parts):
    """Lines of a stretch that ends before a table of both versions, or at the end of all.

    ``parts`` are, in turns, ``(old blocks, new blocks)`` of one version only and a pair ``(old
    paragraph, new paragraph)``; the first and the last are lists.
    """
    parts = list(parts)
    olds, news = parts[-1]
    if olds and news:
        parts[-1:] = [(olds[:-1], news[:-1]), (olds[-1], news[-1]), ([], [])]
    elif any(isinstance(block, Table) for block in olds + news):
        last = (olds or [Para()])[-1], (news or [Para()])[-1]
        parts[-1:] = [(olds[:-1], news[:-1]), last, ([], [])]
    result = []
    for at, (old, new) in enumerate(parts):
        if at % 2:
            result.append(_line(old, new))
        else:
            outs, ins = [_single(b, DELETE) for b in old], [_single(b, INSERT) for b in new]
            tables = any(isinstance(block, Table) for block in new)
            result += ins + outs if tables else outs + ins
    _shift_marks(result)
    return result


def _shift_marks(lines):
    """When a region ends with lines of one version, the mark of both goes to the last of them."""
    last = max(at for at, line in enumerate(lines) if _kind(line) == EQUAL)
    tail = lines[last:]
    if len(tail) == 1:
        return
    kind = tail[1].mark
    ends = [line.new if kind == INSERT else line.old for line in tail]
    for line, end in zip(tail[:-1], ends):
        line.mark, line.ends = kind, (end, end)
    kept = lines[last].old if kind == INSERT else lines[last].new
    tail[-1].mark = EQUAL
    tail[-1].ends = (kept, ends[-1]) if kind == INSERT else (ends[-1], kept)


def _kind(block):
    return block.kind if isinstance(block, JointTable) else block.mark


def _single(block, kind):
    """A block that only one version has."""
    old, new = (block, None) if kind == DELETE else (None, block)
    if isinstance(block, Table):
        return JointTable(kind, old, new, [_single_group(group, kind) for group in block.groups])
    pieces = [_piece(kind, text, marks, marks) for text, marks in block.runs]
    return Line(old, new, pieces, kind, (block, block))


def _single_group(group, kind):
    old, new = (group, None) if kind == DELETE else (None, group)
    cells = [
        cell and _single_cell(cell, kind) for row in group.grid for _left, _columns, cell in row
    ]
    return JointGroup(kind, old, new, cells)


def _single_cell(cell, kind):
    blocks = [_single(block, kind) for block in _bounded(cell.blocks)]
    return JointCell(*((cell, None) if kind == DELETE else (None, cell)), blocks)


def _piece(kind, text, old, new):
    return Piece(kind, text, old if kind != INSERT else None, new if kind != DELETE else None)


def _line(old, new):
    """A paragraph that both versions have."""
    pieces, i, j = [], 0, 0
    before, after = _looks(old), _looks(new)
    texts = old.text, new.text
    for x, y, length in [*text_spans(*texts), (len(texts[0]), len(texts[1]), 0)]:
        pieces += _cut(DELETE, texts[0][i:x], before[i:x], before[i:x])
        pieces += _cut(INSERT, texts[1][j:y], after[j:y], after[j:y])
        i, j = x + length, y + length
        pieces += _cut(EQUAL, texts[0][x:i], before[x:i], after[y:j])
    return Line(old, new, pieces, EQUAL, (old, new))


def _looks(para):
    """The marks of each character."""
    return [marks for text, marks in para.runs for _character in text]


def _cut(kind, text, old, new):
    """Pieces of one look each."""
    begin = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or (old[end], new[end]) != (old[begin], new[begin]):
            yield _piece(kind, text[begin:end], old[begin], new[begin])
            begin = end


def _table(old, new):
    """A table that both versions have: groups of rows that are alike by cells, the others whole."""
    table = JointTable(EQUAL, old, new)
    keys = [[(group.shape, group.text) for group in side.groups] for side in (old, new)]
    i = j = 0
    for x, y, length in [*equal_spans(*keys), (len(keys[0]), len(keys[1]), 0)]:
        table.groups += _changed_groups(old.groups[i:x], new.groups[j:y])
        i, j = x + length, y + length
        table.groups += map(_group, old.groups[x:i], new.groups[y:j])
    return table


def _changed_groups(olds, news):
    i = j = 0
    for x, y in [*alike(olds, news), (len(olds), len(news))]:
        yield from (_single_group(group, DELETE) for group in olds[i:x])
        yield from (_single_group(group, INSERT) for group in news[j:y])
        if x < len(olds):
            yield _group(olds[x], news[y])
        i, j = x + 1, y + 1


def _group(old, new):
    cells = [
        one[2] and JointCell(one[2], other[2], compare(one[2].blocks, other[2].blocks))
        for row, others in zip(old.grid, new.grid)
        for one, other in zip(row, others)
    ]
    return JointGroup(EQUAL, old, new, cells)


def lines(joint):
    """Yield the lines of a joint text in reading order, those in tables too."""
    for block in joint:
        if isinstance(block, Line):
            yield block
            continue
        for group in block.groups:
            for cell in filter(None, group.cells):
                yield from lines(cell.blocks)
