"""Rich text to blocks: the subset of HTML that official documents can show. Everything else is dropped.

Kept: paragraphs, headings, lists, tables, bold, line breaks, alignment, pictures. Scripts, styles, forms and hidden
elements vanish with their contents; of unknown elements the text is kept.
"""

import base64
import binascii
import re
from dataclasses import replace
from functools import partial
from itertools import count

from lxml import etree
from lxml import html as parser

from .content import Heading, ListItem, Para, Picture, Run, Table

_DROPPED = frozenset(
    "script style head title meta link template iframe object embed applet form input select "
    "textarea button svg math audio video canvas noscript frame frameset map".split()
)
_BLOCKS = frozenset(
    "p div section article header footer main aside nav blockquote pre dl dt dd figure "
    "figcaption hr address center details summary fieldset".split()
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_DATA = re.compile(r"data:image/[\w.+-]+;base64,", re.I)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# How an official heading begins, its face when text follows in the same paragraph, and its level.
_ORDINALS = (
    (re.compile("[一二三四五六七八九十百]+、"), "hei", 1),
    (re.compile("（[一二三四五六七八九十百]+）"), "kai", 2),
)
_SENTENCE = re.compile("[。！？；]")
LONGEST_HEADING = 60
MAX_DEPTH, MAX_SPAN = 100, 200


def html_to_blocks(html, load_picture=None):
    """The blocks of a piece of HTML.

    Paragraphs that begin as official headings do (一、… and （一）…) become headings, whatever element they were.

    :param html: a text, possibly broken or empty.
    :param load_picture: function from the address of an ``img`` to its bytes or None; embedded pictures need none.
    :returns: list of :mod:`content` blocks; empty when there is nothing to show.
    """
    text = _NOT_XML.sub("", str(html or ""))
    if not text.strip():
        return []
    try:
        root = parser.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError):
        return _paragraphs([Run(text)], Para)
    reader = _Reader(load_picture or (lambda _address: None))
    reader.children(root, False, Para, 0, 0)
    reader.flush(Para)
    return reader.blocks


class _Reader:
    """Walks the tree. Text gathers in ``runs`` until its block ends; ``make`` turns runs into that block."""

    def __init__(self, load_picture):
        self.load_picture = load_picture
        self.blocks, self.runs = [], []

    def flush(self, make):
        """End the block at hand."""
        self.blocks += _paragraphs(self.runs, make)
        self.runs = []

    def children(self, element, bold, make, level, depth):
        """The text and elements inside an element; ``level`` counts the lists around it."""
        self._add(element.text, bold)
        for child in element:
            if _shown(child) and depth < MAX_DEPTH:
                self._element(child, bold, make, level, depth + 1)
            self._add(child.tail, bold)

    def _add(self, text, bold):
        if text:
            self.runs.append(Run(_SPACE.sub(" ", text), bold))

    def _element(self, element, bold, make, level, depth):
        tag = element.tag.lower()
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag in ("b", "strong"):
            self.children(element, True, make, level, depth)
        elif tag == "img":
            self.flush(make)
            self._picture(element)
        elif tag == "table":
            self.flush(make)
            self.blocks += _table(element)
        elif tag in ("ul", "ol"):
            self.flush(make)
            self._list(element, bold, level, depth)
        elif tag in _HEADINGS:
            head = partial(_heading, _HEADINGS[tag])
            self._block(element, bold, head, make, level, depth)
        elif tag in _BLOCKS:
            self._block(element, bold, _aligned(element, make), make, level, depth)
        else:
            self.children(element, bold, make, level, depth)

    def _block(self, element, bold, make, outer, level, depth):
        self.flush(outer)
        self.children(element, bold, make, level, depth)
        self.flush(make)

    def _list(self, element, bold, level, depth):
        numbers = count(1)
        for child in element:
            if not _shown(child):
                continue
            if child.tag in ("ul", "ol"):
                self._list(child, bold, level + 1, depth + 1)
                continue
            marker = "%d." % next(numbers) if element.tag == "ol" else "·"
            self._block(child, bold, _item(marker, level), Para, level + 1, depth + 1)

    def _picture(self, element):
        try:
            data = self._picture_data(element.get("src", ""))
        except (binascii.Error, ValueError):
            return
        if data:
            wide = re.match(r"\d+(?=(px)?$)", element.get("width", ""))
            pixels = int(wide.group()) if wide else 0
            self.blocks.append(Picture(data, width=pixels * 25.4 / 96 or None))

    def _picture_data(self, address):
        embedded = _DATA.match(address)
        if embedded:
            return base64.b64decode(address[embedded.end() :])
        return self.load_picture(address)


