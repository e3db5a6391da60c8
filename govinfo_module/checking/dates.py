"""Dates that do not exist, weekdays that do not fit, spans that run backwards, years without 年."""

import re
from calendar import monthrange
from datetime import date

from .finding import ERROR, WARNING, Finding
from .page import HAN, number

_CALENDAR, _FIGURES = "公历核对", "GB/T 15835—2011 出版物上数字用法"
_DATE = re.compile(
    r"(?P<whole>(?:(?<!\d)(?P<year>(?:19|20)\d\d)\s?年\s?)?"
    r"(?<![\d.])(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s?月(?!龄)"
    r"(?:\s?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号](?!楼|线|院|门))?)"
    r"(?:[（(]?(?:星期|周)(?P<week>[一二三四五六日天])[）)]?)?"
)
_DOTTED = re.compile(
    r"(?<![\d.A-Za-z/-])(?P<year>(?:19|20)\d\d)(?P<sign>[-./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d.A-Za-z/-])"
)
_TIME = re.compile(r"(?<!\d)(?P<hour>\d{1,2})[时点](?P<minute>\d{1,2})分")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:至|到|—|–|-|～|~)((?:19|20)\d\d)年(?!\d{1,2}月)")
_TO = re.compile("(?:起|开始)?(?:一直|持续|延续)?(?:至|到|[—－–～~-])")
_LUNAR = re.compile(r"农历|阴历|夏历|正月|腊月")
_WEEK = "一二三四五六日"
#: A year is known for the dates that follow it so near.
_NEAR = 60


def dates(page):
    """Dates, times and spans that cannot be."""
    before = None  # (end, year, whether written there, month, day) of the date before
    for match in _DATE.finditer(page.half):
        if _LUNAR.search(page.half, max(match.start() - 6, 0), match.start()):
            continue
        known = before and match.start() - before[0] < _NEAR and before[1]
        year = int(match.group("year")) if match.group("year") else known or None
        month = number(match.group("month"))
        day = number(match.group("day")) if match.group("day") else None
        fault = (
            _fault(year, month, day) or match.group("week") and _weekday(match, year, month, day)
        )
        if fault:
            yield fault if isinstance(fault, Finding) else _finding(match.span("whole"), fault)
        elif before and _TO.fullmatch(page.half, before[0], match.start()):
            yield from _backwards(match, before, month, day)
        before = match.end(), year, bool(match.group("year")), month, day
    yield from _dotted(page)
    yield from _times(page)
    for match in _YEARS.finditer(page.half):
        if int(match.group(1)) > int(match.group(2)):
            yield _finding(match.span(), "起止年份颠倒，请核对。")


def _fault(year, month, day):
    """Why there is no such day, or None; without a year February may have 29 days."""
    if month is None or not 1 <= month <= 12:
        return "月份应为1至12，请核对。"
    if day is None:
        return None
    days = monthrange(year or 2024, month)[1]
    if not 1 <= day <= days:
        shown = f"{year}年{month}月" if year and month == 2 else f"{month}月"
        return f"{shown}没有{day}日（共{days}天），请核对。"
    return None


def _weekday(match, year, month, day):
    if not year or not day:
        return None
    right = _WEEK[date(year, month, day).weekday()]
    if match.group("week").replace("天", "日") == right:
        return None
    message = f"{year}年{month}月{day}日是星期{right}，与文中不符，请核对。"
    return Finding(*match.span("week"), "date", ERROR, message, right, _CALENDAR)


def _backwards(match, before, month, day):
    """From one date to an earlier one; without years only within a month, winters may cross."""
    _end, _year, written, first_month, first_day = before
    year = int(match.group("year")) if match.group("year") else None
    if year and written:
        first = (_year, first_month, first_day or 0)
        late = first > (year, month, day if day and first_day else first[2])
    else:
        late = not year and month == first_month and day and first_day and first_day > day
    if late:
        yield _finding(match.span("whole"), "起止日期颠倒，请核对。")


def _dotted(page):
    for match in _DOTTED.finditer(page.half):
        year, month, day = (int(match.group(part)) for part in ("year", "month", "day"))
        fault = _fault(year, month, day)
        if fault:
            yield _finding(match.span(), fault)


def _times(page):
    for match in _TIME.finditer(page.half):
        hour, minute = int(match.group("hour")), int(match.group("minute"))
        if hour > 24 or minute > 59 or hour == 24 and minute:
            yield _finding(match.span(), "时刻不存在：时应为0至24，分应为0至59，请核对。")


def _finding(span, message):
    return Finding(*span, "date", ERROR, message, "", _CALENDAR)


#: What follows a number that is no year: measure words, 2024和2025年, 2025届; 2025全球…大会 is a name.
_COUNTED = (
    "年万亿千百十余多几个人次户条件名家处元亩吨米公平立克升天日周时分秒岁倍美港欧伏瓦兆字页行型款系版级届"
    "项起篇期份所座台辆例场宗批只头套间村株支种类盏口幢栋组门轮号位片张对双把根棵本册封箱袋瓶桶车床艘架"
    "列英厘毫至到和与及或"
)
_BARE_YEAR = re.compile(
    rf"(?<![\d.\-—–~～/〔\[（(第A-Za-z约达共造超“])(?P<year>(?:19[5-9]|20[0-4])\d)"
    rf"(?=[{HAN}])(?![{_COUNTED}]|度电|全球|全国|中国|世界|国际|国家)"
    r"|(?<![\d.\-—–~～/〔\[（(第A-Za-z])(?P<year2>20\d\d)(?=(?:1[0-2]|[1-9])月)"
    r"|(?:截至|截止|自|从|于|到|至)(?P<year3>(?:19|20)\d\d)(?=[，。；])"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d.%一二三四五六七八九十第满近约期])(?P<year>[0-3]\d)年(?=(?:1[0-2]|[1-9])月(?!龄))"
)


def years(page):
    """2025上半年, 截至2025，: a year needs its 年; 25年3月 its four digits."""
    for match in _BARE_YEAR.finditer(page.half):
        group = match.lastgroup
        start, end = match.span(group)
        full = match.group(group) + "年"
        message = f"年份后缺“年”字，应写作“{full}”。"
        yield Finding(start, end, "year", WARNING, message, full, _FIGURES)
    for match in _SHORT_YEAR.finditer(page.half):
        full = f"20{match.group('year')}年"
        message = f"年份不应简写，应写作“{full}”。"
        yield Finding(match.start(), match.end(), "year", WARNING, message, full, _FIGURES)
