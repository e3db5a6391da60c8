"""Parts of a .docx: page, styles, paragraphs, lines and page numbers as Word and WPS know them."""

import io
import zipfile

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from .. import chinese, style
from ..style import AREA, PAPER

FACES = {
    "fangsong": "仿宋_GB2312",
    "xiaobiaosong": "方正小标宋简体",
    "kai": "楷体_GB2312",
    "hei": "黑体",
    "song": "宋体",
}
SIZE = 16.0  # what word processors call 三号; 28 of them are 2 mm too wide,
TIGHT = -0.25  # so characters move together by this much (a character grid differs by program)
PITCH = AREA[1] / style.LINES  # a word processor counts the last line's gap as well: 28.99
RED = RGBColor(0xFF, 0, 0)
_ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_RIGHT, _BOTTOM = PAPER[0] - style.LEFT - AREA[0], PAPER[1] - style.TOP - AREA[1]
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time an archive can name


def new_document():
    """An empty document with the standard's page and styles."""
    document = docx.Document()
    document.settings.odd_and_even_pages_header_footer = True
    normal = document.styles["Normal"]
    set_face(normal.font, "fangsong", SIZE)
    _before_size(normal.element.get_or_add_rPr(), "spacing", round(TIGHT * 20))
    normal.paragraph_format.widow_control = False
    properties = normal.element.get_or_add_pPr()
    for name in ("autoSpaceDE", "autoSpaceDN"):  # no gap between Chinese characters and digits
        switch = parse_xml('<w:%s %s w:val="0"/>' % (name, nsdecls("w")))
        properties.insert_element_before(switch, "w:spacing", "w:ind", "w:jc")
    _spacing(normal.paragraph_format, PITCH)
    for level, role in enumerate(("hei", "kai", "fangsong", "fangsong"), 1):
        heading = document.styles["Heading %d" % level]
        set_face(heading.font, role, SIZE)
        heading.font.bold = heading.font.italic = False
        heading.font.color.rgb = RGBColor(0, 0, 0)
        _spacing(heading.paragraph_format, PITCH)
    set_page(document.sections[0])
    return document


def set_page(section, sideways=False):
    """Paper, margins and grid of a section."""
    width, height = PAPER[::-1] if sideways else PAPER
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(width), Pt(height)
    margins = (style.TOP, _RIGHT, _BOTTOM, style.LEFT)
    top, right, bottom, left = (margins[-1:] + margins[:-1]) if sideways else margins
    section.top_margin, section.bottom_margin = Pt(top), Pt(bottom)
    section.left_margin, section.right_margin = Pt(left), Pt(right)
    section.footer_distance = Pt(bottom - style.NUMBER_DROP - style.SIZE_4 * 0.6)


def new_section(document, sideways=False, even=False):
    """Begin a section on a new page, or on the next even page."""
    section = document.add_section(WD_SECTION.EVEN_PAGE if even else WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    set_page(section, sideways)
    return section


def set_face(font, role, size):
    """Name and size of a face, for Chinese and Latin characters."""
    name = FACES[role]
    font.name, font.size = name, Pt(round(size * 2) / 2)
    fonts = font._element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn("w:" + theme), None)
    for which in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(which), name)


def paragraph(parent, runs="", role="fangsong", size=SIZE, **look):
    """Add a paragraph. ``look``: align, first and hanging (characters), left and right (points), before (points),
    pitch, keep, heading, red, squeeze."""
    where = parent.add_paragraph(style=look.get("heading"))
    where.alignment = _ALIGN[look.get("align", "justify")]
    form = where.paragraph_format
    _spacing(form, look.get("pitch", PITCH), look.get("before", 0.0))
    form.keep_with_next = look.get("keep", False)
    _indent(where, look.get("first", 0), look.get("hanging", 0), size)
    for side in ("left", "right"):
        if look.get(side):
            setattr(form, side + "_indent", Pt(look[side]))
    runs = (
        [(runs, "", False)] if isinstance(runs, str) else [(r.text, r.face, r.bold) for r in runs]
    )
    texts = chinese.clean_runs(text for text, _face, _bold in runs)
    for text, (_text, face, bold) in zip(texts, runs):
        run = where.add_run(text)
        set_face(run.font, face or role, size)
        run.bold = bold or None
        if look.get("red"):
            run.font.color.rgb = RED
        if look.get("squeeze", 1.0) < 1.0:
            _before_size(run._r.get_or_add_rPr(), "w", round(look["squeeze"] * 100))
    return where


def _before_size(properties, name, value):
    """Set a property of characters whose place is before their size."""
    element = parse_xml('<w:%s %s w:val="%d"/>' % (name, nsdecls("w"), value))
    properties.insert_element_before(element, "w:sz", "w:szCs", "w:lang")


def _spacing(form, pitch, before=0.0):
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(round(pitch * 20) / 20)
    form.space_before, form.space_after = Pt(before), Pt(0)


def _indent(where, first, hanging, size):
    """Indents in characters, as the standard counts them; ``hanging`` is where later lines begin."""
    if not first and not hanging:
        return
    kind = "firstLine" if first >= hanging else "hanging"
    step = abs(first - hanging)
    indent = where._p.get_or_add_pPr().get_or_add_ind()
    for name, characters in (("left", hanging), (kind, step)):
        if characters:
            indent.set(qn("w:%sChars" % name), str(round(characters * 100)))
            indent.set(qn("w:%s" % name), str(round(characters * size * 20)))


def rule(where, side, weight, space=0.0, kind="single"):
    """A red line above ("top") or below ("bottom") a paragraph; ``weight`` in points."""
    borders = parse_xml(
        '<w:pBdr %s><w:%s w:val="%s" w:sz="%d" w:space="%d" w:color="FF0000"/></w:pBdr>'
        % (nsdecls("w"), side, kind, round(weight * 8), round(space))
    )
    properties = where._p.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER_BORDERS)


def right_tab(where, place):
    """A tab at which text ends, ``place`` points from the left margin."""
    where.paragraph_format.tab_stops.add_tab_stop(Pt(place), docx.enum.text.WD_TAB_ALIGNMENT.RIGHT)


def page_numbers(section, shown=True):
    """— 1 —, outside right on odd pages and outside left on even ones."""
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        where = footer.paragraphs[0]
        where.alignment = _ALIGN[align]
        _indent(where, 0, 0, SIZE)
        setattr(where.paragraph_format, align + "_indent", Pt(style.SIZE_4))
        where.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        for kind, text in (("", "— "), ("begin", ""), ("instr", "PAGE"), ("end", ""), ("", " —")):
            if shown:
                run = where.add_run(text if not kind else "")
                set_face(run.font, "song", style.SIZE_4)
                _field(run, kind, text)


def _field(run, kind, text):
    """A part of a field such as the page number."""
    if kind == "instr":
        run._r.append(parse_xml("<w:instrText %s>%s</w:instrText>" % (nsdecls("w"), text)))
    elif kind:
        run._r.append(parse_xml('<w:fldChar %s w:fldCharType="%s"/>' % (nsdecls("w"), kind)))


def saved(document, about):
    """The document's bytes; equal contents give equal bytes."""
    properties = document.core_properties
    properties.title, properties.author, properties.subject = (
        about.title,
        about.author,
        about.subject,
    )
    properties.language = "zh-CN"
    if about.stamp:
        properties.created = properties.modified = about.stamp
    source, target = io.BytesIO(), io.BytesIO()
    document.save(source)
    with (
        zipfile.ZipFile(source) as read,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as write,
    ):
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(entry, read.read(name))
    return target.getvalue()
