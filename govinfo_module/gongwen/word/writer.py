"""Notices, letters and bulletins as .docx for editing: the contents, geometry and faces of the PDF."""

import io
from dataclasses import replace

from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt

from .. import chinese, furniture, style
from ..bulletin import feet
from ..content import (
    Bulletin,
    Heading,
    Imprint,
    Letter,
    ListItem,
    Notice,
    PageBreak,
    Para,
    Picture,
    Run,
    Table,
)
from ..engine import about, lay_out
from ..flow import HEADING_FACES, load_picture, signature_places
from ..fonts import find_fonts
from ..notice import addressed, imprint_entries
from ..style import AREA, INDENT, Options
from ..tables import any_sideways, plan_table
from ..titles import balance
from ..typeset import Setter
from . import word_parts, word_tables
from .word_parts import PITCH, SIZE, paragraph

_TITLE_PITCH = 32.0
_SLACK = (PITCH - SIZE) / 2  # over and under the characters of a line


def render_docx(document, fonts=None, options=None):
    """The .docx of a :class:`Notice`, :class:`Letter` or :class:`Bulletin` as bytes.

    It names the faces an office has (仿宋_GB2312, 方正小标宋简体 …); no font is embedded.

    :raises TypeError: for other kinds of document, which are not meant to be edited.
    """
    writers = {Notice: _notice, Letter: _letter, Bulletin: _bulletin}
    if type(document) not in writers:
        raise TypeError("a %s is made as PDF only" % type(document).__name__)
    options = options or Options()
    writer = _Writer(Setter(fonts or find_fonts()), options)
    writers[type(document)](writer, document)
    return word_parts.saved(writer.word, about(document, options))


def _notice(writer, document):
    head = document.head
    marks = writer.left_marks(head)
    writer.blank(3 - len(marks))
    below = writer.mark(writer.word, head.mark, style.MARK_TOP - 3 * PITCH)
    number_top = style.MARK_TOP + style.MARK_HEIGHT + 2 * style.PITCH
    gap = number_top - 3 * PITCH - below - _SLACK
    number = chinese.document_number(head.number)
    if head.signer:
        runs = (Run("%s\t签发人：" % number), Run(head.signer, face="kai"))
        where = writer.add(runs, before=gap, left=SIZE, align="left")
        word_parts.right_tab(where, AREA[0] - SIZE)
    else:
        where = writer.add(number, before=gap, align="center")
    writer.red_line(where)
    writer.title(document.title, 2 * PITCH)
    writer.body(document)
    imprint = document.imprint or Imprint()
    entries, last = imprint_entries(imprint)
    if entries or any(last):
        writer.foot(document, replace(document, imprint=None), entries, last)


def _letter(writer, document):
    section = writer.word.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Pt(style.LETTER_MARK_TOP)
    writer.lower_footer(section)
    header, footer = section.first_page_header, section.first_page_footer
    writer.mark(header, document.head.mark, 0.0)
    outside = {"left": style.LEFT_OUTSIDE, "right": style.RIGHT_OUTSIDE, "pitch": 1.0, "size": 1.0}
    upper, lower = (paragraph(place, "", **outside) for place in (header, footer))
    word_parts.rule(upper, "bottom", 3, 0, "thickThinSmallGap")
    word_parts.rule(lower, "bottom", 3, 0, "thinThickSmallGap")
    for place in (header, footer):
        place._element.remove(place.paragraphs[0]._p)
    marks = writer.left_marks(document.head, chinese.document_number(document.head.number))
    if not marks:
        number = chinese.document_number(document.head.number)
        writer.add(number, align="right", before=style.LETTER_BELOW - _SLACK)
    writer.title(document.title, 2 * PITCH)
    writer.body(document)
    if document.copy_to:
        entries = [("抄送：", document.copy_to)]
        _boxes, need = furniture.imprint(writer.setter, entries, ruled=False)
        word_tables.foot(writer.word, entries, ("", ""), need, ruled=False)


