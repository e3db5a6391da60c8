"""An .ofd, the layout format of Chinese offices, as title and paragraphs.

Such a file says where each text is, not what belongs together. Lines follow from places, and
paragraphs from lines: one that fills the line goes on in the next line at the left edge. Texts are
taken to have one column.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from . import archive, errors
from .ofd_parts import SUFFIX, Budget, Document, Parts
from .text import fold, one_line

MAX_TITLE = 100
FIRST = 50  # paragraphs among which the title is
NEAR = 0.5  # of the size: as far from the baseline, or from the edge, is on it
WORD = 0.4  # of the size: a wider gap stands for a blank
CELL = 1.0  # of the size: a wider gap parts the cells of a table
FULL = 1.6  # of the size: a line ending nearer to the right edge fills it
LONG = 10  # of the size: a shorter line fills nothing
APART = 2.5  # of the size: lines farther apart are of two paragraphs
ALIKE = 0.05  # how much sizes of one paragraph may differ
_PAGE_NUMBER = re.compile(r"\s*[-—–－]\s*\d{1,4}\s*[-—–－]\s*")


@dataclass(frozen=True)
class OfdText:
    """What an .ofd says, page numbers left out. ``html`` is without the title."""

    title: str
    paragraphs: tuple[str, ...]
    html: str


class _Line(NamedTuple):
    """A line of text. ``cells``: it has wide gaps; ``fills``: it reaches to the right edge."""

    text: str
    x: float
    y: float
    end: float
    size: float
    turn: int
    cells: bool
    indented: bool = False
    fills: bool = False


def read_ofd(data, max_bytes=archive.MAX_BYTES):
    """Title and paragraphs of an .ofd.

    The title is the one that the file names if it is found in the text, else the first paragraph.
    Raises an ``errors.FileError`` on what is no usable .ofd; ``NoText`` when all of it is pictures.
    """
    with archive.open_zip(data, SUFFIX, max_bytes) as source:
        named, lines = _read(Parts(source))
    paragraphs = tuple(filter(None, map(one_line, _paragraphs(lines))))
    if not paragraphs:
        raise errors.NoText()
    title, place = _title(named, paragraphs)
    rest = paragraphs[: place[0]] + paragraphs[place[1] :]
    return OfdText(title, paragraphs, "".join("<p>%s</p>" % escape(text) for text in rest))


def _read(parts):
    """The title that the file names, and the lines of all pages."""
    entrance = parts.find("", "OFD.xml")
    if entrance is None:
        raise errors.WrongFormat(suffix=SUFFIX)
    root = parts.root(entrance)
    lines, budget = [], Budget()
    try:
        for node in root.iter("{*}DocRoot"):
            name = parts.find(entrance, node.text)
            if name is None:
                raise errors.BrokenFile(suffix=SUFFIX)
            for pieces in Document(parts, name, budget).pages():
                lines += _page_lines(pieces)
    except (ValueError, OverflowError) as error:  # a number that is none
        raise errors.BrokenFile(suffix=SUFFIX) from error
    return one_line(root.findtext(".//{*}DocInfo/{*}Title") or ""), lines


def _page_lines(pieces):
    """The lines of a page from top to bottom, those of the direction with most text first."""
    amount = Counter()
    for piece in pieces:
        amount[piece.turn] += len(piece.text)
    lines = []
    for turn, _count in amount.most_common():
        found = _lines([piece for piece in pieces if piece.turn == turn])
        lines += _edged([line for line in found if not _PAGE_NUMBER.fullmatch(line.text)])
    return lines


def _lines(pieces):
    """Pieces of one direction as lines."""
    rows = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x)):
        near = NEAR * min(piece.size, rows[-1][0].size) if rows else 0
        if rows and piece.y - rows[-1][0].y < near:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda piece: piece.x)) for row in rows]


def _line(pieces):
    text, cells = pieces[0].text, False
    for before, piece in zip(pieces, pieces[1:]):
        gap = (piece.x - before.end) / max(piece.size, 0.1)
        cells |= gap > CELL
        text += " " * (gap > WORD) + piece.text
    size = max(piece.size for piece in pieces)
    end = max(piece.end for piece in pieces)
    return _Line(text, pieces[0].x, pieces[0].y, end, size, pieces[0].turn, cells)


def _edged(lines):
    """The lines of a page, each told apart from the edges of those as large."""
    edges = {}
    for line in lines:
        left, right = edges.get(round(line.size, 1), (line.x, line.end))
        edges[round(line.size, 1)] = min(left, line.x), max(right, line.end)
    result = []
    for line in lines:
        left, right = edges[round(line.size, 1)]
        fills = line.end > right - FULL * line.size
        fills &= line.end - line.x > max(LONG * line.size, (right - left) / 2)
        indented = line.x > left + NEAR * line.size
        result.append(line._replace(indented=indented, fills=fills))
    return result


def _same_size(one, other):
    return abs(one.size - other.size) <= ALIKE * max(one.size, other.size)


def _paragraphs(lines):
    """Texts of paragraphs with their line breaks."""
    text, before, first = "", None, True
    for line in lines:
        if before and _goes_on(before, line) and not (first and _both_begin(before, line)):
            text, first = text + "\n" + line.text, False
        else:
            yield text
            text, first = line.text, True
        before = line
    yield text


def _both_begin(before, line):
    """Whether a paragraph's first line is all of it, and the next line begins another.

    Where a page has short paragraphs only, the indent of all looks like its edge.
    """
    same = abs(line.x - before.x) < NEAR * line.size
    return same and before.text.endswith(("。", "！", "？"))


def _goes_on(before, line):
    """Whether a line belongs to the paragraph of the line before."""
    alike = before.turn == line.turn and _same_size(before, line)
    near = line.y - before.y < APART * line.size  # also when it is the next page's first
    one_column = not (before.cells or line.cells)
    return alike and near and one_column and before.fills and not line.indented


def _title(named, paragraphs):
    """The title, and the first and last place (exclusive) of the paragraphs that are it."""
    wanted = fold(named)
    for start in range(min(FIRST, len(paragraphs))):
        text = ""
        for end, paragraph in enumerate(paragraphs[start:FIRST], start + 1):
            text += fold(paragraph)
            if not wanted.startswith(text):
                break
            if text and text == wanted:
                return named, (start, end)
    first = paragraphs[0]
    if len(first) > MAX_TITLE:
        return first[: MAX_TITLE - 1] + "…", (0, 0)
    return first, (0, 1)
