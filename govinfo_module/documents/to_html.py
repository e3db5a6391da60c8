"""Blocks of ``gongwen`` as HTML, for the screen."""

from lxml import html
from lxml.builder import E

from ..gongwen import Heading, ListItem, Para, Table

HEADINGS = {1: E.h3, 2: E.h4, 3: E.h5, 4: E.h6}


def blocks_to_html(blocks):
    """Headings, paragraphs, list items and tables as HTML."""
    root = E.div()
    for block in blocks:
        if isinstance(block, Heading):
            root.append(HEADINGS[block.level](block.text))
        elif isinstance(block, Para):
            root.append(paragraph(block.runs))
        elif isinstance(block, ListItem):
            root.append(paragraph(block.runs, block.marker))
        elif isinstance(block, Table):
            root.append(table(block))
    return html.tostring(root, encoding="unicode")


def paragraph(runs, marker=""):
    """One paragraph; bold runs stay bold."""
    element = E.p(marker)
    if isinstance(runs, str):
        element.append(E.span(runs))
        return element
    for run in runs:
        element.append((E.b if run.bold else E.span)(run.text))
    return element


def table(block):
    """A table with its title."""
    rows = [E.tr(*[E.td(cell or block.empty) for cell in row]) for row in block.rows]
    head = E.thead(E.tr(*[E.th(cell) for cell in block.head]))
    return E.div(E.p(E.b(block.title)), E.table(head, E.tbody(*rows), {"class": "table table-sm"}))
