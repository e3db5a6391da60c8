"""The notice on adoptions of a month, quarter or year (信息采用情况通报): the table and the list."""

from ..gongwen import Heading, Para, Sheet, Table
from .words import LEVELS, by_level
from .words import day as span_day

_LIST = ["序号", "日期", "标题", "单位", "采用刊物", "级别", "期号"]
_ALIGNS = ("center", "center", "left", "left", "left", "center", "center")
_WIDTHS = (8, 11, 30, 16, 18, 8, 9)
_NAMES = dict(LEVELS)


def adoption_title(name):
    """The title for the period called ``name`` (2026年3月, 2026年第一季度)."""
    return "%s政务信息采用情况通报" % name


def adoption_document(figures, organ, day, kind="ranking"):
    """The notice as a sheet.

    ``figures``: ``name`` of the period, ``groups`` (``category`` and ``rows`` of ``rank``, ``place`` (in
    the county's order), ``unit``, ``submitted``, ``levels`` (count by level), ``adopted``,
    ``instructed``) and ``adoptions`` (``date``, ``title``, ``unit``, ``publication``, ``level``,
    ``issue``). ``kind``: ``ranking``, or ``situation``: units with an adoption or an instruction, in the
    county's order, without ranks.
    """
    blocks = [Para(_summary(figures))]
    tables = _tables(figures, kind)
    if tables:
        blocks.append(Heading(1, "一、各单位采用情况"))
        aligns = (*(("center",) if kind == "ranking" else ()), "left", *("center",) * 9)
        blocks += [
            Table(head, rows, aligns[: len(head)], title=category, landscape=False)
            for category, head, rows in tables
        ]
    if figures["adoptions"]:
        rows = [[str(cell) for cell in row] for row in _list_rows(figures)]
        blocks.append(Heading(1, "%s、采用信息目录" % ("二" if tables else "一")))
        rows = [(row[0], span_day(row[1]), *row[2:]) for row in rows]
        blocks.append(Table(_LIST, rows, _ALIGNS, _WIDTHS, landscape=False))
    return Sheet(adoption_title(figures["name"]), blocks, organ=organ, date=day)


def adoption_sheets(figures, kind="ranking"):
    """The same as worksheets of a .xlsx: ``(name, headers, rows, caption)`` each."""
    levels = _levels(figures)
    table = [
        [group["category"], *_row(row, levels, kind)]
        for group in figures["groups"]
        for row in _shown(group["rows"], kind)
    ]
    title = adoption_title(figures["name"])
    return [
        ("采用情况表", ["考核分组", *_head(levels, kind)], table, title),
        ("采用信息目录", _LIST, _list_rows(figures), title),
    ]


def _summary(figures):
    counts = {}
    for row in figures["adoptions"]:
        counts[row["level"]] = counts.get(row["level"], 0) + 1
    total = len(figures["adoptions"])
    if not total:
        return "%s，全县没有政务信息被采用。" % figures["name"]
    return "%s，全县政务信息被采用%d条次，其中%s。" % (
        figures["name"],
        total,
        by_level(counts, "条次"),
    )


def _tables(figures, kind):
    """``(group, head, rows)`` of each ranking group that has anything to show; no zero is printed."""
    levels = _levels(figures)
    found = []
    for group in figures["groups"]:
        rows = [
            [str(cell or "") for cell in _row(row, levels, kind)]
            for row in _shown(group["rows"], kind)
        ]
        if rows:
            found.append((group["category"], _head(levels, kind), rows))
    return found


def _levels(figures):
    """The levels that adopted anything, from the highest."""
    used = {
        level for group in figures["groups"] for row in group["rows"] for level in row["levels"]
    }
    return [level for level, _name in LEVELS if level in used]


def _shown(rows, kind):
    """The rows of a group: by rank, or those with anything to tell, in the county's order."""
    if kind == "ranking":
        return rows
    told = [row for row in rows if row["adopted"] or row["instructed"]]
    return sorted(told, key=lambda row: row["place"])


def _head(levels, kind):
    names = [_NAMES[level] for level in levels]
    head = ["名次", "单位", "报送"] if kind == "ranking" else ["单位"]
    return [*head, *names, "采用合计", "批示"]


def _row(row, levels, kind):
    counts = [row["levels"].get(level, 0) for level in levels]
    start = [row["rank"], row["unit"], row["submitted"]] if kind == "ranking" else [row["unit"]]
    return [*start, *counts, row["adopted"], row["instructed"]]


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
