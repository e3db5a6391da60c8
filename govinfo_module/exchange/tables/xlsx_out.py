"""Rows of values as a .xlsx that opens the same in Excel and WPS and calculates nothing."""

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from ..text import visible

_FONT = "宋体"
_SIZE = 11
_NARROW, _WIDE = 6, 60
#: Signs that begin a formula when somebody edits the cell; Excel keeps cells of format "@" as text.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
#: Older Excel shows ### for longer texts of format "@".
_TEXT_FORMAT_LIMIT = 255
_BAD_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_NUMBER_FORMATS = {int: "0", float: "#,##0.00", Decimal: "#,##0.00"}
_DATE_FORMATS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}
#: The same rows give the same bytes: no clock in the file.
_CREATED = datetime(2000, 1, 1)


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the header, rows of values, and a caption above the header if any.

    Values: text, int, float, Decimal, bool, date, naive datetime, None. Text is never a formula.
    """

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Any]]
    caption: str = ""


def write_xlsx(sheets):
    """The bytes of a workbook with ``sheets``."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    book.formats[0].set_font_name(_FONT)
    book.formats[0].set_font_size(_SIZE)
    formats, names = _Formats(book), set()
    for sheet in sheets:
        _write_sheet(book.add_worksheet(_sheet_name(sheet.name, names)), sheet, formats)
    book.close()
    return out.getvalue()


class _Formats:
    """The formats of a workbook, made when first needed."""

    def __init__(self, book):
        self._book = book
        self._made = {}

    def get(self, **properties):
        """A format in the house font with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": _FONT, "font_size": _SIZE, "valign": "vcenter"}
            self._made[key] = self._book.add_format(dict(base, **properties))
        return self._made[key]

    def cell(self, value):
        """The format of a value."""
        if isinstance(value, str):
            if _FORMULA.match(value) and len(value) <= _TEXT_FORMAT_LIMIT:
                return self.get(border=1, text_wrap=True, num_format="@")
            return self.get(border=1, text_wrap=True)
        number_format = _NUMBER_FORMATS.get(type(value)) or _DATE_FORMATS.get(type(value))
        return self.get(border=1, num_format=number_format) if number_format else self.get(border=1)


def _write_sheet(target, sheet, formats):
    top = 0
    if sheet.caption:
        caption = formats.get(bold=True, font_size=14, align="center")
        if len(sheet.headers) > 1:
            target.merge_range(0, 0, 0, len(sheet.headers) - 1, "", caption)
        target.write_string(0, 0, visible(sheet.caption), caption)
        top = 1
    header = formats.get(bold=True, border=1, align="center", text_wrap=True, bg_color="#E7EEF6")
    widths = [_width(name) for name in sheet.headers]
    for column, name in enumerate(sheet.headers):
        target.write_string(top, column, visible(name), header)
    bottom = top
    for bottom, row in enumerate(sheet.rows, top + 1):
        for column, value in enumerate(row):
            _write_cell(target, bottom, column, value, formats)
            widths[column] = max(widths[column], _width(value))
    for column, width in enumerate(widths):
        target.set_column(column, column, min(max(width + 2, _NARROW), _WIDE))
    target.freeze_panes(top + 1, 0)
    target.repeat_rows(top)
    target.set_paper(9)
    target.fit_to_pages(1, 0)
    if bottom > top:
        target.autofilter(top, 0, bottom, len(sheet.headers) - 1)


def _write_cell(target, row, column, value, formats):
    style = formats.cell(value)
    if value is None or value == "":
        target.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        target.write_boolean(row, column, value, style)
    elif isinstance(value, (int, float, Decimal)):
        target.write_number(row, column, value, style)
    elif isinstance(value, date):
        target.write_datetime(row, column, value, style)
    else:
        target.write_string(row, column, visible(value), style)


def _width(value):
    """Width of a value in digits; a Han character is as wide as two."""
    if isinstance(value, str):
        lines = value.splitlines() or [""]
        return max(
            sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line) for line in lines
        )
    return 16 if isinstance(value, datetime) else 10


def _sheet_name(name, taken):
    """A name that Excel accepts and that no other sheet has."""
    name = _BAD_IN_NAME.sub(" ", visible(name)).strip(" '")[:31] or "Sheet"
    number, result = 1, name
    while result.lower() in taken:
        number += 1
        suffix = " (%d)" % number
        result = name[: 31 - len(suffix)] + suffix
    taken.add(result.lower())
    return result
