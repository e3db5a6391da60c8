"""Percentages that cannot be."""

import re
from decimal import Decimal

from .finding import ERROR, WARNING, Finding

_SOURCE = "数据常识核对"
_PERCENT = re.compile(
    r"(?<![\d.])(?P<number>\d{1,9}(?:\.\d{1,4})?)%|百分之(?P<han>[一二三四五六七八九十百零两]{1,7})"
)
#: Rates and shares of a whole; those left out may exceed it.
_RATE = re.compile(
    r"(?<!增长)(?<!完成)(?<!收益)(?<!回报)(?<!利润)(?<!负债)(?<!周转)(?<!杠杆)(?<!生产)(?<!产出)(?<!产销)"
    r"(?<!使用)(?<!利用)(?<!负荷)(?<!自给)(?<!充足)(?<!贡献)(?<!拨备覆盖)(?<!毛入学)(?<!执行)(?<!抵偿)"
    r"(?<![费税利汇效频概功倍速])率|满意度|知晓度|占比|比重"
)
_SHARE = re.compile(r"占(?!地)[^，。；：、]{0,14}$")
_FALL = re.compile(
    r"(?:下降|减少|降低|下滑|缩减|压减|压缩|缩短|下跌|减)了?(?:约|近|超过|幅度?达到?)?$"
)
_GROWTH = re.compile(r"(?:增|涨|升|提高|同比|环比|超额)(?![^，。；]{0,3}[至到为])[^，。；]{0,4}$")
_CLAUSE = re.compile(r"[，。；：、！？\n]")
_SHARES = re.compile(
    r"(?:分别占|占比分别为|占比分别是|比重分别为|比例分别为)[^\d。；\n]{0,10}"
    r"(?P<shares>\d{1,3}(?:\.\d{1,4})?%(?:(?:、|，|和|以及)\d{1,3}(?:\.\d{1,4})?%){1,9})"
)
_CHOICES = re.compile(r"多选|认为|反映|选择|希望|提到")
_LOOK_BACK = 30


def percents(page):
    """Rates, shares and decreases over 100 %; shares of one whole that are more than it.

    A sum far beyond it belongs to shares of different things: 能耗、用地占比分别为93.8%、84.6%.
    """
    for match in _PERCENT.finditer(page.half):
        value = _value(match)
        if value <= 100:
            continue
        before = page.half[max(match.start() - _LOOK_BACK, 0) : match.start()]
        before = _CLAUSE.split(before)[-1]
        if _FALL.search(before):
            yield _finding(match.span(), "下降、减少的幅度不可能超过100%，请核对。")
        elif (_RATE.search(before) or _SHARE.search(before)) and not _GROWTH.search(before):
            yield _finding(match.span(), "此类比率不可能超过100%，请核对。")
    for match in _SHARES.finditer(page.half):
        shares = [Decimal(share) for share in re.findall(r"[\d.]+(?=%)", match.group("shares"))]
        said = page.half[max(match.start() - _LOOK_BACK, 0) : match.start()]
        if 101 < sum(shares) < 150 and not _CHOICES.search(said):
            message = "各部分占比之和为%s%%，超过100%%，请核对。" % sum(shares)
            yield _finding(match.span("shares"), message, WARNING)


def _value(match):
    if match.group("number"):
        return Decimal(match.group("number"))
    hundreds, hundred, _rest = match.group("han").partition("百")
    return Decimal(101 if hundred and (_rest or hundreds not in ("", "一")) else 100)


def _finding(span, message, severity=ERROR):
    return Finding(*span, "percent", severity, message, "", _SOURCE)
