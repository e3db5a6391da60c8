"""A font with only the characters of one document, as a font file of its own."""

import io

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

WINDOWS, BASIC, FULL = 3, 1, 10  # platform and encodings of a character map
_BASIC_PLANE = 0xFFFF
_NAMES = (1, 2, 4, 6)  # family, style, full name, PostScript name; licences can be 40 kB long


def subset_font(font, chars):
    """TrueType bytes of a font of :mod:`faces` with only ``chars``, which are found by code point.

    The outlines are those that the PDF embeds. There the characters have places of their own; here
    a character map as other programs know it leads to them.
    """
    codes = sorted(map(ord, chars))
    small = TTFont(io.BytesIO(font.cut(codes)), recalcTimestamp=False)
    places = small["cmap"].tables[0].cmap
    glyphs = {code: places[index] for index, code in enumerate(codes)}
    basic = {code: glyph for code, glyph in glyphs.items() if code <= _BASIC_PLANE}
    small["cmap"].tables = [_map(4, BASIC, basic)]
    if len(basic) < len(glyphs):
        small["cmap"].tables.append(_map(12, FULL, glyphs))
    small["name"].names = [name for name in small["name"].names if name.nameID in _NAMES]
    target = io.BytesIO()
    small.save(target)
    return target.getvalue()


def _map(form, encoding, glyphs):
    """A character map: code point → name of the glyph."""
    table = CmapSubtable.newSubtable(form)
    table.platformID, table.platEncID, table.language = WINDOWS, encoding, 0
    table.cmap = glyphs
    return table
