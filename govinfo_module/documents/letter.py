"""The letter to the head of a unit that fell short (告知书)."""

from datetime import date

from ..gongwen import Head, Letter, Para, Run, Sheet, Table
from ..gongwen.chinese import date as date_text
from .notice_annexes import COMMISSION_STATES
from .words import THIS, day_and_time, done, points, reason_lines

# what the letter asks for, and by when
REQUESTS = {
    "ranking": "请认真分析原因，加强政务信息报送工作，并于%s前将整改情况书面报送我办。",
    "situation": "尚未完成的约稿，请于%s前补报或者说明情况；有困难或者认为要求重复、过多的，请与我办联系。",
}


def letter_name(kind="ranking"):
    """What a letter that goes with a notice of ``kind`` is called."""
    return "告知书" if kind == "ranking" else "函"


def letter_title(figures, kind="ranking"):
    """The title of the letters that go with a notice of ``kind``."""
    name = "政务信息工作情况的告知书" if kind == "ranking" else "约稿办理情况的函"
    return "关于%s%s" % (figures["period"]["name"], name)


def letter_units(figures, kind="ranking"):
    """The ids of the units that receive a letter besides the notice.

    A notice that ranks writes to all that fell short; one of the situation to those only that were late
    with a commission or missed it.
    """
    if kind == "ranking":
        return {row["unit_id"] for row in figures["shortfalls"]}
    return {row["unit_id"] for row in figures["commissions"] if row["state"] in ("late", "missed")}


def letter_document(figures, unit, office, kind="ranking"):
    """The letter to one unit with its own figures.

    ``unit``: ``id``, ``deadline`` (ISO, for the report on rectification), ``full_name`` (how it is
    addressed); ``office``: ``mark``, ``number`` (empty for a letter without one), ``organ``, ``date`` (ISO),
    ``title``, ``notice_title``, ``notice_number``, ``contact`` and ``phone``.
    Raises ``KeyError`` when the unit is not in the figures.
    """
    row = unit_row(figures, unit["id"])
    return Letter(
        head=Head(mark=office["mark"], number=office["number"]),
        title=office["title"],
        addressee="%s：" % (unit.get("full_name") or row["unit"]),
        blocks=letter_blocks(figures, row, unit, office, kind),
        organ=office["organ"],
        date=date.fromisoformat(office["date"]),
        seal=True,
        remark=contact(office),
    )


def contact(office):
    """Whom the unit may ask: 联系人：信息员甲，电话：0000-0000000; nothing without a name."""
    if not office.get("contact"):
        return ""
    phone = "，电话：%s" % office["phone"] if office.get("phone") else ""
    return "联系人：%s%s" % (office["contact"], phone)


def unit_row(figures, unit_id):
    """The ranking row of the unit ``unit_id``, with the name of its group."""
    for group in figures["ranking"]:
        for row in group["rows"]:
            if row["unit_id"] == unit_id:
                return dict(row, category=group["category"], of=len(group["rows"]))
    raise KeyError(unit_id)


def letter_blocks(figures, row, unit, office, kind):
    """What the unit did, where it fell short, and by when it shall put that right."""
    ranking = kind == "ranking"
    facts = [done(row["submitted"], row["adopted"], row["instructed"])]
    if ranking and float(row["total"]):
        facts.append("考核得分%s" % points(row["total"]))
    if ranking and row["rank"]:
        facts.append("在%s中列第%d位" % (row["category"], row["rank"]))
    blocks = [
        Para(
            "《%s》（%s）已印发。现将你单位有关情况函告如下："
            % (office["notice_title"], office["notice_number"])
        ),
        headed(
            "一、工作情况。",
            "%s，你单位%s。" % (THIS[figures["period"]["kind"]], "，".join(facts)),
        ),
        *shortcomings(figures, row, ranking),
        headed(
            "三、有关要求。" if ranking else "三、有关事项。",
            REQUESTS[kind] % date_text(date.fromisoformat(unit["deadline"])),
        ),
    ]
    return blocks


def headed(heading, text):
    """A paragraph with its heading run in: a letter goes on one page if it can."""
    return Para((Run(heading, face="hei"), Run(text)))


def shortcomings(figures, row, ranking):
    """Why the unit receives the letter, each fact said once."""
    lines = [
        line
        for line in figures["commissions"]
        if line["unit_id"] == row["unit_id"] and line["state"] in ("late", "missed")
    ]
    reasons = []
    if ranking:
        reasons = next(
            r["reasons"] for r in figures["shortfalls"] if r["unit_id"] == row["unit_id"]
        )
        reasons = not_said_twice(reasons, lines)
    said = "".join(reason_lines(reasons))
    if lines:
        said += "未按时完成的约稿如下："
    blocks = [headed("二、未达要求的情况。" if ranking else "二、约稿办理情况。", said)]
    if lines:
        blocks.append(commission_table(lines))
    return blocks


def not_said_twice(reasons, lines):
    """The reasons without what the table of ``lines`` shows, and without what the first section said."""
    reasons = [reason for reason in reasons if reason["kind"] != "commission" or not lines]
    others = [reason for reason in reasons if reason["kind"] != "nothing_sent"]
    return others if others or lines else reasons


def commission_table(rows):
    """The unit's commissions that were late or missed."""
    return Table(
        head=("约稿题目", "截止时间", "办理情况"),
        rows=[
            (r["commission"], day_and_time(r["deadline"]), COMMISSION_STATES[r["state"]])
            for r in rows
        ],
        aligns=("left", "center", "center"),
        widths=(54, 28, 18),
    )


def print_cover(title, rows, office):
    """The first sheet of a print batch: to whom the papers behind it go.

    ``rows``: name of the unit, of its head, postal address.
    """
    table = Table(
        head=("序号", "单位", "收件人", "地址"),
        rows=[(str(place), *row) for place, row in enumerate(rows, 1)],
        aligns=("center", "left", "left", "left"),
        widths=(8, 28, 24, 40),
    )
    return Sheet(
        title="纸质寄送清单",
        blocks=[Para("《%s》，共%d份。" % (title, len(rows))), table],
        organ=office["organ"],
        date=date.fromisoformat(office["date"]),
    )
