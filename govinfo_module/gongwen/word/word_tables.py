"""Tables of a .docx, written as XML: those of the text, and the imprint at the foot of a page."""

from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .. import style
from ..style import AREA
from .word_parts import FACES, PITCH, paragraph


def table(document, plan, labels=False):
    """Add a table as it was planned for the page; its head is repeated on every page."""
    rows, leading = [], round(plan.size * style.TABLE_LEADING * 20)
    for number, cells in enumerate([plan.head] * bool(plan.head) + plan.body):
        head = number == 0 and bool(plan.head)
        parts = []
        for index, (text, column, width) in enumerate(zip(cells, plan.columns, plan.widths)):
            role = "hei" if head or (labels and index == 0) else "fangsong"
            align = "left" if column.align == "left" and role != "hei" else "center"
            align = "right" if column.align == "right" else align
            form = '<w:spacing w:line="%d" w:lineRule="exact"/><w:jc w:val="%s"/>' % (
                leading,
                align,
            )
            lines = (_line(line, role, plan.size, form) for line in text.split("\n"))
            parts.append(_cell("".join(lines), width))
        rows.append(_row("".join(parts), "<w:cantSplit/>" + "<w:tblHeader/>" * head))
    weights = dict.fromkeys(("top", "left", "bottom", "right"), style.TABLE_OUTER)
    weights.update(insideH=style.TABLE_INNER, insideV=style.TABLE_INNER)
    _append(document, rows, plan.widths, weights, style.TABLE_PAD)


def foot(document, entries, last, need, alone=False, ruled=True):
    """The imprint, ``need`` points high: a table that ends at the foot of the type area.

    ``alone`` on its page it comes after an empty space, else it floats.
    """
    size, width, pad = style.IMPRINT_SIZE, AREA[0], style.IMPRINT_PAD
    form = '%s<w:spacing w:line="%d" w:lineRule="exact"/><w:ind w:left="%d" w:right="%d" w:hanging="%d"/>'
    pitch = style.IMPRINT_PITCH * 20
    lines = []
    for label, names in entries:
        ahead = len(label) * size
        look = form % ("", pitch, (size + ahead) * 20, size * 20, ahead * 20)
        lines.append(_line(label + names.strip().rstrip("。") + "。", "fangsong", size, look))
    rows = [_row(_cell("".join(lines), width))] if lines else []
    if any(last):
        tab = '<w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>' % ((width - size) * 20)
        look = form % (tab, pitch, size * 20, 0, 0)
        rows.append(_row(_cell(_line("\t".join(last), "fangsong", size, look), width)))
    outer = style.IMPRINT_OUTER if ruled else 0.0
    weights = {"top": outer, "bottom": outer, "insideH": style.IMPRINT_INNER}
    place = (
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" '
        'w:tblpX="%d" w:tblpY="%d"/>'
    ) % (style.LEFT * 20, (style.TOP + AREA[1] - need) * 20)
    above = AREA[1] - need - PITCH if alone else 0.0
    paragraph(document, pitch=1.0, size=1.0, before=above)
    _append(document, rows, [width], weights, (0.0, pad), "" if alone else place)
    paragraph(document, pitch=1.0, size=1.0)


def _append(document, rows, widths, weights, pads, place=""):
    """Add a table of rows; ``weights`` per side, and padding sideways and up and down, in points."""
    borders = []
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        weight = weights.get(side)
        kind = (
            'w:val="single" w:sz="%d" w:color="000000"' % round(weight * 8)
            if weight
            else 'w:val="nil"'
        )
        borders.append("<w:%s %s/>" % (side, kind))
    sides = (("top", 1), ("left", 0), ("bottom", 1), ("right", 0))
    margins = ['<w:%s w:w="%d" w:type="dxa"/>' % (side, pads[which] * 20) for side, which in sides]
    columns = ['<w:gridCol w:w="%d"/>' % round(width * 20) for width in widths]
    xml = (
        '<w:tbl %s><w:tblPr>%s<w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>%s'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>%s</w:tblCellMar></w:tblPr>'
        "<w:tblGrid>%s</w:tblGrid>%s</w:tbl>"
    )
    xml %= (
        nsdecls("w"),
        place,
        round(sum(widths) * 20),
        "".join(borders),
        "".join(margins),
        "".join(columns),
        "".join(rows),
    )
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))  # before the last section's properties


def _row(cells, look=""):
    return "<w:tr><w:trPr>%s</w:trPr>%s</w:tr>" % (look, cells)


def _cell(content, width):
    return (
        '<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>%s</w:tc>'
        % (round(width * 20), content)
    )


def _line(text, role, size, form):
    """The XML of a paragraph in a table; ``form`` is the XML of its properties, a tab stays a tab."""
    pieces = ['<w:t xml:space="preserve">%s</w:t>' % escape(part) for part in text.split("\t")]
    return (
        '<w:p><w:pPr>%s</w:pPr><w:r><w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s"/>'
        '<w:spacing w:val="0"/><w:sz w:val="%d"/></w:rPr>%s</w:r></w:p>'
    ) % (form, *[FACES[role]] * 3, round(size * 2), "<w:tab/>".join(pieces))
