"""Text pasted from a sheet, a chat or a document as rows of values."""

import re

from .. import errors
from ..text import visible
from . import cells
from .table import MAX_ROWS, Reader, check_header, find_header, is_blank

_NUMBERED = re.compile(
    r"\s*(?:[(（]\d{1,3}[)）]|\d{1,3}\s*[.、．)）](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}、)\s*"
)
_GAP = re.compile(r"\s*[|｜]\s*|\s*[,;；]\s*|\t+|[ \u3000]{2,}")
_SEPARATORS = (
    re.compile(r"\s*,\s*"),
    re.compile(r"\s*，\s*"),
    re.compile(r"\s*[;；]\s*"),
    re.compile(r"\s*[|｜]\s*"),
    re.compile(r"\s{2,}"),
    re.compile(r"\s+"),
)
#: A cell and what ends it; quoted by Excel when it holds a line break.
_CELL = re.compile(r'("(?:[^"\t]|"")*"(?=[\t\n]|$)|[^\t\n]*)(\t|\n|$)')
_UNIT_NAME = re.compile(
    r".{1,30}(?:镇|乡|街道|办事处|局|委|委员会|办|办公室|院|站|所|中心|公司|园区|开发区|县|区|市|政府|处"
    r"|馆|校|会|社|部|大队|支队|银行|供电|集团|联合会)"
)
_TITLE_AND_UNIT = re.compile(r"(?P<title>.+?)\s*[(（](?P<unit>[^()（）]+)[)）]\s*[。；;]?")
_UNIT_AND_TITLE = re.compile(r"(?P<unit>[^:：]{2,30})[:：]\s*(?P<title>.+)")
_QUOTES = re.compile(r"《([^《》]+)》|“([^“”]+)”")


def read_pasted(text, columns, year=None, max_rows=MAX_ROWS):
    """Lines of pasted text as a ``table.Table``; row numbers are line numbers.

    With a header line the columns are named; without one, cells are recognised by what they are: a
    date, a number, a choice, the name of a unit (for a column ``unit``), and the longest text for
    the first required column. Numbered lists and 标题（单位） or 单位：标题 are understood.
    ``year`` completes dates like 3月5日, see ``cells.to_datetime``.
    Raises ``NoRows``, ``MissingColumns`` or ``TooManyRows``.
    """
    lines = _lines(text)
    if not lines:
        raise errors.NoRows()
    reader = Reader(columns, year, max_rows)
    headed = _headed(lines, columns)
    if headed:
        rows, position, mapping = headed
        check_header(mapping, columns)
        numbered = [(number, row) for (number, _line), row in zip(lines, rows)]
        reader.add_rows(numbered[position + 1 :], mapping, rows[position])
    else:
        for number, cell in lines:
            reader.add(_recognise(_cells(cell), columns, year), number)
    return reader.finish()


def _lines(text):
    """``(line number, line)`` of the lines with text; a line with tabs is a list of cells."""
    text = visible(text).replace("\r\n", "\n").replace("\r", "\n")
    if "\t" not in text:
        lines = enumerate(text.split("\n"), 1)
        return [(number, line) for number, line in lines if not is_blank(line)]
    rows, row, number = [], [], 1
    for match in _CELL.finditer(text):
        cell = match.group(1)
        quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and "\n" in cell
        row.append(cell[1:-1].replace('""', '"') if quoted else cell)
        if match.group(2) != "\t":
            rows.append((number, row))
            row, number = [], text.count("\n", 0, match.end()) + 1
    return [(number, row) for number, row in rows if not all(map(is_blank, row))]


def _headed(lines, columns):
    """``(rows, position, mapping)`` under the separator that shows a header best, or None.

    A header names at least half of its cells: a title that happens to hold such a word does not.
    """
    if isinstance(lines[0][1], list):
        ways = [[row for _number, row in lines]]
    else:
        ways = [[gap.split(line.strip()) for _number, line in lines] for gap in _SEPARATORS]
    found = [(rows, *find_header(rows, columns)) for rows in ways]
    rows, position, mapping = max(found, key=lambda way: len(way[2]))
    filled = [cell for cell in rows[position] if not is_blank(cell)]
    return (rows, position, mapping) if mapping and len(filled) <= 2 * len(mapping) else None


def _cells(line):
    """The cells of a line without header; its number in the list is dropped."""
    if isinstance(line, str):
        line = _GAP.split(_NUMBERED.sub("", line, 1).strip())
    parts = [part for part in line if not is_blank(part)]
    if len(parts) > 1 and re.fullmatch(r"\d{1,4}", cells.to_code(parts[0])):
        parts = parts[1:]
    return [_NUMBERED.sub("", parts[0], 1)] + parts[1:]


def _recognise(parts, columns, year):
    """``{column name: cell}`` by what each cell looks like."""
    picked, rest = {}, []
    main = next((c for c in columns if c.required), columns[0])
    has_unit = any(column.name == "unit" for column in columns)
    if len(parts) == 1 and has_unit:
        parts = _split_unit(parts[0])
    for part in parts:
        name = _kind_of(part, columns, year, picked, has_unit and len(parts) > 1)
        if name:
            picked[name] = part
        else:
            rest.append(part)
    if rest:
        longest = max(rest, key=len)
        picked[main.name] = _unquoted(longest)
        rest.remove(longest)
    free = [c.name for c in columns if c.kind in ("line", "text") and c.name not in picked]
    picked.update(zip(free, rest))
    return picked


def _kind_of(part, columns, year, picked, with_unit):
    """Name of the free column whose kind of value the cell is, or None."""
    for column in columns:
        if column.name in picked:
            continue
        if column.kind in ("date", "datetime") and cells.to_datetime(part, year):
            return column.name
        if column.kind == "choice" and cells.to_choice(part, column.choices):
            return column.name
        if column.kind in ("number", "integer") and cells.to_number(part) is not None:
            return column.name
        if column.name == "unit" and with_unit and _UNIT_NAME.fullmatch(cells.to_line(part)):
            return column.name
    return None


def _split_unit(text):
    """标题（单位） and 单位：标题 as two cells; the text alone when neither names a unit."""
    for pattern in (_TITLE_AND_UNIT, _UNIT_AND_TITLE):
        match = pattern.fullmatch(text.strip())
        if match and _UNIT_NAME.fullmatch(match.group("unit").strip()):
            return [match.group("title"), match.group("unit").strip()]
    return [text]


def _unquoted(title):
    """A title without the marks around it: 《…》."""
    match = _QUOTES.fullmatch(title.strip())
    return (match.group(1) or match.group(2)) if match else title
