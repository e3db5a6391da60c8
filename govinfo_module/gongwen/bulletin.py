"""Issues of a publication (简报: 普刊、专报、参阅). There is no national standard; this is common practice."""

from . import chinese, furniture, style
from .content import Para, Run
from .flow import Flow
from .layout import add_imprint, number_pages, paginate
from .style import AREA, SIZE


def compose_bulletin(document, setter, options):
    """Pages of a :class:`content.Bulletin`; the foot is on the last even page."""
    boxes, rows = _masthead(setter, document, options.pitch)
    flow = Flow(setter, options.pitch)
    flow.depth = 2
    if document.editor_note:
        flow.text("【编者按】" + document.editor_note, "kai")
        flow.blank()
    if document.contents and len(document.items) > 1:
        _contents(flow, document.items)
    for number, item in enumerate(document.items):
        if number:
            flow.blank(2)
        _item(flow, item)
    pages = paginate(flow.rows, rows * options.pitch, options.pitch)
    pages[0].boxes[:0] = boxes
    number_pages(pages)
    entries, last = feet(document)
    if entries or any(last):
        add_imprint(pages, *furniture.imprint(setter, entries, last), options.duplex)
    return pages


def feet(document):
    """What the foot says: labelled names, and the texts left and right of its last row."""
    entries = (("报：", document.report_to), ("送：", document.send_to), ("发：", document.copy_to))
    run = "共印%d份" % document.print_run if document.print_run else ""
    return [entry for entry in entries if entry[1].strip()], (document.editor, run)


def _masthead(setter, document, pitch):
    """Boxes of the head in the first third of the page, and the row where the text begins."""
    boxes = furniture.mark(
        setter, document.masthead, style.MASTHEAD_TOP, style.MASTHEAD_HEIGHT, AREA[0]
    )
    secrecy = (Run(document.secrecy or document.notice, face="hei"),)
    boxes += furniture.row(setter, 0, secrecy, document.copy_number)
    row = style.MASTHEAD_ROWS
    boxes.append(
        furniture.centred(setter, "第%s期" % (document.number or "　"), row * pitch, "kai")
    )
    if document.total is not None:
        row += 1
        boxes.append(furniture.centred(setter, "（总第%d期）" % document.total, row * pitch, "kai"))
    if document.signer:
        signer = (Run("签发："), Run(document.signer, face="kai"))
        boxes += furniture.row(setter, row * pitch, "", signer, indent=SIZE)
    row += 1
    date = chinese.date(document.date)
    boxes += furniture.row(setter, row * pitch, document.organ, date, indent=SIZE)
    boxes.append(furniture.red_rule(row * pitch + SIZE + style.LINE_GAP))
    return boxes, row + 2


def _contents(flow, items):
    """The titles of the items, before the first one."""
    flow.text("本期要目", "hei", 0, align="center", keep=True)
    for number, item in enumerate(items, 1):
        label = "%d. " % number
        hanging = flow.setter.measure(label)
        flow.text(label + item.title.replace("\n", ""), "kai", 0, hanging, keep=number < len(items))
    flow.blank()


def _item(flow, item):
    """Title, text and source of one item."""
    flow.title(item.title, bookmark=(1, chinese.clean(item.title).replace("\n", "")))
    flow.blank()
    flow.blocks(item.blocks)
    if item.source:
        flow.keep_text(1)
        flow.blocks([Para("（%s）" % item.source.strip().strip("（()）"), align="right")])
