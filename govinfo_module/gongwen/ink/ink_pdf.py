"""PDF with ReportLab: fonts embedded as subsets, every character at its own place."""

import io
from datetime import datetime, timedelta

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ..style import AREA, ASCENT, BLACK, PAPER, RED

CHINA = timedelta(hours=8)
_OPERATORS = {3: ("rg", "RG"), 4: ("k", "K")}


class PdfInk:
    """An :class:`draw.Ink`: a canvas with the encoding of characters it has met."""

    def __init__(self, fonts, options):
        self._red, self._black = (_colour(table[options.colour]) for table in (RED, BLACK))
        self._target = io.BytesIO()
        self._canvas = Canvas(
            self._target,
            pagesize=PAPER,
            pageCompression=1,
            invariant=1,
            lang="zh-CN",
            pdfVersion=(1, 4),
            initialFontName=fonts.own("fangsong").font.fontName,
        )
        self._codes, self._images, self._marks = {}, {}, 0
        self._height = self._operations = self._colour = None

    def begin(self, about):
        self._canvas.setTitle(about.title)
        self._canvas.setAuthor(about.author)
        self._canvas.setSubject(about.subject)
        self._canvas.setCreator("govinfo_module")
        if about.stamp:
            _stamp(self._canvas._doc._timeStamp, about.stamp)

    def page(self, paper, marks):
        self._end_page()
        self._height = paper[1]
        self._canvas.setPageSize(paper)
        for level, name in marks:
            self._marks += 1
            self._canvas.bookmarkPage("m%d" % self._marks)
            self._canvas.addOutlineEntry(name, "m%d" % self._marks, level, closed=level != 0)

    def place(self, origin, turned):
        self._end_place()
        left, top = origin
        matrix = "0 1 -1 0 %.3f %.3f cm" if turned else "1 0 0 1 %.3f %.3f cm"
        foot = self._height - top - (AREA[1] if turned else 0)
        self._canvas.saveState()
        self._canvas.addLiteral(matrix % (left, foot))
        self._operations, self._colour = [], None

    def finish(self):
        self._end_page()
        self._canvas.save()
        return self._target.getvalue()

    def _end_place(self):
        if self._operations is not None:
            self._canvas.addLiteral("\n".join(self._operations))
            self._canvas.restoreState()
            self._operations = None

    def _end_page(self):
        if self._height is not None:
            self._end_place()
            self._canvas.showPage()
            self._height = None

    def image(self, box):
        if box.data not in self._images:
            self._images[box.data] = ImageReader(io.BytesIO(box.data))
        picture, foot = self._images[box.data], -box.y - box.height
        self._canvas.drawImage(picture, box.x, foot, box.width, box.height, mask="auto")

    def rule(self, box):
        self._paint(box.red)
        places = box.weight, box.x, -box.y, box.x + box.dx, -box.y - box.dy
        self._operations.append("%.3f w %.3f %.3f m %.3f %.3f l S" % places)

    def text(self, box):
        """Operators of a line of text."""
        self._paint(box.red)
        baseline = -box.y - ASCENT * box.line.size
        result = ["BT"]
        if box.squeeze != 1:
            result.append("%.3f Tz" % (100 * box.squeeze))
        for span in box.line.spans:
            if span.weight:
                result.append("2 Tr %.3f w" % span.weight)
            result += self._span(span, box.x + box.line.x, baseline, box.squeeze)
            if span.weight:
                result.append("0 Tr")
        if box.squeeze != 1:
            result.append("100 Tz")
        result.append("ET")
        self._operations.append(" ".join(result))

    def _paint(self, red):
        """Change to the colour if it is another one."""
        if red != self._colour:
            self._colour = red
            self._operations.append(self._red if red else self._black)

    def _span(self, span, left, baseline, squeeze):
        """Operators of a span: one array of codes and corrections per font subset."""
        font, size, xs = span.face.font, span.size, span.xs
        codes = self._codes.setdefault(font, {})
        current, array, due = None, [], 0.0
        for char, x in zip(span.text, xs):
            if char not in codes:
                codes[char] = self._code(font, char)
            subset, code, width = codes[char]
            if subset != current:
                if array:
                    yield "[%s] TJ" % "".join(array)
                current, array = subset, []
                yield "%s %.3f Tf 1 0 0 1 %.3f %.3f Tm" % (
                    subset,
                    size,
                    left + x * squeeze,
                    baseline,
                )
            elif abs(x - due) > 0.004:
                array.append("%.2f" % ((due - x) * 1000 / size))
            else:
                x = due
            array.append(code)
            due = x + width * size
        if array:
            yield "[%s] TJ" % "".join(array)

    def _code(self, font, char):
        """Subset's name, code as PDF text, and advance of a character in this file."""
        doc = self._canvas._doc
        ((subset, code),) = font.splitString(char, doc)
        width = font.face.getCharWidth(ord(char)) / 1000
        return font.getSubsetInternalName(subset, doc), "<%s>" % code.hex(), width


def _colour(values):
    """Operators that set a colour for filling and stroking."""
    text = " ".join("%g" % value for value in values)
    return "%s %s %s %s" % (text, _OPERATORS[len(values)][0], text, _OPERATORS[len(values)][1])


def _stamp(clock, moment):
    """Set the file's creation time (China time) in ReportLab's clock; ``invariant`` would say the year 2000."""
    clock.t = (moment - datetime(1970, 1, 1) - CHINA).total_seconds()
    clock.lt = moment.timetuple()
    clock.YMDhms = moment.timetuple()[:6]
    clock.dhh, clock.dmm = 8, 0
