"""One font file: loaded once, checked, measured, embedded. Which file serves which role: :mod:`fonts`."""

import hashlib
import io
import os
import re
import struct
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

OWN_DIGITS = 0.02  # how near to half a character a face's digits must be
OUTLINES = "The font has PostScript outlines; only TrueType ones can be embedded."
UNREADABLE = "The file is not a usable TrueType font."

LOCK = threading.RLock()  # of what is looked up once for all, here and in fonts
_FONTS = {}
_DIGESTS = {}


class FontError(ValueError):
    """No usable font; ``reason`` is one of unreadable, outlines (not TrueType), none (found at all)."""

    def __init__(self, reason, sentence):
        super().__init__(sentence)
        self.reason = reason


class _Embedded(TTFont):
    """A TrueType font as we embed it.

    Characters beyond the basic plane can be copied and searched: ReportLab writes their code points
    with five digits into the text map, where a PDF reader wants UTF-16. Tables are read once: it
    would copy all outlines for every subset. One thread subsets at a time: its reader has one place.
    """

    _LONG = re.compile(r"<([0-9A-F]{5,6})>")

    def __init__(self, name, file):
        super().__init__(name, file, asciiReadable=0)
        self.face.get_table = lru_cache(maxsize=None)(self.face.get_table)
        self._lock = threading.Lock()

    def addObjects(self, doc):
        """Embed as usual, then put the long code points right."""
        with self._lock:
            super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = self._LONG.sub(self._utf16, stream.content)

    def cut(self, codes):
        """TrueType bytes with only these code points, numbered from 0 in their order."""
        with self._lock:
            return self.face.makeSubset(codes)

    @staticmethod
    def _utf16(match):
        return "<%s>" % chr(int(match.group(1), 16)).encode("utf-16-be").hex().upper()


@dataclass(frozen=True, eq=False)
class Face:
    """A loaded font as a role uses it; ``stroke`` (of the size) thickens it."""

    font: TTFont
    stem: str
    stroke: float = 0.0

    def has(self, char):
        """Whether the font has the character."""
        return ord(char) in self.font.face.charToGlyph

    def width(self, char):
        """Advance of the character, in parts of the size."""
        face = self.font.face
        return face.charWidths.get(ord(char), face.defaultWidth) / 1000

    def has_fine_digits(self):
        """Whether its digits take half a character and are as light as its other characters."""
        half = abs(self.width("0") - 0.5) <= OWN_DIGITS
        return half and not self.stem.startswith("fandol")

    @property
    def family(self):
        """Name of the font's family."""
        return _text(self.font.face.familyName)

    def ink(self, text):
        """``(top, foot)`` of the text's ink over the baseline, in parts of the size."""
        face = self.font.face
        outlines = face.get_table("glyf")
        glyphs = [face.charToGlyph.get(ord(char), 0) for char in text if not char.isspace()]
        feet, tops = zip(
            *(struct.unpack_from(">4xh2xh", outlines, face.glyphPos[glyph]) for glyph in glyphs)
        )
        edge = self.stroke / 2
        return max(tops) / face.unitsPerEm + edge, min(feet) / face.unitsPerEm - edge


def load(source):
    """The loaded font of a file (path or bytes), once per process and contents.

    :raises FontError: when it cannot be used.
    """
    key = digest(source)
    with LOCK:
        if key not in _FONTS:
            data = source if isinstance(source, bytes) else Path(source).read_bytes()
            try:
                font = _Embedded("govinfo-%s" % key[:12], io.BytesIO(data))
            except Exception as error:  # a broken table surfaces as anything
                if "postscript outlines" in str(error):
                    raise FontError("outlines", OUTLINES) from error
                raise FontError("unreadable", UNREADABLE) from error
            # two files may bear one name; in a PDF their names must differ
            font.face.subfontNameX += b"-" + key[:6].encode()
            pdfmetrics.registerFont(font)
            _FONTS[key] = font
        return _FONTS[key]


def check_font(source):
    """``(family, absent)`` of a font file: its name and how many of the 6763 common characters it lacks.

    :raises FontError: when it cannot be used.
    """
    face = load(source).face
    common = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    codes = [ord(char) for code in common for char in code.decode("gb2312", "ignore")]
    return _text(face.familyName), sum(code not in face.charToGlyph for code in codes)


def digest(source):
    """What tells the contents of one font file from another."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    try:
        status = os.stat(source)
        key = str(source), status.st_mtime_ns, status.st_size
        if key not in _DIGESTS:
            _DIGESTS[key] = hashlib.sha256(Path(source).read_bytes()).hexdigest()
        return _DIGESTS[key]
    except OSError as error:
        raise FontError("unreadable", "The font file %s cannot be opened." % source) from error


def _text(name):
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
