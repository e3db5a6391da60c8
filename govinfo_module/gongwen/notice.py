"""Documents with a red head: the file format (通报) and the letter format (函、告知书)."""

from dataclasses import replace

from . import chinese, furniture, style
from .content import Imprint, Run
from .flow import Flow
from .layout import add_imprint, moved, number_pages, paginate
from .style import LINES, SIZE


def compose_notice(document, setter, options):
    """Pages of a :class:`content.Notice`."""
    boxes, rows = _file_head(setter, document.head, options.pitch)
    entries, last = imprint_entries(document.imprint or Imprint())
    if _hides_text(document, setter, options.pitch, rows):
        entries.insert(0, ("主送：", document.addressee))
        document = replace(document, addressee="")
    pages = _body(document, setter, options.pitch, rows)
    pages[0].boxes[:0] = boxes
    number_pages(pages)
    if entries or any(last):
        add_imprint(pages, *furniture.imprint(setter, entries, last), options.duplex)
    return pages


def compose_letter(document, setter, options):
    """Pages of a :class:`content.Letter`: no number on the first one, an imprint without lines (10.1)."""
    boxes, rows = _letter_head(setter, document.head, options.pitch)
    pages = _body(document, setter, options.pitch, rows)
    pages[0].boxes[:0] = boxes
    number_pages(pages)
    if document.copy_to:
        copies = furniture.imprint(setter, [("抄送：", document.copy_to)], ruled=False)
        add_imprint(pages, *copies, duplex=False)
    pages[0].number = None
    return pages


def imprint_entries(imprint):
    """What the imprint says: labelled names, and the texts left and right of its last row."""
    entries = [("抄送：", imprint.copy_to)] if imprint.copy_to.strip() else []
    day = chinese.date(imprint.printed_on)
    return entries, (imprint.printer, day and day + "印发")


def _file_head(setter, head, pitch):
    """Boxes of a red head (7.2), and the row where the title begins."""
    boxes, _rows = furniture.left_marks(setter, head, 0, pitch)
    boxes += furniture.mark(setter, head.mark, style.MARK_TOP)
    row = round((style.MARK_TOP + style.MARK_HEIGHT) / pitch + 2)
    y = row * pitch
    number = chinese.document_number(head.number)
    if head.signer:
        signer = (Run("签发人："), Run(head.signer, face="kai"))
        boxes += furniture.row(setter, y, number, signer, indent=SIZE)
    else:
        boxes.append(furniture.centred(setter, number, y))
    boxes.append(furniture.red_rule(y + SIZE + style.LINE_GAP))
    return boxes, row + 3


def _letter_head(setter, head, pitch):
    """Boxes of a letter's head (10.1), and the row where the title begins."""
    top = style.LETTER_MARK_TOP - style.TOP
    boxes = furniture.mark(setter, head.mark, top)
    upper, below = furniture.double_rule(top + style.MARK_HEIGHT + style.LETTER_LINE_GAP, True)
    lower, foot = furniture.double_rule(0, False)
    at = style.PAPER[1] - style.TOP - style.LETTER_FOOT
    boxes += upper + [moved(rule, at - foot) for rule in lower]
    y = below + style.LETTER_BELOW
    number = chinese.document_number(head.number)
    marks, rows = furniture.left_marks(setter, head, y, pitch, number)
    boxes += marks
    last = y + (max(rows, 1) - 1) * pitch + SIZE
    return boxes, round((last + (pitch - SIZE)) / pitch) + 2


def _body(document, setter, pitch, rows):
    """Pages of title, text, closing lines and annexes, the first one leaving room for the head.

    When the closing lines would just miss the page of the text, the line pitch gives way (7.3.5.4); otherwise two rows
    of text go along with them.
    """
    flow, tail = _text(document, setter, pitch)
    pages = paginate(flow.rows, rows * pitch, pitch)
    if pitch > style.TIGHT_PITCH and len(pages) > len(
        paginate(flow.rows[:tail], rows * pitch, pitch)
    ):
        tight = _text(document, setter, style.TIGHT_PITCH)[0]
        closer = paginate(tight.rows, rows * pitch, style.TIGHT_PITCH)
        pages = closer if len(closer) < len(pages) else pages
    if document.annexes:
        annexes = Flow(setter, pitch)
        annexes.annexes(document.annexes)
        pages += paginate(annexes.rows, 0.0, pitch)
    return pages


def _text(document, setter, pitch):
    """Rows from the title to the remark, and the index of the first closing row."""
    flow = Flow(setter, pitch)
    flow.title(document.title)
    if document.addressee:
        flow.blank()
        flow.text(addressed(document.addressee), first=0, keep=True)
    else:
        flow.blank()
    flow.blocks(document.blocks)
    tail = len(flow.rows)
    flow.keep_text()
    if document.annexes:
        flow.annex_note(document.annexes)
    flow.signature(document.organ, document.date, document.seal)
    flow.remark(document.remark)
    return flow, tail


def addressed(text):
    """The addressees with the colon that ends them."""
    return text.strip().rstrip(":：") + "："


def _hides_text(document, setter, pitch, rows):
    """Whether so many are addressed that the first page would show no text; they then go to the imprint (7.3.2)."""
    flow = Flow(setter, pitch)
    flow.title(document.title)
    flow.blank()
    flow.text(addressed(document.addressee), first=0)
    return (
        bool(document.addressee)
        and sum(row.height for row in flow.rows) > (LINES - 1 - rows) * pitch + 1
    )
