"""What a document says, as plain frozen data. How it looks is decided elsewhere in this package.

Texts are plain Unicode; sequences may be tuples or lists. Dates are ``datetime.date`` (printed as 2026年10月9日) or a
text that is printed as it stands. Empty texts leave their element out.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

Date = datetime.date | str


@dataclass(frozen=True)
class Run:
    """A stretch of text in one face; ``face`` is a font role ("" = the face of its block)."""

    text: str
    bold: bool = False
    face: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4, with its ordinal: 一、 （一） 1. （1）."""

    level: int
    text: str


@dataclass(frozen=True)
class Para:
    """A paragraph. ``align`` is justify, left, center or right; ``indent`` counts characters in the first line."""

    runs: str | Sequence[Run]
    align: str = "justify"
    indent: int = 2


@dataclass(frozen=True)
class ListItem:
    """An entry of a list with its printed ``marker`` ("1.", "·"); ``level`` 0 is the outermost."""

    runs: str | Sequence[Run]
    marker: str = "·"
    level: int = 0


@dataclass(frozen=True)
class Table:
    """A table. ``head`` is repeated on every page; a short row is filled up with empty cells.

    ``aligns``: left, center or right per column; by default numbers go right and the rest left.
    ``widths``: shares of the width per column; by default as wide as the contents ask.
    ``landscape``: None = turned sideways only when the columns do not fit upright.
    ``empty``: what an empty cell prints. ``labels``: the first column holds labels, as in a form.
    ``size``: of the type in points; None = a form's size with labels, else the largest of a table's that fits.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    aligns: Sequence[str] = ()
    widths: Sequence[float] = ()
    landscape: bool | None = None
    title: str = ""
    empty: str = "—"
    labels: bool = False
    size: float | None = None


@dataclass(frozen=True)
class Picture:
    """A PNG, JPEG or GIF; ``width`` in millimetres (None = its own size, at most the type area)."""

    data: bytes
    width: float | None = None
    caption: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Para | ListItem | Table | Picture | PageBreak


@dataclass(frozen=True)
class Annex:
    """An annex (附件). Its number follows from its place; name and number appear in the text by themselves."""

    title: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True)
class Head:
    """Head of a document (版头). ``mark`` is the issuing mark as printed, e.g. 江海县人民政府办公室文件."""

    mark: str
    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signer: str = ""


@dataclass(frozen=True)
class Imprint:
    """Imprint (版记): who else receives it, who printed it and when."""

    copy_to: str = ""
    printer: str = ""
    printed_on: Date = ""


@dataclass(frozen=True)
class Notice:
    """A document in the file format (文件格式), such as a 通报.

    ``seal``: the paper gets a seal, so organisation and date leave room for it.
    A line break in ``title`` fixes where its lines break.
    """

    head: Head
    title: str
    blocks: Sequence[Block]
    addressee: str = ""
    annexes: Sequence[Annex] = ()
    organ: str = ""
    date: Date = ""
    seal: bool = False
    remark: str = ""
    imprint: Imprint | None = None


@dataclass(frozen=True)
class Letter:
    """A document in the letter format (信函格式), such as a 函 or a 告知书. ``head.mark`` is a name without 文件."""

    head: Head
    title: str
    blocks: Sequence[Block]
    addressee: str = ""
    annexes: Sequence[Annex] = ()
    organ: str = ""
    date: Date = ""
    seal: bool = False
    remark: str = ""
    copy_to: str = ""


@dataclass(frozen=True)
class BulletinItem:
    """One item of a bulletin; ``source`` is printed at its end in （ ）."""

    title: str
    blocks: Sequence[Block]
    source: str = ""


@dataclass(frozen=True)
class Bulletin:
    """An issue of a publication (简报: 普刊、专报、参阅).

    ``number`` 0 leaves a gap for it.
    ``notice`` is the line at the top left, such as 内部资料　注意保存; ``secrecy`` takes its place when given.
    ``signer`` is printed in the head of a 专报; ``editor`` is the line of names in the foot.
    ``contents``: list the items' titles before the first one.
    """

    masthead: str
    number: int
    organ: str
    date: Date
    items: Sequence[BulletinItem]
    total: int | None = None
    secrecy: str = ""
    copy_number: str = ""
    notice: str = ""
    signer: str = ""
    editor_note: str = ""
    report_to: str = ""
    send_to: str = ""
    copy_to: str = ""
    editor: str = ""
    print_run: int | None = None
    contents: bool = False


@dataclass(frozen=True)
class Slip:
    """A slip with a form, such as a 约稿通知单: ``fields`` are pairs of label and value."""

    title: str
    fields: Sequence[tuple[str, str]]
    mark: str = ""
    number: str = ""
    addressee: str = ""
    blocks: Sequence[Block] = ()
    organ: str = ""
    date: Date = ""
    seal: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Certificate:
    """A certificate (荣誉证书) on one sideways sheet."""

    recipient: str
    text: str
    organ: str
    date: Date
    title: str = "荣誉证书"
    number: str = ""


@dataclass(frozen=True)
class Sheet:
    """A plain sheet without head or imprint: a list, a report, the cover of a batch."""

    title: str
    blocks: Sequence[Block]
    subtitle: str = ""
    organ: str = ""
    date: Date = ""


Document = Notice | Letter | Bulletin | Slip | Certificate | Sheet
