"""Pages as data: boxes with places, rows of boxes, and the one function that spreads rows over pages.

All places are points from the type area's upper left corner, downwards. Nothing here knows about PDF.
"""

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from .breaking import Line
from .style import LEFT, PAPER, PITCH, SIZE, TOP, UPRIGHT, Frame

NEAR = 0.05  # points; rounding of sums of measures


class Text(NamedTuple):
    """A line whose em box begins at ``y``; ``squeeze`` sets it narrower."""

    x: float
    y: float
    line: Line
    red: bool = False
    squeeze: float = 1.0


class Rule(NamedTuple):
    """A straight line from (x, y), ``dx`` to the right or ``dy`` down."""

    x: float
    y: float
    dx: float
    dy: float
    weight: float
    red: bool = False


class Image(NamedTuple):
    """A picture in a rectangle."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


def moved(box, y):
    """The same box, lower by ``y``."""
    return box._replace(y=box.y + y)


@dataclass(frozen=True)
class Row:
    """What is never split over pages.

    ``height``: how far the next row is; ``ink``: what must fit on the page.
    ``grid``: starts on the page's line grid. ``keep``: stays with the next row.
    ``blank``: left out at the top of a page. ``fresh``: starts a page.
    ``repeat``: rows put on top when this one begins a page (a table's head).
    ``close``: boxes added when it ends a page (a table's foot).
    ``bookmark``: depth and name of an outline entry.
    """

    boxes: tuple = ()
    height: float = PITCH
    ink: float = SIZE
    grid: bool = True
    keep: bool = False
    blank: bool = False
    fresh: bool = False
    repeat: tuple["Row", ...] = ()
    close: tuple = ()
    bookmark: tuple = ()
    frame: Frame = UPRIGHT


@dataclass
class Page:
    """A page as it will be drawn.

    ``boxes`` lie in the ``frame``, ``fixed`` ones upright whatever the frame.
    ``used``: how far down rows reach. ``number``: None = none printed.
    ``paper`` and ``origin``: its size, and the type area's corner on it.
    """

    frame: Frame = UPRIGHT
    boxes: list = field(default_factory=list)
    fixed: list = field(default_factory=list)
    used: float = 0.0
    number: int | None = None
    bookmarks: list[tuple[int, str]] = field(default_factory=list)
    paper: tuple[float, float] = PAPER
    origin: tuple[float, float] = (LEFT, TOP)


def paginate(rows, start=0.0, pitch=PITCH):
    """Spread rows over pages.

    :param start: where the first page's rows begin, below the document's head.
    :returns: list of :class:`Page`, at least one.
    """
    stack = _Stack(start, pitch)
    for chunk in _chunks(rows):
        if chunk[0].fresh or chunk[0].frame != stack.page.frame:
            stack.turn(chunk[0].frame)
        elif not (stack.empty or stack.fits(chunk)) and stack.fits(chunk, empty=True):
            stack.turn(chunk[0].frame)
        for row in chunk:
            stack.put(row)
    return stack.pages


def _chunks(rows):
    """Rows that stay together."""
    chunk = []
    for row in rows:
        if chunk and (row.fresh or row.frame != chunk[-1].frame):
            yield chunk
            chunk = []
        chunk.append(row)
        if not row.keep:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class _Stack:
    """The pages so far and the place of the next row."""

    def __init__(self, start, pitch):
        self.pitch, self.y = pitch, start
        self.pages, self.last = [Page()], None

    @property
    def page(self):
        return self.pages[-1]

    @property
    def empty(self):
        """Whether no row is on the page yet."""
        return self.last is None

    def turn(self, frame):
        """Begin a new page, unless nothing at all is on this one."""
        if len(self.pages) == 1 and self.empty and self.y == 0:
            self.page.frame = frame
            return
        self._close()
        self.pages.append(Page(frame))
        self.y, self.last = 0.0, None

    def fits(self, chunk, empty=False):
        """Whether the chunk goes below what is on this page, or on an empty one."""
        y = 0.0 if empty else self.y
        if empty:
            y += sum(row.height for row in chunk[0].repeat)
        for row in chunk:
            top = self._snap(y, row)
            if not row.blank and top + row.ink > chunk[0].frame.height + NEAR:
                return False
            y = top + row.height
        return True

    def put(self, row):
        """Place one row, on a new page when it does not fit."""
        if row.blank:
            if not self.empty or len(self.pages) == 1:
                self.y = self._snap(self.y, row) + row.height
            return
        if self._snap(self.y, row) + row.ink > row.frame.height + NEAR and not self.empty:
            self.turn(row.frame)
        if self.empty:
            for head in row.repeat:
                self._draw(head)
        self._draw(row)

    def _draw(self, row):
        top = self._snap(self.y, row)
        self.page.boxes += [moved(box, top) for box in row.boxes]
        if row.bookmark:
            self.page.bookmarks.append(row.bookmark)
        self.page.used = max(self.page.used, top + row.ink)
        self.y, self.last = top + row.height, (row, top)

    def _close(self):
        if self.last:
            row, top = self.last
            self.page.boxes += [moved(box, top) for box in row.close]

    def _snap(self, y, row):
        return math.ceil(y / self.pitch - NEAR) * self.pitch if row.grid else y


def number_pages(pages, first=1):
    """Give every page its number, counting from ``first``."""
    for number, page in enumerate(pages, first):
        page.number = number


def imprint_page(count, free, need, duplex=True):
    """On which page the imprint goes, 0-based: at the foot of the last sheet's last side (7.4).

    :param count: pages so far; ``free``: height left on the last one; ``need``: the imprint's height.
    :returns: ``count - 1`` = the last page itself; more = that many pages must be added.
    """
    if free >= need and (not duplex or count % 2 == 0):
        return count - 1
    if not duplex or count % 2:
        return count
    return count + 1


def add_imprint(pages, boxes, need, duplex=True):
    """Put the imprint's ``boxes``, placed from its own top, at the foot of the page it belongs to.

    Blank pages before it, and then its own page, have no number (7.5).
    """
    last = pages[-1]
    free = 0.0 if last.frame.turned else UPRIGHT.height - last.used
    place = imprint_page(len(pages), free, need, duplex)
    blank = place > len(pages)
    while len(pages) <= place:
        pages.append(Page(number=None if blank else len(pages) + 1))
    page = pages[place]
    page.boxes += [moved(box, UPRIGHT.height - need) for box in boxes]
    page.used = UPRIGHT.height
    page.bookmarks.append((1, "版记"))
