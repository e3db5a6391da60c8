"""Convert a font with PostScript outlines to TrueType, which ReportLab can embed.

``python -m tools.otf2ttf SOURCE.otf TARGET.ttf``. The curves differ by at most a thousandth of the
size. Needs fontTools.
"""

import os
import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable


def convert(source, target):
    font = TTFont(source)
    glyphs = font.getGlyphSet()
    error = font["head"].unitsPerEm / 1000
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder = font.getGlyphOrder()
    table.glyphs = outlines
    for old in ("CFF ", "VORG"):
        if old in font:
            del font[old]
    _complete(font, table, outlines)
    font.sfntVersion = "\000\001\000\000"
    font.save(target + ".part")
    os.replace(target + ".part", target)


def _complete(font, table, outlines):
    """The values that TrueType asks for and PostScript outlines do without."""
    for name, (advance, _bearing) in font["hmtx"].metrics.items():
        outlines[name].recalcBounds(table)
        font["hmtx"].metrics[name] = (advance, getattr(outlines[name], "xMin", 0))
    font["head"].glyphDataFormat = 0
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for name in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
    ):
        setattr(maxp, name, 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType = 3.0


if __name__ == "__main__":
    convert(*sys.argv[1:])
