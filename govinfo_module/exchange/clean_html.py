"""The HTML that texts keep: paragraphs, headings, lists, tables, bold. Nothing that acts."""

import re

import lxml.html
from lxml import etree
from lxml_html_clean import Cleaner

from .text import visible

BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tr td th blockquote".split())
_KEPT = BLOCKS | frozenset("strong b em i u s sup sub br a ins del".split())
#: Attributes that stay, by tag.
ATTRIBUTES = {
    "a": ("href",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
    "ol": ("start",),
}
#: Tags that go with all they contain.
_DROPPED = frozenset(
    "script style head title iframe frame frameset object embed applet form input button select "
    "textarea svg math template noscript link meta base audio video canvas".split()
)
#: Other blocks: a paragraph when they hold text, nothing when they hold blocks.
_BOXES = frozenset("div section article dd dt address pre center figure".split())
_EMPTY_IS_NOTHING = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li strong b em i u s sup sub a".split())
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.I)
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_CLEANER = Cleaner(
    kill_tags=_DROPPED,
    allow_tags=_KEPT | _BOXES,
    remove_unknown_tags=False,  # those that are not allowed go
    safe_attrs=frozenset(name for names in ATTRIBUTES.values() for name in names),
)
#: Tags that begin and end a line of plain text.
_LINES = frozenset("p h1 h2 h3 h4 h5 h6 li tr br div blockquote table".split())


def parse(html):
    """The fragments of ``html`` below one ``div``; never fails on any text."""
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        return lxml.html.fragment_fromstring(
            visible(html or ""), create_parent="div", parser=parser
        )
    except (etree.ParserError, AssertionError):  # lxml finds no body, as in "<frameset>"
        return lxml.html.Element("div")


def serialize(root):
    """Inner HTML of an element."""
    head = root.text or ""
    inner = "".join(etree.tostring(node, encoding="unicode", method="html") for node in root)
    return head.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + inner


def clean(html):
    """``html`` reduced to the subset; scripts, styles, handlers and unsafe links are gone."""
    root = parse(html)
    clean_tree(root)
    return serialize(root)


def clean_tree(root):
    """Reduce the tree below ``root`` to the subset, in place.

    The library takes out what acts; what is left is shaped here, children before parents.
    """
    _CLEANER(root)
    for node in reversed(list(root.iterdescendants())):
        if node.tag in _BOXES and not any(child.tag in BLOCKS for child in node):
            node.tag = "p"
            node.attrib.clear()
        elif node.tag in _BOXES or _is_empty(node) or not _keep_attributes(node):
            node.drop_tag()


def _is_empty(node):
    return node.tag in _EMPTY_IS_NOTHING and not len(node) and not (node.text or "").strip()


def _keep_attributes(node):
    """Remove what the tag may not carry; false when the tag is nothing without it."""
    allowed = ATTRIBUTES.get(node.tag, ())
    for name, value in list(node.attrib.items()):
        pattern = _SAFE_LINK if name == "href" else _NUMBER
        if name not in allowed or not pattern.fullmatch(value.strip()):
            del node.attrib[name]
    return node.tag != "a" or bool(node.attrib)


def plain_text(html):
    """The text of ``html``: a line for each paragraph, heading, list item and table row."""
    root = parse(html)
    for node in list(root.iter(*_DROPPED)):
        node.drop_tree()
    pieces = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        edge = "\t" if node.tag in ("td", "th") else "\n" if node.tag in _LINES else ""
        pieces.append(edge)
        pieces.append((node.text if event == "start" else node.tail) or "")
    lines = (line.strip() for line in "".join(pieces).splitlines())
    return "\n".join(line for line in lines if line)
