"""The letter to the head of a unit that fell short (告知书)."""

from datetime import date

from ..gongwen import Head, Heading, Letter, Para, Sheet, Table
from ..gongwen.chinese import date as date_text
from .notice import COMMISSION_STATES
from .words import THIS, points, reason_lines


def letter_title(figures):
    """The title of the letters that go with a notice."""
    return "关于%s政务信息工作有关情况的告知书" % figures["period"]["name"]


def letter_document(figures, unit, office):
    """The letter to one unit with its own figures.

    ``unit``: ``code``, ``deadline`` (ISO, for the report on rectification); ``office``: ``mark``,
    ``number``, ``organ``, ``date`` (ISO), ``title``, ``notice_title``, ``notice_number``.
    Raises ``KeyError`` when the unit is not in the figures.
    """
    row = unit_row(figures, unit["code"])
    return Letter(
        head=Head(mark=office["mark"], number=office["number"]),
        title=office["title"],
        addressee="%s：" % row["unit"],
        blocks=letter_blocks(figures, row, unit, office),
        organ=office["organ"],
        date=date.fromisoformat(office["date"]),
        seal=True,
    )


def unit_row(figures, code):
    """The ranking row of the unit with ``code``, with the name of its group."""
    for group in figures["ranking"]:
        for row in group["rows"]:
            if row["code"] == code:
                return dict(row, category=group["category"], of=len(group["rows"]))
    raise KeyError(code)


def letter_blocks(figures, row, unit, office):
    """What the unit did, where it fell short, and by when it shall put that right."""
    name = figures["period"]["name"]
    rank = "，在%s中列第%d位" % (row["category"], row["rank"]) if row["rank"] else ""
    blocks = [
        Para(
            "《%s》（%s）已印发。现将你单位%s政务信息工作有关情况函告如下："
            % (office["notice_title"], office["notice_number"], name)
        ),
        Heading(1, "一、工作情况"),
        Para(
            "%s，你单位报送政务信息%d条，被采用%d条，获领导批示%d件次，考核得分%s%s。"
            % (
                THIS[figures["period"]["kind"]],
                row["submitted"],
                row["adopted"],
                row["instructed"],
                points(row["total"]),
                rank,
            )
        ),
        Heading(1, "二、未达要求的情况"),
    ]
    reasons = next(r["reasons"] for r in figures["shortfalls"] if r["code"] == row["code"])
    blocks.extend(Para(line) for line in reason_lines(reasons))
    missed = [
        line
        for line in figures["commissions"]
        if line["code"] == row["code"] and line["state"] in ("late", "missed")
    ]
    if missed:
        blocks.append(commission_table(missed))
    blocks.append(Heading(1, "三、有关要求"))
    blocks.append(
        Para(
            "请你单位高度重视，认真分析原因，切实加强政务信息报送工作，并于%s前将整改情况书面报送我办。"
            % date_text(date.fromisoformat(unit["deadline"]))
        )
    )
    blocks.append(Para("特此函告。"))
    return blocks


def commission_table(rows):
    """The unit's commissions that were late or missed."""
    return Table(
        head=("约稿主题", "截止时间", "办理情况"),
        rows=[(r["commission"], r["deadline"], COMMISSION_STATES[r["state"]]) for r in rows],
        aligns=("left", "center", "center"),
        widths=(56, 26, 18),
    )


def print_cover(title, rows, office):
    """The first sheet of a print batch: to whom the papers behind it go.

    ``rows``: name of the unit, of its head, postal address.
    """
    table = Table(
        head=("序号", "单位", "收件人", "地址"),
        rows=[(str(number), *row) for number, row in enumerate(rows, 1)],
        aligns=("center", "left", "left", "left"),
        widths=(8, 28, 24, 40),
    )
    return Sheet(
        title="纸质寄送清单",
        blocks=[Para("《%s》，共%d份。" % (title, len(rows))), table],
        organ=office["organ"],
        date=date.fromisoformat(office["date"]),
    )
