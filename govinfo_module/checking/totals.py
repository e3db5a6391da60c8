"""Totals against their parts: 共报送120条，其中动态80条、经验30条、问题20条.

After 其中 the parts may be fewer than the whole, never more. 分别为, 包括 or a colon after 共, 合计 or
其余 among the parts say that nothing is left out: then the sum must be the total.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from .finding import ERROR, WARNING, Finding

_SOURCE = "总数与分项核对"
_UNITS = (
    "平方公里 平方米 立方米 公里 公顷 千瓦 千米 人次 户次 件次 场次 车次 班次 批次 个月 小时 "
    "条 件 个 项 次 人 户 家 处 起 篇 期 份 名 所 座 台 辆 亩 吨 元 例 场 宗 批 只 头 套 间 "
    "米 天 村 株 支 种 类 盏 口 幢 栋 组 门 轮"
).split()
_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,15})(?P<decimals>\.\d{1,6})?"
    r"(?P<about>[余多几]?)(?P<scale>[万亿]?)(?P<about2>[余多]?)"
    r"(?P<unit>%s)(?!百分点)" % "|".join(_UNITS)
)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_BRACKET = re.compile(r"[（(](?P<inner>[^（()）]{0,300})[）)]")
_CLAUSE = re.compile(r"[^、，,；;]*")
_LEAD = re.compile(r"其中(?:包括|有)?[，：:,]?|(?:包括|分别为|分别是|分为|即)[，：:]?|[：:]")
_WHOLE = re.compile(r"共|合计|总计|总")
_SUM = re.compile(r"(?:共计|合计|总计)[^\d，、]{0,4}|共有?")
_OPPOSITE = re.compile(
    r"\d[\d.,万亿]{0,12}[^\d，、；,;]{1,6}[，,](?:其中)?已?(?P<what>[\u4e00-\u9fff]{2,4}?)的?\d[\d.,万亿]{0,12}[^\d，、；,;]{1,6}"
    r"[，、；,;][不未](?P=what)的?\d[\d.,万亿]{0,12}[^\d，、；,;]{1,6}"
)
_REST = re.compile(r"其余|剩余|余下")
#: Figures beside the parts: growth, averages, targets.
_ASIDE = re.compile(
    r"同比|环比|增加|增长|减少|下降|提高|新增|净增|比(?!例)|较(?![大小重高低多好])|超|平均|人均|户均|每|目标|任务|计划|不少于"
)
_OTHER = re.compile(r"累计|合计|共计|总计|此外|另|全年|同时|下一步")
#: What became of something, beside what it is: the two overlap.
_STATE = re.compile(r"采用|录用|办结|整改|化解|解决|批示|转办|完成|兑付|投产|销号|答复|受理|回复")
_SHARE = re.compile(r"占|[%比较增减降升]")
_NOUN = re.compile("[\u4e00-\u9fff]{0,2}")
_NEARLY = ("约", "近", "超")
_VERB = "已正在未尚按完开达可由被为是属于新列纳得"


@dataclass(frozen=True)
class Amount:
    """A number with its unit at ``start``–``end``. ``half``: half of its last place, when rounded."""

    start: int
    end: int
    value: Decimal
    half: Decimal
    scale: str
    unit: str
    about: bool
    noun: str


def totals(page):
    """Parts that exceed their total, or do not make it up where they should."""
    for match in _SENTENCE.finditer(page.half):
        sentence = match.group()
        if not re.search("其中|共|合计|总计|不|未", sentence):
            continue
        for total, parts, exhaustive in _claims(sentence):
            yield from _judge(total, parts, exhaustive, match.start())


def _claims(sentence):
    """Yield ``(total, parts, exhaustive)`` of a sentence."""
    plain = sentence
    for bracket in _BRACKET.finditer(sentence):
        blank = " " * (bracket.end() - bracket.start())
        plain = plain[: bracket.start()] + blank + plain[bracket.end() :]
    amounts = list(_amounts(plain))
    for bracket in _BRACKET.finditer(sentence):
        lead = _LEAD.match(bracket.group("inner"))
        before = [one for one in amounts if bracket.start() - 6 <= one.end <= bracket.start()]
        if lead and before:
            start = bracket.start("inner") + lead.end()
            parts, rest = _parts(sentence, start, bracket.end("inner"), before[-1], lead.group())
            yield before[-1], parts, rest
    yield from _forward(plain, amounts)
    yield from _backward(plain)
    yield from _opposites(plain)


def _forward(plain, amounts):
    """A total, then its parts."""
    leads = list(_LEAD.finditer(plain))
    place = 0
    for lead, following in zip(leads, [*leads[1:], None]):
        while place < len(amounts) and amounts[place].end <= lead.start():
            place += 1
        end = following.start() if following else len(plain)
        if following and following.group().startswith("分别") and end - lead.end() < 30:
            continue  # 其中甲、乙分别为: the parts come after the second
        if plain[lead.start() - 1 : lead.start()] == "、":  # 铁路639公里、其中高铁370公里，
            comma = plain.find("，", lead.end(), end)
            end = end if comma < 0 else comma
        weak = not lead.group().startswith("其中")
        for total in reversed(amounts[max(place - 3, 0) : place]):
            if lead.start() - total.end > 40:
                break
            parts, rest = _parts(plain, lead.end(), end, total, lead.group())
            if parts and not (weak and not _WHOLE.search(_clause_before(plain, total))):
                yield total, parts, rest or weak and len(parts) > 1
                break


def _backward(plain):
    """Parts, then their sum: 动态80条、经验30条，合计110条."""
    run = []
    for clause in _CLAUSE.finditer(plain):
        found = list(_amounts(clause.group(), clause.start()))
        lead = _SUM.match(clause.group().lstrip())
        if lead and found and found[0].start - clause.start() <= 12 and run:
            direct = found[0].start == clause.start() + lead.end()
            parts = [one for one in run if one.unit == found[0].unit]
            if (direct or lead.group() != "共") and len(parts) == len(run) > 1:
                yield found[0], parts, True
            run = []
        elif len(found) == 1 and not _ASIDE.search(clause.group()):
            run = [*run, found[0]] if not run or run[-1].unit == found[0].unit else [found[0]]
            run = [] if _WHOLE.search(clause.group()) or "其中" in clause.group() else run
        elif clause.group():
            run = []


def _opposites(plain):
    """320批次，合格312批次，不合格18批次: a thing and its opposite are the whole."""
    for match in _OPPOSITE.finditer(plain):
        whole, *parts = list(_amounts(match.group(), match.start()))[-3:]
        if len(parts) == 2 and parts[0].unit == parts[1].unit == whole.unit:
            yield whole, parts, True


def _parts(text, start, end, total, lead):
    """``(amounts, whether one is the rest)`` that follow a lead, by clauses, until the sentence
    turns to something else."""
    parts, rest, state = [], False, None
    for clause in _CLAUSE.finditer(text, start, end):
        words = clause.group()
        ended = text[clause.end() : clause.end() + 1]
        before = text[clause.start() - 1] if clause.start() > start else ""
        if _OTHER.search(words) or before in ("；", ";") and not lead.endswith(("：", ":")):
            break
        own = [one for one in _amounts(words, clause.start()) if one.unit == total.unit]
        if not own or _ASIDE.search(words):
            if parts and ended in ("，", ",", "；", "") and words and not _SHARE.search(words):
                break
            continue
        if _differs(own[0], total):
            break
        if state is None:
            state = bool(_STATE.search(words))
        elif before != "、" and state != bool(_STATE.search(words)):
            break
        rest = rest or bool(_REST.search(words))
        parts.append(own[0])
    return parts, rest


def _differs(part, total):
    """15个乡镇，其中80个村: not parts of that total."""
    return bool(part.noun and total.noun and part.noun != total.noun and part.noun[0] not in _VERB)


def _judge(total, parts, exhaustive, offset):
    if not parts or total.about or any(part.about for part in parts):
        return
    whole = sum(part.value for part in parts)
    slack = sum(part.half for part in parts) + total.half
    if any(part.scale != total.scale for part in parts):
        slack += Decimal(_SCALES[total.scale]) / 2 if not total.half and total.scale else 0
    if whole > total.value + slack or exhaustive and abs(whole - total.value) > slack:
        severity = ERROR if exhaustive or max(one.value for one in parts) > total.value else WARNING
        message = "各分项之和为%s，与总数%s不符，请核对。" % (
            _shown(whole, total),
            _shown(total.value, total),
        )
        yield Finding(
            offset + total.start, offset + total.end, "total", severity, message, "", _SOURCE
        )


def _shown(value, total):
    figure = (value / _SCALES[total.scale]).normalize()
    return f"{figure:f}{total.scale}{total.unit}"


def _amounts(text, offset=0):
    for match in _AMOUNT.finditer(text):
        start, end = match.span()
        scale, unit, decimals = match.group("scale", "unit", "decimals")
        digits = match.group("whole").replace(",", "") + (decimals or "")
        last = Decimal(_SCALES[scale]) / 10 ** (len(decimals) - 1) if decimals else Decimal(0)
        about = match.group("about") or match.group("about2")
        yield Amount(
            start=offset + start,
            end=offset + end,
            value=Decimal(digits) * _SCALES[scale],
            half=last / 2,
            scale=scale,
            unit=unit,
            about=bool(about or text.endswith(_NEARLY, 0, start)),
            noun=_NOUN.match(text, end).group() if unit == "个" else "",
        )


def _clause_before(plain, amount):
    """The clause that an amount stands in, up to it."""
    start = max(plain.rfind(sign, 0, amount.start) for sign in "，,；;")
    return plain[start + 1 : amount.start]
