"""Figures as words of an official text."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

LEVELS = (("national", "国家级"), ("province", "省级"), ("city", "市级"), ("county", "县级"))
PREVIOUS = {"month": "上月", "quarter": "上季度", "year": "上年"}
THIS = {"month": "本月", "quarter": "本季度", "year": "本年度"}


def number(value):
    """A number with two places at most and no idle zeros: 12.5, 84."""
    rounded = Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return format(rounded.normalize() + 0, "f")


def points(value):
    """Points with their unit: 12.5分."""
    return "%s分" % number(value)


def done(submitted, adopted, instructed):
    """What a unit has achieved, without a clause about zero: 报送政务信息3条，被采用1条."""
    if not submitted and not adopted and not instructed:
        return "未报送政务信息"
    counts = (
        ("报送政务信息%d条", submitted),
        ("被采用%d条", adopted),
        ("获领导批示%d件次", instructed),
    )
    return "，".join(text % count for text, count in counts if count)


def percent(part, whole):
    """The share of ``part`` in ``whole`` with one place: 37.5%; 0.0% of nothing."""
    share = Decimal(100 * part) / whole if whole else Decimal(0)
    return "%s%%" % share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def change(now, before, since, unit="条"):
    """How a count moved against an earlier one: 比上季度增加12条（增长25.0%）."""
    if now == before:
        return "与%s持平" % since
    word, rate = ("增加", "增长") if now > before else ("减少", "下降")
    text = "比%s%s%d%s" % (since, word, abs(now - before), unit)
    if before:
        text += "（%s%s）" % (rate, percent(abs(now - before), before))
    return text


def by_level(counts, unit):
    """Counts of the levels that have any: 省级3条、市级12条."""
    return "、".join(
        "%s%d%s" % (name, counts[level], unit) for level, name in LEVELS if counts.get(level)
    )


def counted(subject, counts, unit):
    """A count with its levels, or with one level only that level's.

    >>> counted("领导批示", {"city": 1, "county": 4}, "件次"), counted("领导批示", {"county": 4}, "件次")
    ('各级领导批示5件次，其中市级1件次、县级4件次', '县级领导批示4件次')
    """
    levels = [name for level, name in LEVELS if counts.get(level)]
    total = sum(counts.get(level) or 0 for level, _name in LEVELS)
    if len(levels) == 1:
        return "%s%s%d%s" % (levels[0], subject, total, unit)
    return "各级%s%d%s，其中%s" % (subject, total, unit, by_level(counts, unit))


def listed(names):
    """Names in a row, divided by the Chinese list comma."""
    return "、".join(names)


def day(value):
    """An ISO date without its year: 7月31日."""
    _year, month, number = value.split("-")
    return "%d月%d日" % (int(month), int(number))


def clock(when):
    """The time of a ``datetime``: 17时30分; a full hour without minutes, the day's end as 24时."""
    if (when.hour, when.minute) == (23, 59):
        return "24时"
    return "%d时%02d分" % (when.hour, when.minute) if when.minute else "%d时" % when.hour


def day_and_time(value):
    """An ISO moment without its year: 8月17日17时30分."""
    when = datetime.fromisoformat(value)
    return "%d月%d日%s" % (when.month, when.day, clock(when))


def span(kind, last):
    """The window of ``kind`` that ends on the ISO day ``last``: 7月, 第三季度, 2026年, 截至7月31日."""
    year, month, _day = map(int, last.split("-"))
    if kind == "month":
        return "%d月" % month
    if kind == "quarter":
        return "第%s季度" % "一二三四"[(month - 1) // 3]
    if kind == "year":
        return "%d年" % year
    return "截至%s" % day(last)


# what a task counts: what was due, what was done, and what it is called when nothing was done
TASKS = {
    "submission": ("应报%s条", "实报%s条", "未报送"),
    "adoption": ("应被采用%s条", "被采用%s条", "未被采用"),
    "upload": ("应有%s条上报", "上报%s条", "没有信息上报"),
    "points": ("应得%s分", "实得%s分", "未得分"),
}
OTHER_TASK = ("应完成%s", "完成%s", "未完成")


def quota_words(reason):
    """What was due and what was done in a window: ``(应报2条, 未报送, whether anything was done)``."""
    what = "points" if reason.get("metric") == "points" else reason.get("basis")
    due, some, none = TASKS.get(what, OTHER_TASK)
    count = Decimal(reason["count"])
    done_words = some % number(count) if count else none
    return due % number(reason["quota"]), done_words, bool(count)


def quota_lines(reasons):
    """Tasks that were not fulfilled; windows that are alike stand together.

    >>> task = {"window": "month", "basis": "submission", "quota": "2", "count": "0"}
    >>> quota_lines([dict(task, window_end="2026-0%d-28" % month) for month in (7, 8)])
    ['7月、8月各应报2条，均未报送']
    >>> quota_lines([dict(task, window_end="2026-07-31", count="1")])
    ['7月应报2条，实报1条']
    """
    alike = {}
    for reason in reasons:
        window = span(reason.get("window"), reason["window_end"])
        alike.setdefault(quota_words(reason), []).append(window)
    lines = []
    for (due, did, some), windows in alike.items():
        each, all_of = ("各", "各" if some else "均") if len(windows) > 1 else ("", "")
        lines.append("%s%s%s，%s%s" % (listed(windows), each, due, all_of, did))
    return lines


def reason_lines(reasons):
    """Why a unit fell short, one sentence for each rule or kind.

    ``reasons``: those of ``govinfo.score.shortfall_reasons``; a task's also has ``window`` (its kind),
    ``basis`` and ``metric``.
    """
    lines, quotas = [], {}
    for reason in reasons:
        if reason["kind"] == "quota":
            quotas.setdefault(reason["name"], []).append(reason)
        elif reason["kind"] == "nothing_sent":
            lines.append("本期未报送信息。")
        elif reason["kind"] == "nothing_adopted":
            lines.append("本期报送信息均未被采用。")
        elif reason["kind"] == "commission":
            lines.append("%s。" % commission_words(reason["late"], reason["missed"]))
        elif reason["kind"] == "followup":
            lines.append("%s。" % followup_words(reason["late"], reason["overdue"]))
    return ["%s。" % "；".join(quota_lines(parts)) for parts in quotas.values()] + lines


def followup_words(late, overdue):
    """领导批示逾期反馈1件、逾期未反馈2件."""
    counts = (("逾期反馈%d件", late), ("逾期未反馈%d件", overdue))
    return "领导批示" + "、".join(text % count for text, count in counts if count)


def commission_words(late, missed):
    """约稿逾期完成1件、未完成2件."""
    counts = (("逾期完成%d件", late), ("未完成%d件", missed))
    return "约稿" + "、".join(text % count for text, count in counts if count)


def in_order(rows):
    """Rows of units in the order the county keeps (``place``); as they come where it is not said."""
    return sorted(rows, key=lambda row: row.get("place", 0))
