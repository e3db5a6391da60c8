"""The text of an item as a .docx to edit in Word or WPS: official paper and faces, no red head.

Official documents as .docx are the business of ``gongwen``.
"""

from ..versions.blocks import Para, read_blocks, title_blocks
from ..versions.joint import compare
from .docx_body import Body
from .docx_page import Lists, empty_document, saved


def write_docx(title, html):
    """The bytes of a .docx with a title and a text in HTML, of which the clean subset is written."""
    return write_joint(title, joint_text((title, html), (title, html)))


def joint_text(old, new):
    """Two versions as a joint text; each is ``(title, html)``. Below a title stands an empty line."""
    titles = [title_blocks(title) for title, _html in (old, new)]
    has_title = any(para.text for (para,) in titles)
    bodies = [[Para()] * has_title + read_blocks(html) for _title, html in (old, new)]
    return compare(*titles) * has_title + compare(*bodies)


def write_joint(title, joint, authors=()):
    """The bytes of a .docx of a joint text; ``authors`` are ``(name, datetime)`` of its changes."""
    document, lists = empty_document(title), Lists()
    section = document.sections[0]._sectPr
    for node in Body(joint, authors, lists).nodes(joint):
        section.addprevious(node)
    lists.write(document)
    return saved(document)
