"""Two versions of a text as one HTML with what was added and what was taken out in colour."""

from html import escape

from .blocks import read_blocks
from .frames import Frames
from .joint import DELETE, EQUAL, INSERT, JointTable, compare

_TAGS = {INSERT: "ins", DELETE: "del"}
_COLOURS = {
    "ins": "background:#d4f4d8;text-decoration:none",
    "del": "background:#fbd5d5;text-decoration:line-through",
}


def html_diff(old, new):
    """Clean HTML of the new version with ``<ins>`` and ``<del>``, coloured by their style.

    Takes any HTML; what is not in the clean subset takes no part. Equal texts come back unmarked.
    """
    joint = compare(read_blocks(old), read_blocks(new))
    return _blocks(joint, Frames(joint))


def _blocks(joint, frames):
    """HTML of a list of lines and tables, their lists and quotations around them."""
    out, opened = [], []
    for block in joint:
        content = _table(block, frames) if isinstance(block, JointTable) else _line(block)
        if not content:
            continue
        around = frames.around(block)
        common = 0
        while common < min(len(opened), len(around)) and opened[common][0] == around[common][0]:
            common += 1
        out += ["</%s>" % frame.tag for _key, frame in reversed(opened[common:])]
        out += [_opening(frame) for _key, frame in around[common:]]
        out.append(content)
        opened = around
    return "".join(out + ["</%s>" % frame.tag for _key, frame in reversed(opened)])


def _opening(frame):
    start = "" if frame.start == 1 else ' start="%d"' % frame.start
    return "<%s%s>" % (frame.tag, start)


def _line(line):
    """HTML of a paragraph, nothing for one that was only put in to hold a mark."""
    text = "".join(_marked(kind, pieces) for kind, pieces in _stretches(line.pieces))
    tag = (line.new or line.old).tag if text else ""
    return "<%s>%s</%s>" % (tag, text, tag) if tag else text


def _stretches(pieces):
    """``(kind, pieces)`` of neighbours of one kind; what is out before what is in."""
    result = []
    for piece in pieces:
        if not result or result[-1][0] != piece.kind:
            result.append((piece.kind, []))
        result[-1][1].append(piece)
    return result


def _marked(kind, pieces):
    html = "".join(_piece(piece) for piece in pieces)
    if kind == EQUAL:
        return html
    tag = _TAGS[kind]
    return '<%s style="%s">%s</%s>' % (tag, _COLOURS[tag], html, tag)


def _piece(piece):
    html = escape(piece.text, quote=False).replace("\n", "<br>")
    for mark in reversed(piece.old if piece.new is None else piece.new):
        html = "<%s>%s</%s>" % (mark, html, mark)
    return html


def _table(table, frames):
    out, section = [], ""
    for group in table.groups:
        version, cells = group.old if group.new is None else group.new, iter(group.cells)
        for name, row in zip(version.sections, version.grid):
            if name != section:
                out += [_section(section, "/"), _section(name, "")]
                section = name
            drawn = (next(cells) for _entry in row)
            out.append("<tr>%s</tr>" % "".join(_cell(cell, frames) for cell in drawn if cell))
    return "<table>%s%s</table>" % ("".join(out), _section(section, "/"))


def _section(name, slash):
    return "<%s%s>" % (slash, name) if name else ""


def _cell(joint, frames):
    cell = joint.old if joint.new is None else joint.new
    spans = "".join(
        ' %s="%d"' % (name, number)
        for name, number in (("colspan", cell.columns), ("rowspan", cell.rows))
        if number != 1
    )
    return "<%s%s>%s</%s>" % (cell.tag, spans, _blocks(joint.blocks, frames), cell.tag)
