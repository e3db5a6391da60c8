"""A .docx with revisions of Word, WPS or LibreOffice: both texts, and who changed what and when."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from lxml import etree

from .. import archive, errors
from .docx_in import SUFFIX, DocxText, main_part, read_docx

#: Element of OOXML → kind of a change.
_KINDS = {"ins": "insert", "del": "delete", "moveTo": "move_to", "moveFrom": "move_from"}
_FORMAT = "format"


@dataclass(frozen=True)
class Change:
    """One change: kind is insert, delete, move_to, move_from or format.

    ``text`` is what came, went or looks different; "\\n" alone is the end of a paragraph. ``date`` is
    the local time of who made it, None when the file does not say.
    """

    kind: str
    author: str
    date: datetime | None
    text: str


@dataclass(frozen=True)
class Revisions:
    """``accepted`` is the new text, ``rejected`` the old one."""

    accepted: DocxText
    rejected: DocxText
    changes: tuple[Change, ...]


def read_revisions(data, picture_name="picture-%d", max_bytes=archive.MAX_BYTES):
    """Both texts of a .docx and its changes in reading order; without revisions the texts are equal.

    Raises an ``errors.FileError`` on what is no usable .docx. A text that is all new has an empty
    ``rejected``, one that is all gone an empty ``accepted``.
    """
    texts = [_read(data, picture_name, max_bytes, accept) for accept in (True, False)]
    if not any(texts):
        raise errors.NoText()
    accepted, rejected = (text or DocxText("", "") for text in texts)
    parts = archive.read_office(data, SUFFIX, max_bytes)
    root = etree.fromstring(
        parts[main_part(parts)], etree.XMLParser(resolve_entities=False, no_network=True)
    )
    changes = _joined(_tokens(root, "{%s}" % etree.QName(root).namespace))
    return Revisions(accepted, rejected, tuple(changes))


def _read(data, picture_name, max_bytes, accept):
    try:
        return read_docx(data, picture_name, max_bytes, accept)
    except errors.NoText:
        return None


def _joined(tokens):
    """Changes from tokens ``(kind, author, time, text)``; neighbours of one kind and hand are one."""
    for (kind, author, _minute), group in groupby(tokens, key=_hand):
        group = list(group)
        if kind is not None:
            text = "".join(text for _kind, _author, _time, text in group)
            yield Change(kind, author, _date(group[0][2]), text.strip("\n") or "\n")


def _hand(token):
    kind, author, time, _text = token
    return kind, author, time[:16]


def _date(text):
    try:
        return datetime.fromisoformat(text[:19])
    except ValueError:
        return None


def _tokens(root, w):
    """Texts and ends of paragraphs in reading order; those that nobody changed have the kind None."""
    for paragraph in root.iter(w + "p"):
        row = _row_change(paragraph, w)
        runs = [
            run for run in paragraph.iter(w + "r") if next(run.iterancestors(w + "p")) is paragraph
        ]
        tokens = [(*(_run_change(run, w) or row), _text(run, w)) for run in runs]
        yield from (token for token in tokens if token[-1])
        marks = paragraph.find("%spPr/%srPr" % (w, w))
        formatted = paragraph.find("%spPr/%spPrChange" % (w, w))
        # the look of a paragraph that is all new is no change of its own
        if formatted is not None and any(kind in (None, _FORMAT) for kind, *_rest in tokens):
            yield (*_said(_FORMAT, formatted, w), "".join(text for *_rest, text in tokens))
        yield (*(_marker(marks, w) or row), "\n")


def _text(run, w):
    texts = {w + "tab": "\t", w + "br": "\n", w + "cr": "\n"}
    return "".join(
        texts.get(node.tag, node.text if node.tag in (w + "t", w + "delText") else "") or ""
        for node in run
    )


def _run_change(run, w):
    for node in run.iterancestors():
        if node.tag == w + "p":
            break
        kind = _KINDS.get(etree.QName(node).localname)
        if kind:
            return _said(kind, node, w)
    formatted = run.find("%srPr/%srPrChange" % (w, w))
    return None if formatted is None else _said(_FORMAT, formatted, w)


def _row_change(paragraph, w):
    """The change of the row around, or none."""
    for row in paragraph.iterancestors(w + "tr"):
        change = _marker(row.find(w + "trPr"), w)
        if change:
            return change
    return None, "", ""


def _marker(properties, w):
    """The change that the properties of a row or of a paragraph's end tell."""
    for node in properties if properties is not None else ():
        kind = _KINDS.get(etree.QName(node).localname)
        if kind:
            return _said(kind, node, w)
    return None


def _said(kind, node, w):
    return kind, node.get(w + "author", ""), node.get(w + "date", "")
