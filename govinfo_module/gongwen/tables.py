"""Tables to rows: columns as wide as the contents ask, cells broken by our rules, heads repeated."""

import re
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from . import chinese
from .content import Table
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
WHOLE = 9  # characters: a column this wide is broken last
SHORT = 8  # texts up to this long are centred
PAD_X, PAD_Y = TABLE_PAD


class Column(NamedTuple):
    """Widths in parts of the size: ``natural`` needs no break, with ``need`` no word is broken,
    ``widest`` is that of the cells under the head."""

    natural: float
    need: float
    widest: float
    align: str


class Plan(NamedTuple):
    """How a table is set; ``widths`` and ``size`` in points."""

    head: list[str]
    body: list[list[str]]
    columns: list[Column]
    widths: list[float]
    size: float


def any_sideways(setter, blocks):
    """Whether a table among the blocks goes sideways."""
    return any(_sideways(setter, block) for block in blocks if isinstance(block, Table))


def _sideways(setter, table):
    """As asked, or when its columns do not fit upright."""
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
    usual = FORM_SIZE if table.labels else _size(columns, width) or TABLE_SIZES[-1]
    size = table.size or usual
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
        wide = [max(map(setter.measure, cell.split("\n"))) for cell in cells]
        need = 1.0
        for cell, own in zip(cells, wide):
            solid = max(map(setter.measure, _SOLID.findall(cell)), default=0.0)
            need = max(need, min(own, max(LEAST, min(solid, MOST))))
        first = int(bool(head))
        below = [cell for cell in cells[first:] if cell != table.empty]
        align = table.aligns[index] if index < len(table.aligns) else _align(below)
        result.append(Column(max(wide), need, max(wide[first:], default=0.0), align))
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
    for lines, whole in product(range(1, MOST_LINES), (WHOLE, 0)):
        asked = [_asked(column, lines, whole) * size + 2 * PAD_X for column in columns]
        if sum(asked) <= width:
            break
    else:
        asked = need
    spare, open_ends = width - sum(asked), sum(natural) - sum(asked)
    if 0 < spare < open_ends:
        return [a + (n - a) * spare / open_ends for a, n in zip(asked, natural)]
    return [part * width / sum(asked) for part in asked]


def _asked(column, lines, whole):
    """What a column asks when its cells may have some lines; up to ``whole`` wide it is not broken."""
    if lines == 1 or column.natural <= whole:
        return column.natural
    # a line can rarely be filled to its end
    return min(column.natural, max(column.need, column.natural / lines + 1))


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
        # a small table stays on one page; of a large one no page shows one row alone, first or last
        tied = set(range(len(rest) - 1))
        if high + sum(row.height for row in rest) > self.frame.height / 2:
            tied &= {0, len(rest) - 2}
        for place in tied:
            rest[place] = replace(rest[place], keep=True)
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
            if self.setter.measure(cell) * self.plan.size > room:
                cell = cell.replace("（", "\n（", 1).strip()  # the unit of a column stays whole
        elif align == "number":
            align, room = "right", room - max(0.0, (room - column.widest * self.plan.size) / 2)
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
