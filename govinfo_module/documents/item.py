"""A piece of information as its unit sends it: the text on official paper."""

from datetime import date

from ..gongwen import Sheet, html_to_blocks


def item_document(item):
    """The text as a document. ``item``: ``title``, ``body`` as HTML, ``organ``, ``date`` (ISO)."""
    return Sheet(
        title=item["title"],
        blocks=html_to_blocks(item["body"]),
        organ=item["organ"],
        date=date.fromisoformat(item["date"]),
    )