def _shown(element):
    """Whether an element is kept; comments and processing instructions have no text for a tag."""
    return (
        isinstance(element.tag, str)
        and element.tag.lower() not in _DROPPED
        and not _HIDDEN.search(element.get("style", ""))
    )


def _aligned(element, make):
    """``make``, with the element's own alignment for paragraphs."""
    align = _ALIGN.search(element.get("style", "")) or re.match(
        "(center|right)$", element.get("align", "")
    )
    if make is not Para or not (align or element.tag == "center"):
        return make
    side = align.group(1) if align else "center"
    return lambda runs: Para(runs, align=side)


def _item(marker, level):
    """Makes the paragraphs of one list entry; only the first one has the marker."""
    markers = [marker]
    return lambda runs: ListItem(runs, markers.pop() if markers else "", min(level, 3))


def _heading(level, runs):
    return Heading(level, _joined(runs))


def _joined(runs):
    return "".join(run.text for run in runs)


def _paragraphs(runs, make):
    """The blocks of gathered runs: one per line, blanks at the ends and empty lines left out."""
    lines = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=text)] for text in others]
    lines = [_stripped(line) for line in lines]
    return [_recognised(make(tuple(line))) for line in lines if line]


def _stripped(runs):
    """Runs without blanks at both ends and without empty runs."""
    runs = [run for run in runs if run.text]
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return runs


def _recognised(block):
    """A paragraph as a heading when it begins like one; its first sentence in the heading's face when text follows."""
    if not isinstance(block, Para) or block.align != "justify":
        return block
    text = _joined(block.runs)
    for ordinal, face, level in _ORDINALS:
        if not ordinal.match(text):
            continue
        end = _SENTENCE.search(text)
        if not end and len(text) <= LONGEST_HEADING:
            return Heading(level, text)
        if end and end.group() == "。" and end.end() <= LONGEST_HEADING and end.end() < len(text):
            return replace(
                block, runs=(Run(text[: end.end()], face=face), *_after(block.runs, end.end()))
            )
    return block


def _after(runs, start):
    """The runs from a character on."""
    for run in runs:
        if len(run.text) > start:
            yield replace(run, text=run.text[start:])
        start = max(0, start - len(run.text))


def _table(element):
    """A table with merged cells filled in; its first row is the head when it is marked as one."""
    rows, heads, carried = [], [], {}
    for line in element.iter("tr"):
        if next(line.iterancestors("table")) is not element:
            continue
        cells, row = [cell for cell in line if cell.tag in ("td", "th") and _shown(cell)], []
        for cell in cells:
            _carry(row, carried)
            text = _cell_text(cell)
            for place in range(_span(cell, "colspan")):
                if _span(cell, "rowspan") > 1:
                    carried[len(row)] = [_span(cell, "rowspan") - 1, text]
                row.append(text if place == 0 else "")
        _carry(row, carried)
        if row:
            rows.append(tuple(row))
            heads.append(line.getparent().tag == "thead" or all(cell.tag == "th" for cell in cells))
    if not rows:
        return []
    head = rows.pop(0) if heads[0] else ()
    return [Table(head, tuple(rows), empty="")]


def _carry(row, carried):
    """Continue cells that reach down from the rows above."""
    while carried.get(len(row), [0])[0] > 0:
        carried[len(row)][0] -= 1
        row.append(carried[len(row)][1])


def _span(cell, name):
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isdecimal() else 1


def _cell_text(cell):
    """The text of a cell; paragraphs and line breaks become line feeds."""
    parts = [cell.text or ""]
    for child in cell:
        if _shown(child):
            inner = _cell_text(child)
            parts.append("\n" + inner if child.tag in _BLOCKS | {"br", "li"} else inner)
        parts.append(child.tail or "")
    text = "".join(_SPACE.sub(" ", part) if part[:1] != "\n" else part for part in parts)
    return re.sub(r" *\n[\n ]*", "\n", text).strip()
