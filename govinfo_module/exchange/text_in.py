"""A text from an office's file, .docx or .ofd, whatever it is called."""

import io
import zipfile

from .ofd_in import read_ofd
from .word.docx_in import DocxText, read_docx

#: What files that hold a text may be called.
SUFFIXES = (".docx", ".ofd")


def read_text(data, picture_name="picture-%d"):
    """Title, text and pictures as ``DocxText``; an .ofd gives no pictures.

    Raises a ``FileError`` on what is no usable file of the two.
    """
    if suffix(data) == ".ofd":
        text = read_ofd(data)
        return DocxText(text.title, text.html)
    return read_docx(data, picture_name=picture_name)


def suffix(data):
    """``.ofd`` of an .ofd by its entrance, ``.docx`` of anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data or b"")) as source:
            names = {name.lstrip("/").casefold() for name in source.namelist()}
    except Exception:  # no zip, or a hostile one: the reader says what is wrong with it
        names = ()
    return ".ofd" if "ofd.xml" in names else ".docx"
