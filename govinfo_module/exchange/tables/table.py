"""Rows of cells, from a sheet or from pasted text, as values by recognised columns.

The caller says which columns it knows (``Column``); the header row is found by their Chinese names.
A row that cannot be used is reported with its number and reason; the others are not held up by it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from .. import errors
from ..text import half_width, one_line
from . import cells

HEADER_WITHIN = 30
MAX_ROWS = 20000
_BRACKETS = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]")
_NOT_NAME = re.compile(r"[\W_]+")
_TOTAL = re.compile(r"(?:合|总|小|共|累)计")
_REMARK = re.compile(r"(?:注|备注|说明|填表|填报|制表|审核|联系人|报送单位|单位负责人)[^:]{0,6}:")


@dataclass(frozen=True)
class Column:
    """A column that a table may have. ``headers``: its names, the one to show first."""

    name: str
    headers: tuple[str, ...]
    kind: str = "line"
    required: bool = False
    choices: Mapping[str, tuple[str, ...]] | None = None
    default_time: time = time()

    @property
    def label(self):
        """The name that users see."""
        return self.headers[0]


@dataclass(frozen=True)
class Row:
    """A usable row: ``values`` by column name, None where empty."""

    number: int
    values: Mapping[str, Any]
    sheet: str = ""


@dataclass(frozen=True)
class RowError:
    """Why a row cannot be used."""

    number: int
    error: errors.CellError
    sheet: str = ""


@dataclass
class Table:
    """Result of reading. ``skipped``: (sheet, row number) of totals, remarks, repeated headers."""

    rows: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    skipped: list = field(default_factory=list)
    #: column name → header as written
    headers: dict = field(default_factory=dict)


class Fault:
    """Stands in a cell that has no value to read: ``error`` is the class of ``CellError``."""

    def __init__(self, error, **params):
        self.error = error
        self.params = params


def header_key(text):
    """A header as compared: no spaces, brackets, stars; half-width."""
    text = half_width(text) if isinstance(text, str) else ""
    return _NOT_NAME.sub("", _BRACKETS.sub("", text)).lower() or _NOT_NAME.sub("", text).lower()


def find_header(rows, columns):
    """``(position, {cell index: Column})`` of the header among ``rows``, lists of cells.

    It is the row that names most columns, the upper of equals; the mapping is empty without one.
    """
    names = {header_key(name): column for column in columns for name in column.headers}
    best, found = 0, {}
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        mapping = {}
        for index, value in enumerate(row):
            column = names.get(header_key(value))
            if column and column not in mapping.values():
                mapping[index] = column
        if len(mapping) > len(found):
            best, found = position, mapping
    return best, found


def check_header(mapping, columns):
    """Raise ``NoHeader`` on an empty mapping, ``MissingColumns`` when a required one is missing."""
    required = [column for column in columns if column.required]
    if not mapping:
        raise errors.NoHeader(columns="、".join(column.label for column in required))
    missing = [column.label for column in required if column not in mapping.values()]
    if missing:
        raise errors.MissingColumns(columns="、".join(missing))


class Reader:
    """Turns rows of cells into values, one at a time, into a ``Table``."""

    def __init__(self, columns, year=None, max_rows=MAX_ROWS):
        self.columns = columns
        self.year = year
        self.max_rows = max_rows
        self.table = Table()
        self._count = 0

    def add_rows(self, numbered, mapping, header, sheet=""):
        """Read ``(row number, cells)``; ``header``: the cells that ``mapping`` was found in."""
        for index, column in mapping.items():
            self.table.headers.setdefault(column.name, one_line(str(header[index])))
        keys = {index: header_key(header[index]) for index in mapping}
        for number, row in numbered:
            picked = {index: row[index] if index < len(row) else None for index in mapping}
            if _is_aside(row) or all(header_key(picked[i]) == key for i, key in keys.items()):
                self.table.skipped.append((sheet, number))
            else:
                self.add({mapping[i].name: value for i, value in picked.items()}, number, sheet)

    def add(self, picked, number, sheet=""):
        """Read one row given as ``{column name: cell}``."""
        self._count += 1
        if self._count > self.max_rows:
            raise errors.TooManyRows(limit=self.max_rows)
        values, faults = {column.name: None for column in self.columns}, []
        for column in self.columns:
            try:
                values[column.name] = self.value(picked.get(column.name), column)
            except errors.CellError as error:
                faults.append(RowError(number, error, sheet))
        if faults:
            self.table.errors.extend(faults)
        else:
            self.table.rows.append(Row(number, values, sheet))

    def value(self, cell, column):
        """A cell as a value of the column's kind. Raises a ``CellError``."""
        if isinstance(cell, Fault):
            raise cell.error(column=column.label, **cell.params)
        if is_blank(cell):
            if column.required:
                raise errors.EmptyCell(column=column.label)
            return None
        convert, error = _KINDS[column.kind]
        value = convert(cell, column, self.year)
        if value is None:
            params = {"column": column.label, "value": cells.to_line(cell)}
            if column.choices:
                params["choices"] = "、".join(names[0] for names in column.choices.values())
            raise error(**params)
        if column.kind in ("date", "datetime"):
            _check_range(value, cell, column)
        return value

    def finish(self):
        """The table. Raises ``NoRows`` when nothing stood below the header."""
        if not self.table.rows and not self.table.errors:
            raise errors.NoRows()
        return self.table


#: kind → (function of cell, column, year; error)
_KINDS = {
    "line": (lambda cell, column, year: cells.to_line(cell), errors.EmptyCell),
    "text": (lambda cell, column, year: cells.to_text(cell), errors.EmptyCell),
    "code": (lambda cell, column, year: cells.to_code(cell), errors.EmptyCell),
    "names": (lambda cell, column, year: cells.to_names(cell), errors.EmptyCell),
    "number": (lambda cell, column, year: cells.to_number(cell), errors.BadNumber),
    "integer": (lambda cell, column, year: cells.to_integer(cell), errors.BadInteger),
    "flag": (lambda cell, column, year: cells.to_flag(cell), errors.BadFlag),
    "choice": (lambda cell, column, year: cells.to_choice(cell, column.choices), errors.BadChoice),
    "date": (lambda cell, column, year: cells.to_date(cell, year), errors.BadDate),
    "datetime": (
        lambda cell, column, year: cells.to_datetime(cell, year, column.default_time),
        errors.BadDate,
    ),
}


def is_blank(cell):
    """Nothing that a person could see stands in the cell."""
    return cell is None or isinstance(cell, str) and not cells.to_line(cell)


def _check_range(value, cell, column):
    day = value.date() if column.kind == "datetime" else value
    if not cells.FIRST_DATE <= day <= cells.LAST_DATE:
        raise errors.DateOutOfRange(
            column=column.label,
            value=cells.to_line(cell),
            first=cells.FIRST_DATE,
            last=cells.LAST_DATE,
        )


def _is_aside(row):
    """A total, or a remark that stands alone in its row."""
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled or not isinstance(filled[0], str):
        return False
    text = half_width(filled[0]).replace(" ", "")
    return bool(_TOTAL.fullmatch(text) or len(filled) == 1 and _REMARK.match(text))
