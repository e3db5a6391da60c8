"""Words and sentences written twice."""

import re

from .finding import WARNING, Finding
from .page import HAN

_SOURCE = "文字校核"
#: Reduplication that is Chinese: 一件一件, 研究研究.
_FINE = re.compile(
    "一.一.|(?:研究|讨论|商量|学习|考虑|了解|锻炼|熟悉|很多|许多|非常|永远|千万|常常|哪里|多少|谢谢|渐渐|时时|刻刻)"
)
#: Words that only meet: 构建共建共治, 深化文化文艺.
_MET = re.compile("建共建共|化文化文")
_WORD = re.compile(f"(?P<word>[{HAN}]{{2,8}}?)(?P=word)+")
#: Little words; 目的的, 为了了解, 和和美美 and the like are Chinese.
_LITTLE = re.compile(
    "(?<![目标有端无靶的])的{2,}(?!确)|了{2,}(?![解结却断])|(?<![现正存潜实在])在{2,}(?![建押校职编岗册读座])|"
    "(?<![于但凡是])是{2,}(?!非)|和{2,}(?![美气谐平睦善好解])|并{2,}(?![行联网轨购])|而{2,}|但{2,}|也{2,}|"
    "及{2,}(?![时格早])|(?<![成为])为{2,}(?![民了什企农何政])|与{2,}(?!会)|或{2,}|由{2,}|被{2,}(?!告)|"
    "对{2,}(?![口象标方手比])|将{2,}(?!军)"
)
_SENTENCE = re.compile(r"[^。！？；\n]{15,}")
_SPACE = re.compile(r"\s")


def repeats(page):
    """推进推进, 的的, and a sentence of 15 characters or more that came before."""
    for match in _WORD.finditer(page.text):
        word = match.group("word")
        if not (_FINE.match(match.group()) or _MET.match(match.group())) and len(set(word)) > 1:
            yield _finding(match.span(), f"“{word}”重复。", word)
    for match in _LITTLE.finditer(page.text):
        yield _finding(match.span(), f"“{match.group()[0]}”重复。", match.group()[0])
    seen = set()
    for match in _SENTENCE.finditer(page.text):
        sentence = _SPACE.sub("", match.group())
        if sentence in seen:
            yield _finding(match.span(), "与前文句子重复，请核对是否误贴。")
        seen.add(sentence)


def _finding(span, message, suggestion=""):
    return Finding(*span, "repeat", WARNING, message, suggestion, _SOURCE)
