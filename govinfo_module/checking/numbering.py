"""Enumerations: 一是、二是、三是 without a gap, as many as were announced."""

import re
from dataclasses import dataclass

from .finding import HINT, WARNING, Finding
from .page import NUMERAL, number, numeral

_SOURCE = "GB/T 9704—2012 结构层次序数"
_AFTER = "(?:^[ \\t\u3000]*|(?<=[。；，：、！？;,:!?“（\\s]))"
_NEW = "(?:^[ \\t\u3000]*|(?<=[。；：！？;:]))"
_LINE = "^[ \\t\u3000]*"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class Style:
    """One way of numbering. ``shape``: how a number is written in it; ``lone``: whether a first
    without a second is doubtful."""

    pattern: re.Pattern
    shape: str
    lone: bool = False


def _style(pattern, shape, lone=False):
    return Style(re.compile(pattern, re.MULTILINE), shape, lone)


STYLES = (
    _style(rf"{_AFTER}(?P<mark>(?P<n>{NUMERAL})是)(?!否)", "{han}是", lone=True),
    _style(rf"{_AFTER}(?P<mark>(?P<n>{NUMERAL})要)(?![素件点领害])", "{han}要"),
    _style(rf"{_NEW}(?P<mark>第(?P<n>{NUMERAL}))(?=[，：是])", "第{han}"),
    _style(rf"{_LINE}(?P<mark>(?P<n>{NUMERAL})、)", "{han}、"),
    _style(rf"{_NEW}(?P<mark>[（(](?P<n>{NUMERAL})[）)])", "（{han}）"),
    _style(rf"{_LINE}(?P<mark>(?P<n>[1-9]\d?)[.．、](?!\d))", "{n}."),
    _style(rf"{_NEW}(?P<mark>[（(](?P<n>[1-9]\d?)[）)])", "（{n}）"),
    _style(rf"(?P<mark>(?P<n>[{_CIRCLED}]))", "{circled}"),
)
_NOUN = (
    "(?:方面|问题|措施|举措|环节|任务|工作|要求|意见|目标|特点|做法|办法|原因|建议|难点|困难|经验)"
)
#: 三个方面：, 两项措施，即：
_ANNOUNCED = re.compile(
    rf"(?<![第之\d.%一二三四五六七八九十百]) ?(?P<count>(?P<n>{NUMERAL}|两|[2-9])"
    rf"(?:[个项条点大种类步招]{_NOUN}?|{_NOUN}))"
    r"[^。；！？\n：:，]{0,12}[：:]\s{0,4}$"
)
_OTHERWISE = re.compile(r"另一|另外|其次|第二|再者|再就是|还有|同时")
_LOOK_BACK = 40


def numbering(page):
    """Gaps, doubles and wrong beginnings of each style; counts that the list does not keep."""
    for style in STYLES:
        series = []  # (number, match) since the last first one
        for found in _marks(style, page.half):
            if found[0] == 1 and not _is_double(series, found, page.half):
                yield from _judge(series, style, page)
                series = []
            series.append(found)
        yield from _judge(series, style, page)


def _marks(style, text):
    for match in style.pattern.finditer(text):
        written = match.group("n")
        place = _CIRCLED.find(written) + 1 if len(written) == 1 else 0
        value = place or number(written)
        if value:
            yield value, match


def _is_double(series, found, text):
    """A second 一是 in the sentence of the first."""
    if len(series) != 1:
        return False
    start, end = series[0][1].end(), found[1].start()
    return series[0][0] == 1 and end - start < 200 and not re.search("[。\n]", text[start:end])


def _judge(series, style, page):
    """The findings of one series, which should be 1, 2, 3 …"""
    nexts, faults = [1], 0
    for value, match in series:
        if value in nexts:
            nexts = [value + 1]
            continue
        wanted = _written(style, nexts[0])
        faults += 1
        # either this number is wrong or the ones before: the next may follow both
        nexts = [value + 1, nexts[0] + 1]
        yield _finding(match.span("mark"), "序号不连续：此处应为“%s”，请核对。" % wanted, wanted)
    if series and not faults:
        yield from _judge_count(series, style, page)


def _judge_count(series, style, page):
    """A clean series against the count announced before it; a first without a second."""
    first, last = series[0][1], series[-1][0]
    place = first.start("mark")
    announced = _ANNOUNCED.search(page.half, max(place - _LOOK_BACK, 0), place)
    if announced and number(announced.group("n")) not in (None, last):
        message = "前文称“%s”，下文列出%d项，请核对。" % (announced.group("count"), last)
        yield _finding(announced.span("count"), message)
    elif last == 1 and style.lone and not _goes_on(page.half, first.end()):
        message = "只有“%s”，没有“%s”，请核对。" % (_written(style, 1), _written(style, 2))
        yield _finding(first.span("mark"), message, severity=HINT)


def _goes_on(text, start):
    line = text.find("\n", start)
    return bool(_OTHERWISE.search(text, start, len(text) if line < 0 else line))


def _written(style, value):
    circled = _CIRCLED[min(value, len(_CIRCLED)) - 1]
    return style.shape.format(han=numeral(value), n=value, circled=circled)


def _finding(span, message, suggestion="", severity=WARNING):
    return Finding(*span, "numbering", severity, message, suggestion, _SOURCE)
