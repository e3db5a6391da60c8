"""Chinese text as people type it, brought to one form for comparing."""

import re
import unicodedata

#: Han characters, without punctuation.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
#: A line break between two Western words or numbers; other breaks stand for nothing.
_WORD_BREAK = re.compile(r"(?<=[A-Za-z0-9,.;:!?)])\s*\n\s*(?=[A-Za-z0-9(])")
_BREAK = re.compile(r"\s*\n\s*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_WORD = re.compile(r"[\W_]+")


def visible(text):
    """``text`` without zero-width, direction and control characters (line breaks and tabs stay)."""
    return _CONTROL.sub("", _INVISIBLE.sub("", text))


def printable(text):
    """``text`` without characters that no document, feed or database can hold; ``text`` itself mostly."""
    return _CONTROL.sub("", text) if _CONTROL.search(text) else text


def one_line(text):
    """``text`` on one line: breaks vanish beside Chinese characters, else become a space."""
    text = "\n".join(visible(text).splitlines()).strip()
    return _BREAK.sub("", _WORD_BREAK.sub(" ", text))


def half_width(text):
    """Full-width letters, digits, signs and the ideographic space in their ASCII form."""
    return unicodedata.normalize("NFKC", visible(text))


def fold(text):
    """Only letters, digits and Han characters of ``text``, half-width and lower case."""
    return _NOT_WORD.sub("", half_width(text).lower())
