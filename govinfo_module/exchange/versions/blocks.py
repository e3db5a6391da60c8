"""A text in HTML as a list of paragraphs and tables, each paragraph with the lists that hold it."""

import itertools
import re
from dataclasses import dataclass, field

from ..clean_html import BLOCKS, clean_tree, parse
from ..text import visible
from .grid import place

LISTS = frozenset(("ul", "ol"))
MARKS = frozenset("strong b em i u s sup sub".split())
_TABLE_PARTS = frozenset("thead tbody tr td th".split())
#: What HTML shows as one space; the ideographic and the non-breaking space stay.
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLANK = re.compile(r"[ \n]* [ \n]*")


@dataclass(frozen=True)
class Frame:
    """A list, list item or quotation around paragraphs; ``key`` is its own within the text."""

    tag: str
    key: int
    start: int = 1


@dataclass(frozen=True)
class Para:
    """A paragraph. ``tag`` is p, h1 to h6, title, or "" for text directly in its item or cell.

    ``runs`` are ``(text, marks)``, the marks being HTML tags; a line break is "\\n".
    ``leads`` says that it carries the number or bullet of its list item.
    """

    tag: str = "p"
    runs: tuple = ()
    frames: tuple[Frame, ...] = ()
    leads: bool = False

    @property
    def text(self):
        return "".join(text for text, _marks in self.runs)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: ``tag`` is td or th, ``columns`` and ``rows`` its spans."""

    tag: str
    columns: int
    rows: int
    blocks: tuple

    @property
    def text(self):
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True)
class Group:
    """Rows that cells hold together by their row spans; mostly one row.

    ``sections`` has for each row thead, tbody or "". ``grid`` has for each row ``(left, columns, cell
    or None)``; None goes on with the cell above, of the same left and columns. A row may be short.
    """

    sections: tuple
    grid: tuple

    @property
    def text(self):
        return "\n".join(
            "\t".join(cell.text for _left, _columns, cell in row if cell is not None)
            for row in self.grid
        )

    @property
    def shape(self):
        """Groups of one shape can be compared cell by cell."""
        return tuple(
            tuple((left, columns, cell is None) for left, columns, cell in row) for row in self.grid
        )


@dataclass(frozen=True)
class Table:
    """A table as groups of rows; ``width`` in columns of its grid."""

    groups: tuple[Group, ...]
    width: int
    frames: tuple[Frame, ...] = field(default=())

    @property
    def text(self):
        return "\n".join(group.text for group in self.groups)


def read_blocks(html):
    """The paragraphs and tables of any HTML; marks of an earlier comparison are no part of it."""
    root = parse(html)
    for node in list(root.iter("del")):
        node.drop_tree()
    for node in list(root.iter("ins", "a")):
        node.drop_tag()
    clean_tree(root)
    _square(root)
    return _Reader(itertools.count(1)).read(root, "p", ())


def title_blocks(title):
    """A title on one line as a paragraph of its own kind."""
    text = _SPACE.sub(" ", visible(title or "")).strip()
    return [Para("title", ((text, ()),) if text else ())]


def _square(root):
    """Give every text in a table its row and cell."""
    for node in list(root.iter("table", "thead", "tbody")):
        _wrap_loose(node, ("thead", "tbody", "tr"), "tr")
    for node in list(root.iter("tr")):
        _wrap_loose(node, ("td", "th"), "td")


def _wrap_loose(node, allowed, tag):
    """Put what stands between the ``allowed`` children of ``node`` into elements ``tag``."""
    children, wrap = list(node), None
    if (node.text or "").strip():
        wrap = node.makeelement(tag)
        wrap.text = node.text
        node.insert(0, wrap)
    node.text = None
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in allowed:
            wrap = None
        else:
            if wrap is None:
                wrap = node.makeelement(tag)
                child.addprevious(wrap)
            wrap.append(child)
        if (tail or "").strip():
            if wrap is None:
                wrap = node.makeelement(tag)
                wrap.text = tail
                child.addnext(wrap)
            else:
                child.tail = tail


def _rows(node, section=""):
    """Yield ``(section, tr element)`` of a squared table."""
    for child in node:
        if child.tag == "tr":
            yield section, child
        else:
            yield from _rows(child, child.tag)


class _Reader:
    """Walks one text, or one cell of it, and collects its blocks."""

    def __init__(self, keys):
        self._keys = keys
        self._blocks = []
        self._runs = []
        self._led, self._begun = set(), set()

    def read(self, node, tag, marks):
        """The blocks below a root or cell; ``tag`` is that of its bare text."""
        self._walk(node, (), tag, marks)
        self._end((), tag)
        return self._blocks

    def _walk(self, node, frames, tag, marks):
        self._add(node.text, marks)
        for child in node:
            if child.tag == "br":
                self._runs.append(("\n", marks))
            elif child.tag in BLOCKS:
                self._end(frames, tag)
                self._block(child, frames, tag, marks)
            elif child.tag in marks:
                self._walk(child, frames, tag, marks)
            else:
                self._walk(child, frames, tag, marks + (child.tag,))
            self._add(child.tail, marks)

    def _block(self, node, frames, tag, marks):
        if node.tag == "table":
            self._table(node, frames, marks)
            return
        if node.tag in LISTS:
            inner, tag = (*frames, self._frame(node)), ""
        elif node.tag == "li":
            inner, tag = (*self._listed(frames), self._frame(node)), ""
        elif node.tag == "blockquote":
            inner, tag = (*frames, self._frame(node)), ""
        else:
            inner, tag = frames, tag if node.tag in _TABLE_PARTS else node.tag
        self._walk(node, inner, tag, marks)
        self._end(inner, tag)
        self._begun.update(frames)

    def _frame(self, node):
        return Frame(node.tag, next(self._keys), int(node.get("start", "1")))

    def _listed(self, frames):
        """The frames of a list item; one outside a list gets its list."""
        if frames and frames[-1].tag in LISTS:
            return frames
        return (*frames, Frame("ul", next(self._keys)))

    def _add(self, text, marks):
        if text:
            self._runs.append((_SPACE.sub(" ", visible(text)), marks))

    def _end(self, frames, tag):
        """Close the paragraph that the runs so far make up, if they are more than space."""
        runs, self._runs = _trimmed(self._runs), []
        if not runs:
            return
        if frames and frames[-1].tag in LISTS:
            frames = (*frames, Frame("li", next(self._keys)))
        # a second bare text would run into the first
        if not tag and (frames[-1] in self._begun if frames else self._blocks):
            tag = "p"
        item = next((frame for frame in reversed(frames) if frame.tag == "li"), None)
        leads = item is not None and item not in self._led
        self._led.add(item)
        self._begun.update(frames)
        self._blocks.append(Para(tag, runs, frames, leads))

    def _table(self, node, frames, marks):
        rows = [
            (section, tuple(self._cell(cell, marks) for cell in row))
            for section, row in _rows(node)
            if len(row)
        ]
        if rows:
            groups, width = _groups(rows)
            self._blocks.append(Table(groups, width, frames))
            self._begun.update(frames)

    def _cell(self, node, marks):
        spans = [int(node.get(name, "1")) for name in ("colspan", "rowspan")]
        return Cell(node.tag, *spans, tuple(_Reader(self._keys).read(node, "", marks)))


def _trimmed(runs):
    """Runs as HTML shows them: single spaces, none at the ends; neighbours of one look joined."""
    text = "".join(text for text, _marks in runs)
    marks = [marks for text, marks in runs for _character in text]
    keep = [True] * len(text)
    for match in _BLANK.finditer(text):
        spaces = [at for at in range(*match.span()) if text[at] == " "]
        edge = match.start() == 0 or match.end() == len(text)
        for at in spaces if edge or "\n" in match.group() else spaces[1:]:
            keep[at] = False
    kept = ((text[at], marks[at]) for at in range(len(text)) if keep[at])
    return tuple(
        ("".join(character for character, _marks in part), look)
        for look, part in itertools.groupby(kept, key=lambda pair: pair[1])
    )


def _groups(rows):
    """The rows of a table as groups, and its width in columns."""
    spans = [[(cell.columns, cell.rows, cell) for cell in cells] for _section, cells in rows]
    placed, _height, _width = place(spans)
    # a column where no cell begins or ends is none
    edges = sorted(
        {0} | {left for _top, left in placed} | {right + 1 for _b, right, _c in placed.values()}
    )
    grid = [[] for _row in rows]
    last = list(range(len(rows)))
    for (top, left), (bottom, right, cell) in sorted(placed.items(), key=lambda item: item[0]):
        last[top] = max(last[top], bottom)
        for row in range(top, bottom + 1):
            begin, end = edges.index(left), edges.index(right + 1)
            grid[row].append((begin, end - begin, cell if row == top else None))
    sections = [section for section, _cells in rows]
    groups, first, final = [], 0, 0
    for row in range(len(rows)):
        final = max(final, last[row])
        if row == final:
            lines = [_without_holes(line) for line in grid[first : final + 1]]
            groups.append(Group(tuple(sections[first : final + 1]), tuple(lines)))
            first = final = row + 1
    return tuple(groups), len(edges) - 1


def _without_holes(line):
    """A row of the grid in order, an empty cell where a row span leaves a hole."""
    result, end = [], 0
    for left, columns, cell in sorted(line, key=lambda entry: entry[0]):
        if left > end:
            result.append((end, left - end, Cell("td", left - end, 1, ())))
        result.append((left, columns, cell))
        end = left + columns
    return tuple(result)
