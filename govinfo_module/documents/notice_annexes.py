"""The annexes of the periodic notice: ranking, adopted items, commissions, shortfalls."""

from ..gongwen import Annex, Table
from .words import LEVELS, day, day_and_time, number, reason_lines

COMMISSION_STATES = {
    "pending": "办理中",
    "submitted": "已报送",
    "done": "按时完成",
    "late": "逾期完成",
    "missed": "未完成",
    "waived": "免报",
}
LEVEL_NAMES = dict(LEVELS)


def annexes(figures, kind):
    """The annexes of a notice of ``kind``, in their order; a table without rows is no annex."""
    name = figures["period"]["name"]
    ranking = kind == "ranking"
    tables = [
        ("%s各单位得分排名表", ranking and [ranking_table(group) for group in figures["ranking"]]),
        ("%s信息采用情况表", figures["adopted"] and [adopted_table(figures["adopted"])]),
        ("%s约稿办理情况表", figures["commissions"] and [commission_table(figures["commissions"])]),
        (
            "%s未达到报送要求单位名单",
            ranking and figures["shortfalls"] and [shortfall_table(figures["shortfalls"])],
        ),
        (
            "%s个人报送情况表",
            ranking and [person_table(group) for group in figures.get("persons", ())],
        ),
    ]
    return [Annex(title % name, blocks) for title, blocks in tables if blocks]


def annex_number(figures, kind, title):
    """The number of the annex whose title ends with ``title``, or None."""
    titles = [annex.title for annex in annexes(figures, kind)]
    return next((n for n, text in enumerate(titles, 1) if text.endswith(title)), None)


def ranking_table(group):
    """Rank, unit, counts and points of one ranking group."""
    rows = [
        (
            row["rank"] or "不参加排名",
            row["unit"],
            row["submitted"] or "",
            row["adopted"] or "",
            row["instructed"] or "",
            number(row["total"]),
        )
        for row in group["rows"]
    ]
    return Table(
        aligns=("center", "left", "center", "center", "center", "right"),
        head=("名次", "单位", "报送（条）", "采用（条）", "批示（件次）", "得分"),
        rows=[tuple(str(cell) for cell in row) for row in rows],
        title=group["category"],
    )


def person_table(group):
    """Rank, person, unit, counts and points of the persons of one ranking group."""
    rows = [
        (
            row["rank"],
            row["person"],
            row["unit"],
            row["submitted"] or "",
            row["adopted"] or "",
            row["instructed"] or "",
            number(row["total"]),
            "未完成" if row["shortfall"] else "",
        )
        for row in group["rows"]
    ]
    return Table(
        head=(
            "名次",
            "姓名",
            "单位",
            "报送（条）",
            "采用（条）",
            "批示（件次）",
            "得分",
            "个人任务",
        ),
        rows=[tuple(str(cell) for cell in row) for row in rows],
        title=group["category"],
    )


def adopted_table(rows):
    """Every adopted item with where it was adopted."""
    return Table(
        head=("序号", "单位", "信息标题", "采用刊物", "级别", "采用日期"),
        rows=[
            (
                str(place),
                row["unit"],
                row["title"],
                row["publication"],
                LEVEL_NAMES[row["level"]],
                day(row["date"]),
            )
            for place, row in enumerate(rows, 1)
        ],
        aligns=("center", "left", "left", "left", "center", "center"),
        widths=(7, 16, 40, 18, 9, 15),
    )


def commission_table(rows):
    """Every commission line due in the period."""
    return Table(
        head=("序号", "约稿题目", "承办单位", "截止时间", "办理情况"),
        rows=[
            (
                str(place),
                row["commission"],
                row["unit"],
                day_and_time(row["deadline"]),
                COMMISSION_STATES[row["state"]],
            )
            for place, row in enumerate(rows, 1)
        ],
        aligns=("center", "left", "left", "center", "center"),
        widths=(7, 38, 20, 22, 13),
    )


def shortfall_table(rows):
    """Who fell short and why, with numbers."""
    return Table(
        head=("序号", "单位", "未达要求的情况"),
        rows=[
            (str(place), row["unit"], "".join(reason_lines(row["reasons"])))
            for place, row in enumerate(rows, 1)
        ],
        aligns=("center", "left", "left"),
        widths=(8, 24, 68),
    )
