"""From a document to bytes."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from . import chinese
from .bulletin import compose_bulletin
from .content import Bulletin, Certificate, Letter, Notice, Sheet, Slip
from .fonts import find_fonts
from .forms import compose_certificate, compose_sheet, compose_slip
from .furniture import finish
from .ink.draw import draw
from .ink.ink_ofd import OfdInk
from .ink.ink_pdf import PdfInk
from .layout import Page
from .notice import compose_letter, compose_notice
from .style import Options
from .typeset import Setter

_COMPOSERS = {
    Notice: compose_notice,
    Letter: compose_letter,
    Bulletin: compose_bulletin,
    Slip: compose_slip,
    Certificate: compose_certificate,
    Sheet: compose_sheet,
}


class About(NamedTuple):
    """What the file says about itself."""

    title: str
    author: str
    subject: str
    stamp: datetime.datetime | None


@dataclass(frozen=True)
class Rendered:
    """A finished PDF.

    ``fallen``: character → name of the font that lent it, because the style's own font lacks it.
    ``missing``: characters that no font has; the page shows 〓. ``dropped``: contents that could not be printed.
    """

    pdf: bytes
    pages: int
    fallen: dict[str, str]
    missing: frozenset[str]
    dropped: tuple[str, ...]


def render(document, fonts=None, options=None):
    """Lay out and draw a document.

    :param document: one of the kinds of :mod:`content`.
    :param fonts: a :class:`FontSet`; by default what this machine has.
    :param options: :class:`Options`; by default the standard's.
    :returns: :class:`Rendered`. Equal arguments give equal bytes.
    :raises FontError: when no Chinese font is found.
    """
    fonts, options = fonts or find_fonts(), options or Options()
    setter = Setter(fonts)
    pages = lay_out(document, setter, options)
    pdf = draw([(pages, about(document, options))], PdfInk(fonts, options))
    return Rendered(
        pdf, len(pages), setter.fallen, frozenset(setter.missing), tuple(setter.dropped)
    )


def render_both(document, fonts=None, options=None):
    """PDF and OFD of a document as bytes, laid out once; the same as of :func:`render_pdf` and :func:`render_ofd`."""
    fonts, options = fonts or find_fonts(), options or Options()
    drawn = [(lay_out(document, Setter(fonts), options), about(document, options))]
    return draw(drawn, PdfInk(fonts, options)), draw(drawn, OfdInk(options))


def render_pdf(document, fonts=None, options=None):
    """The PDF of a document as bytes, see :func:`render`."""
    return render(document, fonts, options).pdf


def render_ofd(document, fonts=None, options=None):
    """The OFD of a document as bytes: the pages of :func:`render_pdf`, its parameters and errors.

    Equal arguments give equal bytes.
    """
    fonts, options = fonts or find_fonts(), options or Options()
    pages = lay_out(document, Setter(fonts), options)
    return draw([(pages, about(document, options))], OfdInk(options))


def render_batch(documents, fonts=None, options=None):
    """One PDF of many documents, in their order; each begins on the front of a sheet when printed on both sides.

    :param documents: an iterable; it is taken one by one, so that a generator keeps memory flat.
    """
    fonts, options = fonts or find_fonts(), options or Options()
    return draw(_batch(documents, fonts, options), PdfInk(fonts, options))


def lay_out(document, setter, options):
    """The pages of a document."""
    return finish(_COMPOSERS[type(document)](document, setter, options), setter, options)


def _batch(documents, fonts, options):
    for document in documents:
        pages = lay_out(document, Setter(fonts), options)
        # a certificate is printed on a card of its own, on one side
        if options.duplex and len(pages) % 2 and not isinstance(document, Certificate):
            pages.append(Page(paper=pages[-1].paper))
        yield pages, about(document, options)


def about(document, options):
    """The :class:`About` of a document."""
    head = getattr(document, "head", None)
    organ = getattr(document, "organ", "") or (head.mark if head else "")
    number = head.number if head else getattr(document, "number", "")
    day = getattr(document, "date", None)
    stamp = options.stamp
    if stamp is None and isinstance(day, datetime.date):
        stamp = datetime.datetime(day.year, day.month, day.day)
    title = chinese.clean(
        getattr(document, "title", "") or getattr(document, "masthead", "")
    ).replace("\n", "")
    return About(title or "正文", chinese.clean(organ), chinese.document_number(str(number)), stamp)
