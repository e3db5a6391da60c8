"""The sheet of one page for the leader's meeting (信息工作分析): structure, balance, gaps."""

from fractions import Fraction

from ..gongwen import Heading, Para, Sheet, Table
from .words import day, listed, percent

# So many names and rows fit on the one page; what is left out is counted.
NAMES, ROWS = 10, 8


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


def analysis_sheet(figures, office):
    """The sheet. ``figures``: see ``govinfo.analysis.sheet``; ``office``: ``organ``, ``date``."""
    return Sheet(
        title="政务信息工作分析",
        subtitle="（近一年，截至%s）" % figures["today"],
        blocks=[
            *balance(figures["units"]),
            *gaps(figures["units"]),
            *structure(figures["categories"]),
            *commissions(figures["units"]),
            *works(figures["works"]),
        ],
        organ=office["organ"],
        date=office["date"],
    )


def balance(units):
    """How evenly the units report."""
    counts = [unit["sent"] for unit in units]
    words = ("最少的20%", "最少的40%", "最少的60%", "最少的80%", "全部单位")
    shares = [percent(share.numerator, share.denominator) for share in lorenz(counts)]
    index = gini(counts)
    text = "%d家单位共报送%d条，报送量基尼系数%.2f（0为完全均衡，越接近1越不均衡）。"
    return [
        Heading(1, "一、均衡程度"),
        Para(text % (len(counts), sum(counts), index)),
        Table(("报送量由少到多的单位", *words), [("占报送总量", *shares)]),
    ]


def gaps(units):
    """Units without and with few items in the last 90 days, and since when they are silent."""
    blocks = [Heading(1, "二、短腿缺腿单位")]
    silent = [unit for unit in units if unit["standing"] == "missing"]
    weak = [unit["name"] for unit in units if unit["standing"] == "short"]
    if not silent and not weak:
        return [*blocks, Para("近90天各单位均正常报送。")]
    if silent:
        names = [
            "%s（%s）"
            % (unit["name"], "最近一次" + day(unit["last"]) if unit["last"] else "从未报送")
            for unit in silent
        ]
        blocks.append(Para("近90天未报送%d家：%s。" % (len(silent), short_list(names))))
    if weak:
        blocks.append(Para("近90天报送不足3条%d家：%s。" % (len(weak), short_list(weak))))
    return blocks


def short_list(names):
    """The first names of a list, and how many there are when not all are named.

    >>> short_list(["甲镇", "乙镇"])
    '甲镇、乙镇'
    """
    text = listed(names[:NAMES])
    return text + "等%d家" % len(names) if len(names) > NAMES else text


def structure(rows):
    """From sent to adopted, by category."""
    total = sum(row["count"] for row in rows)
    if not total:
        return []
    shown = sorted(rows, key=lambda row: -row["count"])[:ROWS]
    table = Table(
        head=("信息类别", "报送（条）", "占比", "被采用（条）", "转化率"),
        rows=[
            (
                row["name"],
                str(row["count"]),
                percent(row["count"], total),
                str(row["adopted"]),
                percent(row["adopted"], row["count"]),
            )
            for row in shown
        ],
        aligns=("left", "center", "center", "center", "center"),
    )
    adopted = sum(row["adopted"] for row in rows)
    text = "报送%d条，被采用%d条，转化率%s。" % (total, adopted, percent(adopted, total))
    return [Heading(1, "三、结构与转化"), Para(text), table]


def commissions(units):
    """How punctually commissions are answered, and who missed the most."""
    asked = sum(unit["asked"] for unit in units)
    if not asked:
        return []
    done, missed = sum(unit["done"] for unit in units), sum(unit["missed"] for unit in units)
    text = "到期约稿%d家次，按时完成率%s，未完成%d家次。" % (asked, percent(done, asked), missed)
    worst = sorted((u for u in units if u["missed"]), key=lambda unit: -unit["missed"])
    if worst:
        names = ["%s%d次" % (unit["name"], unit["missed"]) for unit in worst]
        text += "未完成的单位：%s。" % short_list(names)
    return [Heading(1, "四、约稿时效"), Para(text)]


def works(names):
    """Key works and key points nobody has reported on."""
    if not names:
        return []
    text = "当前重点工作、报送要点中尚无信息的%d项：%s。"
    listed_names = listed(names[:NAMES]) + ("等" if len(names) > NAMES else "")
    return [Heading(1, "五、重点工作空白"), Para(text % (len(names), listed_names))]
