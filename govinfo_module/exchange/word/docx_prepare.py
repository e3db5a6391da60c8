"""The main part of a .docx, rewritten so that headings and numbers survive the way to HTML.

Word, WPS and LibreOffice name headings in several ways (style "heading 1" under the id "1", "2" or
"Heading1", "标题 1", a style based on one of these, or only an outline level). All become styles
``GovinfoHeading1`` … ``6`` and ``GovinfoTitle``.
"""

import re

from lxml import etree

from .. import errors
from .docx_numbering import Numbering
from .docx_settle import settle

TITLE_STYLE = "GovinfoTitle"
HEADING_STYLE = "GovinfoHeading%d"
_TITLES = frozenset("title 标题 公文标题 文件标题 文章标题 大标题 主标题 正标题".split())
_HEADING = re.compile(r"(?:heading|标题)([1-9])")
_CONTENTS = re.compile(r"(?:toc|目录)\d?|toc标题|tocheading")
_RELATION = re.compile(r"/relationships\}(?:id|embed|link)$")
_BODY_LEVEL = 9
#: So much of each a text may hold: some hundred pages. Reading takes its time by the element, not by
#: the byte, and a zip of a few KB can hold a million of them.
_MOST = {"p": 5000, "tc": 5000, "r": 20_000, "fldChar": 1000, "hyperlink": 2000, "tbl": 500}
_DEEPEST = 5  # tables in tables
_LONGEST = 20  # styles, each based on the next


def rewrite(document, styles=None, numbering=None, relations=None, accept=True):
    """``document`` (XML bytes) with headings and numbers made plain; the other parts may be None.

    Its revisions are accepted, or rejected. Raises ``lxml.etree.XMLSyntaxError`` on XML that is not
    well-formed, ``errors.TooMuchText`` on more than a text for people.
    """
    root = _parse(document)
    w = "{%s}" % etree.QName(root).namespace
    _check_amount(root, w)
    settle(root, w, accept)
    sheet = _Styles(_parse(styles) if styles else None, w)
    lists = Numbering(_parse(numbering) if numbering else None, w)
    _cut_dangling(root, _parse(relations) if relations else ())
    paragraphs = [_Paragraph(element, w, sheet, lists) for element in root.iter(w + "p")]
    for paragraph in paragraphs:
        if paragraph.is_contents:
            _remove(paragraph.element)
    paragraphs = [paragraph for paragraph in paragraphs if not paragraph.is_contents]
    _write_numbers(paragraphs, lists)
    for paragraph in paragraphs:
        paragraph.write_heading()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def settle_note(part, accept):
    """A part of footnotes or endnotes (XML bytes) with its revisions accepted, or rejected."""
    root = _parse(part)
    w = "{%s}" % etree.QName(root).namespace
    _check_amount(root, w)
    settle(root, w, accept)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _check_amount(root, w):
    """Refuse a part that holds more than a text for people does; raises ``errors.TooMuchText``."""
    counts = {name: sum(1 for _node in root.iter(w + name)) for name in _MOST}
    deep = any(
        sum(1 for _table in table.iterancestors(w + "tbl")) >= _DEEPEST
        for table in root.iter(w + "tbl")
        if counts["tbl"] <= _MOST["tbl"]
    )
    if deep or any(counts[name] > most for name, most in _MOST.items()):
        raise errors.TooMuchText(paragraphs=_MOST["p"], cells=_MOST["tc"])


def _parse(content):
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _cut_dangling(root, relations):
    """Remove references to parts that the file does not name: they would stop the conversion."""
    known = {relation.get("Id") for relation in relations}
    for element in root.iter(etree.Element):
        for name, value in element.items():
            if "}" in name and _RELATION.search(name) and value not in known:
                del element.attrib[name]


def _remove(element):
    """Remove a paragraph unless its cell or text box needs one."""
    parent = element.getparent()
    if any(other.tag == element.tag for other in parent if other is not element):
        parent.remove(element)


