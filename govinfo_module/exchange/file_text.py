"""The words in an office file, for searching and for what must not be in it. Not its layout.

Every reader goes through its file once, and stops at ``MAX_TEXT`` characters or ``SECONDS``; a file that
cannot be read has no words. Pictures of pages have none either.
"""

import io
import logging
import re
import time

import pypdf
from lxml import etree

from . import archive, errors
from .ofd_in import read_ofd
from .text import HAN, visible

# a broken file concerns who sent it, not the server's log
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

MAX_TEXT = 500_000
MAX_BYTES = 30 * archive.MB
SECONDS = 3.0
MAX_PAGES = 500
MAX_PAGE = 2 * archive.MB  # of a page's drawing; a page of text has some ten thousand bytes
MAX_PART = 50 * archive.MB
_DOCX = re.compile(r"(?:.*/)?(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml")
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
# Where a line of a .pdf ends, a sentence goes on; Chinese words are parted by nothing.
_LINE_BREAK = re.compile("(?<=[%s，、“”])\\s*\n(?=[%s，、。“”])" % (HAN, HAN))
_BLANKS = re.compile(r"[ \t]+")


def file_text(name, data):
    """The words of a .docx, .xlsx, .pdf or .ofd as lines; "" for any other or unusable file."""
    reader = _READERS.get((name or "").lower().rpartition(".")[2])
    if not reader or not data or len(data) > MAX_BYTES:
        return ""
    try:
        pieces = _bounded(reader(data))
    except (errors.ExchangeError, etree.XMLSyntaxError):
        return ""
    lines = (_BLANKS.sub(" ", line).strip() for line in visible("".join(pieces)).splitlines())
    return "\n".join(line for line in lines if line)


def _bounded(pieces):
    """The first of ``pieces``, as far as length and time go."""
    kept, left, stop = [], MAX_TEXT, time.monotonic() + SECONDS
    for piece in pieces:
        kept.append(piece[:left])
        left -= len(piece)
        if left <= 0 or time.monotonic() > stop:
            break
    return kept


def _xml(content, *tags):
    """Yield ``(event, local name, element)``; elements of the last of ``tags`` are then let go."""
    if len(content) > MAX_PART:
        return
    walk = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        tag=["{*}%s" % tag for tag in tags],
        resolve_entities=False,
        no_network=True,
    )
    for event, element in walk:
        kind = etree.QName(element).localname
        yield event, kind, element
        if event == "end" and kind == tags[-1]:
            element.clear()


def _docx(data):
    parts = archive.read_office(data, "docx")
    for name in sorted(parts):
        if _DOCX.fullmatch(name):
            for event, kind, element in _xml(parts[name], "t", "tab", "br", "p"):
                if event == "end":
                    yield element.text or "" if kind == "t" else _DOCX_EDGES[kind]


_DOCX_EDGES = {"p": "\n", "br": "\n", "tab": "\t"}


def _xlsx(data):
    parts = archive.read_office(data, "xlsx")
    shared = list(_shared(parts.get("xl/sharedStrings.xml", b"")))
    for name in sorted(parts):
        if _SHEET.fullmatch(name):
            yield from _sheet(parts[name], shared)


def _shared(content):
    """The texts that cells share; pronunciation (rPh) is none."""
    if not content:
        return
    text, spoken = [], False
    for event, kind, element in _xml(content, "t", "rPh", "si"):
        if kind == "rPh":
            spoken = event == "start"
        elif event == "end" and kind == "t" and not spoken:
            text.append(element.text or "")
        elif event == "end" and kind == "si":
            yield "".join(text)
            text = []


def _sheet(content, shared):
    for event, kind, element in _xml(content, "c", "row"):
        if event == "end":
            yield "\n" if kind == "row" else "%s\t" % _cell(element, shared)


def _cell(element, shared):
    if element.get("t") == "inlineStr":
        return "".join(element.itertext())
    value = element.findtext("{*}v") or ""
    if element.get("t") != "s":
        return value
    return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""


def _pdf(data):
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        for number in range(min(len(reader.pages), MAX_PAGES)):
            page = reader.pages[number]
            drawing = page.get_contents()
            if drawing is not None and len(drawing.get_data()) <= MAX_PAGE:
                yield _LINE_BREAK.sub("", page.extract_text()) + "\n"
    except Exception:  # a damaged or hostile file shows as any of two dozen errors of the library
        return


def _ofd(data):
    text = read_ofd(data)
    yield from ("%s\n" % paragraph for paragraph in (text.title, *text.paragraphs))


_READERS = {"docx": _docx, "xlsx": _xlsx, "pdf": _pdf, "ofd": _ofd}
