"""Chinese line breaking: what may not begin or end a line, and how a line is filled to its edge (GB/T 15834 5.1)."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from .faces import Face

NO_START = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！％），．：；？］｝＞～—–-/／＇＂｜〜ー々"
)
NO_END = frozenset("$([{£¥‘“〈《「『【〔〖〝（［｛＄￥￡/／")
_TOGETHER = frozenset("—…")
_SOFT = frozenset("@./-_?&=#:;,+~%\\")  # a long address may break after these
SQUEEZE = 0.08  # of the size and per gap: a line gives way this much to take in a closing mark
STRETCH = 0.15  # a line that would need more is left ragged
BOLD = 0.026  # of the size: the stroke that makes a bold character


class Glyph(NamedTuple):
    """A character with the face that draws it; ``width`` in points."""

    char: str
    face: Face
    size: float
    width: float
    bold: bool = False


class Span(NamedTuple):
    """Characters of a line drawn by one face, each at its own place ``xs`` from the line's start."""

    face: Face
    size: float
    bold: bool
    text: str
    xs: tuple[float, ...]

    @property
    def weight(self):
        """Points of the stroke that makes the characters bolder, 0 for none."""
        return self.size * (self.face.stroke or (BOLD if self.bold else 0))


@dataclass(frozen=True)
class Line:
    """A finished line: ``width`` as drawn, starting ``x`` right of the paragraph's edge."""

    spans: tuple[Span, ...]
    width: float
    x: float = 0.0

    @property
    def text(self):
        """The characters of the line."""
        return "".join(span.text for span in self.spans)

    @property
    def size(self):
        """The largest type size on the line."""
        return max((span.size for span in self.spans), default=0.0)


@lru_cache(maxsize=1 << 16)
def may_break(before, after):
    """Whether a line may end between two characters."""
    if after in NO_START or before in NO_END or after == " ":
        return False
    if before in _TOGETHER and after in _TOGETHER:
        return False
    return not (_in_word(before) and _in_word(after))


def _in_word(char):
    """Whether the character belongs to a number or a Latin word."""
    return char.isascii() and char > " " or (char.isalpha() and "À" <= char <= "ʯ") or char in "°′″"


def break_lines(glyphs, width, first=0.0, hanging=0.0, align="justify"):
    """Break a paragraph into lines.

    :param glyphs: its characters; a line feed ends a line.
    :param width: of the column; ``first`` and ``hanging`` indent the first and the other lines, all in points.
    :param align: justify, left, center or right.
    :returns: list of :class:`Line`; never empty.
    """
    lines, start = [], 0
    for stop in [i for i, glyph in enumerate(glyphs) if glyph.char == "\n"] + [len(glyphs)]:
        part = glyphs[start:stop]
        lines += _break_part(part, width, first if not lines else hanging, hanging, align)
        start = stop + 1
    return lines


def _break_part(glyphs, width, first, hanging, align):
    edges = [0.0]
    for glyph in glyphs:
        edges.append(edges[-1] + glyph.width)
    if edges[-1] <= width - first + 0.01:  # most table cells and last lines
        return [_set(glyphs, width - first, first, align, last=True)]
    breaks = [*_breaks([glyph.char for glyph in glyphs]), len(glyphs)]
    lines, start = [], 0
    while start < len(glyphs):
        indent = hanging if lines else first
        end = _line_end(glyphs, edges, breaks, start, width - indent)
        last = end == len(glyphs)
        lines.append(_set(glyphs[start:end], width - indent, indent, align, last))
        start = end
        while start < len(glyphs) and glyphs[start].char == " ":
            start += 1
    return lines


def _breaks(chars):
    """Places where a line may end; a blank does not part a mark from what it belongs to; 附件2 stays whole."""
    solid = before = ""
    annex = {
        place + part
        for place in range(len(chars) - 2)
        if chars[place : place + 2] == ["附", "件"] and chars[place + 2].isdigit()
        for part in (1, 2)
    }
    for place, char in enumerate(chars):
        if place and solid not in NO_END and may_break(before, char) and place not in annex:
            yield place
        before = char
        solid = char if char != " " else solid


def _line_end(glyphs, edges, breaks, start, room):
    """Index after the last character of the line that begins at ``start``."""
    fits = bisect_right(edges, edges[start] + room + 0.01) - 1
    while fits < len(glyphs) and glyphs[fits].char == " ":  # blanks at a line's end take no room
        fits += 1
    if fits == len(glyphs):
        return fits
    place = bisect_right(breaks, fits)
    short = breaks[place - 1] if place and breaks[place - 1] > start else 0
    long = breaks[place]
    size = glyphs[start].size
    squeeze = (edges[long] - edges[start] - room) / max(1, long - start - 1) / size
    stretch = None
    if short:
        stretch = (edges[start] + room - edges[short]) / max(1, short - start - 1) / size
    if squeeze <= SQUEEZE and (stretch is None or squeeze <= stretch):
        return long
    if stretch is not None and stretch <= STRETCH:
        return short
    for soft in range(fits, max(start, short), -1):
        if glyphs[soft - 1].char in _SOFT and _in_word(glyphs[soft].char):
            return soft
    return short or max(fits, start + 1)


def _set(glyphs, room, indent, align, last):
    """Place the glyphs of one line."""
    while glyphs and glyphs[-1].char == " ":
        glyphs = glyphs[:-1]
    extra = room - sum([glyph.width for glyph in glyphs])
    steps = ()
    if glyphs and (extra < -0.01 or extra > 0.01 and align == "justify" and not last):
        steps = _steps(glyphs, extra)
    places, x = [], 0.0
    for glyph, step in zip_longest(glyphs, steps, fillvalue=0.0):
        places.append(x)
        x += glyph.width + step
    offset = 0.0 if steps else {"center": extra / 2, "right": extra}.get(align, 0.0)
    return Line(_spans(glyphs, places), x, indent + offset)


def _steps(glyphs, extra):
    """What is added after each glyph but the last; nothing when a line would have to be stretched too much."""
    loose = [_is_gap(a.char, b.char) for a, b in zip(glyphs, glyphs[1:])]
    if extra < 0 and not any(loose):
        loose = [True] * len(loose)
    step = extra / max(1, sum(loose))
    if step > STRETCH * glyphs[0].size:
        return ()
    return [step if free else 0.0 for free in loose]


def _spans(glyphs, places):
    """Neighbours of one face as one span."""
    spans, start = [], 0
    for stop in range(1, len(glyphs) + 1):
        first = glyphs[start]
        after = glyphs[stop] if stop < len(glyphs) else None
        if after and (after.face, after.size, after.bold) == (first.face, first.size, first.bold):
            continue
        text = "".join([glyph.char for glyph in glyphs[start:stop]])
        spans.append(Span(first.face, first.size, first.bold, text, tuple(places[start:stop])))
        start = stop
    return tuple(spans)


@lru_cache(maxsize=1 << 16)
def _is_gap(before, after):
    """Whether the distance between two characters may change."""
    if before == " " or after == " ":
        return before == " "
    return not (_in_word(before) and _in_word(after)) and not (
        before in _TOGETHER and after in _TOGETHER
    )