def _bulletin(writer, document):
    where = writer.add(
        (Run(document.secrecy or document.notice, face="hei"), Run("\t" + document.copy_number)),
        align="left",
    )
    word_parts.right_tab(where, AREA[0])
    below = writer.mark(writer.word, document.masthead, style.MASTHEAD_TOP - PITCH)
    gap = style.MASTHEAD_ROWS * style.PITCH - PITCH - below - _SLACK
    numbers = ["第%d期" % document.number]
    if document.total is not None:
        numbers.append("（总第%d期）" % document.total)
    for index, text in enumerate(numbers):
        writer.add(text, "kai", align="center", before=0.0 if index else max(0.0, gap))
    if document.signer:
        writer.add((Run("签发："), Run(document.signer, face="kai")), align="right", right=SIZE)
    date = chinese.date(document.date)
    where = writer.add("%s\t%s" % (document.organ, date), left=SIZE, align="left")
    word_parts.right_tab(where, AREA[0] - SIZE)
    writer.red_line(where)
    writer.blank()
    if document.editor_note:
        writer.add("【编者按】" + document.editor_note, "kai", first=INDENT)
    if document.contents and len(document.items) > 1:
        writer.add("本期要目", "hei", align="center", keep=True)
        for number, item in enumerate(document.items, 1):
            writer.add("%d. %s" % (number, item.title.replace("\n", "")), "kai", keep=True)
        writer.blank()
    for index, item in enumerate(document.items):
        writer.blank(2 if index else 0)
        writer.title(item.title)
        writer.blank()
        writer.blocks(item.blocks)
        if item.source:
            writer.add("（%s）" % item.source.strip().strip("（()）"), align="right")
    entries, last = feet(document)
    if entries or any(last):
        bare = {"report_to": "", "send_to": "", "copy_to": "", "editor": "", "print_run": None}
        writer.foot(document, replace(document, **bare), entries, last)


