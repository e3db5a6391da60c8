"""The text of an item as a .docx to edit in Word or WPS: official paper and faces, no red head.

Official documents as .docx are the business of ``gongwen``.
"""

import io
import zipfile
from datetime import datetime

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .archive import write_zip
from .clean_html import clean_tree, parse
from .text import visible

#: GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28 characters of size 三号.
_MARGINS = {
    "top_margin": Mm(37),
    "bottom_margin": Mm(35),
    "left_margin": Mm(28),
    "right_margin": Mm(26),
}
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
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_CELL = Pt(12)
_MAX_SPAN = 60
#: No clock in the file: the same text gives the same bytes.
_CREATED = datetime(2000, 1, 1)


def write_docx(title, html):
    """The bytes of a .docx with a title and a text in HTML, of which the clean subset is written."""
    document = docx.Document()
    _set_up(document)
    if title:
        document.add_paragraph(visible(title), style="Title")
        document.add_paragraph()
    root = parse(html)
    clean_tree(root)
    _write_blocks(document, root, {})
    document.core_properties.title = visible(title or "")[:255]
    document.core_properties.created = document.core_properties.modified = _CREATED
    return _stable(document)


def _set_up(document):
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, value in _MARGINS.items():
        setattr(section, name, value)
    for name, look in _STYLES.items():
        _set_style(document.styles[name], *look)
    title = document.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(36)
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)


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


_MARKS = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "u": "underline",
    "s": "strike",
    "sup": "superscript",
    "sub": "subscript",
}
_INLINE = frozenset(_MARKS) | {"a", "br", "ins", "del"}


def _write_blocks(target, node, look):
    """Write the blocks below ``node`` into a document or cell; stray text makes a paragraph."""
    line = None
    for child, text in _pieces(node):
        inline = child is None or child.tag in _INLINE
        if inline and line is None and (child is not None or text.strip()):
            line = _paragraph(target, look)
        if inline and line is not None:
            _write_inline(line, child, text, look)
        elif not inline:
            line = None
            _write_block(target, child, look)


def _pieces(node):
    """The texts and elements directly below ``node``, in order, as ``(element or None, text)``."""
    yield None, node.text or ""
    for child in node:
        yield child, ""
        yield None, child.tail or ""


def _write_block(target, node, look):
    if node.tag == "table":
        _write_table(target, node)
    elif node.tag in _HEADINGS:
        _write_blocks(target, node, dict(look, style="Heading %d" % _HEADINGS[node.tag]))
    elif node.tag in ("ul", "ol"):
        first = int(node.get("start", "1"))
        for number, item in enumerate(node.iterchildren("li"), first):
            marker = "%d. " % number if node.tag == "ol" else "• "
            _write_blocks(target, item, dict(look, marker=[marker]))
    else:
        _write_blocks(target, node, look)


def _paragraph(target, look):
    paragraph = target.add_paragraph(style=look.get("style"))
    if "size" not in look:
        paragraph.paragraph_format.first_line_indent = 2 * _TEXT
    if look.get("marker"):
        paragraph.add_run(look["marker"].pop())
    return paragraph


def _write_inline(paragraph, node, text, look):
    """A text, or an inline element with all it contains."""
    if node is None:
        if text:
            font = paragraph.add_run(visible(text.replace("\n", " "))).font
            font.size = look.get("size")
            for mark in look.get("marks", ()):
                setattr(font, mark, True)
        return
    if node.tag == "br":
        paragraph.add_run().add_break()
    if node.tag in _MARKS:
        look = dict(look, marks=look.get("marks", ()) + (_MARKS[node.tag],))
    for child, inside in _pieces(node):
        _write_inline(paragraph, child, inside, look)


def _write_table(target, node):
    rows = [row for row in node.iter("tr") if next(row.iterancestors("table")) is node]
    placed, height, width = _place(rows)
    if not placed:
        return
    table = target.add_table(height, width)
    table.style = "Table Grid"
    for (top, left), (bottom, right, cell) in placed.items():
        box = table.cell(top, left)
        if (top, left) != (bottom, right):
            box = box.merge(table.cell(bottom, right))
        first = box.paragraphs[0]
        _write_blocks(box, cell, {"size": _CELL})
        if len(box.paragraphs) > 1:
            first._element.getparent().remove(first._element)


def _place(rows):
    """Cells on the grid, none over another: ``({(top, left): (bottom, right, cell)}, rows, columns)``."""
    placed, taken = {}, set()
    for top, row in enumerate(rows):
        left = 0
        for cell in row.iterchildren("td", "th"):
            while (top, left) in taken:
                left += 1
            right = left
            end = left + min(int(cell.get("colspan", "1")), _MAX_SPAN)
            while right < end and (top, right) not in taken:
                right += 1
            bottom = min(top + int(cell.get("rowspan", "1")), len(rows))
            taken.update((y, x) for y in range(top, bottom) for x in range(left, right))
            placed[top, left] = bottom - 1, right - 1, cell
            left = right
    return placed, len(rows), max((x for _y, x in taken), default=-1) + 1


def _stable(document):
    """The file without the clock that the library puts into its zip."""
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return write_zip({name: archive.read(name) for name in archive.namelist()})
