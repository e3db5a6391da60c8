"""Convert an OpenType font with CFF outlines to TrueType outlines.

ReportLab embeds TrueType outlines only, and the one free Simplified FangSong is published with CFF outlines, so the
set-up converts it once on the machine where it is used. Needs ``fonttools``.

    python tools/otf2ttf.py FandolFang-Regular.otf FandolFang-Regular.ttf
"""

import os
import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

MAX_ERROR = 1 / 1000  # of the em square: far below what a printer shows


def convert(source, target):
    """Write ``source`` (.otf) as TrueType to ``target``; the target appears only when it is complete."""
    font = TTFont(source)
    if "CFF " not in font:
        raise SystemExit("%s has no CFF outlines, nothing to convert" % source)
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(
            Cu2QuPen(pen, font["head"].unitsPerEm * MAX_ERROR, reverse_direction=True)
        )
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = outlines
    for name, glyph in outlines.items():
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    _describe_as_truetype(font)
    part = target + ".part"
    font.save(part)
    os.replace(part, target)


def _describe_as_truetype(font):
    """Give the tables that speak of the outlines their TrueType values."""
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions"
    ).split():
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    maxp.maxComponentElements = max(
        len(getattr(g, "components", ())) for g in font["glyf"].glyphs.values()
    )
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\000\001\000\000"
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    convert(sys.argv[1], sys.argv[2])
