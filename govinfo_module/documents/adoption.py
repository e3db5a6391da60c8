"""The notice on adoptions of a month, quarter or year (信息采用情况通报): the table and the list."""

from ..gongwen import Heading, Para, Sheet, Table
from .words import LEVELS, by_level

_TABLE = ["名次", "单位", "报送"] + [name for _level, name in LEVELS] + ["采用合计", "批示"]
_LIST = ["序号", "日期", "标题", "单位", "采用刊物", "级别", "期号"]
_NAMES = dict(LEVELS)


def adoption_title(name):
    """The title for the period called ``name`` (2026年3月, 2026年第一季度)."""
    return "%s政务信息采用情况通报" % name


def adoption_document(figures, organ, day):
    """The notice as a sheet.

    ``figures``: ``name`` of the period, ``groups`` (``category`` and ``rows`` of ``rank``, ``unit``,
    ``submitted``, ``levels`` (count by level), ``adopted``, ``instructed``) and ``adoptions``
    (``date``, ``title``, ``unit``, ``publication``, ``level``, ``issue``).
    """
    blocks = [Para(_summary(figures)), Heading(1, "一、各单位采用情况")]
    for group in figures["groups"]:
        rows = [[str(cell) for cell in _table_row(row)] for row in group["rows"]]
        blocks.append(Table(_TABLE, rows, title=group["category"], landscape=False))
    blocks.append(Heading(1, "二、采用信息目录"))
    if figures["adoptions"]:
        rows = [[str(cell) for cell in row] for row in _list_rows(figures)]
        blocks.append(Table(_LIST, rows, landscape=False))
    else:
        blocks.append(Para("本期没有信息被采用。"))
    return Sheet(adoption_title(figures["name"]), blocks, organ=organ, date=day)


def adoption_sheets(figures):
    """The same as worksheets of a .xlsx: ``(name, headers, rows, caption)`` each."""
    table = [
        [group["category"], *_table_row(row)]
        for group in figures["groups"]
        for row in group["rows"]
    ]
    title = adoption_title(figures["name"])
    return [
        ("采用情况表", ["考核分组", *_TABLE], table, title),
        ("采用信息目录", _LIST, _list_rows(figures), title),
    ]


def _summary(figures):
    counts = {}
    for row in figures["adoptions"]:
        counts[row["level"]] = counts.get(row["level"], 0) + 1
    total = len(figures["adoptions"])
    text = "%s，全县政务信息被采用%d条次" % (figures["name"], total)
    return text + ("，其中%s。" % by_level(counts, "条次") if counts else "。")


def _table_row(row):
    levels = [row["levels"].get(level, 0) for level, _name in LEVELS]
    return [row["rank"], row["unit"], row["submitted"], *levels, row["adopted"], row["instructed"]]


def _list_rows(figures):
    return [
        [
            number,
            row["date"],
            row["title"],
            row["unit"],
            row["publication"],
            _NAMES[row["level"]],
            row["issue"],
        ]
        for number, row in enumerate(figures["adoptions"], 1)
    ]
