"""Contents to rows: paragraphs, headings, lists, pictures, titles, the closing lines of a document."""

import io
from dataclasses import replace

from PIL import Image as Pillow

from . import chinese
from .content import Heading, ListItem, PageBreak, Para, Picture, Run, Table
from .furniture import squeezed
from .layout import Image, Row, Text
from .style import (
    INDENT,
    MM,
    SEALED_RIGHT,
    SIDEWAYS,
    SIZE,
    SIZE_2,
    SIZE_4,
    TABLE_GAP,
    TAIL_COMPANY,
    TITLE_PITCH,
    UNSEALED_RIGHT,
    UPRIGHT,
)
from .tables import any_sideways, table_rows
from .titles import balance

HEADING_FACES = ("hei", "kai", "fangsong", "fangsong")  # 7.3.3
MAX_TITLE_ROWS = 8
DPI, PRINT = 96, 300  # dots per inch a picture is taken to have, and the most that print shows


class Flow:
    """Collects the rows of one document in reading order."""

    def __init__(self, setter, pitch, frame=UPRIGHT):
        self.setter, self.pitch, self.frame = setter, pitch, frame
        self.rows = []
        self._fresh = False
        self.depth = 1  # of a heading's outline entry

    def add(self, *boxes, **row):
        """One row; keyword arguments as of :class:`Row`."""
        row.setdefault("height", self.pitch)
        self.rows.append(Row(boxes, frame=self.frame, fresh=self._fresh, **row))
        self._fresh = False

    def blank(self, count=1):
        """Empty rows, dropped at the top of a page."""
        for _ in range(count):
            self.rows.append(
                Row(height=self.pitch, blank=True, frame=self.frame, keep=self._keeps())
            )

    def _keeps(self):
        return bool(self.rows) and self.rows[-1].keep

    def fresh_page(self, frame=None):
        """What follows starts on a new page, in another frame if one is given."""
        self.frame = frame or self.frame
        self._fresh = True

    def text(self, runs, role="fangsong", first=INDENT, hanging=0, align="justify", **row):
        """A paragraph; ``first`` and ``hanging`` indent its lines by characters."""
        size, bookmark = row.pop("size", SIZE), row.pop("bookmark", ())
        indents = {"first": first * SIZE, "hanging": hanging * SIZE}
        lines = self.setter.lines(runs, self.frame.width, role, size, align=align, **indents)
        for index, line in enumerate(lines):
            self.add(Text(0, (SIZE - size) / 2, line), bookmark=() if index else bookmark, **row)

    def title(self, text, role="xiaobiaosong", size=SIZE_2, keep=True, bookmark=()):
        """A centred title with balanced lines (7.3.1), as many rows high as it has lines."""
        if not text.strip():
            return
        lines = balance(self.setter.glyphs(text, role, size), self.frame.width)
        while len(lines) > MAX_TITLE_ROWS and size > SIZE_4:
            size -= 2
            lines = balance(self.setter.glyphs(text, role, size), self.frame.width)
        step = max(self.pitch, TITLE_PITCH * size / SIZE_2)
        ink = (len(lines) - 1) * self.pitch + SIZE
        above = (ink - (len(lines) - 1) * step - size) / 2
        boxes = [Text(0, above + index * step, line) for index, line in enumerate(lines)]
        self.add(*boxes, height=len(lines) * self.pitch, ink=ink, keep=keep, bookmark=bookmark)

    def blocks(self, blocks):
        """The body's blocks in order."""
        home = self.frame
        for block in blocks:
            if home is UPRIGHT and any_sideways(self.setter, [block]):
                self.fresh_page(SIDEWAYS)
            self._block(block)
            if self.frame is not home:
                self.fresh_page(home)

    def _block(self, block):
        if isinstance(block, Heading):
            level = min(max(block.level, 1), 4)
            bookmark = (self.depth, chinese.clean(block.text)) if level == 1 else ()
            self.text(block.text, HEADING_FACES[level - 1], keep=True, bookmark=bookmark)
        elif isinstance(block, Para):
            first = block.indent if block.align == "justify" else 0
            self.text(block.runs, first=first, align=block.align)
        elif isinstance(block, ListItem):
            self._list_item(block)
        elif isinstance(block, Table):
            if block.title:
                self._part_tables()
                self.title(block.title, "hei", SIZE_4)
            self.rows += self._started(table_rows(self.setter, block, self.frame))
            self.rows.append(Row((), TABLE_GAP, 0.0, False, blank=True, frame=self.frame))
        elif isinstance(block, Picture):
            self._picture(block)
        elif isinstance(block, PageBreak):
            self.fresh_page()

    def _list_item(self, item):
        """The marker two characters in, continuation under the text's first character when nested."""
        runs = (Run(item.runs),) if isinstance(item.runs, str) else tuple(item.runs)
        first = INDENT + 2 * item.level
        marker = Run(item.marker + " " * item.marker.endswith("."))
        self.text((marker, *runs), first=first, hanging=2 * item.level)

    def _part_tables(self):
        """Half a row more between a table and the title of the next one."""
        if self.rows and self.rows[-1].blank and self.rows[-1].height == TABLE_GAP:
            self.rows.append(Row((), self.pitch / 2, 0.0, False, blank=True, frame=self.frame))

    def _started(self, rows):
        """The rows, the first one on a new page if that is due."""
        if self._fresh and rows:
            rows[0] = replace(rows[0], fresh=True)
            self._fresh = False
        return rows

    def _picture(self, picture):
        most = self.frame.height - (self.pitch * 2 if picture.caption else 0)
        loaded = load_picture(picture, self.frame.width, most)
        if loaded is None:
            self.setter.dropped.append("picture")
            return
        width, height, data = loaded
        image = Image((self.frame.width - width) / 2, 0, width, height, data)
        keep = bool(picture.caption)
        self.add(image, height=height + SIZE / 2, ink=height, grid=False, keep=keep)
        if picture.caption:
            self.text(picture.caption, "kai", 0, align="center", size=SIZE_4)

    def keep_text(self, count=TAIL_COMPANY):
        """The last rows stay with what follows."""
        place = len(self.rows)
        while count and place and not self.rows[place - 1].fresh:
            place -= 1
            self.rows[place] = replace(self.rows[place], keep=True)
            count -= not self.rows[place].blank

    def annex_note(self, annexes):
        """附件：, one blank row under the text, names aligned (7.3.4)."""
        self.blank()
        label = "附件："
        for number, annex in enumerate(annexes, 1):
            ordinal = "%d. " % number if len(annexes) > 1 else ""
            text = ordinal + annex.title.replace("\n", "")
            first = INDENT + len(label)
            hanging = first + self.setter.measure(ordinal)
            if number == 1:
                text, first = label + text, INDENT
            self.text(text, first=first, hanging=hanging, keep=True)

    def signature(self, organ, date, seal):
        """Organisation and date at the right (7.3.5)."""
        if not organ and not date:
            return
        self.blank()  # a 42 mm seal on both rows then begins within one row of the text
        places = signature_places(self.setter, organ, date, seal, self.frame.width)
        name, day, name_x, day_x = places
        for text, line, x in ((organ, name, name_x), (date, day, day_x)):
            if text:
                self.add(Text(x, 0, line, squeeze=squeezed(line, self.frame.width - x)), keep=True)

    def remark(self, text):
        """附注 in （ ）, two characters in, on the row after the date."""
        if text:
            text = text.strip().strip("（()）")
            self.text("（%s）" % text, keep=True)

    def annexes(self, annexes):
        """Each annex on a page of its own: number in row 1, title in row 3 (7.3.7)."""
        for number, annex in enumerate(annexes, 1):
            self.fresh_page(SIDEWAYS if any_sideways(self.setter, annex.blocks) else UPRIGHT)
            label = "附件%s" % (number if len(annexes) > 1 else "")
            name = chinese.clean(annex.title).replace("\n", "")
            self.text(label, "hei", 0, keep=True, bookmark=(1, "%s　%s" % (label, name)))
            self.blank()
            self.title(annex.title)
            self.blank()
            self.blocks(annex.blocks)


