"""The Lorenz curve as a picture, without words: the text beside it says what it shows."""

import io

from PIL import Image, ImageDraw

WIDE, HIGH, EDGE = 1200, 720, 12  # dots
RED, GREY, FRAME = (167, 29, 29), (150, 150, 150), (0, 0, 0)


def points(counts):
    """The corners of the curve from (0, 0) to (1, 1): share of units, share of what they hold.

    >>> points([3, 1])
    [(0.0, 0.0), (0.5, 0.25), (1.0, 1.0)]
    """
    ordered, total = sorted(counts), sum(counts) or 1
    corners, held = [(0.0, 0.0)], 0
    for place, count in enumerate(ordered, 1):
        held += count
        corners.append((place / len(ordered), held / total))
    return corners


def curve(counts):
    """The curve of ``counts`` in red below the straight line of equality, as PNG."""
    picture = Image.new("RGB", (WIDE, HIGH), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle([EDGE, EDGE, WIDE - EDGE, HIGH - EDGE], outline=FRAME, width=4)
    pen.line([_dot((0, 0)), _dot((1, 1))], fill=GREY, width=4)
    pen.line([_dot(corner) for corner in points(counts)], fill=RED, width=9)
    for share in (0.2, 0.4, 0.6, 0.8):
        x, y = _dot((share, share))
        pen.line([(x, HIGH - EDGE), (x, HIGH - EDGE - 18)], fill=FRAME, width=4)
        pen.line([(EDGE, y), (EDGE + 18, y)], fill=FRAME, width=4)
    data = io.BytesIO()
    picture.save(data, "PNG", optimize=True)
    return data.getvalue()


def _dot(corner):
    x, y = corner
    return EDGE + x * (WIDE - 2 * EDGE), HIGH - EDGE - y * (HIGH - 2 * EDGE)
