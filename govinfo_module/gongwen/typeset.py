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

    def glyphs(self, runs, role, size):
        """The glyphs of a text or of runs, cleaned for print."""
        runs = (Run(runs),) if isinstance(runs, str) else tuple(runs)
        result = []
        for run, text in zip(runs, chinese.clean_runs(run.text for run in runs)):
            for char in text:
                if char == "\n":
                    result.append(
                        result[-1]._replace(char=char, width=0.0)
                        if result
                        else self._feed(role, size)
                    )
                    continue
                char = " " if char == "\t" else char
                face, width, fell = self.fonts.pick(run.face or role, char)
                if fell:
                    char = self._fallen(char, face)
                result.append(Glyph(char, face, size, width * size, run.bold))
        return result

    def _feed(self, role, size):
        return Glyph("\n", self.fonts.own(role), size, 0.0)

    def _fallen(self, char, face):
        """Take note of a character its own face lacks; what is drawn for it."""
        if face.has(char):
            self.fallen[char] = face.stem
            return char
        self.missing.add(char)
        return MISSING

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
