"""A joint text as paragraphs and tables of a .docx, its changes as revisions of Word.

Names and order of elements: ECMA-376 part 1, 17.3 (paragraphs, runs), 17.4 (tables), 17.13.5
(revisions).
"""

import itertools
from fractions import Fraction

from docx.oxml.ns import qn
from lxml import etree

from ..versions.frames import Frames
from ..versions.joint import DELETE, EQUAL, INSERT, JointTable
from .docx_page import INDENT, WIDTH, element

_TAGS = {INSERT: "ins", DELETE: "del"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
#: HTML tags → run property, in the order of the schema; the size of text in cells comes between.
_BEFORE_SIZE = ((("strong", "b"), "b", {}), (("em", "i"), "i", {}), (("s",), "strike", {}))
_AFTER_SIZE = (
    (("u",), "u", {"val": "single"}),
    (("sup",), "vertAlign", {"val": "superscript"}),
    (("sub",), "vertAlign", {"val": "subscript"}),
)
#: In half points, and the space beside the text of a cell in twentieths of a point.
_CELL_SIZE, _CELL_EDGES = 24, 216
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Body:
    """Writes joint texts; ``authors`` are ``(name, datetime)``, ``who`` of a change counts from 0."""

    def __init__(self, joint, authors, lists):
        self._authors = authors
        self._lists = lists
        self._frames = Frames(joint)
        self._ids = itertools.count(1)

    def nodes(self, joint, width=WIDTH, in_cell=False):
        """Yield a ``w:p`` or ``w:tbl`` for each block."""
        for block in joint:
            if isinstance(block, JointTable):
                yield self._table(block, width)
            else:
                yield self._paragraph(block, in_cell)

    def _change(self, tag, who, *children):
        """A revision element: by whom and when. Word shows the time as it is written."""
        name, date = self._authors[who]
        return element(
            tag,
            *children,
            id=next(self._ids),
            author=name,
            date=date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        )

    def _paragraph(self, line, in_cell):
        node = element("p", self._end(line, in_cell))
        for (kind, who), pieces in itertools.groupby(line.pieces, key=lambda p: (p.kind, p.who)):
            runs = [self._run(piece, in_cell) for piece in pieces]
            node.extend(runs if kind == EQUAL else [self._change(_TAGS[kind], who, *runs)])
        return node

    def _end(self, line, in_cell):
        """``w:pPr`` of a paragraph: Word keeps its style and whether it is a change at its end."""
        old, new = line.ends
        if line.mark == DELETE:
            properties = self._properties(old, self._frames.old(old), in_cell)
        else:
            properties = self._properties(new, self._frames.new(new), in_cell)
        if line.mark != EQUAL:
            properties.append(element("rPr", self._change(_TAGS[line.mark], line.who)))
            return properties
        before = self._properties(old, self._frames.old(old), in_cell)
        if etree.tostring(before) != etree.tostring(properties):
            properties.append(self._change("pPrChange", line.who, before))
        return properties

    def _properties(self, para, around, in_cell):
        """``w:pPr`` of a paragraph of one version; ``around`` are its frames with their keys."""
        properties = element("pPr")
        if para.tag == "title":
            properties.append(element("pStyle", val="Title"))
            return properties
        if para.tag in _HEADINGS:
            properties.append(element("pStyle", val="Heading%d" % _HEADINGS[para.tag]))
        level = 0
        if any(frame.tag == "li" for frame in para.frames):
            number, level = self._lists.numbering(around)
            if para.leads:
                properties.append(
                    element("numPr", element("ilvl", val=level), element("numId", val=number))
                )
        if in_cell:
            properties.append(element("ind", left=0, firstLine=0))
        else:
            properties.append(element("ind", left=level * INDENT, firstLine=INDENT))
        return properties

    def _run(self, piece, in_cell):
        marks = piece.old if piece.new is None else piece.new
        properties = _look(marks, in_cell)
        if piece.kind == EQUAL:
            before = _look(piece.old, in_cell)
            if etree.tostring(before) != etree.tostring(properties):
                properties.append(self._change("rPrChange", piece.who, before))
        run = element("r", *([properties] if len(properties) else []))
        tag = "delText" if piece.kind == DELETE else "t"
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                run.append(element("br"))
            if text:
                node = element(tag)
                node.text = text
                node.set(_SPACE, "preserve")
                run.append(node)
        return run

    def _table(self, table, width):
        versions = [version for version in (table.old, table.new) if version is not None]
        edges = sorted(
            {Fraction(at, version.width) for version in versions for at in range(version.width + 1)}
        )
        widths = [int(width * end) - int(width * begin) for begin, end in zip(edges, edges[1:])]
        node = element(
            "tbl",
            element(
                "tblPr",
                element("tblStyle", val="TableGrid"),
                element("tblW", w=width, type="dxa"),
                element("tblLayout", type="fixed"),
            ),
            element("tblGrid", *(element("gridCol", w=each) for each in widths)),
        )
        for group in table.groups:
            columns = (table.old if group.new is None else table.new).width
            where = [edges.index(Fraction(at, columns)) for at in range(columns + 1)]
            node.extend(self._rows(group, where, widths))
        return node

    def _rows(self, group, where, widths):
        """``w:tr`` elements; ``where`` gives for an edge of the version that of the table's grid."""
        cells = iter(group.cells)
        grid = (group.old if group.new is None else group.new).grid
        for top, row in enumerate(grid):
            properties, end = element("trPr"), 0
            node = element("tr", properties)
            for left, columns, cell in row:
                begin, end = where[left], where[left + columns]
                joined = (left, columns, None) in (grid[top + 1] if top + 1 < len(grid) else ())
                merge = "continue" if cell is None else "restart" if joined else None
                node.append(self._cell(next(cells), group, merge, widths[begin:end]))
            if end < len(widths):
                properties.append(element("gridAfter", val=len(widths) - end))
            if group.kind != EQUAL:
                properties.append(self._change(_TAGS[group.kind], group.who))
            yield node

    def _cell(self, cell, group, merge, widths):
        properties = element("tcPr", element("tcW", w=sum(widths), type="dxa"))
        if len(widths) > 1:
            properties.append(element("gridSpan", val=len(widths)))
        if merge:
            properties.append(element("vMerge", val=merge))
        node = element("tc", properties)
        if cell is None:
            node.append(element("p"))
        else:
            node.extend(self.nodes(cell.blocks, sum(widths) - _CELL_EDGES, in_cell=True))
        return node


def _look(marks, in_cell):
    """``w:rPr`` of a run."""
    properties = element("rPr")
    for tags, name, attributes in _BEFORE_SIZE:
        if any(tag in marks for tag in tags):
            properties.append(element(name, **attributes))
    if in_cell:
        properties.append(element("sz", val=_CELL_SIZE))
    for tags, name, attributes in _AFTER_SIZE:
        if any(tag in marks for tag in tags) and properties.find(qn("w:" + name)) is None:
            properties.append(element(name, **attributes))
    return properties