class _Styles:
    """Paragraph styles: heading level and numbering, inherited by ``basedOn``."""

    def __init__(self, root, w):
        self._w = w
        self._styles = {}
        for element in root.iterfind(w + "style") if root is not None else ():
            if element.get(w + "type") == "paragraph":
                self._styles.setdefault(element.get(w + "styleId"), element)

    def _chain(self, style):
        """The style and those it is based on, nearest first."""
        seen = []
        while style in self._styles and style not in seen and len(seen) < _LONGEST:
            seen.append(style)
            yield style, self._styles[style]
            style = _value(self._styles[style], self._w, "basedOn")

    def name(self, style):
        """Name of a style, lower case and without spaces; its id when it is not defined."""
        element = self._styles.get(style)
        name = None if element is None else _value(element, self._w, "name")
        return re.sub(r"\s+", "", name or style or "").lower()

    def heading(self, style):
        """0 for a title, 1 to 9 for a heading, None for text."""
        names = [self.name(style)]
        for parent, element in self._chain(style):
            names.append(self.name(parent))
            match = _HEADING.fullmatch(names[-1])
            if match:
                return int(match.group(1))
            level = _value(element, self._w, "pPr", "outlineLvl")
            if level is not None:
                return _outline(level)
            if names[-1] in _TITLES:
                return 0
        match = _HEADING.fullmatch(names[0])
        return int(match.group(1)) if match else 0 if names[0] in _TITLES else None

    def is_contents(self, style):
        """Whether the style is a line of a table of contents."""
        return bool(_CONTENTS.fullmatch(self.name(style)))

    def numbering(self, style):
        """``(list id, level, style that says so)`` of a style; (None, None, None) without."""
        w = self._w
        for parent, element in self._chain(style):
            number = _value(element, w, "pPr", "numPr", "numId")
            if number is not None:
                return number, _value(element, w, "pPr", "numPr", "ilvl"), parent
        return None, None, None


class _Paragraph:
    """A ``w:p`` with what its styles say about it."""

    def __init__(self, element, w, styles, lists):
        self.element = element
        self._w = w
        self.properties = element.find(w + "pPr")
        self.style = self._own("pStyle")
        self.is_contents = styles.is_contents(self.style)
        level = self._own("outlineLvl")
        self.heading = styles.heading(self.style) if level is None else _outline(level)
        if not self._has_text():
            self.heading = None
        self.number, self.index = self._numbering(styles, lists)
        self.label = self.count = None

    def _own(self, *path):
        return None if self.properties is None else _value(self.properties, self._w, *path)

    def _has_text(self):
        return any((node.text or "").strip() for node in self.element.iter(self._w + "t"))

    def _numbering(self, styles, lists):
        """List id and level index; (None, 0) for a paragraph that is in no list."""
        number, index = self._own("numPr", "numId"), self._own("numPr", "ilvl")
        style = None
        if number is None:
            number, inherited, style = styles.numbering(self.style)
            index = index or inherited
        if index is None or not index.isdigit():
            index = lists.style_index(number, style or self.style)
        return (number, int(index)) if lists.level(number, int(index)) else (None, 0)

    def write_heading(self):
        """Give a heading its one style."""
        if self.heading is not None:
            name = HEADING_STYLE % min(self.heading, 6) if self.heading else TITLE_STYLE
            self._set("pStyle", name)

    def write_label(self):
        """Put the label into the text and take the paragraph out of its list."""
        self.leave_list()
        if self.label:
            run = etree.Element(self._w + "r")
            etree.SubElement(run, self._w + "t").text = self.label
            self.element.insert(0 if self.properties is None else 1, run)

    def leave_list(self):
        """List 0 is no list, also where the style says otherwise."""
        numbering = self._set("numPr", None)
        for child in list(numbering):
            numbering.remove(child)
        for tag in ("ilvl", "numId"):
            etree.SubElement(numbering, self._w + tag).set(self._w + "val", "0")

    def _set(self, tag, value):
        if self.properties is None:
            self.properties = etree.Element(self._w + "pPr")
            self.element.insert(0, self.properties)
        child = self.properties.find(self._w + tag)
        if child is None:
            child = etree.SubElement(self.properties, self._w + tag)
        if value is not None:
            child.set(self._w + "val", value)
        return child


def _write_numbers(paragraphs, lists):
    """Write out the numbers that a HTML list cannot show: all of a list, or none of it."""
    written, previous = set(), None
    numbered = [paragraph for paragraph in paragraphs if paragraph.number is not None]
    for paragraph in paragraphs:
        if paragraph.number is None:
            previous = None
            continue
        level = lists.level(paragraph.number, paragraph.index)
        paragraph.count, paragraph.label = lists.advance(paragraph.number, paragraph.index)
        if level.format == "bullet" or level.format == "none":
            paragraph.label = ""
        elif paragraph.heading is None:
            goes_on = previous != paragraph.number and paragraph.count > 1
            if goes_on or not level.is_plain:
                written.add(paragraph.number)
        previous = paragraph.number
    for paragraph in numbered:
        level = lists.level(paragraph.number, paragraph.index)
        is_list = level.format == "bullet" or paragraph.number not in written
        if paragraph.heading is not None or level.format == "none" or not is_list:
            paragraph.write_label()


def _value(element, w, *path):
    """``w:val`` of the descendant by path, or None."""
    child = element.find("/".join(w + tag for tag in path))
    return None if child is None else child.get(w + "val")


def _outline(level):
    """Heading level of an outline level of OOXML (0 to 8; 9 is body text)."""
    return int(level) + 1 if level.isdigit() and int(level) < _BODY_LEVEL else None
