"""make pictures: the guides' and README's pictures, from those the last ``make e2e`` took."""

from PIL import Image

from .e2e import SHOTS
from .places import ADDON, ROOT
from .steps import Trouble, say

FOLDERS = (ADDON / "static" / "guide", ROOT / "docs" / "images")
COLOURS = 128


def run():
    for folder in FOLDERS:
        for old in sorted(folder.glob("*.png")):
            new = SHOTS / old.name
            if not new.exists():
                raise Trouble("make e2e has taken no picture %s; run it first." % old.name)
            with Image.open(new) as picture:
                # thin lines of a rare colour keep it
                few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
                few.save(old, optimize=True)
            say(str(old.relative_to(ROOT)))
