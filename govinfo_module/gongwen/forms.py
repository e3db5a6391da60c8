"""Slips (约稿通知单), certificates (荣誉证书) and plain sheets."""

from . import chinese, furniture, style
from .content import Table
from .flow import Flow
from .layout import Page, Rule, Text, number_pages, paginate
from .style import PAPER, SIDEWAYS, SIZE, UPRIGHT
from .tables import any_sideways


def compose_slip(document, setter, options):
    """Pages of a :class:`content.Slip`: title, a form of two columns, text, signature."""
    boxes, rows = [], 0
    if document.mark:
        boxes = furniture.mark(setter, document.mark, 0, style.SLIP_MARK_HEIGHT)
        boxes.append(furniture.red_rule(style.SLIP_MARK_HEIGHT + style.LINE_GAP))
        rows = round((style.SLIP_MARK_HEIGHT + style.LINE_GAP) / options.pitch) + 2
    flow = _slip_rows(document, setter, options.pitch)
    pages = paginate(flow.rows, rows * options.pitch, options.pitch)
    if len(pages) > 1:  # a closer pitch when that saves a page, as in documents with a head
        tight = paginate(
            _slip_rows(document, setter, style.TIGHT_PITCH).rows,
            rows * options.pitch,
            style.TIGHT_PITCH,
        )
        pages = tight if len(tight) < len(pages) else pages
    pages[0].boxes[:0] = boxes
    return _numbered(pages)


def _slip_rows(document, setter, pitch):
    """The rows of a slip below its mark."""
    flow = Flow(setter, pitch)
    flow.title(document.title)
    if document.number:
        number = chinese.document_number(document.number)
        flow.text(number, first=0, align="right", keep=True)
    else:
        flow.blank()
    if document.addressee:
        flow.text(document.addressee.strip().rstrip(":：") + "：", first=0, keep=True)
    if document.fields:
        form = Table((), tuple(document.fields), ("center", "left"), (1, 4), False, "", "", True)
        flow.blocks([form])
        flow.blank()
    flow.blocks(document.blocks)
    flow.keep_text()
    flow.signature(document.organ, document.date, document.seal)
    flow.remark(document.remark)
    return flow


def compose_sheet(document, setter, options):
    """Pages of a :class:`content.Sheet`; sideways when it has a table that is."""
    frame = SIDEWAYS if any_sideways(setter, document.blocks) else UPRIGHT
    flow = Flow(setter, options.pitch, frame)
    flow.title(document.title)
    if document.subtitle:
        flow.text(document.subtitle, "kai", 0, align="center", keep=True)
    flow.blank()
    flow.blocks(document.blocks)
    flow.keep_text()
    flow.signature(document.organ, document.date, False)
    return _numbered(paginate(flow.rows, 0.0, options.pitch))


def _numbered(pages):
    if len(pages) > 1:
        number_pages(pages)
    return pages


def compose_certificate(document, setter, _options):
    """The one page of a :class:`content.Certificate`."""
    width, height = PAPER[1], PAPER[0]
    page = Page(paper=(width, height), origin=(0.0, 0.0))
    for inset, weight in style.CERTIFICATE_BORDER:
        page.boxes += _border(width, height, inset, weight)
    left, room = style.CERTIFICATE_LEFT, width - 2 * style.CERTIFICATE_LEFT
    top, high = style.CERTIFICATE_TOP, style.CERTIFICATE_TITLE
    page.boxes += furniture.mark(setter, document.title, top, high, room * 0.7, left + room * 0.15)
    size = style.SIZE_1
    lines = _certificate_lines(setter, document, room, size)
    space = height - style.CERTIFICATE_FOOT - style.CERTIFICATE_TEXT
    while size > 8 and len(lines) * size * style.CERTIFICATE_LEADING > space:
        size -= 1
        lines = _certificate_lines(setter, document, room, size)
    step = size * style.CERTIFICATE_LEADING
    for row, line in enumerate(lines):
        page.boxes.append(Text(left, style.CERTIFICATE_TEXT + row * step, line))
    page.boxes += _certificate_foot(setter, document, height, width - left)
    return [page]


def _certificate_lines(setter, document, room, size):
    recipient = document.recipient.strip().rstrip(":：") + "："
    text = setter.lines(document.text, room, "fangsong", size, first=2 * size)
    return setter.lines(recipient, room, "kai", size) + text


def _certificate_foot(setter, document, height, edge):
    """Organisation over date, centred on each other; number at the left."""
    size, y = style.SIZE_2, height - style.CERTIFICATE_FOOT + style.SIZE_2
    lines = [
        setter.line(text, "fangsong", size)
        for text in (document.organ, chinese.date(document.date))
    ]
    room = (edge - style.CERTIFICATE_LEFT) * 0.6
    middle = edge - min(room, max(line.width for line in lines)) / 2
    foot = []
    for index, line in enumerate(lines):
        squeeze = furniture.squeezed(line, room)
        x = middle - line.width * squeeze / 2
        foot.append(Text(x, y + index * 2 * size, line, squeeze=squeeze))
    if document.number:
        number = setter.line("编号：" + document.number, "fangsong", SIZE)
        squeeze = furniture.squeezed(number, room / 2)
        foot.append(Text(style.CERTIFICATE_LEFT, y + 2 * size, number, squeeze=squeeze))
    return foot


def _border(width, height, inset, weight):
    """A red rectangle."""
    wide, high = width - 2 * inset, height - 2 * inset
    return [
        Rule(inset - weight / 2, inset, wide + weight, 0, weight, True),
        Rule(inset - weight / 2, height - inset, wide + weight, 0, weight, True),
        Rule(inset, inset, 0, high, weight, True),
        Rule(width - inset, inset, 0, high, weight, True),
    ]
