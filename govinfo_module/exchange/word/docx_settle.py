"""Revisions in a part of a .docx accepted or rejected, all of them.

ECMA-376 part 1, 17.13.5: what came in and went out stands in ``w:ins``, ``w:del``, ``w:moveTo`` and
``w:moveFrom`` around runs; as an empty element in the properties of a paragraph's end it says that
the end came or went, in those of a row that the row did, ``w:cellIns`` and ``w:cellDel`` the same of
a cell; ``w:pPrChange`` and its like hold the properties from before.
"""

import re

from lxml import etree

_IN, _OUT = ("ins", "moveTo"), ("del", "moveFrom")
_CHANGES = frozenset(
    "pPrChange rPrChange sectPrChange tblPrChange tblPrExChange trPrChange tcPrChange tblGridChange "
    "numberingChange".split()
)
_RANGES = re.compile(r"(?:move|customXml)\w+Range(?:Start|End)")
#: What an old set of paragraph properties does not hold, as it does not change.
_KEPT = ("rPr", "sectPr")
#: Elements between paragraphs that hold no text.
_POINTS = ("bookmark", "comment", "move", "customXml", "proofErr", "perm")
_AS_TEXT = {"delText": "t", "delInstrText": "instrText"}


def settle(root, w, accept=True):
    """Accept or reject every revision below ``root``, in place; ``w`` is the namespace in braces."""
    stays, goes = (_IN, _OUT) if accept else (_OUT, _IN)
    _settle_rows(root, w, goes)
    _settle_runs(root, w, stays, goes)
    _settle_properties(root, w, accept)
    _join_paragraphs(root, w, goes)
    for node in _all(root, w, *_IN, *_OUT, "cellIns", "cellDel"):
        _remove(node)
    for node in list(root.iter(etree.Element)):
        if _RANGES.fullmatch(etree.QName(node).localname):
            _remove(node)


def _all(root, w, *tags):
    return list(root.iter(*(w + tag for tag in tags)))


def _remove(node):
    node.getparent().remove(node)


def _settle_rows(root, w, goes):
    """Take out rows and cells that go, and what is empty without them."""
    marker = "cellDel" if "del" in goes else "cellIns"
    for cell in _all(root, w, "tc"):
        if cell.find("%stcPr/%s%s" % (w, w, marker)) is not None:
            _remove(cell)
    narrowed = set()
    for row in _all(root, w, "tr"):
        gone = any(row.find("%strPr/%s%s" % (w, w, tag)) is not None for tag in goes)
        if gone or row.find(w + "tc") is None and row.find(w + "sdt") is None:
            narrowed.add(row.getparent())
            _remove(row)
    for table in narrowed:
        if table.tag == w + "tbl" and next(table.iter(w + "tr"), None) is None:
            _remove(table)
        elif table.tag == w + "tbl":
            _tighten(table, w)


def _tighten(table, w):
    """Take columns out of the grid that no row needs any more."""
    rows = [_edges(row, w) for row in table.iterfind(w + "tr")]
    kept = sorted({edge for edges in rows for edge in edges})
    for row, edges in zip(table.iterfind(w + "tr"), rows):
        for cell, begin, end in zip(row.iterfind(w + "tc"), edges, edges[1:]):
            span = cell.find("%stcPr/%sgridSpan" % (w, w))
            if span is not None:
                span.set(w + "val", str(kept.index(end) - kept.index(begin)))


def _edges(row, w):
    """Columns of the grid at which the cells of a row begin, and where the last one ends."""
    before = row.find("%strPr/%sgridBefore" % (w, w))
    edges = [_number(before, w) if before is not None else 0]
    for cell in row.iterfind(w + "tc"):
        span = cell.find("%stcPr/%sgridSpan" % (w, w))
        edges.append(edges[-1] + (_number(span, w) if span is not None else 1))
    return edges


def _number(node, w):
    value = node.get(w + "val", "")
    return int(value) if re.fullmatch(r"\d{1,4}", value) else 1


def _settle_runs(root, w, stays, goes):
    """Take out runs that go, and free those that stay; a paragraph's or row's mark has no content."""
    for node in _all(root, w, *goes):
        if not _is_marker(node, w):
            _remove(node)
    for node in _all(root, w, *stays):
        if not _is_marker(node, w):
            _free(node)
    for node in _all(root, w, *_AS_TEXT):
        node.tag = w + _AS_TEXT[etree.QName(node).localname]


def _is_marker(node, w):
    return node.getparent().tag in (w + "rPr", w + "trPr", w + "numPr")


def _free(node):
    """Put the children of a node in its place."""
    parent, place = node.getparent(), node.getparent().index(node)
    parent[place : place + 1] = list(node)


def _settle_properties(root, w, accept):
    """Drop the properties from before, or bring them back."""
    for node in list(root.iter(etree.Element)):
        parent = node.getparent()
        if parent is None or etree.QName(node).localname not in _CHANGES:
            continue
        if not accept and len(node) and node[0].tag == parent.tag:
            kept = [child for child in parent if child.tag in [w + tag for tag in _KEPT]]
            marks = [child for child in parent if child.tag in [w + tag for tag in (*_IN, *_OUT)]]
            parent[:] = marks + list(node[0]) + (kept if parent.tag == w + "pPr" else [])
        else:
            parent.remove(node)


def _join_paragraphs(root, w, goes):
    """A paragraph whose end goes becomes the beginning of the next one."""
    for paragraph in _all(root, w, "p"):
        if not any(paragraph.find("%spPr/%srPr/%s%s" % (w, w, w, tag)) is not None for tag in goes):
            continue
        following = _next(paragraph)
        content = [child for child in paragraph if child.tag != w + "pPr"]
        if following is not None and following.tag == w + "p":
            place = 1 if following.find(w + "pPr") is not None else 0
            following[place:place] = content
            _remove(paragraph)
        elif next(paragraph.iter(w + "r"), None) is None and _is_spare(paragraph, following):
            _remove(paragraph)


def _next(paragraph):
    """The next element that is more than a bookmark."""
    node = paragraph.getnext()
    while node is not None and etree.QName(node).localname.startswith(_POINTS):
        node = node.getnext()
    return node


def _is_spare(paragraph, following):
    """Whether the cell or text has another paragraph at its end."""
    previous = paragraph.getprevious()
    return following is not None or previous is not None and previous.tag == paragraph.tag
