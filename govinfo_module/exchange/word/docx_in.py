"""A .docx from Word, WPS or LibreOffice as title, clean HTML and pictures."""

import io
import posixpath
import re
from dataclasses import dataclass

import mammoth
from lxml import etree

from .. import archive, errors
from ..clean_html import clean_tree, parse, serialize
from ..text import one_line
from . import docx_prepare

SUFFIX = "docx"
MAX_XML = 20 * archive.MB
#: Tags in all parts together: styles, numbering, notes and the text.
MAX_TAGS = 500_000
#: A longer first line is a paragraph: the title is its beginning, and it stays in the text.
MAX_TITLE = 100
_STYLES = "\n".join(
    ["p.%s => h1.title:fresh" % docx_prepare.TITLE_STYLE]
    + ["p.%s => h%d:fresh" % (docx_prepare.HEADING_STYLE % n, n) for n in range(1, 7)]
    + ["u => u", "b => strong", "i => em", "strike => s", "comment-reference => "]
)
_PICTURES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/webp": "webp",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
_MAIN = re.compile(
    r'Target="/?([^"]+)"[^>]*?Type="[^"]*/officeDocument"|'
    r'Type="[^"]*/officeDocument"[^>]*?Target="/?([^"]+)"'
)
_NOTES = re.compile(r"\w+/(?:foot|end)notes\.xml")
_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]+[、章节部.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])"
)
_SENTENCE = re.compile(r"[。；！？]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Lines that may stand above the title (a unit, a date) are no longer than this.
_SHORT = 40


@dataclass(frozen=True)
class Picture:
    """A picture of the text; its name stands in brackets where it was."""

    name: str
    data: bytes
    mimetype: str


@dataclass(frozen=True)
class DocxText:
    """What a .docx holds. ``html`` is the clean subset, without the title."""

    title: str
    html: str
    pictures: tuple[Picture, ...] = ()
    warnings: tuple[errors.Note, ...] = ()


def read_docx(data, picture_name="picture-%d", max_bytes=archive.MAX_BYTES, accept=True):
    """Title, text and pictures of a .docx, its revisions accepted, or rejected.

    The title is the paragraph in a title style, or the only heading of the first level if
    it stands before the text, or the first line. A form (all of it a table) also
    keeps it. Raises an ``errors.FileError`` on what is no usable .docx.
    """
    parts = archive.read_office(data, SUFFIX, max_bytes)
    main = main_part(parts)
    pictures = _Pictures(picture_name)
    root = parse(_to_html(_prepare(parts, main, accept), pictures))
    title = _take_title(root)
    _name_pictures(root)
    clean_tree(root)
    html = serialize(root).strip()
    if not title and not html and not pictures.taken:
        raise errors.NoText()
    notes = pictures.notes()
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        notes.append(errors.MacrosIgnored())
    return DocxText(title, html, tuple(pictures.taken), tuple(notes))


def main_part(parts):
    """Name of the part with the text."""
    match = _MAIN.search(parts.get("_rels/.rels", b"").decode("utf-8", "replace"))
    name = posixpath.normpath(match.group(1) or match.group(2)) if match else "word/document.xml"
    if name not in parts or b"wordprocessingml" not in parts[name][:20000]:
        raise errors.WrongFormat(suffix=SUFFIX)
    written = [part for part_name, part in parts.items() if part_name.endswith((".xml", ".rels"))]
    if sum(map(len, written)) > MAX_XML or sum(part.count(b"<") for part in written) > MAX_TAGS:
        raise errors.UnpackedTooLarge(limit=MAX_XML // archive.MB)
    return name


def _prepare(parts, main, accept):
    """The same .docx with its main part rewritten."""
    folder = posixpath.dirname(main)
    try:
        document = docx_prepare.rewrite(
            parts[main],
            parts.get(posixpath.join(folder, "styles.xml")),
            parts.get(posixpath.join(folder, "numbering.xml")),
            parts.get(posixpath.join(folder, "_rels", posixpath.basename(main) + ".rels")),
            accept,
        )
        notes = {
            name: docx_prepare.settle_note(part, accept)
            for name, part in parts.items()
            if _NOTES.fullmatch(name)
        }
    except (etree.XMLSyntaxError, ValueError) as error:
        raise errors.BrokenFile(suffix=SUFFIX) from error
    parts = dict(parts, **notes, **{main: document})
    return archive.write_zip(parts, stored=parts)


def _to_html(data, pictures):
    try:
        return mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(pictures.take),
            include_embedded_style_map=False,
            external_file_access=False,
        ).value
    except Exception as error:  # a damaged part shows as any of a dozen errors of the library
        raise errors.BrokenFile(suffix=SUFFIX) from error


class _Pictures:
    """Collects the pictures; each leaves its name in the text."""

    def __init__(self, name):
        self._name = name
        self.taken = []
        self._skipped = 0

    def take(self, image):
        """Called for each picture; gives the attributes of its ``img``."""
        extension = _PICTURES.get((image.content_type or "").lower())
        if not extension:
            self._skipped += 1
            return {"alt": ""}
        try:
            with image.open() as stream:
                data = stream.read()
        except (KeyError, ValueError):  # not in the file, or a link to elsewhere
            self._skipped += 1
            return {"alt": ""}
        name = "%s.%s" % (self._name % (len(self.taken) + 1), extension)
        self.taken.append(Picture(name, data, image.content_type.lower()))
        return {"alt": name}

    def notes(self):
        """Warnings, as a new list."""
        return [errors.PicturesSkipped(count=self._skipped)] if self._skipped else []


def _name_pictures(root):
    for image in list(root.iter("img")):
        image.tag, image.text = "span", "[%s]" % image.get("alt") if image.get("alt") else None


def _take_title(root):
    """Find the title, remove it from the text, and give it."""
    nodes = _title_nodes(root)
    title = one_line("\n".join(_text(node) for node in nodes))
    if len(title) > MAX_TITLE:
        return _beginning(title)
    for node in nodes:
        if node.tag == "p" or node.tag in _HEADINGS:
            node.drop_tree()
    return title


def _title_nodes(root):
    """The paragraphs that make up the title; a title may run over several in the title style."""
    lines = [node for node in root.iter("p", "li", *_HEADINGS) if _text(node).strip()]
    lines = [node for node in lines if next(node.iterancestors("table"), None) is None]
    for position, node in enumerate(lines):
        if node.get("class") == "title":
            end = position
            while end < len(lines) and lines[end].get("class") == "title":
                end += 1
            return lines[position:end]
    if not lines:
        return [node for node in root.iter("td", "th") if _text(node).strip()][:1]
    heading = _title_heading(lines)
    return lines[:1] if heading is None else [heading]


def _title_heading(lines):
    """The first heading, if it heads the whole text and not a part of it."""
    headings = [node for node in lines if node.tag in _HEADINGS]
    if not headings or headings[0] is lines[0]:
        return headings[0] if headings else None
    first = headings[0]
    alone = [node.tag for node in headings].count("h1") == 1 and first.tag == "h1"
    above = [_text(node) for node in lines[: lines.index(first)]]
    brief = all(len(text) <= _SHORT and not _SENTENCE.search(text) for text in above)
    return first if alone and brief and not _ORDINAL.match(_text(first).strip()) else None


def _text(node):
    """Text of a node, a line break for each ``br``."""
    texts = node.xpath(".//text() | .//br")
    return "".join(text if isinstance(text, str) else "\n" for text in texts)


def _beginning(text):
    """A title made of a long first paragraph: its first sentence, if that is short enough."""
    sentence = _SENTENCE.split(text, 1)[0]
    return sentence if len(sentence) <= MAX_TITLE else sentence[: MAX_TITLE - 1] + "…"
