"""What the office asked of the grass roots: the yearly self-check (减负自查), the page that watches it."""

from datetime import date

from ..gongwen import Heading, Para, Sheet, Table
from ..gongwen.chinese import date as date_text
from .words import change, listed

# kind of demand, its row in the table, its column in the table of units
DEMANDS = (
    ("commission", "下达约稿（家次）", "约稿"),
    ("reminder", "催报提醒（次）", "催报"),
    ("return", "退回修改（件次）", "退改"),
    ("followup", "批示办理任务（件次）", "批示办理"),
    ("keypoint", "报送要点（家次）", "要点"),
    ("letter", "告知书和函（份）", "函告"),
    ("task", "按数量下达的任务（家次）", "数量任务"),
)
ORDINALS = "一二三四五六"
# Points: all of the yearly sheet stands on one page, whichever of the eight clauses were touched.
SMALL, SMALLER, FEW = 10.5, 9, 4


def burden_title(year):
    """The title of the sheet."""
    return "%d年政务信息工作减负自查表" % year


def burden_sheet(figures, office):
    """The yearly sheet of one page.

    ``figures``: ``year``; ``until`` (ISO; empty for a whole year: both years are counted up to that
    day); ``now`` and ``before`` (demands by kind, this year and the year before), ``words``
    (characters asked for), ``documents`` (numbered ones) and ``length`` (characters of a notice on
    average), each as a pair of both years; ``flags`` (``duplicate``, ``burden``, ``answered``);
    ``findings`` (``phrase``, ``kept``, ``changed``, ``open``, ``bases``); ``cap`` (open commissions a
    unit may have, 0: no limit) and ``beyond`` (commissions issued beyond it);
    ``office``: ``organ`` and ``date`` (``datetime.date``).
    """
    said = (
        ("总体情况", summary(figures)),
        ("单位反映", flags_words(figures["flags"])),
        ("合规提示", findings_words(figures["findings"])),
    )
    day = date_text(office["date"])
    if figures["until"]:
        day = "截至%s" % date_text(date.fromisoformat(figures["until"]))
    blocks = [
        Table((), said, widths=(16, 84), labels=True, size=SMALL),
        demands_table(figures),
    ]
    if figures["findings"]:
        blocks.append(findings_table(figures["findings"]))
    return Sheet(
        title=burden_title(figures["year"]),
        subtitle="%s　%s" % (office["organ"], day),
        blocks=blocks,
    )


def burden_page(figures):
    """The page on the screen: the same by month and by unit, besides.

    ``figures``: as above, with ``months`` (``month``, ``now``, ``before``) and ``units`` (``unit``,
    ``now`` by kind, ``before`` in all), in the order of the county.
    """
    sections = (
        ("对基层提出的各项要求", [Para(summary(figures)), demands_table(figures)]),
        ("各月情况", [months_table(figures)]),
        ("各单位情况", figures["units"] and [units_table(figures)]),
        ("单位反映和答复情况", [Para(flags_words(figures["flags"]))]),
        ("合规提示及处理情况", findings_part(figures["findings"])),
    )
    blocks = []
    present = ((title, body) for title, body in sections if body)
    for ordinal, (title, body) in zip(ORDINALS, present):
        blocks += [Heading(1, "%s、%s" % (ordinal, title)), *body]
    return blocks


def summary(figures):
    """How much was asked, against the year before."""
    now, before = sum(figures["now"].values()), sum(figures["before"].values())
    span, since = ("今年以来", "上年同期") if figures["until"] else ("全年", "上年")
    text = "%s对各单位提出各类要求%d项次" % (span, now)
    if not now:
        text = "%s未对各单位提出要求" % span
    if before:
        text += "，" + change(now, before, since, "项次")
    text += "。"
    documents, earlier = figures["documents"]
    if documents:
        text += "印发编号文件%d件" % documents
        text += "，%s。" % change(documents, earlier, since, "件") if earlier else "。"
    if figures["cap"]:
        text += "每家单位同时在办约稿以%d件为限" % figures["cap"]
        beyond = figures["beyond"]
        text += "，超出的%d件均写明理由。" % beyond if beyond else "，没有超出。"
    return text


