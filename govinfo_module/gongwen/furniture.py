"""What surrounds the text: issuing mark, red lines, imprint, page numbers."""

from . import style
from .content import Run
from .layout import Rule, Text
from .style import AREA, SIZE


def mark(setter, text, top, height=style.MARK_HEIGHT, width=AREA[0], left=0.0):
    """The issuing mark in red 小标宋, centred; the ink is ``height`` high and begins exactly at ``top``.

    A long name is set narrower, as painted marks are, then smaller.
    """
    line = setter.line(text.strip(), "xiaobiaosong", 100.0)
    inks = [span.face.ink(span.text) for span in line.spans if span.text.strip()]
    if not inks:
        return []
    high, low = max(ink[0] for ink in inks), min(ink[1] for ink in inks)
    size = height / max(high - low, 0.2)
    squeeze = min(1.0, width / (line.width * size / 100))
    if squeeze < style.MARK_SQUEEZE:
        size, squeeze = size * squeeze / style.MARK_SQUEEZE, style.MARK_SQUEEZE
    line = setter.line(text.strip(), "xiaobiaosong", size)
    x = left + (width - line.width * squeeze) / 2
    return [Text(x, top + (high - style.ASCENT) * size, line, red=True, squeeze=squeeze)]


def squeezed(line, room):
    """How much narrower a line must be set to fit."""
    return min(1.0, max(room, 1.0) / max(line.width, 1.0))


def row(setter, y, left="", right="", role="fangsong", size=SIZE, indent=0.0):
    """Texts or runs at the left and right edges, ``indent`` points from them; narrower when they would meet."""
    first, last = setter.line(left, role, size), setter.line(right, role, size)
    room = AREA[0] - 2 * indent - (size if first.spans and last.spans else 0)
    squeeze = min(1.0, room / max(first.width + last.width, 1.0))
    end = AREA[0] - indent - last.width * squeeze
    boxes = (Text(indent, y, first, squeeze=squeeze), Text(end, y, last, squeeze=squeeze))
    return [box for box in boxes if box.line.spans]


def centred(setter, text, y, role="fangsong", size=SIZE):
    """A text in the middle."""
    line = setter.line(text, role, size)
    squeeze = squeezed(line, AREA[0])
    return Text((AREA[0] - line.width * squeeze) / 2, y, line, squeeze=squeeze)


def left_marks(setter, head, top, pitch, number=""):
    """Copy number, secrecy and urgency, from top to bottom at the left (7.2.1 to 7.2.3), and how many rows they take.

    A letter's ``number`` is at the right of the first row.
    """
    marks = ((head.copy_number, ""), (head.secrecy, "hei"), (head.urgency, "hei"))
    marks = [(Run(text, face=face),) for text, face in marks if text]
    boxes = []
    for index, text in enumerate(marks or [""] * bool(number)):
        boxes += row(setter, top + index * pitch, text, "" if index else number)
    return boxes, len(marks)


def red_rule(y):
    """The red line as wide as the type area (7.2.7)."""
    return Rule(0, y, AREA[0], 0, style.RED_LINE, True)


def double_rule(y, thick_first):
    """The letter's red double line, 170 mm wide, its outer edge at ``y`` below the type area's top (10.1)."""
    weights = (style.LETTER_THICK, style.LETTER_THIN)
    weights = weights if thick_first else weights[::-1]
    lower = y + weights[0] + style.LETTER_SPLIT
    return [
        Rule(style.LEFT_OUTSIDE, y + weights[0] / 2, style.LETTER_RULE, 0, weights[0], True),
        Rule(style.LEFT_OUTSIDE, lower + weights[1] / 2, style.LETTER_RULE, 0, weights[1], True),
    ], lower + weights[1]


def imprint(setter, entries, last=("", ""), ruled=True):
    """Boxes of an imprint and its height (7.4); smaller type when it would not fit on a page.

    :param entries: pairs of label and names, such as ("抄送：", "县委办公室。").
    :param last: texts at the left and right of the last row, such as printer and date.
    """
    scale = 1.0
    boxes, rules = _imprint(setter, entries, last, scale)
    while rules[-1] > AREA[1] and scale > style.IMPRINT_LEAST:
        scale *= 0.9
        boxes, rules = _imprint(setter, entries, last, scale)
    if ruled:
        outer = (0.0, rules[-1])
        for y in rules:
            weight = style.IMPRINT_OUTER if y in outer else style.IMPRINT_INNER
            boxes.append(Rule(0, y, AREA[0], 0, weight))
    return boxes, rules[-1]


def _imprint(setter, entries, last, scale):
    """The texts of an imprint, and the places of its lines."""
    size, pitch, pad = style.IMPRINT_SIZE * scale, style.IMPRINT_PITCH * scale, style.IMPRINT_PAD
    boxes, y, rules = [], pad, [0.0]
    for label, names in entries:
        text = label + names.strip().rstrip("。") + "。"
        hanging = setter.measure(label) * size
        for line in setter.lines(text, AREA[0] - 2 * size, size=size, hanging=hanging):
            boxes.append(Text(size, y + (pitch - size) / 2, line))
            y += pitch
    if any(last):
        if entries:
            rules.append(y + pad)
            y += 2 * pad
        boxes += row(setter, y + (pitch - size) / 2, *last, size=size, indent=size)
        y += pitch
    return boxes, [*rules, y + pad]


def finish(pages, setter, options):
    """Print the page numbers (7.5) and move the type area when margins are mirrored."""
    for index, page in enumerate(pages):
        if options.mirrored and index % 2:
            page.origin = (style.PAPER[0] - AREA[0] - style.LEFT, page.origin[1])
        if page.number is None:
            continue
        size = style.SIZE_4
        line = setter.line("— %d —" % page.number, "song", size)
        high, low = line.spans[0].face.ink("—")
        y = AREA[1] + style.NUMBER_DROP + ((high + low) / 2 - style.ASCENT) * size
        x = size if page.number % 2 == 0 else AREA[0] - size - line.width
        page.fixed.append(
            Text((AREA[0] - line.width) / 2 if options.centred_numbers else x, y, line)
        )
    return pages
