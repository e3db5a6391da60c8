"""From text to glyphs: one :class:`Setter` per document remembers what its fonts could not draw."""

from . import chinese
from .breaking import Glyph, break_lines
from .content import Run
from .fonts import MISSING


class Setter:
    """Chooses faces for the text of one document.

    ``fallen``: character → file name of the font that lent it. ``missing``: characters no font has, drawn as 〓.
    ``dropped``: kinds of content that could not be printed.
    """

    def __init__(self, fonts):
        self.fonts = fonts
        self.fallen, self.missing, self.dropped = {}, set(), []
        self._glyphs = {}  # (role, size, bold) → character → Glyph

    def glyphs(self, runs, role, size):
        """The glyphs of a text or of runs, cleaned for print."""
        runs = (Run(runs),) if isinstance(runs, str) else tuple(runs)
        result = []
        for run, text in zip(runs, chinese.clean_runs(run.text for run in runs)):
            key = run.face or role, size, run.bold
            known = self._glyphs.setdefault(key, {})
            for char in text:
                if char not in known:
                    known[char] = self._glyph(char, *key)
                result.append(known[char])
        return result

    def _glyph(self, char, role, size, bold):
        """One glyph; what the role's own face lacks is taken note of."""
        if char == "\n":
            return Glyph(char, self.fonts.own(role), size, 0.0)
        char = " " if char == "\t" else char
        face, width, fell = self.fonts.pick(role, char)
        if fell and face.has(char):
            self.fallen[char] = face.stem
        elif fell:
            self.missing.add(char)
            char = MISSING
        return Glyph(char, face, size, width * size, bold)

    def measure(self, text, role="fangsong"):
        """Width of a cleaned text, in parts of the size."""
        return sum(self.fonts.pick(role, char)[1] for char in text)

    def lines(self, runs, width, role="fangsong", size=None, **how):
        """Broken lines of a text, see :func:`breaking.break_lines`."""
        return break_lines(self.glyphs(runs, role, size), width, **how)

    def line(self, runs, role, size):
        """A text or runs on one line, however long."""
        glyphs = [glyph for glyph in self.glyphs(runs, role, size) if glyph.char != "\n"]
        return break_lines(glyphs, float("inf"), align="left")[0]
