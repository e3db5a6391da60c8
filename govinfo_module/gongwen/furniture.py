"""What surrounds the text: issuing mark, red lines, imprint, page numbers."""

from . import style
from .layout import Rule, Text
from .style import AREA, SIZE


def mark(setter, text, top, height=style.MARK_HEIGHT, width=AREA[0], left=0.0):
    """The issuing mark in red 小标宋, centred; the ink is ``height`` high and begins exactly at ``top``.

    A long name is set narrower, as painted marks are, then smaller.
    """
    line = setter.line(text, "xiaobiaosong", 100.0)
    if not line.spans:
        return []
    high, low = line.spans[0].face.ink(line.spans[0].text)
    size = height / (high - low)
    squeeze = min(1.0, width / (line.width * size / 100))
    if squeeze < style.MARK_SQUEEZE:
        size, squeeze = size * squeeze / style.MARK_SQUEEZE, style.MARK_SQUEEZE
    line = setter.line(text, "xiaobiaosong", size)
    x = left + (width - line.width * squeeze) / 2
    return [Text(x, top + (high - style.ASCENT) * size, line, red=True, squeeze=squeeze)]


def right(setter, text, y, role="fangsong", size=SIZE, indent=0.0, edge=AREA[0]):
    """A text ending ``indent`` points before the right edge."""
    line = setter.line(text, role, size)
    return Text(edge - indent - line.width, y, line)


def labelled(setter, label, name, y):
    """A label with a name in 楷体, ending one character before the right edge."""
    name = setter.line(name, "kai", SIZE)
    place = Text(AREA[0] - SIZE - name.width, y, name)
    return [place, right(setter, label, y, indent=SIZE + name.width)]


def centred(setter, text, y, role="fangsong", size=SIZE, width=AREA[0], red=False):
    """A text in the middle."""
    line = setter.line(text, role, size)
    return Text((width - line.width) / 2, y, line, red)


def left_marks(setter, head, top, pitch):
    """Copy number, secrecy and urgency, from top to bottom at the left (7.2.1 to 7.2.3); how many rows they take."""
    marks = ((head.copy_number, "fangsong"), (head.secrecy, "hei"), (head.urgency, "hei"))
    marks = [(text, role) for text, role in marks if text]
    boxes = [
        Text(0, top + i * pitch, setter.line(text, role, SIZE))
        for i, (text, role) in enumerate(marks)
    ]
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
    """Boxes of an imprint and its height (7.4).

    :param entries: pairs of label and names, such as ("抄送：", "县委办公室。").
    :param last: texts at the left and right of the last row, such as printer and date.
    """
    size, pitch, pad, width = style.IMPRINT_SIZE, style.IMPRINT_PITCH, style.IMPRINT_PAD, AREA[0]
    boxes, y, rules = [], pad, [0.0]
    for label, names in entries:
        hanging = sum(glyph.width for glyph in setter.glyphs(label, "fangsong", size))
        names = names.strip().rstrip("。") + "。"
        for line in setter.lines(
            label + names, width - 2 * size, "fangsong", size, hanging=hanging
        ):
            boxes.append(Text(size, y + (pitch - size) / 2, line))
            y += pitch
    if any(last):
        if entries:
            rules.append(y + pad)
            y += 2 * pad
        above = y + (pitch - size) / 2
        boxes.append(Text(size, above, setter.line(last[0], "fangsong", size)))
        boxes.append(right(setter, last[1], above, "fangsong", size, size))
        y += pitch
    rules.append(y + pad)
    if ruled:
        outer = {rules[0], rules[-1]}
        weight = {True: style.IMPRINT_OUTER, False: style.IMPRINT_INNER}
        boxes += [Rule(0, at, width, 0, weight[at in outer]) for at in rules]
    return boxes, y + pad


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
