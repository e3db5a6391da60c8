"""The inside of an .ofd (GB/T 33190-2016): its pages as texts with places.

A file from outside is bounded in every direction: what it unpacks to, how much XML is read, how
deep objects nest, how many there are and how much text.
"""

import math
import posixpath
from typing import NamedTuple

from lxml import etree

from . import archive, errors
from .text import visible

SUFFIX = "ofd"
MAX_XML, MAX_PART = 50 * archive.MB, 10 * archive.MB
LEAST = 8192  # bytes that a part counts at least: a page can be listed any number of times
MAX_ITEMS = 1_000_000  # characters and objects together
MAX_DEPTH = 16  # of objects in objects
HALF = 0.5  # of the size: how wide a character is taken for that is not Chinese
UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Piece(NamedTuple):
    """A text as it is placed, in millimetres.

    ``turn`` counts the quarters by which its lines are turned to the right. Places are those of the
    page turned back: ``x`` from left to right to ``end``, ``y`` of the baseline downwards.
    """

    text: str
    x: float
    y: float
    end: float
    size: float
    turn: int


class Parts:
    """The parts of an open archive by name, parsed one by one."""

    def __init__(self, source):
        self._source = source
        self._names = {_plain(name): name for name in source.namelist()}
        self._left = MAX_XML

    def find(self, base, location):
        """Name of the part that the part ``base`` calls ``location``; None when there is none."""
        location = (location or "").strip().replace("\\", "/")
        for path in (posixpath.join(posixpath.dirname(base), location), location):
            if location and _plain(path) in self._names:
                return self._names[_plain(path)]
        return None

    def root(self, name):
        """The root element of a part."""
        size = self._source.getinfo(name).file_size
        self._left -= max(size, LEAST)
        if self._left < 0 or size > MAX_PART:
            raise errors.UnpackedTooLarge(limit=MAX_XML // archive.MB)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self._source.read(name), parser)
        except Exception as error:  # no XML, or what a damaged archive raises
            raise errors.BrokenFile(suffix=SUFFIX) from error
        if root.getroottree().docinfo.internalDTD is not None:  # to blow up by entities
            raise errors.BrokenFile(suffix=SUFFIX)
        return root


def _plain(path):
    """A path of one form: writers differ in case and in what stands before it."""
    return posixpath.normpath("/" + path.replace("\\", "/")).lstrip("/").casefold()


class Document:
    """One document of the file: ``name`` is its Document.xml. ``budget`` is shared by all."""

    def __init__(self, parts, name, budget):
        self._parts, self._name, self._budget = parts, name, budget
        self._root = parts.root(name)
        self._templates = dict(self._located(self._root, "TemplatePage", name))
        self._units = self._resources(self._root, ("PublicRes", "DocumentRes"), name)

    def pages(self):
        """The :class:`Piece` list of each page, in the order of the pages."""
        for _number, name in self._located(self._root, "Page", self._name):
            yield self._page(name)

    def _located(self, root, tag, base):
        """``(ID, name of the part)`` of the elements that say where their content is."""
        for node in root.iter("{*}" + tag):
            name = self._parts.find(base, node.get("BaseLoc"))
            if name:
                yield node.get("ID"), name

    def _resources(self, root, tags, base):
        """Drawings that can be placed many times, by their number."""
        names = (
            self._parts.find(base, node.text) for tag in tags for node in root.iter("{*}" + tag)
        )
        units = {}
        for name in filter(None, names):
            for unit in self._parts.root(name).iter("{*}CompositeGraphicUnit"):
                units[unit.get("ID")] = unit
        return units

    def _page(self, name):
        root = self._parts.root(name)
        units = {**self._units, **self._resources(root, ("PageRes",), name)}
        roots = [root]
        for node in root.iter("{*}Template"):
            if node.get("TemplateID") in self._templates:
                roots.append(self._parts.root(self._templates[node.get("TemplateID")]))
        walk = _Walk(units, self._budget)
        for tree in roots:
            for layer in tree.iter("{*}Layer"):
                walk.through(layer, UPRIGHT)
        return walk.pieces


class Budget:
    """How much may still be read."""

    def __init__(self):
        self._left = MAX_ITEMS

    def spend(self, count):
        """Take note of what was read; raises ``UnpackedTooLarge``."""
        self._left -= count
        if self._left < 0:
            raise errors.UnpackedTooLarge(limit=MAX_XML // archive.MB)


class _Walk:
    """Collects the texts of a page."""

    def __init__(self, units, budget):
        self._units, self._budget = units, budget
        self.pieces = []

    def through(self, parent, matrix, depth=0):
        """All objects in an element whose places ``matrix`` leads to the page."""
        if depth > MAX_DEPTH:
            raise errors.BrokenFile(suffix=SUFFIX)
        for node in parent:
            self._budget.spend(1)
            kind = etree.QName(node).localname
            if node.get("Visible") == "false":
                continue
            if kind == "PageBlock":
                self.through(node, matrix, depth + 1)
            elif kind == "TextObject":
                self._text(node, _placed(node, matrix))
            elif kind == "CompositeObject" and node.get("ResourceID") in self._units:
                content = self._units[node.get("ResourceID")].find("{*}Content")
                if content is not None:
                    self.through(content, _placed(node, matrix), depth + 1)

    def _text(self, node, matrix):
        size, x, y = float(node.get("Size", 0)), 0.0, 0.0
        for code in node.iterfind("{*}TextCode"):
            text = code.text or ""
            self._budget.spend(len(text))
            x, y = float(code.get("X", x)), float(code.get("Y", y))
            if visible(text):
                self.pieces.append(_piece(text, x, y, size, code, matrix))


def _piece(text, x, y, size, code, matrix):
    """The piece of a TextCode at x, y of its object."""
    across = _length(text, code.get("DeltaX"), size)
    a, b, c, d, e, f = matrix
    page_x, page_y = a * x + c * y + e, b * x + d * y + f
    turn = round(math.atan2(b, a) / (math.pi / 2)) % 4
    for _quarter in range(turn):
        page_x, page_y = page_y, -page_x
    end, size = page_x + across * math.hypot(a, b), size * math.hypot(c, d)
    if not math.isfinite(page_y + end + size):
        raise ValueError("a place is no number")
    return Piece(visible(text), page_x, page_y, end, size, turn)


def _length(text, steps, size):
    """How long a text is; ``steps`` from character to character as written: "g 3 5.5" is 5.5 thrice."""
    words, taken, total = iter((steps or "").split()), 0, 0.0
    for word in words:
        count = int(next(words, 0)) if word == "g" else 1
        step = float(next(words, 0)) if word == "g" else float(word)
        count = max(0, min(count, len(text) - 1 - taken))
        taken, total = taken + count, total + count * step
    return total + size * sum(1 if ord(char) > 0x2000 else HALF for char in text[taken:])


def _placed(node, matrix):
    """The matrix for what is inside an object."""
    x, y = map(float, (node.get("Boundary") or "0 0").split()[:2])
    inner = UPRIGHT
    if node.get("CTM"):
        inner = tuple(map(float, node.get("CTM").split()))
    a, b, c, d, e, f = inner
    return _product((a, b, c, d, e + x, f + y), matrix)


def _product(first, then):
    """The matrix that does one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