class _Writer:
    """A Word document being written from top to bottom."""

    def __init__(self, setter, options):
        self.setter, self.options = setter, options
        self.word = word_parts.new_document()
        self.width, self.footer = AREA[0], None
        word_parts.page_numbers(self.word.sections[0])

    def lower_footer(self, section):
        """Footers end where a letter's lower lines are; page numbers stay where they were."""
        above = section.footer_distance - Pt(style.LETTER_FOOT)
        section.footer_distance = Pt(style.LETTER_FOOT)
        for footer in (section.footer, section.even_page_footer):
            footer.paragraphs[0].paragraph_format.space_after = above
        self.footer = section.footer_distance

    def add(self, runs="", role="fangsong", size=SIZE, **look):
        """A paragraph, see :func:`word_parts.paragraph`."""
        return paragraph(self.word, runs, role, size, **look)

    def blank(self, count=1):
        """Empty rows."""
        for _ in range(count):
            self.add()

    def left_marks(self, head, number=""):
        """Copy number, secrecy and urgency; a letter's number is at the right of the first one."""
        marks = [(head.copy_number, ""), (head.secrecy, "hei"), (head.urgency, "hei")]
        marks = [(text, face) for text, face in marks if text]
        for index, (text, face) in enumerate(marks):
            where = self.add(
                (Run(text, face=face), Run("\t" + ("" if index else number))), align="left"
            )
            word_parts.right_tab(where, AREA[0])
        return marks

    def mark(self, parent, text, top):
        """The issuing mark, its ink about ``top`` points below; how high its paragraph is."""
        boxes = furniture.mark(self.setter, text, 0)
        if not boxes:
            return 0.0
        # word processors put the baseline at four fifths of an exact line
        height = (top + style.MARK_HEIGHT) / 0.8
        look = {"squeeze": boxes[0].squeeze, "pitch": height, "red": True, "align": "center"}
        paragraph(parent, text, "xiaobiaosong", boxes[0].line.size, **look)
        return height

    def red_line(self, where):
        """The red line under a paragraph."""
        word_parts.rule(where, "bottom", style.RED_LINE, style.LINE_GAP - _SLACK)

    def title(self, text, before=0.0):
        """A title with the line breaks of the PDF."""
        lines = balance(self.setter.glyphs(text, "xiaobiaosong", style.SIZE_2), self.width)
        look = {"align": "center", "pitch": _TITLE_PITCH, "before": before, "keep": True}
        self.add("\n".join(line.text for line in lines), "xiaobiaosong", style.SIZE_2, **look)

    def body(self, document):
        """Addressee, text, closing lines and annexes of a notice or letter."""
        self.blank()
        if document.addressee:
            self.add(addressed(document.addressee))
        self.blocks(document.blocks)
        self._annex_note(document.annexes)
        self._signature(document)
        if document.remark:
            self.add("（%s）" % document.remark.strip().strip("（()）"), first=INDENT)
        self._annexes(document.annexes)

    def blocks(self, blocks):
        """The body's blocks in order."""
        for block in blocks:
            if isinstance(block, Heading):
                level = min(max(block.level, 1), 4)
                look = {"first": INDENT, "keep": True, "heading": "Heading %d" % level}
                self.add(block.text, HEADING_FACES[level - 1], **look)
            elif isinstance(block, Para):
                first = block.indent if block.align == "justify" else 0
                self.add(block.runs, first=first, align=block.align)
            elif isinstance(block, ListItem):
                runs = (Run(block.runs),) if isinstance(block.runs, str) else tuple(block.runs)
                runs = (Run(block.marker + " " * block.marker.endswith(".")), *runs)
                self.add(runs, first=INDENT + 2 * block.level, hanging=2 * block.level)
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Picture):
                self._picture(block)
            elif isinstance(block, PageBreak):
                self.word.add_page_break()

    def _table(self, table):
        turn = self.width == AREA[0] and any_sideways(self.setter, [table])
        if turn:
            self._turn(True)
        if table.title:
            self.add(table.title, "hei", style.SIZE_4, align="center", keep=True)
        plan = plan_table(self.setter, table, self.width)
        if plan.columns:
            word_tables.table(self.word, plan, table.labels)
        if turn:
            self._turn(False)

    def _turn(self, sideways):
        """Begin a section, sideways for a wide table."""
        self.width = AREA[1] if sideways else AREA[0]
        section = word_parts.new_section(self.word, sideways)
        section.footer_distance = self.footer or section.footer_distance

    def _picture(self, picture):
        loaded = load_picture(picture, self.width, AREA[1] - 2 * PITCH)
        if loaded is None:
            return
        width, height, data = loaded
        where = self.add(align="center", keep=bool(picture.caption))
        where.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        where.add_run().add_picture(io.BytesIO(data), Pt(width), Pt(height))
        if picture.caption:
            self.add(picture.caption, "kai", style.SIZE_4, align="center")

    def _annex_note(self, annexes):
        if annexes:
            self.blank()
        for number, annex in enumerate(annexes, 1):
            ordinal = "%d. " % number if len(annexes) > 1 else ""
            text = ("附件：" if number == 1 else "") + ordinal + annex.title.replace("\n", "")
            hanging = INDENT + 3 + self.setter.measure(ordinal)
            self.add(text, first=INDENT if number == 1 else INDENT + 3, hanging=hanging)

    def _signature(self, document):
        organ, date, seal = document.organ, document.date, document.seal
        if not organ and not date:
            return
        self.blank()
        _name, _day, *places = signature_places(self.setter, organ, date, seal, AREA[0])
        for text, place in zip((organ, chinese.date(date)), places):
            if text:
                self.add(text, align="left", left=place, keep=text is organ)

    def _annexes(self, annexes):
        """Each annex on a page of its own, in a section of its own when it lies sideways."""
        for number, annex in enumerate(annexes, 1):
            self._turn(any_sideways(self.setter, annex.blocks))
            self.add("附件%s" % (number if len(annexes) > 1 else ""), "hei", keep=True)
            self.blank()
            self.title(annex.title)
            self.blank()
            self.blocks(annex.blocks)

    def foot(self, document, without, entries, last):
        """The imprint where the PDF has it: at the foot of the last page, or on the next even one."""
        pages = lay_out(without, self.setter, self.options)
        more = len(lay_out(document, self.setter, self.options)) - len(pages)
        if more:
            section = word_parts.new_section(self.word, even=self.options.duplex)
            if more > 1:  # a blank page comes before: neither has a number (7.5)
                word_parts.page_numbers(section, shown=False)
        _boxes, need = furniture.imprint(self.setter, entries, last)
        word_tables.foot(self.word, entries, last, need, alone=bool(more))
