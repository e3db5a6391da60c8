"""花脸稿: the changes between manuscripts as revisions of Word, to be accepted or rejected there."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from ..text import one_line
from ..versions.authors import attribute
from .docx_out import joint_text, write_joint


@dataclass(frozen=True)
class Manuscript:
    """A version of a text, and who made it from the one before (for the first one, not used).

    ``date`` is the local time: Word shows it as it is.
    """

    title: str
    html: str
    author: str = ""
    date: datetime | None = None


def revisions_docx(old_html, new_html, author, date, old_title="", new_title=""):
    """The bytes of a .docx of the new text with all that differs from the old one as revisions.

    Accepting all gives the new title and text, rejecting all the old ones. ``date`` is a
    ``datetime`` in local time.
    """
    first = Manuscript(old_title, old_html)
    return chain_docx([first, Manuscript(new_title, new_html, author, date)])


def chain_docx(manuscripts):
    """The same from the first to the last of several manuscripts, each change by who made it.

    What somebody added and another took out again does not show. See ``authors`` for whom a change
    belongs to when that is open.
    """
    texts = [(manuscript.title, manuscript.html) for manuscript in manuscripts]
    joint = joint_text(texts[0], texts[-1])
    if len(manuscripts) > 2:
        attribute(joint, [joint_text(*pair) for pair in pairwise(texts)])
    authors = [(one_line(manuscript.author), manuscript.date) for manuscript in manuscripts[1:]]
    return write_joint(manuscripts[-1].title, joint, authors)
