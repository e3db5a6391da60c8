"""Pages to a file: hands every box to an ink. Everything it gets has its place already.

An ink is a file format: :class:`ink_pdf.PdfInk` and :class:`ink_ofd.OfdInk`.
"""

from typing import Protocol

from ..layout import Image, Text


class Ink(Protocol):
    """What pages are drawn with: it writes what it is handed, in that order."""

    def begin(self, about):
        """Once, before the first page. ``about`` has title, author, subject and stamp."""

    def page(self, paper, marks):
        """Start a page: its width and height in points; depth and name of its outline entries."""

    def place(self, origin, turned):
        """Boxes follow whose places count from ``origin`` on the page, sideways when ``turned``."""

    def image(self, box):
        """Draw a :class:`layout.Image`."""

    def text(self, box):
        """Draw a :class:`layout.Text`."""

    def rule(self, box):
        """Draw a :class:`layout.Rule`."""

    def finish(self):
        """The bytes of the file."""


def draw(documents, ink):
    """The bytes of one file with many documents one after another.

    :param documents: iterable of ``(pages, about)``.
        Taken one by one, so that memory does not grow with what was laid out.
    :param ink: an :class:`Ink` that has drawn nothing yet.
    """
    begun = False
    for pages, about in documents:
        if not begun:
            ink.begin(about)
            begun = True
        for index, page in enumerate(pages):
            title = [(0, about.title)] if index == 0 and about.title else []
            ink.page(page.paper, title + page.bookmarks)
            _boxes(ink, page.boxes, page.origin, page.frame.turned)
            _boxes(ink, page.fixed, page.origin, False)
    if not begun:
        raise ValueError("there is no document to draw")
    return ink.finish()


def _boxes(ink, boxes, origin, turned):
    """Pictures lie under everything else."""
    ink.place(origin, turned)
    for box in boxes:
        if isinstance(box, Image):
            ink.image(box)
    for box in boxes:
        if isinstance(box, Text):
            ink.text(box)
        elif not isinstance(box, Image):
            ink.rule(box)
