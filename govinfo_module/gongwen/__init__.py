"""Official documents after GB/T 9704-2012 as PDF, OFD and .docx.

Contents are the frozen dataclasses of :mod:`content`; ``render_pdf`` lays them out on the standard's
grid and draws them with ReportLab, ``render_ofd`` draws the same pages as OFD, the layout format of
Chinese offices, ``render_docx`` writes the same for editing. ``find_fonts`` says which file serves
which style. The package imports nothing of Odoo.

How it works: contents → rows (:mod:`flow`, :mod:`tables`) → pages (:mod:`layout`, one module per
kind of document) → ink (:mod:`ink.draw`; a file format is an ink: :mod:`ink.ink_pdf`, :mod:`ink.ink_ofd`).
"""

from .content import (
    Annex,
    Block,
    Bulletin,
    BulletinItem,
    Certificate,
    Document,
    Head,
    Heading,
    Imprint,
    Letter,
    ListItem,
    Notice,
    PageBreak,
    Para,
    Picture,
    Run,
    Sheet,
    Slip,
    Table,
)
from .engine import Rendered, render, render_batch, render_both, render_ofd, render_pdf
from .faces import FontError, check_font
from .fonts import FontSet, FontUse, find_fonts
from .html import html_to_blocks
from .style import Options
from .word.writer import render_docx
