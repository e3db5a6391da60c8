"""OFD after GB/T 33190-2016, the fixed layout of Chinese offices: the pages of the file.

Lengths are millimetres from the page's upper left corner. An object has a boundary on the page, and
its own places count from the boundary's corner; where it lies sideways or is set narrower, a matrix
(CTM) leads from these to the page. The characters themselves are the text: the embedded font has
them by code point.
"""

import re

from ..style import AREA, ASCENT, BLACK, RED
from .ofd_package import Package, add, element, mm, pack

PAD = 0.15  # of the size: how far ink may reach beyond the em box; some readers clip there
# Some readers drop blanks at the beginning of a text: these stand apart, or all would shift.
_PIECE = re.compile(r"^\s+|\S.*", re.S)
_FORMS = {
    b"\xff\xd8": "JPEG",
    b"\x89P": "PNG",
}  # first bytes of the pictures that flow lets through


class OfdInk:
    """An :class:`draw.Ink` that makes a tree of XML of each page."""

    def __init__(self, options):
        self._red, self._black = (_rgb(table[options.colour]) for table in (RED, BLACK))
        self._package = Package()

    def begin(self, about):
        self._package.about = about

    def page(self, paper, marks):
        number, root = self._package.number(), element("Page")
        add(add(root, "Area"), "PhysicalBox", "0 0 " + mm(*paper))
        layer = self._package.number()
        self._layer = add(add(root, "Content"), "Layer", ID=layer, Type="Body")
        self._package.pages.append((number, root))
        self._package.marks += [(depth, name, number) for depth, name in marks]

    def place(self, origin, turned):
        self._origin, self._turned = origin, turned

    def finish(self):
        return pack(self._package)

    def image(self, box):
        """A picture fills the unit square; the matrix makes that as large as the box."""
        area = box.x, box.y, box.width, box.height
        picture = self._object("ImageObject", area)
        picture.set("CTM", self._matrix(mm(box.width), mm(box.height), box.width))
        picture.set("ResourceID", self._package.picture(box.data, _FORMS[box.data[:2]]))

    def rule(self, box):
        """A line along the middle of its boundary."""
        half = box.weight / 2
        if box.dx:
            area = box.x, box.y - half, box.dx, box.weight
        else:
            area = box.x - half, box.y, box.weight, box.dy
        line = self._object("PathObject", area, LineWidth=mm(box.weight))
        add(line, "StrokeColor", Value=self._colour(box))
        length = box.dx or box.dy
        ends = (0, half, length, half)
        if bool(box.dx) == self._turned:
            ends = (half, 0, half, length)
        add(line, "AbbreviatedData", "M %s L %s" % (mm(*ends[:2]), mm(*ends[2:])))

    def text(self, box):
        baseline = box.y + ASCENT * box.line.size
        for span in box.line.spans:
            self._span(span, box.x + box.line.x, baseline, box.squeeze, self._colour(box))

    def _span(self, span, left, baseline, squeeze, colour):
        """A text in one font; its own places are those before squeezing."""
        size, pad, begin = span.size, span.size * PAD, span.xs[0] - span.size * PAD
        width = span.xs[-1] + span.face.width(span.text[-1]) * size + pad - begin
        top = baseline - ASCENT * size - pad
        area = left + begin * squeeze, top, width * squeeze, size + 2 * pad
        font = self._package.font(span.face, span.text)
        text = self._object("TextObject", area, Font=font, Size=mm(size))
        if squeeze != 1 or self._turned:
            text.set("CTM", self._matrix("%g" % round(squeeze, 5), "1", width * squeeze))
        add(text, "FillColor", Value=colour)
        if span.weight:
            text.set("Stroke", "true")
            text.set("LineWidth", mm(span.weight))
            add(text, "StrokeColor", Value=colour)
        for piece in _PIECE.finditer(span.text):
            xs = [x - begin for x in span.xs[piece.start() : piece.end()]]
            _code(text, piece.group(), xs, baseline - top)

    def _object(self, name, area, **attributes):
        """A new object that covers ``area``: x, y, width and height in points from the origin."""
        (left, top), (x, y, width, height) = self._origin, area
        boundary = left + x, top + y, width, height
        if self._turned:
            boundary = left + y, top + AREA[1] - x - width, height, width
        number = self._package.number()
        return add(self._layer, name, ID=number, Boundary=mm(*boundary), **attributes)

    def _matrix(self, across, down, width):
        """The matrix of an object ``width`` points wide, whose unit is so wide and high, as text."""
        if self._turned:
            return "0 -%s %s 0 0 %s" % (across, down, mm(width))
        return "%s 0 0 %s 0 0" % (across, down)

    def _colour(self, box):
        return self._red if box.red else self._black


def _code(text, chars, xs, y):
    """The characters with their places in points; what rounding takes away is not added up."""
    places = mm(*xs).split()
    code = add(text, "TextCode", chars, X=places[0], Y=mm(y))
    if len(chars) > 1:
        steps = (float(after) - float(before) for before, after in zip(places, places[1:]))
        code.set("DeltaX", " ".join("%g" % round(step, 3) for step in steps))


def _rgb(values):
    """A colour of :mod:`style` in the colour space that a file has by default, as text.

    Few readers know how to show CMYK; so both kinds are written as RGB.
    """
    if len(values) == 4:
        *inks, black = values
        values = [(1 - ink) * (1 - black) for ink in inks]
    return " ".join("%d" % round(255 * value) for value in values)