def signature_places(setter, organ, date, seal, width):
    """``(organisation, date, x, x)``: their lines and where these begin (7.3.5.1, 7.3.5.2).

    With a seal both are centred on each other, the date 4 characters from the right. Without one
    the date begins 2 characters right of the organisation, neither nearer than 2 to the right.
    """
    name = setter.line(organ, "fangsong", SIZE)
    day = setter.line(chinese.date(date), "fangsong", SIZE)
    if seal:
        day_x = width - SEALED_RIGHT * SIZE - day.width
        name_x = max(0.0, min(day_x + (day.width - name.width) / 2, width - name.width))
        return name, day, name_x, max(0.0, name_x + (min(name.width, width) - day.width) / 2)
    edge = width - UNSEALED_RIGHT * SIZE
    name_x = max(0.0, edge - name.width)
    day_x = max(0.0, min(name_x + INDENT * SIZE, edge - day.width))
    return name, day, max(0.0, day_x - INDENT * SIZE), day_x


def load_picture(picture, width, height):
    """``(width, height, data)`` of a picture scaled into a rectangle; None when it cannot be read."""
    try:
        image = Pillow.open(io.BytesIO(picture.data))
        dots, data = image.size, picture.data
        wide = picture.width * MM if picture.width else dots[0] * 72 / DPI
        scale = min(1.0, width / wide, height / (wide * dots[1] / dots[0]))
        wide, high = wide * scale, wide * scale * dots[1] / dots[0]
        most = (max(1, round(wide * PRINT / 72)), max(1, round(high * PRINT / 72)))
        image.load()
        small = dots[0] <= most[0]
        if image.format not in ("JPEG", "PNG") or image.mode not in ("L", "RGB") or not small:
            data = _flattened(image, most)
        return wide, high, data
    except Exception:  # whatever a broken picture makes the decoder raise, the document must appear
        return None


def _flattened(image, most):
    """A picture as PNG on white paper, with no more dots than print shows."""
    if image.mode not in ("P", "LA", "RGBA"):
        image = image.convert("RGB")
    image = image.convert("RGBA")
    flat = Pillow.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    flat.thumbnail(most)
    target = io.BytesIO()
    flat.save(target, "PNG")
    return target.getvalue()
