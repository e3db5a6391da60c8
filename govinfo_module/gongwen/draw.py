"""Pages to PDF: the only file that draws. Everything it gets has its place already."""

import io
from datetime import datetime, timedelta

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .layout import Image, Text
from .style import AREA, ASCENT, BLACK, PAPER, RED

BOLD = 0.026  # of the size: the stroke that makes a bold character
CHINA = timedelta(hours=8)
_OPERATORS = {3: ("rg", "RG"), 4: ("k", "K")}


def draw(documents, fonts, options):
    """PDF bytes of many documents one after another.

    :param documents: iterable of ``(pages, about)``; ``about`` has title, author, subject and stamp.
        Taken one by one, so that memory does not grow with what was laid out.
    """
    target, press = io.BytesIO(), None
    for pages, about in documents:
        press = press or _Press(target, fonts, options, about)
        for index, page in enumerate(pages):
            press.print(page, about.title if index == 0 else "")
    if press is None:
        raise ValueError("there is no document to draw")
    press.canvas.save()
    return target.getvalue()


class _Press:
    """A canvas with the encoding of characters it has met."""

    def __init__(self, target, fonts, options, about):
        self.options = options
        self.red, self.black = (_colour(table[options.colour]) for table in (RED, BLACK))
        self.canvas = Canvas(
            target,
            pagesize=PAPER,
            pageCompression=1,
            invariant=1,
            lang="zh-CN",
            pdfVersion=(1, 4),
            initialFontName=fonts.own("fangsong").font.fontName,
        )
        self.canvas.setTitle(about.title)
        self.canvas.setAuthor(about.author)
        self.canvas.setSubject(about.subject)
        self.canvas.setCreator("govinfo_module")
        if about.stamp:
            _stamp(self.canvas._doc._timeStamp, about.stamp)
        self._codes, self._images, self._marks = {}, {}, 0

    def print(self, page, title):
        """Draw one page and finish it."""
        self.canvas.setPageSize(page.paper)
        for level, name in [(0, title)] * bool(title) + page.bookmarks:
            self._marks += 1
            self.canvas.bookmarkPage("m%d" % self._marks)
            self.canvas.addOutlineEntry(name, "m%d" % self._marks, level, closed=level != 0)
        (left, top), (_width, height) = page.origin, page.paper
        upright = "1 0 0 1 %.3f %.3f cm" % (left, height - top)
        turned = "0 1 -1 0 %.3f %.3f cm" % (left, height - top - AREA[1])
        self._boxes(page.boxes, turned if page.frame.turned else upright)
        self._boxes(page.fixed, upright)
        self.canvas.showPage()

    def _boxes(self, boxes, matrix):
        operations, colour = [], None
        for box in boxes:
            if isinstance(box, Image):
                continue
            if box.red != colour:
                colour = box.red
                operations.append(self.red if colour else self.black)
            operations.append(self._text(box) if isinstance(box, Text) else _rule(box))
        self.canvas.saveState()
        self.canvas.addLiteral(matrix)
        for box in boxes:
            if isinstance(box, Image):
                picture = self._picture(box.data)
                self.canvas.drawImage(
                    picture, box.x, -box.y - box.height, box.width, box.height, mask="auto"
                )
        self.canvas.addLiteral("\n".join(operations))
        self.canvas.restoreState()

    def _text(self, box):
        """Operators of a line of text, every character at its own place."""
        baseline = -box.y - ASCENT * box.line.size
        result = ["BT"]
        if box.squeeze != 1:
            result.append("%.3f Tz" % (100 * box.squeeze))
        for span in box.line.spans:
            weight = span.size * (span.face.stroke or (BOLD if span.bold else 0))
            if weight:
                result.append("2 Tr %.3f w" % weight)
            result += self._span(span, box.x + box.line.x, baseline, box.squeeze)
            if weight:
                result.append("0 Tr")
        if box.squeeze != 1:
            result.append("100 Tz")
        result.append("ET")
        return " ".join(result)

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
        doc = self.canvas._doc
        ((subset, code),) = font.splitString(char, doc)
        width = font.face.getCharWidth(ord(char)) / 1000
        return font.getSubsetInternalName(subset, doc), "<%s>" % code.hex(), width

    def _picture(self, data):
        if data not in self._images:
            self._images[data] = ImageReader(io.BytesIO(data))
        return self._images[data]


def _rule(rule):
    """Operators of a straight line."""
    return "%.3f w %.3f %.3f m %.3f %.3f l S" % (
        rule.weight,
        rule.x,
        -rule.y,
        rule.x + rule.dx,
        -rule.y - rule.dy,
    )


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
