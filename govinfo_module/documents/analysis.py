"""The sheet of one page for the leader's meeting (信息工作分析): structure, balance, gaps."""

from fractions import Fraction

from ..gongwen import Picture, Sheet, Table
from ..gongwen.chinese import date as date_text
from .lorenz import curve
from .words import LEVELS, day, listed, percent

# So many names and columns fit on the one page; units with so many items have a telling share.
NAMES, COLUMNS, FEW, ENOUGH = 4, 6, 2, 5
CURVE, WORDS = 44, 9.5  # millimetres, points


def gini(counts):
    """The Gini coefficient of whole numbers, exactly: 0 = all equal, near 1 = one has all.

    G = (2 · Σ i·xᵢ) / (n · Σ xᵢ) − (n + 1) / n, with x sorted upward and i from 1 to n. Nothing at
    all counts as equal.

    >>> gini([5, 5, 5]), gini([0, 0, 0, 8]), gini([1, 3]), gini([])
    (Fraction(0, 1), Fraction(3, 4), Fraction(1, 4), Fraction(0, 1))
    """
    ordered, total = sorted(counts), sum(counts)
    if not total:
        return Fraction(0)
    number = len(ordered)
    weighted = sum(place * count for place, count in enumerate(ordered, 1))
    return Fraction(2 * weighted, number * total) - Fraction(number + 1, number)


def lorenz(counts, parts=5):
    """What the weakest units hold of all, by equal parts of the units, as exact shares.

    A part that ends within a unit takes that unit's share in proportion, as the curve does.

    >>> [str(share) for share in lorenz([0, 1, 1, 2, 6])]
    ['0', '1/10', '1/5', '2/5', '1']
    >>> [str(share) for share in lorenz([1, 3], parts=4)]
    ['1/8', '1/4', '5/8', '1']
    """
    ordered, total = sorted(counts), sum(counts)
    shares = []
    for part in range(1, parts + 1):
        whole, rest = divmod(Fraction(part * len(ordered), parts), 1)
        held = sum(ordered[: int(whole)]) + (rest * ordered[int(whole)] if rest else 0)
        shares.append(Fraction(held) / total if total else Fraction(part, parts))
    return shares


def analysis_sheet(figures, office, kind="ranking"):
    """The sheet. ``figures``: see ``govinfo.analysis.sheet``; ``office``: ``organ``, ``date`` (date).

    ``kind``: that of the county's notices; with ``situation`` no unit is named as the last or the best.
    """
    units, categories = figures["units"], figures["categories"]
    naming = kind == "ranking"
    rows = [
        ("均衡程度", balance(units)),
        ("近90天未报送", silent(units, naming)),
        ("近90天不足3条", weak(units, naming)),
        ("采用情况", conversion(categories, figures["unit_categories"], units if naming else [])),
        ("各级采用", levels(figures["levels"])),
        ("调研类信息", research(units)),
        ("报送时效", speed(figures["hours"])),
        ("约稿时效", commissions(units, naming)),
        ("重点工作空白", works(figures["works"])),
    ]
    return Sheet(
        title="政务信息工作分析",
        subtitle="%s　近一年，截至%s" % (office["organ"], date_text(office["date"])),
        blocks=[
            Table((), rows, widths=(18, 82), labels=True, size=WORDS),
            months(figures["months"]),
            structure(categories),
            Picture(curve([unit["sent"] for unit in units]), width=CURVE),
        ],
    )


def balance(units):
    """How evenly the units report."""
    counts = [unit["sent"] for unit in units]
    half = lorenz(counts, parts=2)[0]
    text = "%d家单位共报送%d条，报送量基尼系数%.2f（0为完全均衡，越接近1越不均衡）；"
    text += "报送较少的一半单位占%s（见下图：红线为各单位由少到多的累计占比，灰线为完全均衡）。"
    held = percent(half.numerator, half.denominator)
    return text % (len(counts), sum(counts), gini(counts), held)


def silent(units, naming):
    """Units without any item in the last 90 days, and, ``naming`` them, since when they are silent."""
    names = [
        "%s（%s）" % (unit["name"], "最近一次" + day(unit["last"]) if unit["last"] else "从未报送")
        for unit in units
        if unit["standing"] == "missing"
    ]
    return how_many(names, naming)


def weak(units, naming):
    """Units with too few items in the last 90 days."""
    return how_many([unit["name"] for unit in units if unit["standing"] == "short"], naming)


def how_many(names, naming):
    """A number of units and, ``naming`` them, the first of them.

    >>> how_many(["甲镇", "乙镇"], True), how_many(["甲镇", "乙镇"], False), how_many([], True)
    ('2家：甲镇、乙镇。', '2家。', '无。')
    """
    if not names:
        return "无。"
    return "%d家：%s。" % (len(names), short_list(names)) if naming else "%d家。" % len(names)