def demands_table(figures):
    """Demands, characters and documents: the year before, this year, how they moved."""
    rows = [
        (name, figures["before"].get(kind, 0), figures["now"].get(kind, 0))
        for kind, name, _column in DEMANDS
    ]
    pairs = (
        ("约稿要求字数（字）", figures["words"]),
        ("编号文件（件）", figures["documents"]),
        ("通报平均篇幅（字）", figures["length"]),
    )
    rows += [(name, before, now) for name, (now, before) in pairs]
    year = figures["year"]
    same = "同期" if figures["until"] else ""
    return Table(
        head=("项目", "%d年%s" % (year - 1, same), "%d年" % year, "增减"),
        rows=[
            (name, number(before), number(now), moved(now, before))
            for name, before, now in rows
            if now or before
        ],
        aligns=("left", "center", "center", "center"),
        widths=(46, 18, 18, 18),
        size=SMALL,
    )


def number(count):
    """A count; a dash for none."""
    return str(count) if count else "—"


def moved(now, before):
    """How a count moved: +3, −2, or 持平."""
    if now == before:
        return "持平"
    return "%s%d" % ("+" if now > before else "−", abs(now - before))


def months_table(figures):
    """All demands by month, this year and the year before."""
    year = figures["year"]
    return Table(
        head=("月份", "%d年" % (year - 1), "%d年" % year, "增减"),
        rows=[
            (
                "%d月" % row["month"],
                number(row["before"]),
                number(row["now"]),
                moved(row["now"], row["before"]),
            )
            for row in figures["months"]
        ],
        aligns=("center",) * 4,
    )


def units_table(figures):
    """Each unit's demands by kind, in the order of the county: no ranking of burdens either."""
    kinds = [kind for kind, _name, _column in DEMANDS]
    return Table(
        head=("单位", *(column for _kind, _name, column in DEMANDS), "合计", "上年"),
        rows=[
            (
                row["unit"],
                *(number(row["now"].get(kind, 0)) for kind in kinds),
                number(sum(row["now"].values())),
                number(row["before"]),
            )
            for row in figures["units"]
        ],
        aligns=("left", *("center" for _column in range(len(kinds) + 2))),
    )


def flags_words(flags):
    """What units said of demands, and whether they were answered."""
    raised = flags["duplicate"] + flags["burden"]
    if not raised:
        return "没有单位反映要求重复或者过多。"
    kinds = [
        "%s%d件" % (name, flags[kind])
        for kind, name in (("duplicate", "反映重复要求的"), ("burden", "反映要求过多过急的"))
        if flags[kind]
    ]
    text = "各单位反映%d件，其中%s" % (raised, listed(kinds))
    if len(kinds) == 1:
        text = "各单位%s" % kinds[0].replace("的", "")
    if flags["answered"] == raised:
        return text + "，均已答复。"
    return (
        text + "，已答复%d件。" % flags["answered"] if flags["answered"] else text + "，尚未答复。"
    )


def findings_words(rows):
    """How many findings there are, and what leaders decided."""
    if not rows:
        return "没有发现可能不符合减负规定的情形。"
    counts = [(sum(row[key] for row in rows)) for key in ("kept", "changed", "open")]
    words = zip(("保留并写明依据%d处", "改正%d处", "尚待决定%d处"), counts)
    return "提示可能不符合减负规定的%d处：%s。" % (
        sum(counts),
        listed(word % count for word, count in words if count),
    )


def findings_part(rows):
    """The clauses that something touched, on the page."""
    said = [Para(findings_words(rows))]
    return [*said, findings_table(rows)] if rows else said


def findings_table(rows):
    """The clauses with the counts of decisions and the bases given."""
    return Table(
        head=("有关规定", "保留", "改正", "待定", "保留的依据"),
        rows=[
            (
                row["phrase"],
                *(number(row[name]) for name in ("kept", "changed", "open")),
                "；".join(row["bases"]) or "—",
            )
            for row in rows
        ],
        aligns=("left", "center", "center", "center", "left"),
        widths=(48, 7, 7, 7, 31),
        size=SMALL if len(rows) <= FEW else SMALLER,
    )
