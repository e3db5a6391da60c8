"""Tables to rows: column widths from the contents, cells broken by our own rules, heads repeated on every page."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from . import chinese
from .layout import Row, Rule, Text
from .style import (
    FORM_SIZE,
    TABLE_INNER,
    TABLE_LEADING,
    TABLE_OUTER,
    TABLE_PAD,
    TABLE_SIZES,
    UPRIGHT,
    Frame,
)

_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?\s?[%％分条次个期项名]?$")
_SOLID = re.compile(r"[!-~]+")  # numbers and Latin words stay whole
LEAST, MOST = 4, 12  # characters: what a column of long text needs, and the longest word kept whole
MOST_LINES = 60  # tried for a row, before columns are cut to what they need
SHORT = 8  # texts up to this long are centred
PAD_X, PAD_Y = TABLE_PAD


class Column(NamedTuple):
    """Widths in parts of the size: ``natural`` needs no break, with ``need`` no word is broken."""

    natural: float
    need: float
    align: str


class Plan(NamedTuple):
    """How a table is set; ``widths`` and ``size`` in points."""

    head: list[str]
    body: list[list[str]]
    columns: list[Column]
    widths: list[float]
    size: float


def wants_sideways(setter, table):
    """Whether a table goes sideways: as asked, or when its columns do not fit upright."""
    if table.landscape is not None:
        return table.landscape
    head, body = _cells(table)
    return not table.widths and _size(_columns(setter, table, head, body), UPRIGHT.width) is None


def table_rows(setter, table, frame):
    """The rows of a table in a frame, its head first."""
    plan = plan_table(setter, table, frame.width)
    return _Grid(setter, frame, plan, table.labels).table() if plan.columns else []


def plan_table(setter, table, width):
    """The :class:`Plan` of a table in a width: cleaned cells, columns, and the type size with which they fit."""
    head, body = _cells(table)
    columns = _columns(setter, table, head, body)
    if not columns:
        return Plan(head, body, [], [], 0.0)
    size = FORM_SIZE if table.labels else _size(columns, width) or TABLE_SIZES[-1]
    widths = _widths(columns, size, width, table.widths)
    return Plan(head, body, columns, widths, max(3.0, min(size, min(widths) * 0.6)))


def _cells(table):
    """Head and body as cleaned texts, all rows equally long."""
    rows = [[chinese.clean(cell).strip() for cell in row] for row in (table.head, *table.rows)]
    count = max(map(len, rows))
    rows = [row + [""] * (count - len(row)) for row in rows]
    return (rows[0] if table.head else []), [
        [cell or table.empty for cell in row] for row in rows[1:]
    ]


def _columns(setter, table, head, body):
    """A :class:`Column` for each column of the cells."""
    result = []
    for index, cells in enumerate(zip(*([head] if head else []), *body)):
        natural, need = 0.0, 1.0
        for cell in cells:
            wide = max(map(setter.measure, cell.split("\n")))
            solid = max(map(setter.measure, _SOLID.findall(cell)), default=0.0)
            natural = max(natural, wide)
            need = max(need, min(wide, max(LEAST, min(solid, MOST))))
        below = [cell for cell in cells[len(head) and 1 :] if cell != table.empty]
        align = table.aligns[index] if index < len(table.aligns) else _align(below)
        result.append(Column(natural, need, align))
    return result


def _align(cells):
    """Numbers stand under each other, short texts in the middle, long ones to the left."""
    if cells and all(_NUMBER.match(cell) for cell in cells):
        return "number"
    return "center" if all(len(cell) <= SHORT for cell in cells) else "left"


def _size(columns, width):
    """The largest type size with which the columns fit, or None."""
    room = width - 2 * PAD_X * len(columns)
    for what, sizes in (("natural", TABLE_SIZES[:2]), ("need", TABLE_SIZES[1:])):
        total = sum(getattr(column, what) for column in columns)
        for size in sizes:
            if total * size <= room:
                return size
    return None


def _widths(columns, size, width, shares):
    """Widths of the columns in points; together they fill the width, in as few lines a row as possible."""
    if len(shares) == len(columns) and min(shares) > 0:
        return [share * width / sum(shares) for share in shares]
    need = [column.need * size + 2 * PAD_X for column in columns]
    natural = [column.natural * size + 2 * PAD_X for column in columns]
    asked = need
    for lines in range(1, MOST_LINES):
        slack = size if lines > 1 else 0.0  # a line can rarely be filled to its end
        wrapped = [column.natural * size / lines + slack + 2 * PAD_X for column in columns]
        asked = [min(most, max(parts)) for most, *parts in zip(natural, wrapped, need)]
        if sum(asked) <= width:
            break
    spare, open_ends = width - sum(asked), sum(natural) - sum(asked)
    if 0 < spare < open_ends:
        return [a + (n - a) * spare / open_ends for a, n in zip(asked, natural)]
    return [part * width / sum(asked) for part in asked]


@dataclass(frozen=True)
class _Grid:
    """Builds rows of one table."""

    setter: object
    frame: Frame
    plan: Plan
    labels: bool

    def table(self):
        """All rows."""
        top = Rule(0, 0, self.frame.width, 0, TABLE_OUTER)
        if self.plan.head:
            first = self._rows(self.plan.head, "hei", self.frame.height)
            first[0] = self._row(first[0].boxes + (top,), first[0].height, keep=True)
        else:
            first = [self._row((top,), 0.0, keep=True)]
        high = sum(row.height for row in first)
        repeat = tuple(first) if high < self.frame.height / 2 else ()
        rest = [
            row
            for cells in self.plan.body
            for row in self._rows(cells, "fangsong", self.frame.height - high, repeat)
        ]
        if rest:
            rest[-1] = self._row(rest[-1].boxes + rest[-1].close, rest[-1].height, repeat)
        return first + rest

    def _row(self, boxes, height, repeat=(), close=(), keep=False):
        return Row(boxes, height, height, False, keep, repeat=repeat, close=close, frame=self.frame)

    def _rows(self, cells, role, most, repeat=()):
        """One row of the table, in several pieces when it is higher than a page."""
        leading = self.plan.size * TABLE_LEADING
        columns = []
        for index, (cell, column, width) in enumerate(
            zip(cells, self.plan.columns, self.plan.widths)
        ):
            face = "hei" if self.labels and index == 0 else role
            columns.append(self._lines(cell, column, width, face))
        count, limit = max(map(len, columns)), max(1, int((most - 2 * PAD_Y) / leading))
        rows = []
        for start in range(0, count, limit):
            pieces = [lines[start : start + limit] for lines in columns]
            height = max(map(len, pieces)) * leading + 2 * PAD_Y
            rows.append(self._piece(pieces, height, leading, repeat))
        return rows

    def _lines(self, cell, column, width, role):
        pad = min(PAD_X, width / 8)
        room, align = width - 2 * pad, column.align
        if role == "hei":
            align = "center"
        elif align == "number":
            align, room = "right", room - max(0.0, (room - column.natural * self.plan.size) / 2)
        return self.setter.lines(cell, room, role, self.plan.size, align=align, first=0)

    def _piece(self, pieces, height, leading, repeat):
        boxes, x = [Rule(0, 0, 0, height, TABLE_OUTER)], 0.0
        for width, lines in zip(self.plan.widths, pieces):
            y = (height - len(lines) * leading + leading - self.plan.size) / 2
            boxes += [
                Text(x + min(PAD_X, width / 8), y + i * leading, line)
                for i, line in enumerate(lines)
            ]
            x += width
            boxes.append(Rule(x, 0, 0, height, TABLE_INNER))
        boxes[-1] = boxes[-1]._replace(weight=TABLE_OUTER)
        boxes.append(Rule(0, height, x, 0, TABLE_INNER))
        return self._row(tuple(boxes), height, repeat, (Rule(0, height, x, 0, TABLE_OUTER),))