def short_list(names):
    """The first names of a list; 等 when there are more.

    >>> short_list(["甲镇", "乙镇"])
    '甲镇、乙镇'
    """
    return listed(names[:NAMES]) + ("等" if len(names) > NAMES else "")


def conversion(rows, groups, units):
    """From sent to adopted: in all, by unit category, and the units that convert best and worst."""
    total, adopted = sum(row["count"] for row in rows), sum(row["adopted"] for row in rows)
    if not total:
        return "近一年没有报送信息。"
    text = "报送%d条，被采用%d条，采用率%s" % (total, adopted, percent(adopted, total))
    shown = ["%s%s" % (row["name"], percent(row["adopted"], row["count"])) for row in groups]
    text += "（%s）。" % "，".join(shown) if shown else "。"
    enough = [unit for unit in units if unit["sent"] >= ENOUGH]
    ranked = sorted(enough, key=lambda unit: -Fraction(unit["adopted"], unit["sent"]))
    if len(ranked) >= 2 * FEW:
        for word, some in (("较高", ranked[:FEW]), ("较低", ranked[-FEW:])):
            names = [
                "%s（%s）" % (unit["name"], percent(unit["adopted"], unit["sent"])) for unit in some
            ]
            text += "%s的有%s。" % (word, listed(names))
    return text


def levels(counts):
    """Items by the highest level that adopted them, and those nobody adopted."""
    total = sum(counts.values())
    parts = [
        "%s%d条、占%s" % (name, counts[level], percent(counts[level], total))
        for level, name in LEVELS
        if counts.get(level)
    ]
    if not parts:
        return "近一年没有信息被采用。"
    rest = "未被采用%d条" % counts.get("none", 0)
    return "按最高采用层级：%s，%s。" % ("，".join(parts), rest)


def research(units):
    """The share of research pieces, and how many units wrote any."""
    sent, pieces = sum(u["sent"] for u in units), sum(u["research"] for u in units)
    authors = sum(bool(unit["research"]) for unit in units)
    return "%d条，占报送总量%s；%d家单位报送过，%d家没有。" % (
        pieces,
        percent(pieces, sent),
        authors,
        len(units) - authors,
    )


def speed(hours):
    """From the event to the sign-off, and from there to acceptance, on average."""
    parts = []
    for key, words in (
        ("submit", "事发到报出平均%.1f小时"),
        ("urgent", "其中紧急信息%.1f小时"),
        ("accept", "报出到接收平均%.1f小时"),
    ):
        if hours[key] is not None:
            parts.append(words % hours[key])
    return "，".join(parts) + "。" if parts else "近一年没有可计算时效的信息。"


def months(rows):
    """What was sent in each month."""
    return Table(
        head=("月份", *(month_name(row["month"], place) for place, row in enumerate(rows))),
        rows=[
            ("报送（条）", *(str(row["count"]) for row in rows)),
            ("其中调研", *(str(row["research"]) for row in rows)),
            ("被采用", *(str(row["adopted"]) for row in rows)),
        ],
        aligns=("center",) * (len(rows) + 1),
        landscape=False,
        size=WORDS,
    )


def month_name(month, place):
    """A month of a row of months; the first one and each January with the year.

    >>> month_name("2025-12", 0), month_name("2026-01", 1), month_name("2026-02", 2)
    ('25年12月', '26年1月', '2月')
    """
    year, number = month.split("-")
    text = "%d月" % int(number)
    return text if place and number != "01" else "%s年%s" % (year[2:], text)


def structure(rows):
    """Sent and adopted by category, the most frequent categories first."""
    total = sum(row["count"] for row in rows)
    shown = sorted(rows, key=lambda row: -row["count"])[:COLUMNS]
    return Table(
        head=("信息类别", *(row["name"] for row in shown)),
        rows=[
            ("占报送总量", *(percent(row["count"], total) for row in shown)),
            ("采用率", *(percent(row["adopted"], row["count"]) for row in shown)),
        ],
        aligns=("center",) * (len(shown) + 1),
        landscape=False,
        size=WORDS,
    )


def commissions(units, naming):
    """How punctually commissions are answered, and who missed the most."""
    asked = sum(unit["asked"] for unit in units)
    if not asked:
        return "近一年没有到期约稿。"
    done, missed = sum(unit["done"] for unit in units), sum(unit["missed"] for unit in units)
    text = "到期约稿%d家次，按时完成率%s，未完成%d家次。" % (asked, percent(done, asked), missed)
    worst = sorted((u for u in units if u["missed"]), key=lambda unit: -unit["missed"])
    if worst and naming:
        names = ["%s（%d次）" % (unit["name"], unit["missed"]) for unit in worst]
        text += "未完成的单位：%s。" % short_list(names)
    return text


def works(names):
    """Key works and key points nobody has reported on."""
    if not names:
        return "当前重点工作、报送要点均有信息。"
    return "尚无信息的重点工作、报送要点%d项：%s。" % (len(names), short_list(names))
