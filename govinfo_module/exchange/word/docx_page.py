"""An empty .docx on official paper, with its styles and lists."""

import functools
import io
import zipfile
from datetime import datetime

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from ..archive import write_zip
from ..text import visible
from ..versions.blocks import LISTS

#: GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28 characters of size 三号.
_MARGINS = {
    "top_margin": Mm(37),
    "bottom_margin": Mm(35),
    "left_margin": Mm(28),
    "right_margin": Mm(26),
}
#: Width of the type area, and the indent of a paragraph, in twentieths of a point.
WIDTH, INDENT = Mm(156).twips, 640
_TEXT, _TITLE = Pt(16), Pt(22)
_LINE = Pt(29)
_FACE = "仿宋"
#: style → (face, size, bold)
_STYLES = {
    "Normal": (_FACE, _TEXT, False),
    "Title": ("方正小标宋简体", _TITLE, False),
    "Heading 1": ("黑体", _TEXT, False),
    "Heading 2": ("楷体", _TEXT, False),
    "Heading 3": (_FACE, _TEXT, True),
    "Heading 4": (_FACE, _TEXT, False),
}
_TABLE = "Table Grid"
#: Parts of the library's template that say nothing of our text: other looks, a picture of an empty page.
_UNUSED_PARTS = ("/stylesWithEffects", "/thumbnail")
#: How one style names another that it needs.
_NEEDED = [qn("w:" + name) for name in ("basedOn", "next", "link")]
#: No clock in the file: the same text gives the same bytes.
_CREATED = datetime(2000, 1, 1)
_DEEPEST = 8
#: Numbers of our lists begin behind those of the library's template.
_FIRST = 101


def empty_document(title):
    """A document of python-docx without text; ``title`` goes into its properties."""
    document = docx.Document(io.BytesIO(_template()))
    document.core_properties.title = visible(title or "")[:255]
    return document


@functools.cache
def _template():
    """The bytes of the empty document: the library's, on our paper, with the styles of our texts alone.

    The library has the looks of a hundred tables: nine tenths of the file, and of the time to read or write it.
    """
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, value in _MARGINS.items():
        setattr(section, name, value)
    for name, look in _STYLES.items():
        _set_style(document.styles[name], *look)
    style = document.styles["Title"]
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style.paragraph_format.line_spacing = Pt(36)
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    document.core_properties.created = document.core_properties.modified = _CREATED
    _leave_out_unused(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _leave_out_unused(document):
    """Keep the styles of our texts, of the template's lists, the usual ones, and those that they need."""
    styles = {style.style_id: style.element for style in document.styles}
    lists = document.part.numbering_part.element
    waiting = [document.styles[name].style_id for name in (*_STYLES, _TABLE)]
    waiting += [node.get(qn("w:val")) for node in lists.iter(qn("w:pStyle"))]
    waiting += [key for key, style in styles.items() if style.get(qn("w:default"))]
    kept = set()
    while waiting:
        key = waiting.pop()
        if key not in kept:
            kept.add(key)
            nodes = styles[key].iterchildren(*_NEEDED)
            waiting += [node.get(qn("w:val")) for node in nodes]
    for key in styles.keys() - kept:
        styles[key].getparent().remove(styles[key])
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED_PARTS):
                del relations[key]


def _set_style(style, face, size, bold):
    """Replace the look of the library's template by our own."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    style.font.name = face
    properties.rFonts.set(qn("w:eastAsia"), face)  # Word keeps Chinese characters apart
    style.font.size, style.font.bold = size, bold
    spacing = style.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE


def saved(document):
    """The bytes of the file without the clock that the library puts into its zip."""
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return write_zip({name: archive.read(name) for name in archive.namelist()})


def element(tag, *children, **attributes):
    """A ``w:tag`` with attributes of the same namespace."""
    node = etree.Element(qn("w:" + tag))
    for name, value in attributes.items():
        node.set(qn("w:" + name), str(value))
    node.extend(children)
    return node


class Lists:
    """Numbering of the lists of a text: one definition for a list with all that is nested in it.

    A nested list that its level cannot show (another kind, another start, a second one in one item)
    gets a definition of its own.
    """

    def __init__(self):
        # each definition: level → (kind, start, key of the item around)
        self._definitions = []
        # key of a list → (place of its definition, level)
        self._known = {}

    def numbering(self, keyed):
        """``(numId, ilvl)`` of an item within ``keyed``: ``(key, frame)`` from the outermost."""
        outer = around = None
        for key, frame in keyed:
            if frame.tag in LISTS:
                if key not in self._known:
                    self._known[key] = self._define(frame, outer, around)
                outer = self._known[key]
            around = key
        return outer[0] + _FIRST, outer[1]

    def _define(self, frame, outer, around):
        if outer is None:
            self._definitions.append({0: (frame.tag, frame.start, around)})
            return len(self._definitions) - 1, 0
        place, level = outer[0], min(outer[1] + 1, _DEEPEST)
        used = self._definitions[place].get(level, (frame.tag, frame.start, None))
        if used[:2] != (frame.tag, frame.start) or used[2] == around:
            self._definitions.append({})
            place = len(self._definitions) - 1
        self._definitions[place][level] = (frame.tag, frame.start, around)
        return place, level

    def write(self, document):
        """Add the definitions to those of the library's template, which its styles refer to."""
        part = document.part.numbering_part.element
        first = part.find(qn("w:num"))
        for number, levels in enumerate(self._definitions, _FIRST):
            nodes = [_level(level, *levels.get(level, ("ul", 1, None))) for level in range(9)]
            first.addprevious(element("abstractNum", *nodes, abstractNumId=number))
            part.append(element("num", element("abstractNumId", val=number), numId=number))


def _level(level, kind, start, _around):
    bullet = kind == "ul"
    return element(
        "lvl",
        element("start", val=start),
        element("numFmt", val="bullet" if bullet else "decimal"),
        element("suff", val="space"),
        element("lvlText", val="•" if bullet else "%%%d." % (level + 1)),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=level * INDENT, firstLine=INDENT)),
        ilvl=level,
    )
