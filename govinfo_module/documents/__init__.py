"""Wording of the county's official documents: figures in, content of ``gongwen`` out.

Official documents are Chinese by their nature, so their wording is written here in Chinese and not
translated. Nothing here knows Odoo; figures are plain dicts, as ``govinfo.notice`` keeps them.
"""

from .analysis import analysis_sheet
from .annual import annual_blocks, annual_document, annual_tables, annual_title
from .honor import certificate, span_words
from .issue import issue_document
from .item import item_document
from .letter import letter_document, letter_name, letter_title, letter_units, print_cover
from .notice import (
    notice_blocks,
    notice_document,
    notice_title,
    supplement_opening,
    supplement_title,
)
from .slip import slip_document
from .supplement import supplement_units
from .to_html import blocks_to_html

__all__ = [
    "analysis_sheet",
    "annual_blocks",
    "annual_document",
    "annual_tables",
    "annual_title",
    "blocks_to_html",
    "certificate",
    "issue_document",
    "item_document",
    "letter_document",
    "letter_name",
    "letter_title",
    "letter_units",
    "notice_blocks",
    "notice_document",
    "notice_title",
    "print_cover",
    "supplement_opening",
    "supplement_title",
    "supplement_units",
    "slip_document",
    "span_words",
]
