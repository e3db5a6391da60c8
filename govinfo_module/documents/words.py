"""Figures as words of an official text."""

from decimal import ROUND_HALF_UP, Decimal

LEVELS = (("national", "国家级"), ("province", "省级"), ("city", "市级"), ("county", "县级"))
PREVIOUS = {"month": "上月", "quarter": "上季度", "year": "上年"}
THIS = {"month": "本月", "quarter": "本季度", "year": "本年度"}


def points(value):
    """Points with two places and their unit: 12.50分."""
    return "%s分" % Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


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


def listed(names):
    """Names in a row, divided by the Chinese list comma."""
    return "、".join(names)


def day(value):
    """An ISO date without its year: 7月31日."""
    _year, month, number = value.split("-")
    return "%d月%d日" % (int(month), int(number))


def reason_lines(reasons):
    """Why a unit fell short, one sentence for each rule or kind (``govinfo.score.shortfall_reasons``)."""
    lines, windows = [], {}
    for reason in reasons:
        if reason["kind"] == "quota":
            windows.setdefault(reason["name"], []).append(
                "截至%s要求%s、完成%s"
                % (day(reason["window_end"]), reason["quota"], reason["count"])
            )
        elif reason["kind"] == "nothing_sent":
            lines.append("本期未报送信息。")
        elif reason["kind"] == "nothing_adopted":
            lines.append("本期报送信息均未被采用。")
        elif reason["kind"] == "commission":
            parts = []
            if reason["late"]:
                parts.append("逾期完成%d件" % reason["late"])
            if reason["missed"]:
                parts.append("未完成%d件" % reason["missed"])
            lines.append("约稿%s。" % "、".join(parts))
    quotas = ["“%s”未完成：%s。" % (name, "；".join(ends)) for name, ends in windows.items()]
    return quotas + lines
