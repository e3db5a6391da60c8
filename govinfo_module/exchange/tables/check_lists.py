"""A county's own lists for checking texts, from one .xlsx with a sheet for each list.

What each list is called does not matter; its header row tells: 词语 + 建议用语, 规范名称 + 不规范写法,
姓名 + 职务, 套话 + 建议改为, 密级标志.
"""

from dataclasses import dataclass, field

from .. import archive, errors
from .columns import WORDS
from .table import MAX_ROWS, Column
from .xlsx_in import read_xlsx

UNITS = (
    Column("name", ("规范名称", "单位规范名称", "单位全称", "规范写法"), required=True),
    Column("wrong", ("不规范写法", "不规范名称", "简称", "别称", "曾用名"), "names", required=True),
)
LEADERS = (
    Column("name", ("姓名", "领导姓名"), required=True),
    Column("post", ("职务", "现任职务", "领导职务"), required=True),
)
PHRASES = (
    Column("phrase", ("套话", "空话套话", "空话"), required=True),
    Column("suggestion", ("建议改为", "建议", "替换为")),
)
MARKS = (Column("mark", ("密级标志", "涉密标志", "涉密词语"), required=True),)
#: name of the list → its columns
LISTS = {
    "words": WORDS,
    "units": UNITS,
    "leaders": LEADERS,
    "phrases": PHRASES,
    "secrecy_marks": MARKS,
}


@dataclass
class CheckLists:
    """``rows``: list → plain rows as ``checking.Lists`` takes them (``Lists(**rows)``);
    ``errors``: ``table.RowError``s of rows that could not be used."""

    rows: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)


def read_check_lists(data, max_bytes=archive.MAX_BYTES, max_rows=MAX_ROWS):
    """The lists found in the bytes of a .xlsx; lists that it lacks are left out.

    A cell left empty is an empty text. Raises a ``FileError`` when the file cannot be used,
    ``NoHeader`` when none of its sheets is such a list, ``TooManyRows`` when a list is too long.
    """
    found = CheckLists()
    for name, columns in LISTS.items():
        try:
            table = read_xlsx(data, columns, max_bytes=max_bytes, max_rows=max_rows)
        except (errors.NoHeader, errors.MissingColumns, errors.NoRows):
            continue
        found.rows[name] = tuple(_row(row.values, columns) for row in table.rows)
        found.errors += table.errors
    if not found.rows:
        first = (columns[0].label for columns in LISTS.values())
        raise errors.NoHeader(columns="、".join(first))
    return found


def _row(values, columns):
    """The values in the order of the columns; of a single column the value itself."""
    row = tuple(values[column.name] or "" for column in columns)
    return row if len(row) > 1 else row[0]
